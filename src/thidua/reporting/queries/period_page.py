"""One period: the report of each unit with how far its figures are, and what closing it would leave open."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from thidua.reporting.enums import CellChoice, FigureState, PeriodState, ReportState
from thidua.reporting.models import Period, Report
from thidua.reporting.queries.owing import owed_by_unit

_HANDED_IN = (FigureState.SENT, FigureState.RETURNED, FigureState.VERIFIED)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """The report of one unit: figures owed, written, waiting, sent back and verified."""

    report: Report
    owed: int
    written: int
    waiting: int
    returned: int
    verified: int

    @property
    def missing(self) -> int:
        """Figures owed and not handed in yet."""
        return max(0, self.owed - self.waiting - self.returned - self.verified)


@dataclass(frozen=True, slots=True)
class PeriodPage:
    """A period with its units in the order of the commune."""

    period: Period
    rows: tuple[UnitRow, ...]

    @property
    def unsent(self) -> tuple[UnitRow, ...]:
        return tuple(row for row in self.rows if row.report.state == ReportState.DRAFT)

    @property
    def partial(self) -> tuple[UnitRow, ...]:
        return tuple(row for row in self.rows if row.report.state == ReportState.PARTIAL)

    @property
    def sent(self) -> int:
        """Units whose report is whole and was not sent back."""
        return sum(row.report.is_handed_in for row in self.rows)

    @property
    def waiting(self) -> int:
        return sum(row.waiting for row in self.rows)

    @property
    def returned(self) -> int:
        return sum(row.returned for row in self.rows)

    @property
    def verified(self) -> int:
        return sum(row.verified for row in self.rows)

    @property
    def missing(self) -> int:
        """Figures that no unit has handed in."""
        return sum(row.missing for row in self.rows)

    @property
    def is_open(self) -> bool:
        return self.period.state == PeriodState.OPEN


def page_of(period: Period) -> PeriodPage:
    """Collect the page in three queries at any number of units and figures."""
    owed = owed_by_unit(period)
    rows = tuple(
        UnitRow(
            report,
            owed=len(owed.get(report.unit_id, ())),
            written=report.written,
            waiting=report.waiting,
            returned=report.returned,
            verified=report.verified,
        )
        for report in _counted(period)
    )
    return PeriodPage(period, rows)


def _counted(period: Period) -> Any:
    states = {
        "waiting": Q(figures__state=FigureState.SENT),
        "returned": Q(figures__state=FigureState.RETURNED),
        "verified": Q(figures__state=FigureState.VERIFIED),
    }
    is_written = Q(figures__state__in=_HANDED_IN) | ~Q(figures__said=CellChoice.EMPTY)
    counts = {name: Count("figures__id", filter=is_meant) for name, is_meant in states.items()}
    written = Count("figures__id", filter=Q(figures__id__isnull=False) & is_written)
    found = Report.objects.filter(period=period).annotate(written=written, **counts)
    return found.select_related("unit").order_by("unit__kind_rank", "unit__sort_key", "id")
