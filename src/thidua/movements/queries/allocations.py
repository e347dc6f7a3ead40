"""What of each target was given to which unit, held against the whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from thidua.core.allocation import AllocationKind, Fit, Part, Reconciliation, reconcile
from thidua.core.goal_text import amount_text, strict_word
from thidua.core.quantities import format_number
from thidua.movements.enums import TargetField
from thidua.movements.models import Allocation, Movement, Target, Tracking
from thidua.movements.queries.following import tracking_of
from thidua.organisation.enums import UnitKind
from thidua.organisation.models import Unit

ALL_OF_A_KIND = frozenset({UnitKind.VILLAGE, UnitKind.SCHOOL})
"""Kinds all units of which take part once one of them does: a village left out is worth a word."""


class GivingState:
    """How far a target is given, as the filter of the board says it."""

    NONE, OWNER, SHORT, OVER, WHOLE = "chua-giao", "chu-tri", "con-thieu", "vuot", "du"


STATES = (
    (GivingState.NONE, "Chưa giao"),
    (GivingState.OWNER, "Chủ trì báo cáo cả"),
    (GivingState.SHORT, "Còn thiếu"),
    (GivingState.OVER, "Vượt"),
    (GivingState.WHOLE, "Đủ"),
)
_OF_FIT = {
    Fit.NONE: GivingState.NONE,
    Fit.SHORT: GivingState.SHORT,
    Fit.OVER: GivingState.OVER,
    Fit.WHOLE: GivingState.WHOLE,
}


@dataclass(frozen=True, slots=True)
class Given:
    """A target, its way of being followed, the rows of units, and how they stand to the whole."""

    target: Target
    tracking: Tracking
    rows: tuple[Allocation, ...]
    fit: Reconciliation

    @property
    def state(self) -> str:
        """A target without parts that has an owner is reported by the owner: it is not given to nobody."""
        if self.fit.fit == Fit.NONE and self.target.owner_id is not None:
            return GivingState.OWNER
        return _OF_FIT[self.fit.fit]

    @property
    def look(self) -> str:
        """How the state is drawn: more than a limit allows is a risk, more than was asked is none."""
        return "risk" if self.target.goal.is_limit and self.target.goal.has_numbers else "run"

    @property
    def given(self) -> tuple[Allocation, ...]:
        return tuple(row for row in self.rows if row.is_given)

    @property
    def texts(self) -> list[tuple[Allocation, str]]:
        """Each unit that was given a part, and the part as people read it."""
        return [(row, part_text(self.tracking, row)) for row in self.given]

    @property
    def in_one_line(self) -> str:
        return "; ".join(f"{row.unit.name}: {text}" for row, text in self.texts)


@dataclass(frozen=True, slots=True)
class AllocationGroup:
    """The targets of one field."""

    name: str
    rows: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class AllocationBoard:
    """The targets by field; `counts` tells of all of them, whatever the filter shows."""

    groups: tuple[AllocationGroup, ...]
    counts: tuple[tuple[str, str, int], ...]
    total: int
    shown: int


def allocation_board(movement: Movement, *, on: date, field: str = "", state: str = "") -> AllocationBoard:
    """Hold the parts of every target against it, in three queries at any number of rows."""
    targets = list(movement.targets.for_board().select_related("owner", "parent", "tracking"))
    everything = given_of(targets, on=on)
    shown = [
        row
        for row in everything
        if (not field or row.target.field == field) and (not state or row.state == state)
    ]
    groups = tuple(
        AllocationGroup(choice.label, rows)
        for choice in TargetField
        if (rows := tuple(row for row in shown if row.target.field == choice))
    )
    counts = tuple((key, label, sum(row.state == key for row in everything)) for key, label in STATES)
    return AllocationBoard(groups, counts, len(everything), len(shown))


def given_of(targets: Sequence[Target], *, on: date) -> list[Given]:
    """Hold the parts of targets of one authority against their wholes. Two queries."""
    if not targets:
        return []
    found = Allocation.objects.filter(target__in=[target.pk for target in targets]).select_related("unit")
    rows: dict[UUID, list[Allocation]] = {}
    for row in found.order_by("unit__kind_rank", "unit__sort_key", "unit_id"):
        rows.setdefault(row.target_id, []).append(row)
    units = list(Unit.objects.filter(authority_id=targets[0].authority_id).in_force(on).for_list())
    return [_given(target, rows.get(target.pk, ()), units) for target in targets]


def fit_of(tracking: Tracking, parts: Iterable[Part]) -> Reconciliation:
    """Hold parts against the target of a tracking."""
    return reconcile(tracking.kind, tracking.target.goal, list(parts))


def taking_part(units: Sequence[Unit], given: Iterable[Unit]) -> list[Unit]:
    """Return the units that have a part, and those of their kind that were left out."""
    named = {unit.pk: unit for unit in given}
    kinds = {unit.kind for unit in named.values()} & ALL_OF_A_KIND
    beside = [unit for unit in units if unit.kind in kinds and unit.pk not in named]
    return sorted([*named.values(), *beside], key=lambda unit: (unit.kind_rank, unit.sort_key))


def part_of(unit: Unit, row: Allocation | None) -> Part:
    """Return what a unit has, as the core reads it."""
    if row is None:
        return Part(unit.name)
    return Part(unit.name, row.amount, row.base, row.is_owner)


def part_text(tracking: Tracking, row: Allocation) -> str:
    """Print a part: "300 cây", "190/200", "chủ trì"."""
    if row.amount is None:
        return "chủ trì" if row.is_owner else "chưa giao"
    if tracking.kind == AllocationKind.WEIGHTED_MEAN and row.base is not None:
        return f"{format_number(row.amount)}/{format_number(row.base)}"
    return level_text(tracking, row.amount)


def level_text(tracking: Tracking, amount: Decimal) -> str:
    """Print what one unit must come to; a level that must be passed keeps its word: "trên 95%"."""
    goal = tracking.target.goal
    word = strict_word(goal) if tracking.kind == AllocationKind.EACH else ""
    return f"{word} {amount_text(amount, goal.unit)}".strip()


def _given(target: Target, rows: Sequence[Allocation], units: Sequence[Unit]) -> Given:
    tracking = tracking_of(target)
    tracking.target = target
    by_unit: Mapping[UUID, Allocation] = {row.unit_id: row for row in rows}
    named = [row.unit for row in rows if row.is_given]
    parts = [part_of(unit, by_unit.get(unit.pk)) for unit in taking_part(units, named)]
    return Given(target, tracking, tuple(rows), fit_of(tracking, parts))
