"""What units reached of targets by verified figures alone: what counts in scores."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from thidua.core.standing import stand_of, verified_only
from thidua.movements.models import Target
from thidua.movements.queries.following import tracking_of
from thidua.reporting.queries.judged import Judged
from thidua.reporting.queries.result_rows import (
    FigureRow,
    Given,
    PeriodRow,
    TotalRow,
    figures_of,
    given_of,
    totals_of,
)
from thidua.reporting.queries.result_sums import figure_sum, followed_by


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifiedResult(Judged):
    """One unit and one target it was given; what is not verified is left out and counted as `unverified`."""

    target: Target
    given: Given
    unverified: int


Results = Mapping[tuple[UUID, UUID], VerifiedResult]
"""By unit and target; a pair that is absent was not given."""


def verified_results(targets: Any, unit_ids: Iterable[UUID], on: date) -> Results:
    """Judge units by what they were given of `targets`, a QuerySet, in four queries for any number."""
    found = list(targets.select_related("tracking", "owner", "movement"))
    units = set(unit_ids)
    if not found or not units:
        return {}
    given = given_of(found)
    totals = totals_of([target.pk for target in found])
    rows = figures_of(Q(target__in=[target.pk for target in found], report__unit__in=units))
    results: dict[tuple[UUID, UUID], VerifiedResult] = {}
    for target in found:
        periods = _begun(totals.get(target.pk, ()), on)
        by_unit = _by_unit(rows.get(target.pk, ()))
        for one in given[target.pk]:
            if one.unit_id in units:
                of_unit = by_unit.get(one.unit_id, {})
                results[one.unit_id, target.pk] = _result(target, one, periods, of_unit, on)
    return results


def _begun(totals: Sequence[TotalRow], on: date) -> tuple[PeriodRow, ...]:
    return tuple(total.period for total in totals if total.period.span.end <= on)


def _by_unit(rows: Iterable[FigureRow]) -> dict[UUID, dict[UUID, FigureRow]]:
    found: dict[UUID, dict[UUID, FigureRow]] = {}
    for row in rows:
        found.setdefault(row.unit_id, {})[row.period_id] = row
    return found


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
