"""The grid of a period: units down, targets across, what stands in each cell, and what adds up.

Forty units by forty targets are sixteen hundred cells: they come as plain tuples, gathered in the database,
and no model is made for any of them. Keys are text as the database writes it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField
from django.db.models.functions import Cast

from thidua.core.achievement import Nature
from thidua.core.allocation import AllocationKind
from thidua.foundation.actors import Actor
from thidua.foundation.models import Gathered
from thidua.foundation.policy import Answer
from thidua.movements.models import Allocation, Target
from thidua.reporting.enums import CellChoice, FigureState, PeriodState
from thidua.reporting.models import Figure, Period, Report
from thidua.reporting.queries.owing import due_in
from thidua.reporting.queries.period_list import watches_all
from thidua.reporting.queries.reading import Entry, read_entry

_DRAFTS = frozenset({FigureState.DRAFT, FigureState.RETURNED})
_COUNTED = frozenset({CellChoice.NUMBER, CellChoice.NONE})
_NEVER_ADDS = frozenset({Nature.STATE, Nature.RATE, Nature.MILESTONE})
_TARGET = Cast("target_id", CharField())


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a target, or the whole that its counted number is out of (`is_base`)."""

    target: str
    name: str
    measure: str
    owner: str
    is_base: bool
    adds_up: bool

    @property
    def key(self) -> str:
        return f"{self.target}:b" if self.is_base else self.target

    @property
    def title(self) -> str:
        return f"{self.name} ({self.measure})" if self.measure else self.name


class Held(NamedTuple):
    """What stands for a target in a report, as the database gives it."""

    target: str
    typed: str
    typed_base: str
    said: str
    value: Any
    base: Any
    state: str
    version: int

    def text(self, column: Column) -> str:
        return self.typed_base if column.is_base else self.typed

    def amount(self, column: Column) -> Decimal | None:
        """Return what it adds to a sum; both numbers of a pair that cannot be read stay out of it."""
        if self.said not in _COUNTED:
            return None
        number = self.base if column.is_base else 0 if self.said == CellChoice.NONE else self.value
        return None if number is None else Decimal(number)

    @property
    def is_locked(self) -> bool:
        """Whether it was handed in, so that only a correction changes it."""
        return self.state not in _DRAFTS

    @property
    def is_faulty(self) -> bool:
        """Whether something was typed that could not be read."""
        return self.said == CellChoice.EMPTY and bool(self.typed or self.typed_base)


@dataclass(frozen=True, slots=True)
class Line:
    """One unit with its report: what it owes and what it has written."""

    report: UUID
    version: int
    unit: str
    state: str
    owed: frozenset[str]
    held: Mapping[str, Held]
    may_write: bool = False
    is_own: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether every figure it owes is there and can be read, and something is left to send.

        A report with a figure that came back is sent again from its own page, where the reason stands.
        """
        there = {key for key, held in self.held.items() if held.said != CellChoice.EMPTY}
        return (
            there >= self.owed
            and any(held.state == FigureState.DRAFT for held in self.held.values())
            and not self.has_returned
        )

    @property
    def has_returned(self) -> bool:
        return any(held.state == FigureState.RETURNED for held in self.held.values())

    @property
    def is_missing(self) -> bool:
        return any(key not in self.held or self.held[key].said == CellChoice.EMPTY for key in self.owed)


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that must be mended before its report can be sent."""

    row: int
    column: int
    unit: str
    title: str
    sentence: str


@dataclass(frozen=True)
class Grid:
    """All of it; `is_open` says whether figures of the period may change."""

    period: Period
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    is_open: bool
    faults: tuple[Fault, ...] = field(default=())

    @cached_property
    def totals(self) -> list[Decimal | None]:
        """Sums of what was counted, sent or not; None for what does not add up, and where nothing stands."""
        return [_total(self.lines, column) if column.adds_up else None for column in self.columns]

    @cached_property
    def has_unsent(self) -> bool:
        """Whether the sums hold numbers that were not sent, or that came back."""
        return any(
            held.said in _COUNTED and not held.is_locked for line in self.lines for held in line.held.values()
        )

    @cached_property
    def missing(self) -> list[str]:
        """The units that have not written everything they owe."""
        return [line.unit for line in self.lines if line.is_missing]

    @cached_property
    def ready(self) -> list[Line]:
        return [line for line in self.lines if line.may_write and line.is_whole]

    @property
    def may_write(self) -> bool:
        return any(line.may_write for line in self.lines)


def grid_of(period: Period, actor: Actor, may_write: Callable[[UUID], Answer]) -> Grid:
    """Collect the grid as the actor may see it, in four queries, and one more when a cell cannot be read.

    Who watches over all sees all; a unit sees its own rows, and the columns it is in charge of.
    `may_write` says of a unit whether its row may be written while the period is open.
    """
    columns = _columns(period)
    owed = _owed(period, columns)
    held = _held(period)
    is_open = period.state == PeriodState.OPEN
    lines = [
        replace(
            _line(row, owed, held),
            may_write=is_open and bool(may_write(row[1])),
            is_own=row[1] in actor.unit_ids,
        )
        for row in _reports(period)
    ]
    if not watches_all(actor):
        lines, columns = _own(lines, columns, actor)
    return Grid(period, tuple(columns), tuple(lines), is_open, tuple(_faults(lines, columns)))


