"""The periods of a year with how far their reports are, and a unit's own reports among them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q

from thidua.foundation.actors import Actor
from thidua.movements.enums import FrequencyChoice
from thidua.organisation.enums import REPORTERS, Role
from thidua.reporting.enums import HANDED_IN, PeriodState, ReportState
from thidua.reporting.models import Period, Report

_WATCHERS = (Role.OFFICE, Role.CHAIRMAN, Role.KEEPER, Role.INSPECTOR, Role.COUNCIL)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; nothing asks for all."""

    year: int | None = None
    frequency: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period with how many units owe a report, sent it whole or in part, had it verified; own reports."""

    period: Period
    owed: int
    sent: int
    partial: int
    verified: int
    own: tuple[Report, ...]
    on: date

    @property
    def missing(self) -> int:
        return self.owed - self.sent

    @property
    def is_to_come(self) -> bool:
        """Asked already, and not due before a later day."""
        return self.period.state == PeriodState.OPEN and self.period.due_on > self.on

    @property
    def is_late(self) -> bool:
        return self.missing > 0 and self.period.state == PeriodState.OPEN and self.period.is_late(self.on)


def periods_found(actor: Actor, filters: Filters) -> Any:
    """Return the periods asked for with their counts: last begun first, those to come at the end.

    A unit finds the periods it reports for, those it owes first.
    """
    found = Period.objects.visible_to(actor)
    own = Report.objects.filter(period=OuterRef("pk"), unit__in=actor.unit_ids)
    is_of_a_unit = not watches_all(actor)
    if is_of_a_unit and not filters.state:
        found = found.filter(Exists(own))
    if filters.year is not None:
        found = found.filter(year=filters.year)
    if filters.frequency in FrequencyChoice.values:
        found = found.filter(frequency=filters.frequency)
    if filters.state in PeriodState.values:
        found = found.filter(state=filters.state)
    counted = found.annotate(
        owed=Count("reports"),
        sent=Count("reports", filter=Q(reports__state__in=HANDED_IN)),
        partial=Count("reports", filter=Q(reports__state=ReportState.PARTIAL)),
        verified=Count("reports", filter=Q(reports__state=ReportState.VERIFIED)),
    )
    is_to_come = ExpressionWrapper(Q(state=PeriodState.WAITING), output_field=BooleanField())
    owed_first = [Exists(own.owed()).desc()] if is_of_a_unit else []
    return counted.order_by(*owed_first, is_to_come, "-starts_on", "ends_on", "id")


def rows_of(actor: Actor, periods: Iterable[Any], *, on: date) -> list[PeriodRow]:
    """Put the reader's own reports beside the periods, in one query."""
    found = list(periods)
    own = _own_reports(actor, [period.pk for period in found])
    return [
        PeriodRow(
            period=period,
            owed=period.owed,
            sent=period.sent,
            partial=period.partial,
            verified=period.verified,
            own=tuple(own.get(period.pk, ())),
            on=on,
        )
        for period in found
    ]


def years_of(actor: Actor) -> list[int]:
    """Return the years that have periods, the newest first."""
    years = Period.objects.visible_to(actor).order_by("-year").values_list("year", flat=True).distinct()
    return list(years)


def watches_all(actor: Actor) -> bool:
    """Whether the reader looks at all units, rather than at the reports of one."""
    return actor.has(*_WATCHERS) or not actor.unit_ids


def _own_reports(actor: Actor, period_ids: list[UUID]) -> dict[UUID, list[Report]]:
    if not actor.has(*REPORTERS):
        return {}
    found = Report.objects.visible_to(actor).filter(unit__in=actor.unit_ids, period__in=period_ids)
    own: dict[UUID, list[Report]] = {}
    for report in found.select_related("unit").order_by("unit__kind_rank", "unit__sort_key"):
        own.setdefault(report.period_id, []).append(report)
    return own
