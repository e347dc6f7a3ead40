"""Enter, change and complete rows of the register of documents."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from thidua.core.document_identity import Identity, identity_of
from thidua.core.errors import DomainError
from thidua.core.text import search_key
from thidua.documents import policies
from thidua.documents.enums import Direction
from thidua.documents.models import LegalBasis, OfficialDocument, ReadText
from thidua.documents.models.document import DocumentQuerySet
from thidua.foundation.actors import Actor
from thidua.foundation.services import search, versions
from thidua.foundation.services.audit import Deed, record
from thidua.organisation.models import Authority

_FULL_DATE_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document; `issued` is an ISO date, shortened where the day or month is unknown."""

    type: str = ""
    number: str = ""
    issued: str = ""
    issuer: str = ""
    place: str = ""
    subject: str = ""
    signer: str = ""
    signer_title: str = ""
    direction: Direction = Direction.REFERENCE
    note: str = ""

    @property
    def identity(self) -> Identity:
        return identity_of(number=self.number, name=self.subject, issued=self.issued, issuer=self.issuer)


@transaction.atomic
def register(facts: Facts, *, by: Actor, at: datetime, read_text: ReadText | None = None) -> OfficialDocument:
    """Enter a document. A row known only by its number so far is completed, not doubled."""
    policies.can_register(by).enforce()
    if by.authority_id is None:
        raise DomainError("Tài khoản này chưa thuộc cơ quan nào nên chưa ghi được sổ văn bản.")
    _one_at_a_time(by.authority_id)
    known = _known(facts, read_text, authority_id=by.authority_id)
    if known is None:
        known = _new(facts, authority_id=by.authority_id, at=at)
        action = "documents.document.register"
    else:
        action = "documents.document.complete"
        _complete(known, facts)
    if read_text is not None:
        _put_file(known, read_text)
    _save(known)
    record(action, known, by=by, at=at, deed=Deed(changes={"version": (known.version - 1, known.version)}))
    return known


@transaction.atomic
def cite(
    citing: OfficialDocument, facts: Facts, *, span: tuple[int, int] | None, by: Actor, at: datetime
) -> LegalBasis | None:
    """Link a document to one it cites, entering that one by number when the register lacks it."""
    policies.can_register(by).enforce()
    citing = _lock(citing, by)
    cited = find(facts.identity, authority_id=citing.authority_id)
    if cited is None:
        cited = register(facts, by=by, at=at)
    if cited.pk == citing.pk:
        return None
    start, end = span or (None, None)
    basis, is_new = LegalBasis.objects.get_or_create(
        citing=citing,
        cited=cited,
        defaults={"position": citing.bases.count() + 1, "start": start, "end": end},
    )
    if is_new:
        deed = Deed(changes={"basis": ("", cited.short_title)})
        record("documents.document.cite", citing, by=by, at=at, deed=deed)
    return basis


@transaction.atomic
def edit(
    document: OfficialDocument, facts: Facts, *, expected: int, by: Actor, at: datetime
) -> OfficialDocument:
    """Change what the register says of a document, from the version that was seen."""
    policies.can_register(by).enforce()
    document = _lock(document, by)
    changes = versions.apply(document, {**_columns(facts), "direction": facts.direction}, expected=expected)
    if changes:
        _save(document)
        record("documents.document.edit", document, by=by, at=at, deed=Deed(changes=changes))
    return document


@transaction.atomic
def attach(document: OfficialDocument, read_text: ReadText, *, by: Actor, at: datetime) -> OfficialDocument:
    """Add the scan that was missing. A document that has one keeps it: enter the other as a new one."""
    policies.can_register(by).enforce()
    document = _lock(document, by)
    if document.has_copy:
        raise DomainError("Văn bản này đã có bản chụp. Bản khác thì ghi thành một văn bản mới.")
    other = OfficialDocument.objects.filter(authority_id=document.authority_id, file=read_text.file).first()
    if other is not None:
        raise DomainError(f"Tệp này đã có trong sổ văn bản: {other.title}.")
    _put_file(document, read_text)
    document.version += 1
    _save(document)
    change = {"file_name": ("", read_text.file_name), "version": (document.version - 1, document.version)}
    record("documents.document.attach", document, by=by, at=at, deed=Deed(changes=change))
    return document


