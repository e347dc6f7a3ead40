"""The year of one unit: what it was given, where it stands, what it owes, how much it carries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from thidua.core.charts import Bar
from thidua.monitoring.queries.pictures import bar_of, bar_words
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement, Target
from thidua.obligations.models import Obligation
from thidua.organisation.models import Unit
from thidua.reporting.enums import HANDED_IN, PeriodState
from thidua.reporting.models import Report
from thidua.reporting.queries.unit_results import UnitResult, unit_results

_MOST_WORK = 50


@dataclass(frozen=True, slots=True)
class UnitTarget:
    """What the unit was given of a target, beside its bar."""

    result: UnitResult

    @property
    def bar(self) -> Bar | None:
        return bar_of(self.result)

    @property
    def bar_words(self) -> str:
        return bar_words(self.result)


@dataclass(frozen=True, slots=True)
class Reports:
    """How many reports of the year fell due and are whole, and how many were asked that are due later."""

    due: int
    sent: int
    to_come: int


@dataclass(frozen=True, slots=True)
class UnitYear:
    """One year; `years` are those with movements, `work` what is still open, late work first."""

    year: int
    years: tuple[int, ...]
    targets: tuple[UnitTarget, ...]
    work: tuple[Obligation, ...]
    reports: Reports
    on: date

    @property
    def movement_count(self) -> int:
        return len({line.result.target.movement_id for line in self.targets})

    @property
    def late_count(self) -> int:
        return sum(work.due_on is not None and work.due_on < self.on for work in self.work)


def unit_year(unit: Unit, year: int | None, *, on: date) -> UnitYear:
    """Gather the page in seven queries; without a year asked for the newest that has movements is shown."""
    movements = Movement.objects.filter(authority_id=unit.authority_id, is_own=True, year__isnull=False)
    movements = movements.exclude(state=MovementState.DRAFT)
    named = movements.order_by("-year").values_list("year", flat=True).distinct()
    years = tuple(found for found in named if found is not None)
    shown = year or next(iter(years), on.year)
    targets = Target.objects.filter(movement__in=movements.filter(year=shown))
    work = Obligation.objects.filter(unit=unit).open().for_list()[:_MOST_WORK]
    return UnitYear(
        year=shown,
        years=years,
        targets=tuple(map(UnitTarget, unit_results(unit, targets, on))),
        work=tuple(work),
        reports=_reports(unit, shown, on),
        on=on,
    )


def _reports(unit: Unit, year: int, on: date) -> Reports:
    asked = Report.objects.filter(unit=unit, period__year=year).exclude(period__state=PeriodState.WAITING)
    is_due = Q(period__due_on__lte=on)
    counts = {"due": is_due, "sent": is_due & Q(state__in=HANDED_IN), "to_come": ~is_due}
    return Reports(**asked.aggregate(**{name: Count("id", filter=that) for name, that in counts.items()}))
