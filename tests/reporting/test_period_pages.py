"""The pages of periods: the list, opening, one period, closing, reopening and moving the day."""

from datetime import date
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from tests.commune import Commune
from tests.pages import MOST_QUERIES, queries_of
from tests.reporting.steps import client_of, send
from tests.season import NOW, SmallSeason

from thidua.organisation.enums import Role
from thidua.organisation.models import Unit
from thidua.reporting.enums import PeriodState
from thidua.reporting.models import Period, Report
from thidua.reporting.queries.period_list import Filters, periods_found


def _page(client: Client, name: str, *args: object, query: str = "") -> str:
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def _post(client: Client, name: str, period: Period, **data: object) -> object:
    sent = {"_once": str(uuid4()), "_version": period.version, **data}
    return client.post(reverse(name, args=[period.pk]), sent)


def test_the_list_tells_how_many_units_have_sent(season: SmallSeason):
    send(season, "Thôn 1")
    text = _page(season.commune.client(Role.OFFICE), "reporting:period-list")
    assert "Tháng 4/2024" in text
    assert "1/3" in text
    assert "06/05/2024" in text


def test_the_list_filters_by_year_kind_and_state(season: SmallSeason):
    office = season.commune.client(Role.OFFICE)
    assert "Quý I/2024" in _page(office, "reporting:period-list")
    months = _page(office, "reporting:period-list", query="?loai=month&trang-thai=open")
    assert "Quý I/2024" not in months
    assert "Tháng 4/2024" in months
    assert "Tháng 12/2024" not in months
    assert "Không có kỳ nào khớp" in _page(office, "reporting:period-list", query="?nam=2020")


def test_the_workbook_holds_the_same_rows(season: SmallSeason):
    answer = season.commune.client(Role.OFFICE).get(reverse("reporting:period-list-xlsx"))
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")


def test_a_head_sees_the_own_reports_and_fills_them(season: SmallSeason):
    text = _page(client_of(season, "Thôn 1"), "reporting:period-list")
    assert "Ghi báo cáo" in text
    assert "Chưa gửi" in text
    assert "Đã thẩm định</th>" not in text


def test_without_periods_the_page_says_what_to_do(commune: Commune):
    text = _page(commune.client(Role.OFFICE), "reporting:period-list")
    assert "Chưa có kỳ báo cáo nào." in text
    assert "Mở phong trào" in text


def test_periods_are_opened_after_a_look_at_what_will_be(season: SmallSeason):
    Report.objects.all().delete()
    Period.objects.filter(frequency="month", starts_on__month=5).delete()
    office = season.commune.client(Role.OFFICE)
    text = _page(office, "reporting:period-prepare", season.movement.pk)
    assert "Lập 1 kỳ mới." in text
    assert "Tháng 5/2024" in text
    answer = office.post(
        reverse("reporting:period-prepare", args=[season.movement.pk]), {"_once": str(uuid4())}
    )
    assert answer.status_code == 302
    assert Period.objects.filter(name="Tháng 5/2024").exists()


def test_only_leaders_open_periods(season: SmallSeason):
    answer = client_of(season, "Thôn 1").get(reverse("reporting:period-prepare", args=[season.movement.pk]))
    assert answer.status_code == 403
    assert "Chỉ văn phòng hoặc chủ tịch" in answer.content.decode()


def test_a_period_shows_who_sent_when_and_what_is_missing(season: SmallSeason):
    report = send(season, "Thôn 1")
    text = _page(
        season.commune.client(Role.OFFICE), "reporting:period-detail", season.period("Tháng 4/2024").pk
    )
    assert report.sent_by in text
    assert "0/3" in text
    assert "Chưa ghi số nào" in text
    assert "Khóa kỳ" in text


def test_closing_tells_what_is_left_and_locks(season: SmallSeason):
    send(season, "Thôn 1")
    office, period = season.commune.client(Role.OFFICE), season.period("Tháng 4/2024")
    text = _page(office, "reporting:period-close", period.pk)
    assert "2 đơn vị chưa gửi: Thôn 2, Thôn 3." in text
    assert "3 số chờ thẩm định" in text
    assert _post(office, "reporting:period-close", period).status_code == 302
    assert season.period("Tháng 4/2024").state == PeriodState.CLOSED


