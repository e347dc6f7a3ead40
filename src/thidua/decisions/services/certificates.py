"""Draw certificates, number them, keep their bytes and write them into the register, whole or not at all.

Drawing takes long and writes nothing, so it comes before the transaction; issuing holds what was drawn
against the decision once more.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from thidua.core.check_codes import LENGTH, LETTERS
from thidua.core.errors import DomainError
from thidua.core.register.leaves import LeafKind
from thidua.decisions import policies
from thidua.decisions.enums import BatchState
from thidua.decisions.models import Award, Certificate, CertificateBatch, CertificateStock, Decision
from thidua.decisions.queries.certificate_lines import with_lines
from thidua.decisions.queries.certificates import (
    faces_of,
    lacking_of,
    record_of,
    stock_of,
    waiting_of,
    words_of,
)
from thidua.decisions.queries.erasures import award_key, certificate_key, erasures_of
from thidua.foundation.actors import Actor
from thidua.foundation.services import files
from thidua.foundation.services.audit import Deed, record
from thidua.papers.certificates.faces import Face
from thidua.papers.certificates.printing import MOST_FACES, certificates_pdf
from thidua.papers.errors import PaperError
from thidua.register.services.checkpoints import checkpoint
from thidua.register.services.leaves import Told, Written, append_each, locked

_CHANGED = DomainError("Danh sách hoặc lời ghi trên giấy vừa đổi trong lúc in. Bấm in lại.")
_ERASED = DomainError(
    "Tên người nhận đã xóa theo yêu cầu nên không in giấy nữa. Cần giấy thì hỏi người giữ sổ vàng của xã."
)
_EDITIONS = ("pk", "version", "wording__version", "person__version", "household__head__version")
_NONE = DomainError("Mọi khen thưởng của quyết định này đã có giấy. Cần giấy khác thì cấp lại từng giấy.")


@dataclass(frozen=True, slots=True)
class Printing:
    """How certificates are printed: on which paper, and the address that their codes lead to."""

    link: str
    stock: CertificateStock | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """Pages that were drawn and not yet issued, one an award; `editions` of what stands on them."""

    awards: tuple[Award, ...]
    faces: tuple[Face, ...]
    pdf: bytes
    printing: Printing
    editions: frozenset[tuple[object, ...]] = frozenset()


def draw(decision: Decision, printing: Printing, *, at: datetime) -> Drawn:
    """Draw the certificates that a decision still lacks, at most 2.000 at once; writes nothing.

    :raises DomainError: none is lacking, a text is too long for its place, or a letter no font has
    """
    editions = _editions_of(decision)
    awards = tuple(waiting_of(decision)[:MOST_FACES])
    if not awards:
        raise _ERASED if lacking_of(decision).exists() else _NONE
    listed = {award.pk for award in awards}
    seen = frozenset(one for one in editions if one[0] in listed)
    return replace(_drawn(decision, awards, printing, at), editions=seen)


@transaction.atomic
def issue(
    decision: Decision, drawn: Drawn, *, by: Actor, at: datetime, batch: CertificateBatch | None = None
) -> CertificateBatch:
    """Issue what was drawn: bytes, rows and entries of the register in one transaction.

    :raises DomainError: the list, or what a certificate says, changed since it was drawn
    """
    held = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    policies.can_print_certificates(by, held).enforce()
    locked(held.authority_id)  # nobody's name is erased from here on
    if not drawn.editions <= _editions_of(held):
        raise _CHANGED
    made = _keep(held, drawn, batch, by, at)
    _write([Certificate(award=award) for award in drawn.awards], drawn, made, at)
    told: dict[str, tuple[object, object]] = {"count": (None, made.count), "file": (None, made.file_id)}
    record("decisions.certificate.issue", made, by=by, at=at, deed=Deed(changes=told))
    return made


@transaction.atomic
def order(decision: Decision, printing: Printing, *, by: Actor, at: datetime) -> CertificateBatch:
    """Ask for certificates that the worker draws."""
    policies.can_print_certificates(by, decision).enforce()
    count = waiting_of(decision).count()
    if not count:
        raise _ERASED if lacking_of(decision).exists() else _NONE
    made = CertificateBatch.objects.create(
        authority_id=decision.authority_id,
        decision=decision,
        stock=printing.stock,
        link=printing.link,
        count=min(count, MOST_FACES),
        state=BatchState.WAITING,
        ordered_by=by.name,
        ordered_at=at,
    )
    record("decisions.certificate.order", made, by=by, at=at)
    return made


def refuse_erased(award: Award) -> None:
    """Refuse to print a name again that was erased on request.

    :raises DomainError: it was
    """
    if erasures_of([award]):
        raise _ERASED


def fail(batch: CertificateBatch, sentence: str) -> None:
    """Keep why nothing came of what was asked for."""
    batch.state, batch.fault = BatchState.FAILED, sentence[:500]
    batch.save(update_fields=["state", "fault"])


@transaction.atomic
def reissue(
    certificate: Certificate, printing: Printing, *, reason: str, by: Actor, at: datetime
) -> Certificate:
    """Issue a certificate in the place of another, with the reason; the old one says that it was replaced.

    :raises DomainError: the old one is no longer valid, or its recipient's name was erased on request
    """
    decision = Decision.objects.select_for_update(of=("self",)).get(awards=certificate.award_id)
    old = Certificate.objects.select_related("award", "leaf", "replaced_by").get(pk=certificate.pk)
    policies.can_reissue_certificate(by, old).enforce()
    locked(decision.authority_id)
    refuse_erased(old.award)
    award = with_lines(Award.objects.filter(pk=old.award_id)).get()
    drawn = _drawn(decision, (award,), printing, at)
    made = _keep(decision, drawn, None, by, at)
    new = Certificate(award=old.award, copy=old.copy + 1, replaces=old, reissued_because=reason)
    _write([new], drawn, made, at)
    record("decisions.certificate.reissue", new, by=by, at=at, deed=Deed(reason=reason))
    return new


def _editions_of(decision: Decision) -> frozenset[tuple[object, ...]]:
    """Return which awards wait for a certificate, with the edition of all that its lines are made of."""
    return frozenset(waiting_of(decision).values_list(*_EDITIONS))


def _drawn(decision: Decision, awards: tuple[Award, ...], printing: Printing, at: datetime) -> Drawn:
    codes = [_new_code() for _ in awards]
    faces = tuple(faces_of(decision, awards, codes))
    try:
        pdf = certificates_pdf(faces, link=printing.link, made_at=at, stock=stock_of(printing.stock))
    except PaperError as fault:
        raise DomainError(fault.sentence) from fault
    return Drawn(awards, faces, pdf, printing)


def _keep(
    decision: Decision, drawn: Drawn, batch: CertificateBatch | None, by: Actor, at: datetime
) -> CertificateBatch:
    """Store the bytes, and the batch that names them."""
    made = batch or CertificateBatch(ordered_by=by.name, ordered_at=at)
    made.authority_id = decision.authority_id
    made.decision, made.stock, made.link = decision, drawn.printing.stock, drawn.printing.link
    made.count, made.state, made.made_at = len(drawn.faces), BatchState.DONE, at
    made.file = files.store(drawn.pdf, media_type="application/pdf", at=at)
    made.save()
    return made


def _write(rows: Sequence[Certificate], drawn: Drawn, batch: CertificateBatch, at: datetime) -> None:
    """Write certificates and their entries of the register, and sign it."""
    for place, (row, face) in enumerate(zip(rows, drawn.faces, strict=True), start=1):
        row.authority_id, row.batch, row.place = batch.authority_id, batch, place
        row.code, row.issued_at = face.code, at
    day = timezone.localdate(at)
    entries = [
        Written(
            LeafKind.CERTIFICATE,
            day,
            record_of(row, face),
            certificate_key(row.pk),
            [Told(words_of(row.award, face), award_key(row.award_id))],
        )
        for row, face in zip(rows, drawn.faces, strict=True)
    ]
    for row, leaf in zip(rows, append_each(batch.authority_id, entries, at=at), strict=True):
        row.leaf = leaf
    Certificate.objects.bulk_create(rows)
    checkpoint(batch.authority_id, at=at)


def _new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
