"""What units reached of targets by verified figures alone: what counts in scores."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from thidua.core.standing import stand_of, verified_only
from thidua.foundation.models import prepared
from thidua.movements.models import Allocation, Target
from thidua.movements.queries.following import tracking_of
from thidua.reporting.enums import CellChoice, PeriodState
from thidua.reporting.models import Figure, PeriodTotal
from thidua.reporting.queries.judged import Judged
from thidua.reporting.queries.result_rows import (
    FIGURE_COLUMNS,
    PERIOD_COLUMNS,
    FigureRow,
    Given,
    PeriodRow,
    figure_row,
    period_row,
)
from thidua.reporting.queries.result_sums import figure_sum, followed_by


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedResult(Judged):
    """One unit and one target it was given; what is not verified is left out and counted as `unverified`."""

    target: Target
    given: Given
    unverified: int


Pair = tuple[UUID, UUID]
Results = Mapping[Pair, VerifiedResult]
"""By unit and target; a pair that is absent was not given."""


def verified_results(target_ids: Iterable[UUID], unit_ids: Iterable[UUID], on: date) -> Results:
    """Judge units by what they were given of targets, in four queries for any number, rarely five.

    The queries are prepared and touch nothing of other units: each verified figure is followed by them.
    """
    keys, units = frozenset(target_ids), frozenset(unit_ids)
    if not keys or not units:
        return {}
    targets = {target.pk: target for target in _targets(keys)}
    given = _given(targets, units)
    periods = _periods(keys, on)
    figures = _figures(keys, units)
    return {
        pair: _result(targets[pair[1]], one, periods.get(pair[1], ()), figures.get(pair, {}), on)
        for pair, one in given.items()
    }


@prepared
def _targets(keys: frozenset[UUID]) -> QuerySet[Target]:
    return Target.objects.filter(pk__in=keys).select_related("tracking", "owner", "movement")


def _given(targets: Mapping[UUID, Target], units: frozenset[UUID]) -> dict[Pair, Given]:
    """Return what was given: by allocation, else to the owner of a target that nobody has a part of."""
    rows = _allocations(frozenset(targets), units)
    given = {(unit_id, key): Given(unit_id, *row) for key, unit_id, *row in rows}
    owned = {
        key: owner
        for key, target in targets.items()
        if (owner := target.owner) is not None and owner.pk in units and (owner.pk, key) not in given
    }
    if owned:
        split = {key for (key,) in _split_among_units(frozenset(owned))}
        for key in owned.keys() - split:
            given[owned[key].pk, key] = Given(owned[key].pk, owned[key].name, is_owner=True)
    return given


@prepared
def _allocations(keys: frozenset[UUID], units: frozenset[UUID]) -> QuerySet[Allocation, tuple[Any, ...]]:
    rows = Allocation.objects.given().filter(target__in=keys, unit__in=units)
    return rows.values_list(
        "target_id", "unit_id", "unit__name", "amount", "base", "last_year", "is_owner"
    ).order_by()


@prepared
def _split_among_units(keys: frozenset[UUID]) -> QuerySet[Allocation, tuple[UUID]]:
    return Allocation.objects.given().filter(target__in=keys).order_by().values_list("target_id").distinct()


def _periods(keys: frozenset[UUID], on: date) -> dict[UUID, list[PeriodRow]]:
    """Return the periods that are over, in order of time; each is made once for all targets."""
    known: dict[UUID, PeriodRow] = {}
    found: dict[UUID, list[PeriodRow]] = {}
    for target_id, *columns in _period_columns(keys, on):
        period = known.get(columns[0]) or known.setdefault(columns[0], period_row(columns))
        found.setdefault(target_id, []).append(period)
    return found


@prepared
def _period_columns(keys: frozenset[UUID], on: date) -> QuerySet[PeriodTotal, tuple[Any, ...]]:
    rows = PeriodTotal.objects.filter(target__in=keys, period__ends_on__lte=on)
    return (
        rows.exclude(period__state=PeriodState.WAITING)
        .order_by("period__ends_on", "period__starts_on")
        .values_list("target_id", *(f"period__{name}" for name in PERIOD_COLUMNS))
    )


def _figures(keys: frozenset[UUID], units: frozenset[UUID]) -> dict[Pair, dict[UUID, FigureRow]]:
    """Return figures that were sent and say something, by unit and target, then by period."""
    found: dict[Pair, dict[UUID, FigureRow]] = {}
    for columns in _figure_columns(keys, units):
        target_id, row = figure_row(columns)
        found.setdefault((row.unit_id, target_id), {})[row.period_id] = row
    return found


@prepared
def _figure_columns(keys: frozenset[UUID], units: frozenset[UUID]) -> QuerySet[Figure, tuple[Any, ...]]:
    rows = Figure.objects.sent().filter(target__in=keys, report__unit__in=units)
    return rows.exclude(said=CellChoice.EMPTY).order_by().values_list(*FIGURE_COLUMNS)


def _result(
    target: Target,
    given: Given,
    periods: Sequence[PeriodRow],
    rows: Mapping[UUID, FigureRow],
    on: date,
) -> VerifiedResult:
    followed = followed_by(tracking_of(target), target.goal, given)
    reported = tuple(figure_sum(rows.get(period.pk), period, on) for period in periods)
    sums = verified_only(reported)
    return VerifiedResult(
        followed=followed,
        sums=sums,
        standing=stand_of(followed, sums, on),
        target=target,
        given=given,
        unverified=sum(one.sent - one.verified for one in reported),
    )
