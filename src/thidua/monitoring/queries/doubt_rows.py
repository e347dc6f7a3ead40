"""The figures of a season laid out for the rules of doubt: each with its past and its target."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from uuid import UUID

from django.db.models import Exists, OuterRef

from thidua.core.achievement import Nature
from thidua.core.figures import Cell, CellState
from thidua.core.plausibility import Subject
from thidua.core.quantities import format_number
from thidua.core.rounding import rounded
from thidua.movements.models import Allocation, Movement, Target
from thidua.reporting.models import Figure, FigureChange

_HUNDRED = Decimal(100)
_COLUMNS = (
    "id",
    "target_id",
    "report_id",
    "said",
    "value",
    "base",
    "entered_at",
    "report__unit_id",
    "report__unit__name",
    "report__unit__kind_rank",
    "report__unit__sort_key",
    "report__period_id",
    "report__period__name",
    "report__period__ends_on",
    "report__period__due_on",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as the rules see it.

    `shown` is the figure in the measure of the target: a percentage where units count in two numbers.
    `standing` is where the year stands with it: the sum so far where figures add up, else `shown`.
    `earlier` are the rows of the same unit and target before it, oldest first.
    """

    figure_id: UUID
    target: Target
    report_id: UUID
    unit_id: UUID
    unit: str
    unit_place: tuple[int, str]
    period_id: UUID
    period: str
    ends_on: date
    due_on: date
    entered_at: datetime
    said: str
    value: Decimal
    base: Decimal | None
    is_changed: bool
    shown: Decimal
    standing: Decimal
    earlier: tuple["Row", ...]
    allocation: Allocation | None

    @property
    def subject(self) -> Subject:
        return Subject(self.unit, self.target.name, self.target.unit)

    @property
    def nature(self) -> str:
        return str(self.target.tracking.nature)

    @property
    def is_counted(self) -> bool:
        """Whether the figure is an amount, and not a yes or a number of steps."""
        return self.nature not in (Nature.STATE, Nature.MILESTONE)

    @property
    def last_year(self) -> Decimal | None:
        last: Decimal | None = None if self.allocation is None else self.allocation.last_year
        return last

    @property
    def percent(self) -> Decimal | None:
        """The share reached: of the unit's part where it has one, else the percentage that was reported."""
        if self.base is not None or not self.is_counted:
            return self.shown if self.is_counted else None
        part: Decimal | None = None if self.allocation is None else self.allocation.amount
        if part:
            return self.standing * _HUNDRED / part
        return self.shown if self.target.unit == "%" else None

    @property
    def told(self) -> str:
        """What was reported, as people write it: "47 cây", "540 trong 571 (94,57%)"."""
        if self.base is None:
            return self.subject.amount(self.value)
        share = f" ({self.subject.amount(rounded(Fraction(self.shown)))})" if self.shown != self.value else ""
        return f"{format_number(self.value)} trong {format_number(self.base)}{share}"

    @property
    def content(self) -> str:
        """What a doubt about it hangs on: another value makes another doubt."""
        numbers = ("" if number is None else format(number.normalize(), "f") for number in self._numbers)
        return ":".join((str(self.figure_id), self.said, *numbers))

    @property
    def _numbers(self) -> tuple[Decimal | None, ...]:
        return self.value, self.base


@dataclass(frozen=True, slots=True)
class _Read:
    """A figure as the database gives it, in the order of `_COLUMNS`."""

    id: UUID
    target_id: UUID
    report_id: UUID
    said: str
    value: Decimal | None
    base: Decimal | None
    entered_at: datetime
    unit_id: UUID
    unit: str
    unit_rank: int
    unit_key: str
    period_id: UUID
    period: str
    ends_on: date
    due_on: date
    is_changed: bool

    @property
    def amount(self) -> Decimal | None:
        return Cell(CellState(self.said), self.value).amount


def rows_of(movement: Movement) -> list[Row]:
    """Return the figures that were handed in for a season, oldest period first. Three queries."""
    targets = {target.pk: target for target in _targets(movement)}
    given = Allocation.objects.filter(target__in=targets.keys())
    allocations = {(one.target_id, one.unit_id): one for one in given}
    rows: list[Row] = []
    for (target_id, unit_id), figures in groupby(
        _read(movement), key=lambda one: (one.target_id, one.unit_id)
    ):
        if target_id in targets:
            allocation = allocations.get((target_id, unit_id))
            rows += _of_one(list(figures), targets[target_id], allocation)
    return sorted(rows, key=lambda row: (row.ends_on, row.target.position))


def _targets(movement: Movement) -> Sequence[Target]:
    found = Target.objects.filter(movement=movement, tracking__isnull=False)
    return list(found.select_related("tracking").defer("sentence"))


def _read(movement: Movement) -> Iterator[_Read]:
    changed = Exists(FigureChange.objects.filter(figure=OuterRef("id")))
    found = Figure.objects.sent().filter(commune=movement.authority_id, target__movement=movement)
    ordered = found.order_by("target_id", "report__unit_id", "report__period__ends_on", "id")
    for values in ordered.annotate(is_changed=changed).values_list(*_COLUMNS, "is_changed"):
        yield _Read(*values)


def _of_one(figures: Sequence[_Read], target: Target, allocation: Allocation | None) -> Iterator[Row]:
    """Lay out the figures of one unit for one target, each behind those before it."""
    earlier: list[Row] = []
    total = Decimal(0)
    adds_up = target.tracking.adds_up
    for figure in figures:
        amount = figure.amount
        if amount is None:
            continue
        shown = amount * _HUNDRED / figure.base if figure.base and _in_two(target) else amount
        total += amount
        row = Row(
            figure_id=figure.id,
            target=target,
            report_id=figure.report_id,
            unit_id=figure.unit_id,
            unit=figure.unit,
            unit_place=(figure.unit_rank, figure.unit_key),
            period_id=figure.period_id,
            period=figure.period,
            ends_on=figure.ends_on,
            due_on=figure.due_on,
            entered_at=figure.entered_at,
            said=figure.said,
            value=amount,
            base=figure.base,
            is_changed=figure.is_changed,
            shown=shown,
            standing=total if adds_up else shown,
            earlier=tuple(earlier),
            allocation=allocation,
        )
        earlier.append(row)
        yield row


def _in_two(target: Target) -> bool:
    return bool(target.tracking.is_counted_in_two)
