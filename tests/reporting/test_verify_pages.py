"""Verification on the page: one figure at a time, by somebody else, and never all without a look."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.pages import MOST_QUERIES, queries_of
from tests.reporting.steps import MONTH, client_of, figure_of, fill, send
from tests.season import NOW, SmallSeason

from thidua.movements.models import Target, Tracking
from thidua.organisation.enums import Role
from thidua.reporting.enums import FigureState, ReportState
from thidua.reporting.models import Figure, FigureChange
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import periods, reports


@pytest.fixture
def office(season: SmallSeason) -> Client:
    return season.commune.client(Role.OFFICE)


def url_of(season: SmallSeason) -> str:
    return reverse("reporting:period-verify", args=[season.period(MONTH).pk])


def step(client: Client, figure: Figure, verb: str, *, is_in_place: bool = False, **data: str) -> Any:
    sent = {"_once": str(uuid4()), "_version": figure.version, **data}
    headers = {"HX-Request": "true"} if is_in_place else {}
    return client.post(reverse("reporting:figure-step", args=[figure.id, verb]), sent, headers=headers)


def test_each_figure_stands_beside_what_it_is_held_against(season: SmallSeason, office: Client):
    send(season, "Thôn 1", period="Tháng 3/2024", fish=Entry("30"))
    send(season, "Thôn 1")
    text = office.get(url_of(season)).content.decode()
    for words in ("33,6 tấn", "30 tấn (Tháng 3/2024)", "120 tấn", "63,6 tấn", "190 trong 200", "không có"):
        assert words in text, words
    assert "3 số." in text


def test_right_is_one_press_and_can_be_taken_back(season: SmallSeason, office: Client):
    send(season, "Thôn 1")
    figure = figure_of(season, "Thôn 1", "fish")
    answer = step(office, figure, "dat", is_in_place=True)
    assert answer.status_code == 200
    assert "Đã đạt." in answer.content.decode()
    assert "Hoàn tác" in answer.content.decode()
    done = figure_of(season, "Thôn 1", "fish")
    assert done.state == FigureState.VERIFIED
    assert step(office, done, "hoan-tac").status_code == 302
    assert figure_of(season, "Thôn 1", "fish").state == FigureState.SENT


def test_sending_back_wants_a_reason(season: SmallSeason, office: Client):
    send(season, "Thôn 1")
    figure = figure_of(season, "Thôn 1", "fish")
    refused = step(office, figure, "tra-lai", **{"ly-do": " "})
    assert refused.status_code == 409
    assert "Ghi lý do trả lại" in refused.content.decode()
    assert step(office, figure, "tra-lai", **{"ly-do": "Thiếu ảnh"}).status_code == 302
    assert figure_of(season, "Thôn 1", "fish").returned_because == "Thiếu ảnh"
    assert "Thiếu ảnh" in office.get(url_of(season) + "?trang-thai=returned").content.decode()


def test_mending_keeps_both_numbers(season: SmallSeason, office: Client):
    send(season, "Thôn 1")
    figure = figure_of(season, "Thôn 1", "fish")
    wrong = step(office, figure, "sua", so="ba mươi", **{"ly-do": "Đếm lại"})
    assert wrong.status_code == 409
    assert step(office, figure, "sua", so="30", **{"ly-do": "Đếm lại"}).status_code == 302
    assert figure_of(season, "Thôn 1", "fish").value == Decimal(30)
    change = FigureChange.objects.get()
    assert (change.value_before, change.reason) == (Decimal("33.6"), "Đếm lại")


def test_who_wrote_a_figure_sees_why_others_verify_it(season: SmallSeason):
    send(season, "Thôn 1")
    head = client_of(season, "Thôn 1")
    season.targets["fish"].owner = season.commune.units["Thôn 1"]
    season.targets["fish"].save(update_fields=["owner"])
    text = head.get(url_of(season)).content.decode()
    assert "Đơn vị không tự thẩm định số liệu của mình." in text
    assert "Đạt<span" not in text
    assert step(head, figure_of(season, "Thôn 1", "fish"), "dat").status_code == 403


def test_a_unit_verifies_what_it_is_in_charge_of_only(season: SmallSeason):
    send(season, "Thôn 1")
    season.targets["fish"].owner = season.commune.units["Thôn 2"]
    season.targets["fish"].save(update_fields=["owner"])
    board = client_of(season, "Thôn 2")
    text = board.get(url_of(season)).content.decode()
    assert "Sản lượng đánh bắt" in text
    assert "Người có thẻ BHYT" not in text
    assert step(board, figure_of(season, "Thôn 1", "health"), "dat").status_code == 403
    assert step(board, figure_of(season, "Thôn 1", "fish"), "dat").status_code == 302


def test_only_ticked_figures_are_verified_together(season: SmallSeason, office: Client):
    send(season, "Thôn 1")
    fish, poor = figure_of(season, "Thôn 1", "fish"), figure_of(season, "Thôn 1", "poor")
    url = reverse("reporting:verify-ticked", args=[season.period(MONTH).pk])
    nothing = office.post(url, {"_once": str(uuid4())})
    assert nothing.status_code == 409
    assert "Chưa tích số nào" in nothing.content.decode()
    ticked = [f"{fish.id}:{fish.version}", f"{poor.id}:{poor.version - 1}"]
    answer = office.post(url, {"_once": str(uuid4()), "so": ticked}, follow=True)
    text = answer.content.decode()
    assert "Đã đạt 1 số." in text
    assert figure_of(season, "Thôn 1", "fish").state == FigureState.VERIFIED
    assert figure_of(season, "Thôn 1", "poor").state == FigureState.SENT
    assert season.report("Thôn 1").state == ReportState.SENT


def test_what_the_office_entered_itself_another_one_verifies(season: SmallSeason):
    fill(season, "Thôn 1")
    user = season.commune.user(Role.OFFICE)
    client = season.commune.client(Role.OFFICE)
    report = season.report("Thôn 1")
    reports.send(report, expected=report.version, by=season.office, at=NOW)
    Figure.objects.update(entered_by_user_id=user.pk)
    client.force_login(user)
    assert "Người ghi số không tự thẩm định" in client.get(url_of(season)).content.decode()


def test_a_closed_period_is_verified_no_more(season: SmallSeason, office: Client):
    send(season, "Thôn 1")
    period = season.period(MONTH)
    periods.close(period, expected=period.version, by=season.office, at=NOW)
    assert "đã khóa" in office.get(url_of(season)).content.decode()
    assert step(office, figure_of(season, "Thôn 1", "fish"), "dat").status_code == 403


def test_the_page_of_one_report_shows_no_other(season: SmallSeason, office: Client):
    send(season, "Thôn 1")
    send(season, "Thôn 2")
    url = reverse("reporting:report-verify", args=[season.report("Thôn 2").pk])
    text = office.get(url).content.decode()
    assert "Thôn 2: Sản lượng" in text
    assert "Thôn 1: Sản lượng" not in text


def test_the_page_asks_as_much_for_many_figures_as_for_three(season: SmallSeason, office: Client):
    send(season, "Thôn 1")
    few = queries_of(office, url_of(season))
    report = season.report("Thôn 1")
    for number in range(30):
        target = Target.objects.create(
            authority=report.authority,
            movement=season.movement,
            position=10 + number,
            name=f"Chỉ tiêu {number}",
            comparator="ge",
            low=1,
            unit="hộ",
        )
        Tracking.objects.create(target=target, nature="cumulative", frequency="month", allocation_kind="sum")
        Figure.objects.create(
            province_id=report.authority_id,
            commune_id=report.authority_id,
            report=report,
            target=target,
            said="number",
            value=number,
            typed=str(number),
            state="sent",
            entered_by="Người khác",
            entered_at=NOW,
        )
    assert queries_of(office, url_of(season)) == few <= MOST_QUERIES
