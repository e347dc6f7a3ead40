"""What units reached of targets by verified figures alone: what counts in scores."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from thidua.core.standing import Followed, PeriodSum, Reached, reached_of, verified_only
from thidua.foundation.models import GatheredText, prepared, read_gathered
from thidua.movements.models import Allocation, Target
from thidua.movements.queries.following import tracking_of
from thidua.reporting.enums import CellChoice, PeriodState
from thidua.reporting.models import Figure, PeriodTotal
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

_KEPT = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedResult:
    """One unit and one target it was given; what is not verified is left out and counted as `unverified`."""

    target: Target
    given: Given
    followed: Followed
    sums: tuple[PeriodSum, ...]
    reached: Reached
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
    return Target.objects.filter(pk__in=keys).select_related("tracking", "movement")


def _given(targets: Mapping[UUID, Target], units: frozenset[UUID]) -> dict[Pair, Given]:
    """Return what was given: by allocation, else to the owner of a target that nobody has a part of."""
    rows = _allocations(frozenset(targets), units)
    given = {(unit_id, key): Given(unit_id, *row) for key, unit_id, *row in rows}
    owned = [one for one in targets.values() if one.owner_id in units and (one.owner_id, one.pk) not in given]
    return given | (_of_owners(owned) if owned else {})


def _of_owners(owned: Sequence[Target]) -> dict[Pair, Given]:
    split = {key for (key,) in _split_among_units(frozenset(one.pk for one in owned))}
    alone = [(one.pk, one.owner) for one in owned if one.pk not in split]
    return {
        (owner.pk, key): Given(owner.pk, owner.name, is_owner=True)
        for key, owner in alone
        if owner is not None
    }


@prepared
def _allocations(keys: frozenset[UUID], units: frozenset[UUID]) -> QuerySet[Allocation, tuple[Any, ...]]:
    rows = Allocation.objects.given().filter(target__in=keys, unit__in=units)
    return rows.values_list(
        "target_id", "unit_id", "unit__name", "amount", "base", "last_year", "is_owner"
    ).order_by()


@prepared
def _split_among_units(keys: frozenset[UUID]) -> QuerySet[Allocation, tuple[UUID]]:
    return Allocation.objects.given().filter(target__in=keys).order_by().values_list("target_id").distinct()


def _periods(keys: frozenset[UUID], on: date) -> dict[UUID, tuple[PeriodRow, ...]]:
    """Return the periods that are over, in order of time."""
    return {key: _read_periods(text) for key, text in _period_texts(keys, on)}


@prepared
def _period_texts(keys: frozenset[UUID], on: date) -> QuerySet[PeriodTotal, tuple[UUID, str]]:
    rows = PeriodTotal.objects.filter(target__in=keys, period__ends_on__lte=on)
    begun = rows.exclude(period__state=PeriodState.WAITING).order_by().values_list("target_id")
    columns = [Cast(f"period__{name}", CharField()) for name in PERIOD_COLUMNS]
    found: QuerySet[PeriodTotal, tuple[UUID, str]] = begun.annotate(periods=GatheredText(*columns))
    return found


@lru_cache(maxsize=_KEPT)
def _read_periods(text: str) -> tuple[PeriodRow, ...]:
    """Read what periods are; the same text is read once, however often figures change."""
    found = []
    for pk, starts_on, ends_on, frequency, name, due_on, state in read_gathered(text):
        days = [date.fromisoformat(day) for day in (starts_on, ends_on, due_on)]
        found.append(period_row((UUID(pk), days[0], days[1], frequency, name, days[2], state)))
    return tuple(sorted(found, key=lambda one: (one.span.end, one.span.start)))


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
        target=target,
        given=given,
        followed=followed,
        sums=sums,
        reached=reached_of(followed, sums, on),
        unverified=sum(one.sent - one.verified for one in reported),
    )
