"""Figures written in bulk for tests of results: as if they had been sent, with their totals."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from tests.season import SmallSeason

from thidua.organisation.queries import province_id_of
from thidua.reporting.enums import CellChoice, FigureState
from thidua.reporting.models import Figure, Period, Report
from thidua.reporting.queries.owing import owing_in
from thidua.reporting.services import states, totals

ENTERED = datetime(2024, 4, 30, 7, 0, tzinfo=UTC)
Said = int | str | tuple[int | str, int | str] | None


def report(
    season: SmallSeason, target: str, values: Mapping[tuple[str, str], Said], *, verified: bool = False
) -> None:
    """Write figures of a target, by unit and period: a number, two for a rate, None for "không áp dụng"."""
    reports = {
        (report.unit.name, report.period.name): report
        for report in Report.objects.select_related("unit", "period")
    }
    rows = [figure(reports[place], season.targets[target], said, verified) for place, said in values.items()]
    Figure.objects.bulk_create(rows)
    totals.refresh_many({(row.target_id, row.report.period_id) for row in rows})


def settle(season: SmallSeason) -> None:
    """Let the work of sending reports follow figures that were written in bulk."""
    periods = list(Period.objects.filter(reports__isnull=False).distinct())
    states.follow_all(periods, owing_in(periods), by=season.office, at=ENTERED)


def figure(report: Report, target: object, said: Said, verified: bool = False) -> Figure:  # noqa: FBT001, FBT002 -- one column
    value, base = said if isinstance(said, tuple) else (said, None)
    return Figure(
        province_id=province_id_of(report.authority_id),
        commune_id=report.authority_id,
        report=report,
        target=target,
        said=CellChoice.NOT_APPLICABLE if value is None else CellChoice.NUMBER,
        value=None if value is None else Decimal(value),
        base=None if base is None else Decimal(base),
        typed="" if value is None else str(value),
        state=FigureState.VERIFIED if verified else FigureState.SENT,
        entered_by="Trưởng thôn",
        entered_at=ENTERED,
        verified_by="Vũ Thị M" if verified else "",
        verified_at=ENTERED if verified else None,
    )


def months(*values: Said, unit: str = "Thôn 1", year: int = 2024) -> dict[tuple[str, str], Said]:
    """Return the figures of a unit month by month, from January on."""
    return {(unit, f"Tháng {month}/{year}"): value for month, value in enumerate(values, start=1)}
