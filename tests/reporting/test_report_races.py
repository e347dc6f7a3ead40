"""Two phones at one report in the same moment: one cell, one sending, nothing into a closed period."""

from decimal import Decimal

import pytest
from tests.documents.test_together import at_once
from tests.season import NOW, SmallSeason

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry
from thidua.foundation.services.versions import StaleVersionError
from thidua.reporting.enums import PeriodState, ReportState
from thidua.reporting.models import Evidence, Figure
from thidua.reporting.queries.reading import Entry, Measure
from thidua.reporting.services import entering, evidence, figures, periods, reports
from thidua.reporting.services.bulk import Draft

pytestmark = pytest.mark.django_db(transaction=True)


def write(season: SmallSeason, text: str, *, expected: int = 0) -> object:
    by = season.heads["Thôn 1"]
    report, target = season.report("Thôn 1"), season.targets["fish"]
    return figures.write(report, target, Entry(text), expected=expected, by=by, at=NOW)


def test_one_cell_begun_on_two_phones_is_one_figure(season: SmallSeason):
    told = at_once(lambda: write(season, "30"), lambda: write(season, "40"))
    assert sum(isinstance(row, StaleVersionError) for row in told) == 1
    assert Figure.objects.get().value in {Decimal(30), Decimal(40)}


def test_the_same_number_from_two_phones_is_no_conflict(season: SmallSeason):
    write(season, "30")
    told = at_once(lambda: write(season, "31", expected=1), lambda: write(season, "31", expected=1))
    assert not [row for row in told if isinstance(row, Exception)]
    assert Figure.objects.get().version == 2


def test_a_report_sent_twice_at_once_is_sent_once(season: SmallSeason):
    write(season, "30")
    report, by = season.report("Thôn 1"), season.heads["Thôn 1"]
    told = at_once(*[lambda: reports.send(report, expected=report.version, by=by, at=NOW)] * 2)
    assert sum(isinstance(row, DomainError) for row in told) == 1
    assert season.report("Thôn 1").state == ReportState.PARTIAL
    assert AuditEntry.objects.filter(action="reporting.report.send").count() == 1


def test_a_figure_is_written_before_its_period_closes_or_not_at_all(season: SmallSeason):
    period = season.period("Tháng 4/2024")
    told = at_once(
        lambda: write(season, "30"),
        lambda: periods.close(period, expected=period.version, by=season.office, at=NOW),
    )
    refused = [row for row in told if isinstance(row, Exception)]
    assert all(isinstance(row, DomainError) for row in refused)
    assert Figure.objects.exists() == (not refused)


@pytest.mark.parametrize("is_begun", [False, True])
def test_a_page_opened_before_its_period_closed_takes_nothing(season: SmallSeason, is_begun: bool):  # noqa: FBT001 -- a parameter of the test
    if is_begun:
        write(season, "30")
    by, report, target = season.heads["Thôn 1"], season.report("Thôn 1"), season.targets["fish"]
    period = season.period("Tháng 4/2024")
    periods.close(period, expected=period.version, by=season.office, at=NOW)
    with pytest.raises(RefusedError, match="đã khóa"):
        figures.write(report, target, Entry("31"), expected=int(is_begun), by=by, at=NOW)
    again = season.report("Thôn 1")
    again.period.state = PeriodState.OPEN
    with pytest.raises(RefusedError, match="đã khóa"):
        entering.write_all([Draft(again, Measure.of(target), Entry("31"), int(is_begun))], by=by, at=NOW)


def test_one_file_sent_twice_at_once_is_one_proof(season: SmallSeason):
    report, target, by = season.report("Thôn 1"), season.targets["fish"], season.heads["Thôn 1"]
    write(season, "30")
    told = at_once(*[lambda: evidence.add_pdf(report, target, b"%PDF-1.7", "a.pdf", by=by, at=NOW)] * 2)
    assert not [row for row in told if isinstance(row, Exception)]
    assert Evidence.objects.count() == 1