def test_reopening_wants_a_reason(season: SmallSeason):
    office, period = season.commune.client(Role.OFFICE), season.period("Tháng 4/2024")
    _post(office, "reporting:period-close", period)
    closed = season.period("Tháng 4/2024")
    answer = _post(office, "reporting:period-reopen", closed, reason=" ")
    assert answer.status_code == 422
    assert "Ghi lý do mở lại" in answer.content.decode()
    assert _post(office, "reporting:period-reopen", closed, reason="Sót Thôn 3").status_code == 302
    assert season.period("Tháng 4/2024").state == PeriodState.OPEN


def test_a_day_before_the_end_of_the_period_is_asked_about(season: SmallSeason):
    office = season.commune.client(Role.OFFICE)
    period = season.period("Tháng 4/2024")
    early = {"due_on": "25/04/2024", "reason": "Cấp trên họp sớm"}
    page = office.get(reverse("reporting:period-move", args=[period.pk]))
    assert "Vẫn đặt hạn này" not in page.content.decode()
    asked = _post(office, "reporting:period-move", period, **early)
    assert asked.status_code == 422
    text = " ".join(asked.content.decode().split())
    assert "Ngày này trước ngày hết kỳ (30/04/2024) nên số của kỳ có thể chưa đủ." in text
    assert "keeps_early" in text
    assert season.period("Tháng 4/2024").due_on == period.due_on
    assert _post(office, "reporting:period-move", period, **early, keeps_early="on").status_code == 302
    assert season.period("Tháng 4/2024").due_on == date(2024, 4, 25)


def test_the_day_is_moved_with_a_reason(season: SmallSeason):
    office, period = season.commune.client(Role.OFFICE), season.period("Tháng 4/2024")
    wrong = _post(office, "reporting:period-move", period, due_on="31/02/2024", reason="x")
    assert wrong.status_code == 422
    assert (
        _post(office, "reporting:period-move", period, due_on="10/05/2024", reason="Bão").status_code == 302
    )
    assert f"{season.period('Tháng 4/2024').due_on:%d/%m/%Y}" == "10/05/2024"


def test_heads_do_not_close(season: SmallSeason):
    period = season.period("Tháng 4/2024")
    assert _post(client_of(season, "Thôn 1"), "reporting:period-close", period).status_code == 403


def test_pages_ask_as_much_for_many_units_as_for_three(season: SmallSeason):
    office, period = season.commune.client(Role.OFFICE), season.period("Tháng 4/2024")
    urls = [
        reverse("reporting:period-list"),
        *(
            reverse(f"reporting:period-{name}", args=[period.pk])
            for name in ("detail", "close", "reopen", "move")
        ),
        reverse("reporting:period-prepare", args=[season.movement.pk]),
    ]
    before = [queries_of(office, url) for url in urls]
    for number in range(30):
        unit = Unit.objects.create(authority=period.authority, name=f"Tổ {number}", kind="village")
        Report.objects.create(authority=period.authority, period=period, unit=unit)
    assert [queries_of(office, url) for url in urls] == before
    assert max(before) <= MOST_QUERIES


def test_the_last_begun_stands_first_and_what_is_to_come_last(season: SmallSeason):
    found = periods_found(season.office, Filters(2024, "", ""))
    names = [period.name for period in found]
    assert names[:3] == ["Tháng 5/2024", "Tháng 4/2024", "Quý II/2024"]
    begun = Period.objects.begun().count()
    assert {period.state for period in list(found)[begun:]} == {PeriodState.WAITING}


def test_the_number_of_a_quarter_stays_large_within_a_sentence(season: SmallSeason):
    office = season.commune.client(Role.OFFICE)
    period = season.period("Tháng 4/2024")
    Period.objects.filter(pk=period.pk).update(name="Quý II/2024")
    for name in ("detail", "close", "move", "verify", "grid"):
        text = _page(office, f"reporting:period-{name}", period.pk)
        assert "quý II/2024" in text, name
        assert "quý ii" not in text, name
    Period.objects.filter(pk=period.pk).update(state=PeriodState.CLOSED, closed_at=NOW)
    assert "quý II/2024" in _page(office, "reporting:period-reopen", period.pk)
