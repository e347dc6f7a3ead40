"""Lines of the work list that come from figures: to verify, to mend, to hear."""

from tests.pages import MOST_QUERIES, queries_of
from tests.reporting.steps import MONTH, client_of, figure_of, fill, send
from tests.season import NOW, SmallSeason

from thidua.foundation.actors import Actor
from thidua.monitoring.queries.items import WorkItem
from thidua.monitoring.queries.reporting_items import reporting_items
from thidua.organisation.enums import Role
from thidua.reporting.services import periods, reports, verification


def told(actor: Actor) -> list[str]:
    return [f"{item.lead}{item.rest} {item.detail}" for item in reporting_items(actor)]


def item_of(actor: Actor) -> WorkItem:
    (item,) = reporting_items(actor)
    return item


def test_figures_that_wait_are_one_line_a_period(season: SmallSeason):
    send(season, "Thôn 1")
    send(season, "Thôn 2")
    assert told(season.office) == [f"6 số chờ thẩm định. {MONTH}, của 2 đơn vị."]
    item = item_of(season.office)
    assert (item.page, item.arg) == ("reporting:period-verify", str(season.period(MONTH).pk))


def test_nobody_is_asked_to_verify_an_own_figure(season: SmallSeason):
    fill(season, "Thôn 1")
    report = season.report("Thôn 1")
    reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=NOW)
    assert told(season.heads["Thôn 1"]) == []


def test_a_unit_is_asked_about_the_targets_it_is_in_charge_of(season: SmallSeason):
    season.targets["fish"].owner = season.commune.units["Thôn 2"]
    season.targets["fish"].save(update_fields=["owner"])
    send(season, "Thôn 1")
    assert told(season.heads["Thôn 2"]) == [f"1 số chờ thẩm định. {MONTH}, của Thôn 1."]


def test_what_is_sent_back_leads_its_unit_to_the_form_and_the_office_to_the_figure(season: SmallSeason):
    report = send(season, "Thôn 1")
    for name in ("health", "poor"):
        figure = figure_of(season, "Thôn 1", name)
        verification.verify(figure, expected=figure.version, by=season.office, at=NOW)
    figure = figure_of(season, "Thôn 1", "fish")
    verification.send_back(figure, reason="Xem lại", expected=figure.version, by=season.office, at=NOW)
    own = item_of(season.heads["Thôn 1"])
    assert f"{own.lead}{own.rest}" == "1 số bị trả lại, cần sửa rồi gửi lại."
    assert (own.page, own.arg) == ("reporting:report-form", str(report.pk))
    watched = item_of(season.office)
    assert f"{watched.lead}{watched.rest}" == "Thôn 1 bị trả lại 1 số, chưa gửi lại."
    assert watched.query == f"?trang-thai=returned&don-vi={report.unit_id}"


def test_an_objection_reaches_the_office(season: SmallSeason):
    fill(season, "Thôn 1")
    report = season.report("Thôn 1")
    sent = reports.send(report, expected=report.version, by=season.office, at=NOW)
    reports.object_to(sent, "Số cá là 40 tấn", by=season.heads["Thôn 1"], at=NOW)
    assert any("Thôn 1 nêu ý kiến về báo cáo nhập hộ." in line for line in told(season.office))
    assert not any("nêu ý kiến" in line for line in told(season.commune.actor(Role.CHAIRMAN)))


def test_a_closed_period_asks_for_nothing(season: SmallSeason):
    send(season, "Thôn 1")
    period = season.period(MONTH)
    periods.close(period, expected=period.version, by=season.office, at=NOW)
    assert told(season.office) == []


def test_the_first_page_keeps_its_budget(season: SmallSeason):
    send(season, "Thôn 1")
    for client in (
        season.commune.client(Role.OFFICE),
        season.commune.client(Role.CHAIRMAN),
        client_of(season, "Thôn 2"),
    ):
        assert queries_of(client, "/") <= MOST_QUERIES