def find(identity: Identity, *, authority_id: UUID) -> OfficialDocument | None:
    """Return the one row that can be the cited document, locked; None when none or several can."""
    rows = _locked().filter(authority_id=authority_id, number_key=identity.number_key)
    alike = [row for row in rows if identity_of_row(row).may_be(identity)]
    return alike[0] if len(alike) == 1 else None


def identity_of_row(row: OfficialDocument) -> Identity:
    return identity_of(number=row.number, name=row.subject, issued=row.issued_text, issuer=row.issuer)


def _one_at_a_time(authority_id: UUID) -> None:
    """Let others who write in this register wait, so that two do not enter one number."""
    Authority.objects.select_for_update(no_key=True).get(pk=authority_id)


def _locked() -> DocumentQuerySet:
    return OfficialDocument.objects.select_for_update(of=("self",))


def _lock(document: OfficialDocument, by: Actor) -> OfficialDocument:
    document = _locked().get(pk=document.pk)
    if document.authority_id != by.authority_id:
        raise DomainError("Văn bản này trong sổ của cơ quan khác nên chỉ xem được.")
    return document


def _known(facts: Facts, read_text: ReadText | None, *, authority_id: UUID) -> OfficialDocument | None:
    if read_text is None:
        return find(facts.identity, authority_id=authority_id)
    same_file = _locked().filter(authority_id=authority_id, file=read_text.file).first()
    if same_file is not None:
        return same_file
    alike = find(facts.identity, authority_id=authority_id)
    return None if alike is None or alike.has_copy else alike


def _new(facts: Facts, *, authority_id: UUID, at: datetime) -> OfficialDocument:
    return OfficialDocument(
        authority_id=authority_id, registered_at=at, direction=facts.direction, **_columns(facts)
    )


def _complete(document: OfficialDocument, facts: Facts) -> None:
    for name, value in _columns(facts).items():
        if value and not getattr(document, name):
            setattr(document, name, value)
    if document.direction == Direction.REFERENCE:
        document.direction = facts.direction
    document.version += 1


def _columns(facts: Facts) -> dict[str, object]:
    values: dict[str, object] = asdict(facts)
    values.pop("direction")
    issued = str(values.pop("issued"))
    return {**values, "issued_text": issued, "issued_on": _full_date(issued)}


def _full_date(issued: str) -> date | None:
    return date.fromisoformat(issued) if len(issued) == _FULL_DATE_LENGTH else None


def _put_file(document: OfficialDocument, read_text: ReadText) -> None:
    document.file = read_text.file
    document.file_name = read_text.file_name
    document.read_text = read_text


def _save(document: OfficialDocument) -> None:
    identity = identity_of_row(document)
    document.number_key = identity.number_key
    document.issued_year = identity.year
    words = (document.type, document.number, document.subject, document.issuer, document.file_name)
    document.search = " " + search_key(" ".join(words))
    document.full_clean()
    document.save()
    search.index(_findable(document))


def _findable(document: OfficialDocument) -> search.Findable:
    return search.Findable(
        authority_id=document.authority_id,
        kind="document",
        object_id=str(document.pk),
        title=document.title,
        detail=document.issuer,
        url=page_of(document),
        place=f"năm {document.issued_year}" if document.issued_year else "",
    )


def _all() -> Iterator[search.Findable]:
    return map(_findable, OfficialDocument.objects.iterator())


search.declare("document", _all)


def page_of(document: OfficialDocument) -> str:
    """Return the address of the document's page; held against the URL table by a test."""
    return f"/van-ban/{document.pk}/"
