"""A report that lacks a figure counts as sent nowhere, and every page says so in the same words."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.reporting.forms import head, page
from tests.reporting.steps import FULL, figure_of
from tests.season import NOW, SmallSeason

from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.organisation.enums import Role
from thidua.reporting.enums import ReportState
from thidua.reporting.models import Period, Report
from thidua.reporting.services import figures, reports, verification


def send_only(season: SmallSeason, *names: str) -> Report:
    report, writer = season.report("Thôn 1"), season.heads["Thôn 1"]
    for name in names:
        figures.write(report, season.targets[name], FULL[name], expected=0, by=writer, at=NOW)
    report = season.report("Thôn 1")
    return reports.send(report, expected=report.version, by=writer, at=NOW)


@pytest.fixture
def office(season: SmallSeason) -> Client:
    return season.commune.client(Role.OFFICE)


def test_the_missing_figures_are_counted_until_they_come(season: SmallSeason):
    report = send_only(season, "fish", "health")
    assert (report.state, report.missing) == (ReportState.PARTIAL, 1)
    assert Obligation.objects.get(origin_id=str(report.pk)).state == ObligationState.OPEN
    whole = send_only(season, "poor")
    assert (whole.state, whole.missing) == (ReportState.SENT, 0)
    assert Obligation.objects.get(origin_id=str(report.pk)).state == ObligationState.DONE


def test_a_part_that_is_verified_is_still_a_part(season: SmallSeason):
    send_only(season, "fish")
    figure = figure_of(season, "Thôn 1", "fish")
    verification.verify(figure, expected=figure.version, by=season.office, at=NOW)
    assert season.report("Thôn 1").state == ReportState.PARTIAL


def test_list_period_and_closing_agree(season: SmallSeason, office: Client):
    send_only(season, "fish", "health")
    period = season.period("Tháng 4/2024")
    listed = office.get(reverse("reporting:period-list")).text
    assert "0/3<br>" in listed
    assert "1 đơn vị gửi thiếu số" in listed
    detail = office.get(page("period-detail", period.pk)).text
    assert "Gửi thiếu 1 số" in detail
    assert "<dt>Đơn vị đã gửi đủ số</dt><dd>0/3</dd>" in detail
    closing = office.get(page("period-close", period.pk)).text
    assert "1 đơn vị gửi thiếu số: Thôn 1 (thiếu 1 số)." in closing
    assert "2 đơn vị chưa gửi: Thôn 2, Thôn 3." in closing


def test_the_unit_finds_its_part_first_and_is_asked_for_the_rest(season: SmallSeason):
    send_only(season, "fish", "health")
    text = head(season).get(reverse("reporting:period-list")).text
    assert "Gửi thiếu 1 số" in text
    assert "Ghi số còn thiếu" in text


def test_the_year_of_a_unit_counts_what_fell_due_and_tells_what_comes(season: SmallSeason, office: Client):
    send_only(season, "fish", "health", "poor")
    url = reverse("monitoring:unit-year", args=[season.commune.units["Thôn 1"].pk])
    Period.objects.filter(name="Tháng 4/2024").update(due_on="2099-01-01")
    begun = Report.objects.filter(unit=season.commune.units["Thôn 1"]).exclude(period__state="waiting")
    text = office.get(url).text
    assert f"còn {begun.filter(period__due_on='2099-01-01').count()} chưa đến hạn" in text
    due = begun.exclude(period__due_on="2099-01-01").count()
    assert f"<dt>Báo cáo đến hạn đã gửi đủ</dt><dd>0/{due} " in text


def test_the_button_of_a_row_says_what_it_leads_to(season: SmallSeason, office: Client):
    send_only(season, "fish", "health", "poor")
    period = season.period("Tháng 4/2024")
    url = page("period-detail", period.pk)
    own = head(season, "Thôn 2").get(url).text
    assert office.get(url).text.count("Nhập hộ<span") == 2
    assert own.count("Ghi báo cáo<span") == 1
    assert own.count("Xem báo cáo<span") == 2
    Period.objects.filter(pk=period.pk).update(state="closed", closed_at=NOW)
    assert office.get(url).text.count("Xem báo cáo<span") == 3
