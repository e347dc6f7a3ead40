"""Take turns at a period: whatever writes figures locks their period before anything else.

One order for all (period, report, figure, total), so that nobody waits in a ring, a period is never closed
under a write, and each of two who write at once sees what the other left.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from thidua.foundation.models import prepared
from thidua.reporting.models import Figure, Period


def lock_period(period_id: UUID) -> Period:
    """Wait for the period, and return it as it is now."""
    return _one(period_id)[0]


@prepared
def _one(period_id: UUID) -> QuerySet[Period]:
    return _locked(Period.objects.filter(pk=period_id))


def lock_periods_of(figure_ids: Iterable[UUID]) -> None:
    """Wait for the periods that these figures belong to."""
    _of_figures(frozenset(figure_ids))


@prepared
def _of_figures(figure_ids: frozenset[UUID]) -> QuerySet[Period]:
    figures = Figure.objects.filter(id__in=figure_ids)
    return _locked(Period.objects.filter(pk__in=figures.values("report__period_id")))


def lock_periods(period_ids: Iterable[UUID]) -> dict[UUID, Period]:
    """Wait for several, in one order, and return them as they are now."""
    return {period.pk: period for period in _several(frozenset(period_ids))}


@prepared
def _several(keys: frozenset[UUID]) -> QuerySet[Period]:
    return _locked(Period.objects.filter(pk__in=keys))


def _locked(periods: QuerySet[Period]) -> QuerySet[Period]:
    return periods.select_for_update(of=("self",)).order_by("pk")
