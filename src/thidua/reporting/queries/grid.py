"""The grid of a period: units down, targets across, what stands in each cell, and what adds up.

Forty units by forty targets are sixteen hundred cells: they come as plain tuples, gathered in the database,
and no model is made for any of them. Keys are text as the database writes it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from thidua.core.achievement import Nature
from thidua.core.allocation import AllocationKind
from thidua.core.goal_text import without_percent
from thidua.foundation.actors import Actor
from thidua.foundation.models import GatheredText, prepared, read_gathered
from thidua.foundation.policy import Answer
from thidua.movements.models import Allocation, Target
from thidua.reporting.enums import CellChoice, FigureState, PeriodState
from thidua.reporting.models import Figure, Period, Report
from thidua.reporting.queries.owing import Asked, asked_of, due_when
from thidua.reporting.queries.period_list import watches_all
from thidua.reporting.queries.reading import Entry, read_entry

_DRAFTS = frozenset({FigureState.DRAFT, FigureState.RETURNED})
_COUNTED = frozenset({CellChoice.NUMBER, CellChoice.NONE})
_NEVER_ADDS = frozenset({Nature.STATE, Nature.RATE, Nature.MILESTONE})
_TARGET = Cast("target_id", CharField())
_LAYOUTS, _KEPT = 3, 120
"""So many texts stay read, as many as several communes with a month open have reports."""


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
    """What stands for a target in a report; `value` and `base` are what it adds to a sum, if anything."""

    target: str
    typed: str
    typed_base: str
    said: str
    value: Decimal | None
    base: Decimal | None
    state: str
    version: int

    def text(self, column: Column) -> str:
        return self.typed_base if column.is_base else self.typed

    @property
    def is_locked(self) -> bool:
        """Whether it was handed in, so that only a correction changes it."""
        return self.state not in _DRAFTS

    @property
    def is_faulty(self) -> bool:
        """Whether something was typed that could not be read."""
        return self.said == CellChoice.EMPTY and bool(self.typed or self.typed_base)


@dataclass(frozen=True, slots=True)
class Written:
    """What a report holds, as read from one text; `only` are the targets that are looked at, if not all.

    Two of the same text are equal, so that what was drawn from one stands for the other.
    """

    text: str
    only: frozenset[str] | None
    cells: Mapping[str, Held] = field(compare=False)
    said: frozenset[str] = field(compare=False)
    states: frozenset[str] = field(compare=False)
    has_drafts: bool = field(compare=False)
    faulty: tuple[str, ...] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One unit with its report: what it owes and what it has written."""

    report: UUID
    version: int
    unit: str
    state: str
    owed: frozenset[str]
    written: Written
    may_write: bool = False
    is_own: bool = False

    @property
    def held(self) -> Mapping[str, Held]:
        return self.written.cells

    @property
    def is_whole(self) -> bool:
        """Whether every figure it owes is there and can be read, and something is left to send.

        A report with a figure that came back is sent again from its own page, where the reason stands.
        """
        return not self.is_missing and FigureState.DRAFT in self.written.states and not self.has_returned

    @property
    def has_returned(self) -> bool:
        return FigureState.RETURNED in self.written.states

    @property
    def is_missing(self) -> bool:
        return not self.written.said >= self.owed


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
        return _totals(self.columns, tuple(line.written for line in self.lines))

    @cached_property
    def has_unsent(self) -> bool:
        """Whether the sums hold numbers that were not sent, or that came back."""
        return any(line.written.has_drafts for line in self.lines)

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
    texts = dict(_texts(period.pk))
    is_open = period.state == PeriodState.OPEN
    lines = [
        Line(
            report=report,
            version=version,
            unit=name,
            state=state,
            owed=owed.get(key, frozenset()),
            written=_written(texts.get(report, ""), None),
            may_write=is_open and bool(may_write(unit)),
            is_own=unit in actor.unit_ids,
        )
        for report, unit, key, name, version, state in _reports(period.pk)
    ]
    if not watches_all(actor):
        lines, columns = _own(lines, columns, actor)
    return Grid(period, tuple(columns), tuple(lines), is_open, tuple(_faults(lines, columns)))


def _columns(period: Period) -> list[Column]:
    return [column for row in _targets(*asked_of(period)) for column in _of_target(*row)]


@prepared
def _targets(*asked: *Asked) -> QuerySet[Target, tuple[Any, ...]]:
    return due_when(*asked).values_list(
        Cast("pk", CharField()),
        "name",
        "unit",
        "tracking__nature",
        "tracking__allocation_kind",
        "tracking__numerator_name",
        "tracking__denominator_name",
        Cast("owner_id", CharField()),
    )


def _of_target(*row: str) -> Iterator[Column]:
    key, name, unit, nature, kind, counted, whole, owner = row
    is_in_two = kind == AllocationKind.WEIGHTED_MEAN
    is_sum = nature == Nature.CUMULATIVE or kind == AllocationKind.SUM
    name = without_percent(name) if is_in_two else name
    adds_up = is_in_two or (is_sum and nature not in _NEVER_ADDS)
    yield Column(key, name, counted if is_in_two else unit, owner or "", is_base=False, adds_up=adds_up)
    if is_in_two:
        yield Column(key, name, whole or "tổng số", owner or "", is_base=True, adds_up=True)


