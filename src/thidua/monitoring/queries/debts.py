"""What units owe: their late work, read by one query and told alike wherever debts are shown."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from thidua.core.dates import show_date
from thidua.monitoring.queries.due import COUNTED_DAYS
from thidua.obligations.models import Obligation
from thidua.reporting.enums import REPORT_ORIGIN
from thidua.reporting.services.duties import period_of

_PERIODS_NAMED = 3


class LateReport(NamedTuple):
    """A period that was not reported whole: "tháng 4/2024"."""

    period: str
    due_on: date


@dataclass(frozen=True, slots=True)
class UnitDebt:
    """The late work of one unit on a day: reports, and the days of the other work, the oldest first."""

    unit_id: UUID
    unit: str
    reports: tuple[LateReport, ...]
    others: tuple[date, ...]
    on: date

    @property
    def count(self) -> int:
        return len(self.reports) + len(self.others)

    @property
    def since(self) -> date:
        return min([*(report.due_on for report in self.reports), *self.others])

    @property
    def days(self) -> int:
        return (self.on - self.since).days

    @property
    def longest(self) -> str:
        """Say how long: in days, or since when where the days would be too many to mean anything."""
        return f"{self.days} ngày" if self.days <= COUNTED_DAYS else f"hạn từ {show_date(self.since)}"

    def in_figures(self, periods: Container[str]) -> "UnitDebt":
        """Return what is owed in figures of these periods alone."""
        kept = tuple(report for report in self.reports if report.period in periods)
        return replace(self, reports=kept, others=())

    def what(self, targets: int) -> str:
        """Say what is owed: "số liệu tháng 4/2024 của 2 chỉ tiêu, 3 việc được giao"."""
        of = f" của {targets} chỉ tiêu" if targets else ""
        figures = [f"số liệu {_named(self.reports)}{of}"] if self.reports else []
        return ", ".join([*figures, *([f"{len(self.others)} việc được giao"] if self.others else [])])


def debts_of(authority_id: UUID, on: date) -> list[UnitDebt]:
    """Return the units of an office that have late work, the longest late first. One query."""
    return debts_in(Obligation.objects.filter(authority_id=authority_id).late(on).for_list(), on)


def debts_in(works: Iterable[Obligation], on: date) -> list[UnitDebt]:
    """Return the same of open work that is loaded with its units, of which only the late counts."""
    owed: dict[UUID, list[Obligation]] = {}
    for work in works:
        if work.due_on is not None and work.due_on < on:
            owed.setdefault(work.unit_id, []).append(work)
    return sorted((_debt(works, on) for works in owed.values()), key=lambda debt: debt.since)


def _debt(works: Sequence[Obligation], on: date) -> UnitDebt:
    unit = works[0].unit
    dated = [(work, work.due_on) for work in works if work.due_on is not None]
    reports = tuple(
        LateReport(period_of(work.title), due_on)
        for work, due_on in dated
        if work.origin_kind == REPORT_ORIGIN
    )
    others = tuple(due_on for work, due_on in dated if work.origin_kind != REPORT_ORIGIN)
    return UnitDebt(unit.pk, unit.name, reports, others, on)


def _named(reports: Sequence[LateReport]) -> str:
    """Name up to three periods; more are counted."""
    rest = len(reports) - _PERIODS_NAMED
    shown = ", ".join(report.period for report in reports[:_PERIODS_NAMED])
    return f"{shown} và {rest} kỳ khác" if rest > 0 else shown
