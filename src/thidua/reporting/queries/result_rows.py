"""The rows that results are worked out from, in four queries for any number of targets and units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q

from thidua.core.allocation import AllocationKind
from thidua.core.periods import Frequency
from thidua.core.periods import Period as Span
from thidua.movements.models import Allocation, Target, Tracking
from thidua.movements.queries.following import tracking_of
from thidua.reporting.enums import CellChoice, FigureState, PeriodState
from thidua.reporting.models import Figure, PeriodTotal


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period that has begun: its days, its name, the day its reports are due, whether it is closed."""

    pk: UUID
    span: Span
    due_on: date
    is_closed: bool

    def is_due(self, on: date) -> bool:
        return self.is_closed or on > self.due_on


@dataclass(frozen=True, slots=True)
class TotalRow:
    """What the figures of a target add up to in a period."""

    period: PeriodRow
    value: Decimal | None
    base: Decimal | None
    verified_value: Decimal | None
    verified_base: Decimal | None
    decision: str
    verified_decision: str
    owed: int
    sent: int
    verified: int
    outside: int

    @property
    def answered(self) -> int:
        """How many of those who owe it sent it."""
        return self.sent - self.outside

    def owed_by(self, given: int) -> int:
        """Return how many units owe it: those it is given to now, in a closed period those asked then."""
        return self.owed if self.period.is_closed and self.owed else given