def _owed(period: Period, columns: Sequence[Column]) -> dict[str, frozenset[str]]:
    """Return the targets each unit owes: those given to it, else those it answers for."""
    owed = {unit: _keys(text) for unit, text in _given(*asked_of(period))}
    shared = frozenset().union(*owed.values())
    for column in columns:
        if column.owner and column.target not in shared:
            owed[column.owner] = owed.get(column.owner, frozenset()) | {column.target}
    return owed


@prepared
def _given(*asked: *Asked) -> QuerySet[Allocation, tuple[Any, ...]]:
    given = Allocation.objects.given().filter(target__in=due_when(*asked).order_by().values("pk"))
    rows = given.order_by().values_list(Cast("unit_id", CharField()))
    return rows.annotate(keys=GatheredText(_TARGET))


@lru_cache(maxsize=_KEPT)
def _keys(text: str) -> frozenset[str]:
    return frozenset(key for (key,) in read_gathered(text))


@prepared
def _texts(period_id: UUID) -> QuerySet[Figure, tuple[Any, ...]]:
    """Ask for what each report holds, as text."""
    columns = (_TARGET, "typed", "typed_base", "said", "value", "base", "state", "version")
    rows = Figure.objects.filter(report__period=period_id).order_by().values_list("report_id")
    found: QuerySet[Figure, tuple[Any, ...]] = rows.annotate(cells=GatheredText(*columns))
    return found


@lru_cache(maxsize=_KEPT)
def _written(text: str, only: frozenset[str] | None) -> Written:
    """Read what a report holds; the same text is read once, however often the page is opened."""
    held = (_held(row) for row in read_gathered(text) if only is None or row[0] in only)
    cells = {cell.target: cell for cell in held}
    said = frozenset(key for key, cell in cells.items() if cell.said != CellChoice.EMPTY)
    drafts = any(cell.said in _COUNTED and not cell.is_locked for cell in cells.values())
    states = frozenset(cell.state for cell in cells.values())
    faulty = tuple(cell.target for cell in cells.values() if cell.is_faulty and not cell.is_locked)
    return Written(text, only, cells, said, states, drafts, faulty)


def _held(row: Sequence[Any]) -> Held:
    """Take a figure as gathered; both numbers of a pair that cannot be read stay out of its sums."""
    target, typed, typed_base, said, value, base, state, version = row
    is_counted = said in _COUNTED
    value = _exact(0 if said == CellChoice.NONE else value) if is_counted else None
    base = _exact(base) if is_counted else None
    return Held(target, typed, typed_base, said, value, base, state, version)


def _exact(number: int | Decimal | None) -> Decimal | None:
    return None if number is None else Decimal(number)


@prepared
def _reports(period_id: UUID) -> QuerySet[Report, tuple[Any, ...]]:
    found = Report.objects.filter(period=period_id).order_by("unit__kind_rank", "unit__sort_key", "pk")
    columns = ("pk", "unit_id", Cast("unit_id", CharField()), "unit__name", "version", "state")
    return found.values_list(*columns)


def _own(lines: Sequence[Line], columns: Sequence[Column], actor: Actor) -> tuple[list[Line], list[Column]]:
    """Leave a unit its own rows whole, and of the others only the columns it is in charge of."""
    units = {form for unit in actor.unit_ids for form in (str(unit), unit.hex)}
    in_charge = frozenset(column.target for column in columns if column.owner in units)
    shown = [line if line.is_own else _only(line, in_charge) for line in lines]
    shown = [line for line in shown if line.is_own or line.owed or line.held]
    wanted = in_charge.union(*(line.owed | line.held.keys() for line in shown if line.is_own))
    return shown, [column for column in columns if column.target in wanted]


def _only(line: Line, targets: frozenset[str]) -> Line:
    return replace(line, owed=line.owed & targets, written=_written(line.written.text, targets))


@lru_cache(maxsize=_LAYOUTS)
def _totals(columns: tuple[Column, ...], rows: tuple[Written, ...]) -> list[Decimal | None]:
    return [_total(column, rows) if column.adds_up else None for column in columns]


def _total(column: Column, rows: Sequence[Written]) -> Decimal | None:
    cells = [row.cells[column.target] for row in rows if column.target in row.cells]
    amounts = [cell.base for cell in cells] if column.is_base else [cell.value for cell in cells]
    counted = [amount for amount in amounts if amount is not None]
    return sum(counted, Decimal(0)) if counted else None


def _faults(lines: Sequence[Line], columns: Sequence[Column]) -> Iterator[Fault]:
    """Say what is wrong with each cell that cannot be read."""
    numbers = {column.target: place for place, column in reversed(list(enumerate(columns)))}
    places = [
        (row, numbers[key], line, columns[numbers[key]])
        for row, line in enumerate(lines)
        for key in line.written.faulty
        if key in numbers
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
