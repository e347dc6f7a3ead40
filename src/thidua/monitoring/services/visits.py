"""The visit itself: who goes, which figures are looked at, what was found, until the record is signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.monitoring import policies
from thidua.monitoring.enums import VISIT_WORKFLOW, ChosenBy, ItemVerdict, RoundState, VisitState
from thidua.monitoring.models import InspectionRound, Visit, VisitItem, VisitSignature
from thidua.monitoring.queries.doubt_rows import rows_of
from thidua.monitoring.services import choosing
from thidua.organisation.models import Position, Unit, User

NOT_THE_SAME = "Số thực tế khác số đã báo cáo. Chọn “Không khớp” hoặc sửa lại số."
_RUNNING = (RoundState.PLANNED, RoundState.FIXED, RoundState.DRAWN)


@dataclass(frozen=True, slots=True)
class ItemEntry:
    """What was found beside one figure."""

    verdict: str
    found: Decimal | None = None
    found_base: Decimal | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class VisitEntry:
    """What the team wrote: the day, who of the unit was there, figure by figure, and in general."""

    visited_on: date | None
    present: str
    note: str
    items: Mapping[UUID, ItemEntry]


@transaction.atomic
def add(
    plan: InspectionRound, unit: Unit, *, reason: str, figure_ids: Sequence[UUID], by: Actor, at: datetime
) -> Visit:
    """Put a unit on the list because of what stands out, with the figures in question."""
    policies.can_run(by, plan).enforce()
    if plan.state not in _RUNNING:
        raise DomainError("Đợt này đã kết thúc hoặc đã hủy. Chọn đợt khác.")
    if unit.authority_id != plan.authority_id:
        raise DomainError(f"{unit} thuộc cơ quan khác nên không kiểm tra được.")
    if not reason.strip():
        raise DomainError("Ghi lý do chọn đơn vị này.")
    listed = plan.visits.exclude(state=VisitState.CANCELLED)
    if listed.filter(unit=unit).exists():
        raise DomainError(f"{unit} đã có trong đợt “{plan}”.")
    visit = Visit(
        round=plan,
        authority_id=plan.authority_id,
        unit=unit,
        chosen_by=ChosenBy.DOUBTS,
        reason=reason.strip(),
        place=(listed.aggregate(last=Max("place"))["last"] or 0) + 1,
    )
    visit.save(force_insert=True)
    choosing.put(visit, _rows(visit, figure_ids))
    record("monitoring.visit.create", visit, by=by, at=at, deed=Deed(reason=visit.reason))
    return visit


@transaction.atomic
def arrange(
    visit: Visit, inspector: User, planned_on: date | None, *, expected: int, by: Actor, at: datetime
) -> Visit:
    """Name who goes, and when."""
    visit = lock(visit)
    policies.can_arrange(by, visit).enforce()
    if visit.state != VisitState.PLANNED:
        raise DomainError("Biên bản lượt này đã chốt hoặc đã bỏ nên không phân công lại được.")
    person = inspector.person
    if person is None or person.authority_id != visit.authority_id:
        raise DomainError("Người kiểm tra phải là người của xã.")
    held = Position.objects.held_on(localdate(at)).filter(person=person, unit_id=visit.unit_id)
    if person.unit_id == visit.unit_id or held.exists():
        raise DomainError(f"{person} thuộc {visit.unit} nên không tự kiểm tra đơn vị mình.")
    values = {"inspector": inspector, "planned_on": planned_on}
    return _apply("arrange", visit, values, expected=expected, by=by, at=at)


@transaction.atomic
def cancel(visit: Visit, *, reason: str, expected: int, by: Actor, at: datetime) -> Visit:
    """Give a visit up, with a reason that stays."""
    visit = lock(visit)
    policies.can_arrange(by, visit).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do bỏ lượt kiểm tra này.")
    state = VISIT_WORKFLOW.target_of("cancel", state=VisitState(visit.state))
    changes = versions.apply(visit, {"state": state, "cancelled_because": reason.strip()}, expected=expected)
    changes.pop("cancelled_because", None)
    record("monitoring.visit.cancel", visit, by=by, at=at, deed=Deed(changes=changes, reason=reason.strip()))
    return visit


@transaction.atomic
def choose(visit: Visit, figure_ids: Sequence[UUID], *, expected: int, by: Actor, at: datetime) -> Visit:
    """Say which figures are looked at; what was found beside one that stays, stays."""
    visit = lock(visit)
    policies.can_choose(by, visit).enforce()
    _refuse_stale(visit, expected)
    items = {item.figure_id: item for item in visit.items.all()}
    wanted = set(figure_ids)
    dropped = [item for key, item in items.items() if key not in wanted]
    new = [row for row in _rows(visit, figure_ids) if row.figure_id not in items]
    if not dropped and not new:
        return visit
    VisitItem.objects.filter(pk__in=[item.pk for item in dropped]).delete()
    choosing.put(visit, new, after=max((item.position for item in items.values()), default=0))
    told: dict[str, tuple[object, object]] = {
        "items": (
            "; ".join(str(item) for item in dropped),
            "; ".join(f"{row.target.name}, {row.period}" for row in new),
        )
    }
    _raise_version(visit, "choose", told, by=by, at=at)
    return visit


@transaction.atomic
def fill(visit: Visit, entry: VisitEntry, *, expected: int, by: Actor, at: datetime) -> Visit:
    """Keep what was found so far; it may be written bit by bit until the record is finished."""
    visit = lock(visit)
    policies.can_fill(by, visit).enforce()
    _refuse_stale(visit, expected)
    values = {"visited_on": entry.visited_on, "present": entry.present.strip(), "note": entry.note.strip()}
    told: dict[str, tuple[object, object]] = {}
    for name, value in values.items():
        if getattr(visit, name) != value:
            told[name] = (getattr(visit, name), value)
            setattr(visit, name, value)
    for item in visit.items.all():
        told |= _fill_item(item, entry.items.get(item.pk))
    if told:
        _raise_version(visit, "fill", told, by=by, at=at)
    return visit


@transaction.atomic
def finish(visit: Visit, *, expected: int, by: Actor, at: datetime) -> Visit:
    """Fix the content of the record, so that both sides sign the same."""
    visit = lock(visit)
    policies.can_fill(by, visit).enforce()
    state = VISIT_WORKFLOW.target_of("finish", state=VisitState(visit.state))
    if visit.visited_on is None:
        raise DomainError("Ghi ngày đã đi trước khi chốt biên bản.")
    left = visit.items.filter(verdict="").count()
    if left:
        raise DomainError(f"Còn {left} số chưa ghi kết quả. Chưa xem được thì chọn “Chưa xem được”.")
    if not visit.items.exists() and not visit.note:
        raise DomainError("Biên bản chưa có số nào được xem và chưa có nhận xét.")
    return _apply("finish", visit, {"state": state}, expected=expected, by=by, at=at)


@transaction.atomic
def mend(visit: Visit, *, expected: int, by: Actor, at: datetime) -> Visit:
    """Open a record again that not both sides have signed; a signature already given is void."""
    visit = lock(visit)
    policies.can_be_team(by, visit).enforce()
    state = VISIT_WORKFLOW.target_of("mend", state=VisitState(visit.state))
    signed = list(VisitSignature.objects.filter(visit=visit))
    visit = _apply("mend", visit, {"state": state}, expected=expected, by=by, at=at)
    for signature in signed:
        change = {"signature": (str(signature), "")}
        record("monitoring.visit.void", visit, by=by, at=at, deed=Deed(changes=change))
        signature.delete()
    return visit


def lock(visit: Visit) -> Visit:
    found = Visit.objects.select_for_update(of=("self",))
    locked: Visit = found.select_related("unit", "round__movement", "inspector__person").get(pk=visit.pk)
    return locked


def _apply(
    verb: str, visit: Visit, values: Mapping[str, object], *, expected: int, by: Actor, at: datetime
) -> Visit:
    changes = versions.apply(visit, values, expected=expected)
    if changes:
        told = {name: change for name, change in changes.items() if name != "inspector"}
        if "inspector" in changes:
            told["inspector"] = tuple(_name_of(user) for user in changes["inspector"])  # type: ignore[assignment]  # a pair
        record(f"monitoring.visit.{verb}", visit, by=by, at=at, deed=Deed(changes=told))
    return visit


def _name_of(user: Any) -> str:
    return "" if user is None else str(user.person or user)


def _fill_item(item: VisitItem, entry: ItemEntry | None) -> dict[str, tuple[object, object]]:
    """Write what was found beside a figure, and return it as a sentence of the history."""
    if entry is None:
        return {}
    if entry.verdict == ItemVerdict.DIFFERS and entry.found is None:
        raise DomainError(f"{item}: không khớp thì ghi số thực tế.")
    if entry.verdict == ItemVerdict.MATCHES and item.is_unlike(entry.found, entry.found_base):
        raise DomainError(f"{item}: {NOT_THE_SAME}")
    before = _told(item)
    item.verdict, item.found, item.found_base = entry.verdict, entry.found, entry.found_base
    item.note = entry.note.strip()
    after = _told(item)
    if before == after:
        return {}
    item.version += 1
    item.full_clean(exclude=["visit", "figure"], validate_unique=False, validate_constraints=False)
    item.save()
    return {str(item): (before, after)}


def _told(item: VisitItem) -> str:
    parts = (item.get_verdict_display(), item.found_text, item.note)
    return ", ".join(part for part in parts if part)


def _rows(visit: Visit, figure_ids: Sequence[UUID]) -> list[Any]:
    """Return the figures of this unit among those asked for; others are none of this visit's business."""
    wanted = set(figure_ids)
    rows = rows_of(visit.round.movement)
    return [row for row in rows if row.unit_id == visit.unit_id and row.figure_id in wanted]


def _refuse_stale(visit: Visit, expected: int) -> None:
    if visit.version != expected:
        raise versions.stale(visit, {}, expected=expected)


def _raise_version(
    visit: Visit, verb: str, told: dict[str, tuple[object, object]], *, by: Actor, at: datetime
) -> None:
    visit.version += 1
    visit.full_clean(validate_unique=False, validate_constraints=False)
    visit.save()
    changes = {**told, "version": (visit.version - 1, visit.version)}
    record(f"monitoring.visit.{verb}", visit, by=by, at=at, deed=Deed(changes=changes))
