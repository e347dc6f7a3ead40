"""Two who write in one period at once: no sum and no state is lost, a closed period takes nothing."""

import pytest
from tests.documents.test_together import at_once
from tests.reporting.steps import MONTH, figure_of, send
from tests.season import NOW, SmallSeason

from thidua.core.errors import DomainError
from thidua.reporting.enums import FigureState, ReportState
from thidua.reporting.models import Figure, PeriodTotal
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, periods, verification

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_verify_one_target_of_two_villages_are_both_counted(season: SmallSeason) -> None:
    send(season, "Thôn 1")
    send(season, "Thôn 2")
    one, two = figure_of(season, "Thôn 1", "fish"), figure_of(season, "Thôn 2", "fish")
    told = at_once(
        lambda: verification.verify(one, expected=one.version, by=season.office, at=NOW),
        lambda: verification.verify(two, expected=two.version, by=season.other_office, at=NOW),
    )
    assert not [answer for answer in told if isinstance(answer, Exception)]
    total = PeriodTotal.objects.get(target=one.target, period=one.report.period)
    assert (total.sent, total.verified) == (2, 2)


def test_two_who_verify_the_last_figures_of_a_report_make_it_verified(season: SmallSeason) -> None:
    send(season, "Thôn 1")
    first, *rest = (figure_of(season, "Thôn 1", name) for name in ("fish", "health", "poor"))
    verification.verify(first, expected=first.version, by=season.office, at=NOW)
    one, two = rest
    at_once(
        lambda: verification.verify(one, expected=one.version, by=season.office, at=NOW),
        lambda: verification.verify(two, expected=two.version, by=season.other_office, at=NOW),
    )
    assert set(Figure.objects.values_list("state", flat=True)) == {FigureState.VERIFIED}
    assert season.report("Thôn 1").state == ReportState.VERIFIED


def test_a_cell_written_while_the_period_closes_is_there_before_or_refused(season: SmallSeason) -> None:
    period, report = season.period(MONTH), season.report("Thôn 1")
    told = at_once(
        lambda: figures.write(
            report, season.targets["fish"], Entry("30"), expected=0, by=season.office, at=NOW
        ),
        lambda: periods.close(period, expected=period.version, by=season.other_office, at=NOW),
    )
    refused = [answer for answer in told if isinstance(answer, DomainError)]
    assert Figure.objects.count() == 1 - len(refused)
    assert not [one for one in told if isinstance(one, Exception) and not isinstance(one, DomainError)]
