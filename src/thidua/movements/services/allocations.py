"""Give targets to units, change what was given with a reason, and take a giving back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thidua.core.allocation import Part as CorePart
from thidua.core.allocation import fault_of
from thidua.core.errors import DomainError
from thidua.core.room import fits
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record_each
from thidua.movements import policies
from thidua.movements.models import Allocation, Movement, Target, Tracking
from thidua.movements.queries.following import tracking_of
from thidua.movements.services.telling_parts import GIVEN, tell_of_parts
from thidua.movements.signals import tell_of_duties
from thidua.organisation.models import Unit

_GIVE, _CHANGE = "movements.allocation.give", "movements.allocation.change"
Changes = dict[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class Part:
    """What one unit is to be given; without an amount and not the owner it is given nothing."""

    unit: Unit
    amount: Decimal | None = None
    base: Decimal | None = None
    is_owner: bool = False
    last_year: Decimal | None = None

    @property
    def values(self) -> dict[str, object]:
        return {
            "amount": self.amount,
            "base": self.base,
            "is_owner": self.is_owner,
            "last_year": self.last_year,
        }

    @property
    def is_given(self) -> bool:
        return self.is_owner or self.amount is not None

    @property
    def is_empty(self) -> bool:
        return not self.is_given and self.base is None and self.last_year is None


@dataclass(frozen=True, slots=True)
class Giving:
    """The parts of one target; units not named keep theirs. `expected` is the stamp that was seen."""

    target: Target
    parts: Sequence[Part]
    expected: int


class ChangedMeanwhileError(DomainError):
    """Somebody gave the target otherwise since the form was opened; nothing was overwritten."""


@dataclass(slots=True)
class _Done:
    """What a giving wrote: new rows and changed ones, with what changed."""

    made: list[Allocation]
    changed: list[tuple[Allocation, Changes]]

    @property
    def steps(self) -> list[tuple[Allocation, Changes]]:
        """Every row with what is another now."""
        return [*((row, _as_made(row)) for row in self.made), *self.changed]


def stamp_of(allocations: Iterable[Allocation]) -> int:
    """Return a number that grows with every change of the parts of a target; a form carries it."""
    return sum(allocation.version for allocation in allocations)


def give(
    target: Target, parts: Sequence[Part], *, reason: str, expected: int, by: Actor, at: datetime
) -> UUID | None:
    """Give a target to units; return the batch of the deed, None when all stood so already.

    What was given before changes with a reason only. Parts that do not fit the whole are kept as they
    are: the reconciliation tells of them.
    """
    return give_many(target.movement, [Giving(target, parts, expected)], reason=reason, by=by, at=at)


@transaction.atomic
def give_many(
    movement: Movement, givings: Sequence[Giving], *, reason: str, by: Actor, at: datetime
) -> UUID | None:
    """Give several targets of one movement at once; all of it happens, or nothing."""
    targets = _targets(movement, givings)  # before the movement, as a change of a target locks them
    movement = Movement.objects.select_for_update(of=("self",)).get(pk=movement.pk)
    policies.can_give(by, movement).enforce()
    rows = _rows(targets)
    done = _Done([], [])
    for giving in givings:
        target = targets[giving.target.pk]
        here = rows.get(target.pk, {})
        _check(target, here, giving, on=localdate(at))
        _apply(target, here, giving, done)
    if any(_took_back(changes) for _, changes in done.changed) and not reason.strip():
        raise DomainError("Phần đã giao trước đây bị đổi. Ghi lý do đổi; số cũ và lý do được giữ lại.")
    batch = _record(done, reason.strip(), by=by, at=at)
    if batch is not None:
        tell_of_parts(movement, done.steps, batch, at=at)
    return batch


def make_owner(target: Target, unit: Unit, *, by: Actor, at: datetime) -> None:
    """Let a unit answer for a whole that is not split, where nobody was given any of it."""
    row = Allocation.objects.create(target=target, unit=unit, is_owner=True)
    _record(_Done([row], []), "", by=by, at=at)


@transaction.atomic
def follow_owner(target: Target, before: Unit | None, *, reason: str, by: Actor, at: datetime) -> None:
    """Hand a whole that is not split on to the new owner of the target, unless it was given to another."""
    tracking = Tracking.objects.filter(target=target, allocation_kind="one").first()
    rows = {row.unit_id: row for row in _rows({target.pk: target}).get(target.pk, {}).values()}
    owners = {row.unit_id for row in rows.values() if row.is_owner}
    if tracking is None or owners - {before.pk if before else None}:
        return
    done = _Done([], [])
    for unit_id in owners:
        done.changed.append(
            (
                rows[unit_id],
                versions.apply(rows[unit_id], {"is_owner": False}, expected=rows[unit_id].version),
            )
        )
    new = target.owner
    if new is not None and new.pk in rows:
        row = rows[new.pk]
        done.changed.append((row, versions.apply(row, {"is_owner": True}, expected=row.version)))
    elif new is not None:
        done.made.append(Allocation.objects.create(target=target, unit=new, is_owner=True))
    if batch := _record(done, reason, by=by, at=at):
        tell_of_parts(target.movement, done.steps, batch, at=at)


def _targets(movement: Movement, givings: Sequence[Giving]) -> dict[UUID, Target]:
    """Lock the targets in one order, whoever gives them, so that two givings never wait for each other."""
    found = Target.objects.filter(movement=movement, pk__in=[giving.target.pk for giving in givings])
    locked = found.select_for_update(of=("self",)).order_by("pk")
    targets = {target.pk: target for target in locked}
    for tracking in Tracking.objects.filter(target__in=targets):
        targets[tracking.target_id].tracking = tracking
    if any(giving.target.pk not in targets for giving in givings):
        raise DomainError("Chỉ tiêu này không thuộc phong trào đang giao. Nhờ tải lại trang.")
    return targets


def _rows(targets: Mapping[UUID, Target]) -> dict[UUID, dict[UUID, Allocation]]:
    rows: dict[UUID, dict[UUID, Allocation]] = {}
    found = Allocation.objects.filter(target__in=targets).select_related("unit")
    for row in found.select_for_update(of=("self",)).order_by("pk"):
        row.target = targets[row.target_id]
        rows.setdefault(row.target_id, {})[row.unit_id] = row
    return rows


def _check(target: Target, rows: Mapping[UUID, Allocation], giving: Giving, *, on: date) -> None:
    """Raise all that keeps the parts from being given, a sentence for each unit."""
    tracking = tracking_of(target)
    faults: list[str] = []
    for part in giving.parts:
        core = CorePart(part.unit.name, part.amount, part.base, part.is_owner)
        faults.append(fault_of(tracking.kind, target.goal, tracking.ceiling, core))
        faults.append(_fault_of_unit(part, rows.get(part.unit.pk), target, on))
        if part.last_year is not None and not fits(part.last_year):
            faults.append(f"{part.unit.name}: số năm trước quá dài.")
    if told := " ".join(filter(None, faults)):
        raise DomainError(told)


def _fault_of_unit(part: Part, row: Allocation | None, target: Target, on: date) -> str:
    """Refuse a unit of somebody else, and one that closed; what such a unit was given before may stay."""
    unit = part.unit
    if unit.authority_id != target.authority_id:
        return f"{unit.name} không thuộc cơ quan này nên không giao được."
    is_new = part.is_given and (row is None or _differs(row, part))
    if is_new and unit.valid_to is not None and unit.valid_to < on:
        last = f"{unit.valid_to:%d/%m/%Y}"
        return f"{unit.name} đã ngừng hoạt động từ {last} nên không giao được. Để trống dòng này."
    return ""


def _differs(row: Allocation, part: Part) -> bool:
    return any(getattr(row, name) != value for name, value in part.values.items())


def _apply(target: Target, rows: Mapping[UUID, Allocation], giving: Giving, done: _Done) -> None:
    made: list[Allocation] = []
    changed: list[tuple[Allocation, Part]] = []
    for part in giving.parts:
        row = rows.get(part.unit.pk)
        if row is None and not part.is_empty:
            made.append(Allocation(target=target, unit=part.unit, **part.values))
        elif row is not None and _differs(row, part):
            changed.append((row, part))
    if (made or changed) and stamp_of(rows.values()) != giving.expected:
        raise ChangedMeanwhileError(
            f"Phần giao của “{target.name}” vừa được người khác lưu. Chưa có gì bị ghi đè."
        )
    done.made += Allocation.objects.bulk_create(made)
    done.changed += [(row, versions.apply(row, part.values, expected=row.version)) for row, part in changed]


def _took_back(changes: Changes) -> bool:
    """Whether something that was given is another now; filling what was empty is no change of it."""
    before = [changes[name][0] for name in GIVEN if name in changes]
    return any(value is not None and value is not False for value in before)


def _record(done: _Done, reason: str, *, by: Actor, at: datetime) -> UUID | None:
    if not done.made and not done.changed:
        return None
    batch = new_key()
    new = [(row, Deed(changes=_as_made(row), reason=reason, batch=batch)) for row in done.made]
    old = [(row, Deed(changes=changes, reason=reason, batch=batch)) for row, changes in done.changed]
    record_each(_GIVE, new, by=by, at=at)
    record_each(_CHANGE, old, by=by, at=at)
    tell_of_duties((*done.made, *(row for row, _ in done.changed))[0].authority_id, at=at)
    return batch


def _as_made(row: Allocation) -> Changes:
    told: Iterator[tuple[str, Any, Any]] = (
        (name, False if name == "is_owner" else None, getattr(row, name)) for name in (*GIVEN, "last_year")
    )
    return {**{name: (old, new) for name, old, new in told if old != new}, "version": (0, row.version)}
