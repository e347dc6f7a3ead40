"""Put down a violation or a complaint for which praise waits, change its end, and lift it with a reason."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.awards import policies
from thidua.awards.models import Hold, HoldChange
from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.models import StoredFile
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.organisation.models import Authority, Unit


@dataclass(frozen=True, slots=True)
class HoldFacts:
    """Whom praise waits for, why, by which paper, from when until when; no last day is until lifted."""

    unit: Unit | None
    person_name: str
    kind: str
    document_number: str
    reason: str
    starts_on: date
    ends_on: date | None = None
    file: StoredFile | None = None
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class NewTerms:
    """Until when praise waits from now on, and by which paper; no file leaves the one there is."""

    ends_on: date | None
    document_number: str
    file: StoredFile | None = None
    file_name: str = ""


@transaction.atomic
def add(facts: HoldFacts, *, by: Actor, at: datetime) -> Hold:
    """Put down a hold; it needs a paper to stand on."""
    policies.can_hold(by).enforce()
    authority = Authority.objects.visible_to(by).get(pk=by.authority_id or "")
    if facts.unit is None and not facts.person_name.strip():
        raise DomainError("Chọn đơn vị hoặc ghi tên cá nhân.")
    if facts.unit is not None and facts.unit.authority_id != authority.pk:
        raise DomainError(f"{facts.unit} thuộc cơ quan khác.")
    if facts.ends_on is not None and facts.ends_on < facts.starts_on:
        raise DomainError("Ngày kết thúc phải sau ngày bắt đầu.")
    made = Hold(
        authority=authority,
        unit=facts.unit,
        person_name=facts.person_name.strip(),
        kind=facts.kind,
        document_number=facts.document_number.strip(),
        reason=facts.reason.strip(),
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        file=facts.file,
        file_name=facts.file_name,
        added_by=by.name,
        added_at=at,
    )
    made.full_clean(exclude=["unit", "file"])
    made.save(force_insert=True)
    told: dict[str, tuple[object, object]] = {
        "document_number": ("", made.document_number),
        "starts_on": (None, made.starts_on),
        "ends_on": (None, made.ends_on),
    }
    record("monitoring.hold.add", made, by=by, at=at, deed=Deed(changes=told, reason=made.reason))
    return made


@transaction.atomic
def change(hold: Hold, terms: NewTerms, *, reason: str, expected: int, by: Actor, at: datetime) -> Hold:
    """Move the last day, or put another paper under a hold; what was before stays, with the reason."""
    hold = _lock(hold)
    policies.can_lift(by, hold).enforce()
    _refuse_terms(hold, terms, reason)
    before = HoldChange(
        hold=hold,
        at=at,
        by_name=by.name,
        reason=reason.strip(),
        ends_on_before=hold.ends_on,
        ends_on_after=terms.ends_on,
        number_before=hold.document_number,
        number_after=terms.document_number.strip(),
        file_before=hold.file,
        file_name_before=hold.file_name,
        is_file_new=terms.file is not None,
    )
    values: dict[str, object] = {"ends_on": terms.ends_on, "document_number": before.number_after}
    if terms.file is not None:
        values |= {"file": terms.file, "file_name": terms.file_name}
    changes = versions.apply(hold, values, expected=expected)
    if not changes:
        raise DomainError("Chưa đổi gì. Đổi ngày hết, văn bản hoặc bản chụp rồi lưu.")
    before.save(force_insert=True)
    told = {name: change for name, change in changes.items() if name != "file"}
    record("monitoring.hold.change", hold, by=by, at=at, deed=Deed(changes=told, reason=before.reason))
    return hold


def _refuse_terms(hold: Hold, terms: NewTerms, reason: str) -> None:
    if hold.lifted_at is not None:
        raise DomainError("Việc này đã gỡ nên không đổi được. Có việc mới thì ghi việc mới.")
    if not reason.strip():
        raise DomainError("Ghi lý do đổi, ví dụ số văn bản gia hạn.")
    if not terms.document_number.strip():
        raise DomainError("Ghi văn bản làm căn cứ.")
    if terms.ends_on is not None and terms.ends_on < hold.starts_on:
        raise DomainError("Ngày kết thúc phải sau ngày bắt đầu.")


@transaction.atomic
def lift(hold: Hold, *, reason: str, expected: int, by: Actor, at: datetime) -> Hold:
    """End a hold before its day, with a reason that stays."""
    hold = _lock(hold)
    policies.can_lift(by, hold).enforce()
    if hold.lifted_at is not None:
        raise DomainError("Việc này đã gỡ rồi.")
    if not reason.strip():
        raise DomainError("Ghi lý do gỡ, ví dụ số kết luận giải quyết đơn.")
    values = {"lifted_at": at, "lifted_by": by.name, "lifted_because": reason.strip()}
    changes = versions.apply(hold, values, expected=expected)
    told = {name: change for name, change in changes.items() if name == "version"}
    record("monitoring.hold.lift", hold, by=by, at=at, deed=Deed(changes=told, reason=reason.strip()))
    return hold


def _lock(hold: Hold) -> Hold:
    found: Hold = Hold.objects.select_for_update(of=("self",)).select_related("file").get(pk=hold.pk)
    return found
