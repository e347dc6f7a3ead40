"""Register that a unit takes part and the titles it aims at; send, return, record.

The office may write for a unit that brings its list on paper; the trail then says for whom.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from thidua.commitments import policies
from thidua.commitments.enums import REGISTRATION_WORKFLOW, RegistrationState
from thidua.commitments.models import RegisteredTitle, Registration
from thidua.commitments.queries.duties import page_of
from thidua.commitments.signals import REGISTRATION, promises_changed
from thidua.core.errors import DomainError
from thidua.core.text import normalise
from thidua.foundation.actors import Actor
from thidua.foundation.services import notices, versions
from thidua.foundation.services.audit import Deed, record
from thidua.foundation.services.notices import News
from thidua.movements.models import Movement
from thidua.organisation.models import Unit

MOST_TITLES = 1000


@dataclass(frozen=True, slots=True)
class RegistrationFacts:
    """Whether the unit takes part, the day of its meeting, and what else is to be said."""

    takes_part: bool = True
    meeting_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """Who aims at which title."""

    subject: str
    name: str
    title: str
    note: str = ""


@transaction.atomic
def edit(
    movement: Movement, unit: Unit, facts: RegistrationFacts, *, expected: int, by: Actor, at: datetime
) -> Registration:
    """Write the head of the registration; the first time begins it (from version 0)."""
    registration, is_new = _begun(movement, unit, by)
    if not facts.takes_part and not facts.note.strip():
        raise DomainError("Đơn vị không tham gia thì ghi rõ vì sao ở ô ghi chú.")
    seen = registration.version if is_new else expected
    changes = versions.apply(registration, asdict(facts), expected=seen)
    if changes:
        _record("edit", registration, by, at, changes)
    return registration


@transaction.atomic
def add(
    movement: Movement, unit: Unit, aims: Sequence[Aim], *, by: Actor, at: datetime
) -> list[RegisteredTitle]:
    """Put titles onto the list; who is on it with the same title already is left out."""
    registration, _ = _begun(movement, unit, by)
    there = {_same(row) for row in registration.titles.all()}
    last = len(registration.titles.all())
    once: dict[tuple[str, str, str], Aim] = {}
    for aim in aims:
        once.setdefault(_same(aim), aim)
    new = [aim for mark, aim in once.items() if mark not in there]
    if last + len(new) > MOST_TITLES:
        raise DomainError(f"Mỗi đơn vị ghi nhiều nhất {MOST_TITLES} dòng danh hiệu.")
    if not new:
        raise DomainError("Dòng này đã có trong danh sách.")
    rows = [
        RegisteredTitle(registration=registration, position=last + number, **asdict(aim))
        for number, aim in enumerate(new, 1)
    ]
    for row in rows:
        row.clean_fields(exclude=["registration"])
    RegisteredTitle.objects.bulk_create(rows)
    told = f"{len(rows)} dòng" if len(rows) > 1 else str(rows[0])
    _record("add_titles", registration, by, at, {"titles": (None, told)})
    return rows


def _same(line: Aim | RegisteredTitle) -> tuple[str, str, str]:
    """Return what two lines that mean the same have in common; marks tell names apart, spaces do not."""
    name, title = (" ".join(normalise(text).casefold().split()) for text in (line.name, line.title))
    return line.subject, name, title


@transaction.atomic
def drop(title: RegisteredTitle, *, by: Actor, at: datetime) -> Registration:
    """Take one line off the list."""
    registration = _locked(title.registration, by)
    policies.can_register(by, registration.movement, registration.unit, registration).enforce()
    told = str(title)
    title.delete()
    _record("drop_title", registration, by, at, {"titles": (told, None)})
    return registration


def send(registration: Registration, *, expected: int, by: Actor, at: datetime) -> Registration:
    """Hand the registration to the office."""
    values = {"sent_at": at, "sent_by": by.name, "returned_because": ""}
    return _step("send", registration, values, expected=expected, by=by, at=at)


def send_back(
    registration: Registration, *, reason: str, expected: int, by: Actor, at: datetime
) -> Registration:
    """Return it to the unit with the reason, which the unit is told."""
    if not reason.strip():
        raise DomainError("Ghi lý do trả lại để đơn vị biết sửa chỗ nào.")
    values = {"returned_because": reason.strip()}
    return _step("send_back", registration, values, expected=expected, by=by, at=at)


def accept(registration: Registration, *, expected: int, by: Actor, at: datetime) -> Registration:
    """Record it."""
    return _step("accept", registration, {"accepted_at": at}, expected=expected, by=by, at=at)


def reopen(registration: Registration, *, expected: int, by: Actor, at: datetime) -> Registration:
    """Let the unit mend what was recorded; undoes `accept`."""
    return _step("reopen", registration, {"accepted_at": None}, expected=expected, by=by, at=at)


@transaction.atomic
def _step(
    verb: str,
    registration: Registration,
    values: Mapping[str, object],
    *,
    expected: int,
    by: Actor,
    at: datetime,
) -> Registration:
    registration = _locked(registration, by)
    allowed = policies.can_send_registration if verb == "send" else policies.can_answer_registration
    allowed(by, registration).enforce()
    state = REGISTRATION_WORKFLOW.target_of(verb, state=RegistrationState(registration.state))
    if registration.version != expected:
        raise versions.stale(registration, {"state": state}, expected=expected)
    first = _first_day(registration, at) if verb == "send" else {}
    changes = versions.apply(registration, {**values, **first, "state": state}, expected=expected)
    told = {name: change for name, change in changes.items() if name in {"state", "version"}}
    _record(verb, registration, by, at, told, reason=str(values.get("returned_because", "")))
    _tell(verb, registration, at)
    promises_changed.send(sender=None, unit_ids=[registration.unit_id], kinds=[REGISTRATION], at=at)
    return registration


def _first_day(registration: Registration, at: datetime) -> dict[str, object]:
    """Return the day it came, where it never came before."""
    if registration.first_sent_on is not None:
        return {}
    return {"first_sent_on": registration.movement.authority.received_on(localdate(at))}


def _tell(verb: str, registration: Registration, at: datetime) -> None:
    """Tell the unit what became of its registration; what it did itself it knows."""
    if verb not in _NEWS:
        return
    detail = registration.returned_because if verb == "send_back" else str(registration.movement)
    news = News(
        dedup_key=f"registration:{registration.pk}:{registration.version}",
        authority_id=registration.authority_id,
        unit_id=registration.unit_id,
        title=_NEWS[verb],
        detail=detail,
        url=page_of(REGISTRATION, registration.movement_id, registration.unit_id),
    )
    notices.tell([news], at=at)


_NEWS = {
    "send_back": "Đăng ký thi đua được trả lại để sửa.",
    "accept": "Đăng ký thi đua đã được ghi nhận.",
    "reopen": "Đăng ký thi đua được mở lại để sửa.",
}


def _begun(movement: Movement, unit: Unit, by: Actor) -> tuple[Registration, bool]:
    """Return the locked registration of the unit and whether it is begun now; one that may be written."""
    policies.can_register(by, movement, unit, None).enforce()
    registration, is_new = Registration.objects.get_or_create(
        movement=movement, unit=unit, defaults={"authority_id": movement.authority_id}
    )
    registration = _locked(registration, by)
    policies.can_register(by, movement, unit, registration).enforce()
    return registration, is_new


def _locked(registration: Registration, by: Actor) -> Registration:
    found = Registration.objects.visible_to(by).select_for_update(of=("self",))
    locked: Registration = found.select_related("movement__authority", "unit").get(pk=registration.pk)
    return locked


def _record(
    verb: str,
    registration: Registration,
    by: Actor,
    at: datetime,
    changes: dict[str, tuple[object, object]],
    reason: str = "",
) -> None:
    is_own = registration.unit_id in by.unit_ids or verb in _NEWS
    deed = Deed(changes=changes, reason=reason, on_behalf_of="" if is_own else str(registration.unit))
    record(f"commitments.registration.{verb}", registration, by=by, at=at, deed=deed)
