"""The chain of one figure, and its correction once sent."""

from uuid import uuid4

from tests.pages import queries_of
from tests.reporting.forms import figure_of, head, page, save_card
from tests.reporting.test_report_form import full
from tests.reporting.test_sending import fill, send
from tests.season import NOW, SmallSeason

from thidua.organisation.enums import Role
from thidua.reporting.enums import FigureState
from thidua.reporting.models import FigureChange
from thidua.reporting.services import periods, verification


def correct(client, figure, **typed):
    form = {"_once": str(uuid4()), "_version": figure.version, "reason": "Sót một thuyền", "note": ""}
    return client.post(page("figure-correct", figure.id), form | typed)


def test_a_correction_keeps_both_values_and_the_reason(season: SmallSeason):
    client = head(season)
    send(client, fill(client, season))
    figure = figure_of(season, "fish")
    answer = correct(client, figure, typed="40")
    assert answer.headers["Location"] == page("figure-history", figure.id)
    text = client.get(page("figure-history", figure.id)).content.decode()
    change = FigureChange.objects.get()
    assert f'id="sua-{change.pk}"' in text
    assert "Từ <del>33,6 tấn</del> thành <b>40 tấn</b>" in text
    assert "Lý do: Sót một thuyền" in text
    assert figure_of(season, "fish").state == FigureState.SENT


def test_a_correction_that_cannot_be_read_is_told_at_its_field(season: SmallSeason):
    client = head(season)
    send(client, fill(client, season))
    answer = correct(client, figure_of(season, "fish"), typed="bốn mươi")
    assert answer.status_code == 422
    assert 'href="#id_typed">Số đúng: “bốn mươi” không phải là số' in answer.content.decode()
    assert correct(client, figure_of(season, "fish"), typed="40", reason="").status_code == 422
    assert not FigureChange.objects.exists()


def test_two_corrections_at_once_show_both(season: SmallSeason):
    client = head(season)
    send(client, fill(client, season))
    figure = figure_of(season, "fish")
    correct(client, figure, typed="40")
    answer = correct(client, figure, typed="41")
    assert answer.status_code == 409
    assert "Hai bản khác nhau" in answer.content.decode()
    assert figure_of(season, "fish").value == 40


def test_a_draft_is_mended_on_its_form(season: SmallSeason):
    client, report = head(season), season.report("Thôn 1")
    save_card(client, season, "fish", report, so="5")
    answer = client.get(page("figure-correct", figure_of(season, "fish").id))
    assert answer.headers["Location"] == page("report-form", report.pk)


def test_nobody_else_corrects_and_a_closed_period_stays(season: SmallSeason):
    client = head(season)
    send(client, fill(client, season))
    figure = figure_of(season, "fish")
    assert correct(head(season, "Thôn 2"), figure, typed="1").status_code == 403
    period = season.period("Tháng 4/2024")
    periods.close(period, expected=period.version, by=season.office, at=NOW)
    assert correct(client, figure, typed="1").status_code == 403
    assert "Đính chính" not in client.get(page("figure-history", figure.id)).content.decode()


def test_the_chain_leads_from_the_figure_to_the_words_of_the_letter(season: SmallSeason):
    office = season.commune.client(Role.OFFICE)
    send(office, fill(office, season))
    figure = figure_of(season, "fish")
    verification.verify(figure, expected=figure.version, by=season.other_office, at=NOW)
    client = head(season, "Thôn 3")
    text = client.get(page("figure-history", figure.id)).content.decode()
    links = ["so", "tham-dinh", "minh-chung", "ghi", "van-ban"]
    places = [text.index(f'<li id="{link}">') for link in links]
    assert places == sorted(places)
    assert "<mark>Sản lượng đánh bắt đạt 360 tấn.</mark>" in text
    assert "Nhập hộ cho Thôn 1" in text
    assert f"{season.other_office.name} thẩm định đạt lúc" in text
    assert "bằng điện thoại" in text
    assert queries_of(client, page("figure-history", figure.id)) <= 12


def test_each_deed_is_told_as_people_tell_it(season: SmallSeason):
    client = head(season)
    save_card(client, season, "fish", season.report("Thôn 1"), so="ba mươi")
    fish = season.targets["fish"].pk.hex
    report = season.report("Thôn 1")
    form = full(season) | {f"v-{fish}": 1, f"gc-{fish}": "Biển lặng"}
    assert client.post(page("report-form", report.pk), form).status_code == 302
    send(client, season.report("Thôn 1"))
    correct(client, figure_of(season, "fish"), typed="40")
    figure = figure_of(season, "fish")
    verification.send_back(figure, reason="Thiếu ảnh", expected=figure.version, by=season.office, at=NOW)
    text = client.get(page("figure-history", figure.id)).text
    told = text[text.index("Từng lần ghi") :]
    for words in (
        "Ghi “ba mươi” (không đọc được thành số).",
        "Từ “ba mươi” (không đọc được thành số) thành 33,6 tấn.",
        "Ghi chú: “Biển lặng”.",
        "Từ 33,6 tấn thành 40 tấn.",
        "Lý do: Sót một thuyền",
        f"<b>{season.office.name}</b> trả lại lúc",
        "Lý do: Thiếu ảnh",
    ):
        assert words in told, words
    for machine in ("ghi là", "đã gõ", "đường vào", "trạng thái", "phiên bản"):
        assert machine not in told, machine


def test_the_history_leads_back_to_where_one_came_from(season: SmallSeason):
    client = head(season)
    send(client, fill(client, season))
    figure, url = figure_of(season, "fish"), page("figure-history", figure_of(season, "fish").id)
    report = page("report-form", figure.report_id)
    assert f'href="{report}#so-lieu-{figure.target_id.hex}">Xem báo cáo' in client.get(url).text
    came = client.get(url, headers={"Referer": "http://testserver/kiem-tra/"}).text
    assert 'href="http://testserver/kiem-tra/"' in came
    assert "Quay lại trang trước" not in client.get(url, headers={"Referer": f"http://testserver{url}"}).text