def _columns(period: Period) -> list[Column]:
    rows = due_in(period).values_list(
        Cast("pk", CharField()),
        "name",
        "unit",
        "tracking__nature",
        "tracking__allocation_kind",
        "tracking__numerator_name",
        "tracking__denominator_name",
        Cast("owner_id", CharField()),
    )
    return [column for row in rows for column in _of_target(*row)]


def _of_target(*row: str) -> Iterator[Column]:
    key, name, unit, nature, kind, counted, whole, owner = row
    is_in_two = kind == AllocationKind.WEIGHTED_MEAN
    is_sum = nature == Nature.CUMULATIVE or kind == AllocationKind.SUM
    adds_up = is_in_two or (is_sum and nature not in _NEVER_ADDS)
    yield Column(key, name, counted if is_in_two else unit, owner or "", is_base=False, adds_up=adds_up)
    if is_in_two:
        yield Column(key, name, whole or "tổng số", owner or "", is_base=True, adds_up=True)


def _owed(period: Period, columns: Sequence[Column]) -> dict[str, set[str]]:
    """Return the targets each unit owes: those given to it, else those it answers for."""
    given = Allocation.objects.given().filter(target__in=due_in(period).order_by().values("pk"))
    rows = given.order_by().values_list(Cast("unit_id", CharField()))
    owed = {unit: {key for (key,) in keys} for unit, keys in rows.annotate(keys=Gathered(_TARGET))}
    shared = set().union(*owed.values())
    for column in columns:
        if column.owner and column.target not in shared:
            owed.setdefault(column.owner, set()).add(column.target)
    return owed


def _held(period: Period) -> dict[UUID, dict[str, Held]]:
    columns = (_TARGET, "typed", "typed_base", "said", "value", "base", "state", "version")
    rows = Figure.objects.filter(report__period=period).order_by().values_list("report_id")
    return {
        report: {cell[0]: Held._make(cell) for cell in cells}
        for report, cells in rows.annotate(cells=Gathered(*columns))
    }


def _reports(period: Period) -> Any:
    found = Report.objects.filter(period=period).order_by("unit__kind_rank", "unit__sort_key", "pk")
    return found.values_list("pk", "unit_id", Cast("unit_id", CharField()), "unit__name", "version", "state")


def _line(
    row: tuple[UUID, UUID, str, str, int, str],
    owed: Mapping[str, set[str]],
    held: Mapping[UUID, Mapping[str, Held]],
) -> Line:
    report, _, unit_key, unit, version, state = row
    return Line(
        report=report,
        version=version,
        unit=unit,
        state=state,
        owed=frozenset(owed.get(unit_key, ())),
        held=held.get(report, {}),
    )


def _own(lines: Sequence[Line], columns: Sequence[Column], actor: Actor) -> tuple[list[Line], list[Column]]:
    """Leave a unit its own rows whole, and of the others only the columns it is in charge of."""
    units = {form for unit in actor.unit_ids for form in (str(unit), unit.hex)}
    in_charge = {column.target for column in columns if column.owner in units}
    shown = [line if line.is_own else _only(line, in_charge) for line in lines]
    shown = [line for line in shown if line.is_own or line.owed or line.held]
    wanted = in_charge.union(*(line.owed | line.held.keys() for line in shown if line.is_own))
    return shown, [column for column in columns if column.target in wanted]


def _only(line: Line, targets: AbstractSet[str]) -> Line:
    held = {key: value for key, value in line.held.items() if key in targets}
    return replace(line, owed=line.owed & targets, held=held)


def _total(lines: Sequence[Line], column: Column) -> Decimal | None:
    held = (line.held[column.target].amount(column) for line in lines if column.target in line.held)
    amounts = [amount for amount in held if amount is not None]
    return sum(amounts, Decimal(0)) if amounts else None


def _faults(lines: Sequence[Line], columns: Sequence[Column]) -> Iterator[Fault]:
    """Say what is wrong with each cell that cannot be read."""
    numbers = {column.target: place for place, column in reversed(list(enumerate(columns)))}
    places = [
        (row, numbers[key], line, columns[numbers[key]])
        for row, line in enumerate(lines)
        for key, held in line.held.items()
        if held.said == CellChoice.EMPTY and held.is_faulty and not held.is_locked and key in numbers
    ]
    if not places:
        return
    targets = _read_targets({column.target for *_, column in places})
    for row, number, line, column in sorted(places, key=lambda place: place[:2]):
        held = line.held[column.target]
        mistake = read_entry(targets[column.target], Entry(held.typed, held.typed_base)).mistake
        yield Fault(row, number, line.unit, column.title, mistake or "Ô này chưa đọc được.")


def _read_targets(keys: Collection[str]) -> dict[str, Target]:
    keyed: Any = Target.objects.filter(pk__in=keys).annotate(key=Cast("pk", CharField()))
    return {target.key: target for target in keyed.select_related("tracking")}
