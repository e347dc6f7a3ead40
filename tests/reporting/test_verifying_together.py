"""Several figures verified at once: each by its own version, the sums once."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.reporting.steps import MONTH, figure_of, send
from tests.season import NOW, VILLAGES, SmallSeason

from thidua.foundation.models import AuditEntry
from thidua.reporting.enums import ReportState
from thidua.reporting.models import Figure, PeriodTotal
from thidua.reporting.services import verification


def ticked(*figures: Figure) -> list[tuple[Figure, int]]:
    return [(figure, figure.version) for figure in figures]


def all_of(season: SmallSeason, village: str) -> list[Figure]:
    return [figure_of(season, village, name) for name in ("fish", "health", "poor")]


def statements(season: SmallSeason, figures: list[Figure]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        done = verification.verify_each(ticked(*figures), by=season.office, at=NOW)
    assert len(done.verified) == len(figures)
    return len(caught)


def test_sums_reports_and_history_follow(season: SmallSeason) -> None:
    for village in VILLAGES:
        send(season, village)
    figures = [figure for village in VILLAGES for figure in all_of(season, village)]
    verification.verify_each(ticked(*figures), by=season.office, at=NOW)
    assert {season.report(village).state for village in VILLAGES} == {ReportState.VERIFIED}
    total = PeriodTotal.objects.get(target=season.targets["fish"], period=season.period(MONTH))
    assert (total.verified, total.verified_value) == (3, total.value)
    assert AuditEntry.objects.filter(action="reporting.figure.verify").count() == 9


def test_each_more_figure_of_a_report_costs_its_own_statement_only(season: SmallSeason) -> None:
    for village in VILLAGES[:2]:
        send(season, village)
    one = statements(season, all_of(season, VILLAGES[0])[:1])
    three = statements(season, all_of(season, VILLAGES[1]))
    its_report_is_whole = 1
    assert three - one <= 2 + its_report_is_whole


def test_one_that_changed_or_is_ones_own_holds_no_other_back(season: SmallSeason) -> None:
    send(season, "Thôn 1")
    fish, health, poor = all_of(season, "Thôn 1")
    own = season.other_office
    Figure.objects.filter(id=poor.id).update(entered_by_user_id=own.user_id)
    done = verification.verify_each([(fish, fish.version), (health, 0), (poor, poor.version)], by=own, at=NOW)
    assert [figure.id for figure in done.verified] == [fish.id]
    assert [figure.id for figure, _ in done.refused] == [health.id, poor.id]
    assert "không tự thẩm định" in done.refused[1][1]
    assert figure_of(season, "Thôn 1", "health").state == "sent"
