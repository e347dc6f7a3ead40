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

from thidua.foundation.services import files
from thidua.movements.models import Target, Tracking
from thidua.organisation.enums import Role
from thidua.reporting.enums import FigureState, ReportState
from thidua.reporting.models import Evidence, Figure, FigureChange
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
    for words in ("33,6 tấn", "120 tấn", "63,6 tấn", "190 trong 200", "Không có minh chứng, ghi chú."):
        assert words in text, words
    assert '<div>30 tấn<span class="src">Tháng 3/2024</span></div>' in text
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
    text = office.get(url_of(season), {"trang-thai": "khong-co"}).content.decode()
    assert text.count("đã khóa") == 1  # told once on top, not beside each figure
    assert 'value="tat-ca" selected' in text
    assert step(office, figure_of(season, "Thôn 1", "fish"), "dat").status_code == 403


def test_the_page_of_one_report_shows_no_other(season: SmallSeason, office: Client):
    send(season, "Thôn 1")
    send(season, "Thôn 2")
    url = reverse("reporting:report-verify", args=[season.report("Thôn 2").pk])
    text = office.get(url).content.decode()
    assert '<th scope="row">Thôn 2: ' in text
    assert '<th scope="row">Thôn 1: ' not in text


def add_figures(season: SmallSeason, count: int) -> None:
    report = season.report("Thôn 1")
    targets = Target.objects.bulk_create(
        Target(
            authority=report.authority,
            movement=season.movement,
            position=10 + number,
            name=f"Chỉ tiêu {number}",
            comparator="ge",
            low=1,
            unit="hộ",
        )
        for number in range(count)
    )
    Tracking.objects.bulk_create(
        Tracking(target=target, nature="cumulative", frequency="month", allocation_kind="sum")
        for target in targets
    )
    Figure.objects.bulk_create(
        Figure(
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
        for number, target in enumerate(targets)
    )


def test_the_pages_ask_as_much_for_300_figures_as_for_three(season: SmallSeason, office: Client):
    send(season, "Thôn 1")
    urls = [url_of(season), url_of(season) + "xem-lai/"]
    few = [queries_of(office, url) for url in urls]
    for count in (30, 270):
        add_figures(season, count)
        assert [queries_of(office, url) for url in urls] == few
    assert max(few) <= MOST_QUERIES


def test_what_nobody_would_ask_about_is_verified_after_one_look(season: SmallSeason, office: Client):
    send(season, "Thôn 1", poor=Entry("3", note="Ba vụ ở bến"))
    look = url_of(season) + "xem-lai/"
    assert f'href="{look}"' in office.get(url_of(season)).text
    text = office.get(look).text
    assert "2 số sẽ ghi đạt" in text
    assert "1 số khác có chỗ cần hỏi" in text
    poor = figure_of(season, "Thôn 1", "poor")
    assert str(poor.id) not in text
    ticked = [f"{one.id}:{one.version}" for one in Figure.objects.exclude(id=poor.id).filter(state="sent")]
    url = reverse("reporting:verify-ticked", args=[season.period(MONTH).pk])
    form = {"_once": str(uuid4()), "so": ticked}
    answer = office.post(url, form, headers={"Referer": f"http://testserver{look}"})
    assert answer.headers["Location"] == url_of(season)
    assert figure_of(season, "Thôn 1", "poor").state == FigureState.SENT
    assert figure_of(season, "Thôn 1", "fish").state == FigureState.VERIFIED


def test_a_photo_is_seen_in_its_row(season: SmallSeason, office: Client):
    report = send(season, "Thôn 1")
    figure = figure_of(season, "Thôn 1", "fish")
    stored = files.store(b"photo", media_type="image/jpeg", at=NOW)
    proof = Evidence.objects.create(
        figure=figure, kind="photo", file=stored, name="so-thuyen.jpg", added_by="A", added_at=NOW
    )
    text = office.get(reverse("reporting:report-verify", args=[report.pk])).text
    assert f'<img src="{reverse("reporting:evidence-file", args=[proof.pk])}" width="56"' in text


def test_nothing_is_ticked_by_who_wrote_all_of_it(season: SmallSeason, office: Client):
    send(season, "Thôn 1")
    ticked = "Đạt các số đã tích"
    assert ticked in office.get(url_of(season)).content.decode()
    Figure.objects.update(entered_by_user_id=office.session["_auth_user_id"])
    assert ticked not in office.get(url_of(season)).content.decode()