@dataclass(frozen=True, slots=True)
class Given:
    """A unit that owes figures of a target, and what it was given."""

    unit_id: UUID
    name: str
    amount: Decimal | None = None
    base: Decimal | None = None
    last_year: Decimal | None = None
    is_owner: bool = False


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure that was sent."""

    period_id: UUID
    unit_id: UUID
    value: Decimal | None
    base: Decimal | None
    decision: str
    is_verified: bool
    verified_by: str


@dataclass(frozen=True, slots=True)
class TargetRows:
    """What belongs to one target: totals in order of time, who owes, single figures where needed."""

    totals: Sequence[TotalRow]
    given: Sequence[Given]
    figures: Sequence[FigureRow]


@dataclass(frozen=True, slots=True)
class Rows:
    """All that was loaded, by target; `figures` only where the totals do not tell enough."""

    targets: tuple[Target, ...]
    trackings: Mapping[UUID, Tracking]
    totals: Mapping[UUID, Sequence[TotalRow]]
    given: Mapping[UUID, Sequence[Given]]
    figures: Mapping[UUID, Sequence[FigureRow]]

    def of(self, target: Target) -> TargetRows:
        return TargetRows(
            self.totals.get(target.pk, ()), self.given.get(target.pk, ()), self.figures.get(target.pk, ())
        )


_TOTAL = (
    "value",
    "base",
    "verified_value",
    "verified_base",
    "decision",
    "verified_decision",
    "owed",
    "sent",
    "verified",
    "outside",
)
FIGURE_COLUMNS = (
    "target_id",
    "report__period_id",
    "report__unit_id",
    "said",
    "value",
    "base",
    "decision",
    "state",
    "verified_by",
)
PERIOD_COLUMNS = ("id", "starts_on", "ends_on", "frequency", "name", "due_on", "state")


def load(targets: Any, *, on: date) -> Rows:
    """Load what is needed to judge `targets`, a QuerySet; figures only of targets that need them."""
    found = tuple(
        targets.select_related("tracking", "owner", "parent", "movement").order_by("position", "id")
    )
    trackings = {target.pk: tracking_of(target) for target in found}
    totals = totals_of([target.pk for target in found])
    given = given_of(found)
    return Rows(found, trackings, totals, given, _figures(trackings, totals, given, on))


def totals_of(target_ids: Iterable[UUID]) -> dict[UUID, list[TotalRow]]:
    """Return the totals of all periods that have begun, in order of time."""
    names = ("target_id", *_TOTAL, *(f"period__{name}" for name in PERIOD_COLUMNS))
    rows = (
        PeriodTotal.objects.filter(target__in=list(target_ids))
        .exclude(period__state=PeriodState.WAITING)
        .order_by("period__ends_on", "period__starts_on")
        .values_list(*names)
    )
    periods: dict[UUID, PeriodRow] = {}
    found: dict[UUID, list[TotalRow]] = {}
    for target_id, *row in rows:
        sums, columns = row[: len(_TOTAL)], row[len(_TOTAL) :]
        period = periods.get(columns[0]) or periods.setdefault(columns[0], period_row(columns))
        found.setdefault(target_id, []).append(TotalRow(period, *sums))
    return found


def given_of(targets: Sequence[Target]) -> dict[UUID, list[Given]]:
    """Return the units that owe figures of each target: those it was given to, else its owner."""
    rows = (
        Allocation.objects.given()
        .filter(target__in=[target.pk for target in targets])
        .order_by("unit__kind_rank", "unit__sort_key", "unit_id")
        .values_list("target_id", "unit_id", "unit__name", "amount", "base", "last_year", "is_owner")
    )
    given: dict[UUID, list[Given]] = {target.pk: [] for target in targets}
    for target_id, unit_id, name, amount, base, last_year, is_owner in rows:
        given[target_id].append(Given(unit_id, name, amount, base, last_year, is_owner))
    for target in targets:
        if not given[target.pk] and target.owner is not None:
            given[target.pk].append(Given(target.owner.pk, target.owner.name, is_owner=True))
    return given


def figures_of(wanted: Q) -> dict[UUID, list[FigureRow]]:
    """Return the figures that were sent and say something, by target; "không có" is 0."""
    rows = (
        Figure.objects.sent()
        .filter(wanted)
        .exclude(said=CellChoice.EMPTY)
        .order_by("report__period__ends_on", "report__unit__kind_rank", "report__unit__sort_key")
        .values_list(*FIGURE_COLUMNS)
    )
    found: dict[UUID, list[FigureRow]] = {}
    for columns in rows:
        target_id, row = figure_row(columns)
        found.setdefault(target_id, []).append(row)
    return found


def figure_row(columns: Sequence[Any]) -> tuple[UUID, FigureRow]:
    """Return the target and the figure of `FIGURE_COLUMNS`; "không có" is 0."""
    target_id, period_id, unit_id, said, value, base, decision, state, verified_by = columns
    amount = Decimal(0) if said == CellChoice.NONE else value
    is_verified = state == FigureState.VERIFIED
    return target_id, FigureRow(period_id, unit_id, amount, base, decision, is_verified, verified_by)


def _figures(
    trackings: Mapping[UUID, Tracking],
    totals: Mapping[UUID, Sequence[TotalRow]],
    given: Mapping[UUID, Sequence[Given]],
    on: date,
) -> dict[UUID, list[FigureRow]]:
    """Load single figures where each unit must reach the goal, and where only some of the units sent."""
    each = [pk for pk, tracking in trackings.items() if tracking.kind == AllocationKind.EACH]
    partly = [
        (target_id, total.period.pk)
        for target_id, rows in totals.items()
        for total in rows
        if total.sent
        and total.answered < total.owed_by(len(given.get(target_id, ())))
        and total.period.span.start <= on
    ]
    if not each and not partly:
        return {}
    some = Q(
        target__in={target_id for target_id, _ in partly},
        report__period__in={period_id for _, period_id in partly},
    )
    return figures_of(Q(target__in=each) | some)


def period_row(columns: Sequence[Any]) -> PeriodRow:
    """Return the period of `PERIOD_COLUMNS`."""
    pk, starts_on, ends_on, frequency, name, due_on, state = columns
    span = Span(starts_on, ends_on, Frequency(frequency), name)
    return PeriodRow(pk, span, due_on, state == PeriodState.CLOSED)
