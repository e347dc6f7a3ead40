"""What the grid does not take is told and given back; its sums say what is in them."""

from typing import Any

import pytest
from django.test import Client
from lxml import html
from tests.reporting.steps import MONTH, fill, send
from tests.reporting.test_grid_pages import fields_of, look, save, url_of
from tests.season import NOW, SmallSeason

from thidua.core.achievement import Nature
from thidua.core.allocation import AllocationKind
from thidua.movements.models import Tracking
from thidua.organisation.enums import Role
from thidua.reporting.models import Figure
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import periods


@pytest.fixture
def office(season: SmallSeason) -> Client:
    return season.commune.client(Role.OFFICE)


def unsaved(page: Any) -> dict[str, str]:
    return {
        label.text_content(): page.get_element_by_id(label.get("for")).text
        for label in page.xpath("//section[@aria-labelledby='h-chua-luu']//label")
    }


def shown(answer: Any) -> Any:
    return html.fromstring(answer.content.decode())


def sums(page: Any) -> list[str]:
    return [cell.text_content() for cell in page.xpath("//tr[@class='tot']/*")]


def preview(client: Client, season: SmallSeason, block: str, **start: str) -> Any:
    data = fields_of(look(client, season)) | {"dan": block, "viec": "xem-truoc"} | start
    return client.post(url_of(season), data)


def test_what_was_typed_comes_back_when_the_period_was_closed(season: SmallSeason, office: Client):
    page, period = look(office, season), season.period(MONTH)
    periods.close(period, expected=period.version, by=season.office, at=NOW)
    answer = save(office, season, page, _0_0="34", _1_1="180", _1_2="190")
    assert answer.status_code == 403
    again = shown(answer)
    assert "đã khóa" in again.xpath("//div[@role='alert']")[0].text_content()
    assert unsaved(again) == {
        "Thôn 1, Sản lượng đánh bắt (tấn)": "34",
        "Thôn 2, Người có thẻ BHYT (người có thẻ)": "180",
        "Thôn 2, Người có thẻ BHYT (số khẩu)": "190",
    }
    assert "Chưa lưu: 34" in again.xpath("//tbody/tr[1]/td[1]")[0].text_content()
    assert not Figure.objects.exists()


def test_what_was_typed_for_a_target_taken_away_comes_back(season: SmallSeason, office: Client):
    page = look(office, season)
    season.targets["fish"].allocations.all().delete()
    answer = save(office, season, page, _0_0="34", _0_3="1")
    assert answer.status_code == 409
    assert unsaved(shown(answer)) == {
        "Thôn 1, Sản lượng đánh bắt (tấn)": "34",
        "Thôn 1, Số vụ vi phạm (vụ)": "1",
    }


def test_a_cell_that_is_too_long_is_refused_and_never_cut(season: SmallSeason, office: Client):
    answer = save(office, season, look(office, season), _0_0="3" * 101)
    assert answer.status_code == 409
    page = shown(answer)
    assert page.xpath("//input[@name='o0-0']/@value") == ["3" * 101]
    assert "dài quá 100 chữ" in page.get_element_by_id("so0-0").text_content()
    assert not Figure.objects.exists()


def test_cells_of_a_pasted_block_that_are_not_taken_are_told(season: SmallSeason, office: Client):
    send(season, "Thôn 2")
    season.targets["poor"].allocations.filter(unit=season.commune.units["Thôn 3"]).delete()
    block = "Tên thôn\tSản lượng\nThôn 2\t99\t190\nThôn 3\t12\t1\t2\t3\t4\nCộng\t111"
    page = shown(preview(office, season, block))
    told = page.xpath("//div[h2[starts-with(., 'Không nhận 5')]]//li/text()")
    assert told == [
        "Thôn 2, Sản lượng đánh bắt (tấn): “99” (đã gửi)",
        "Thôn 3, Số vụ vi phạm (vụ): “3” (không giao)",
        "Thôn 3, cột thứ 5: “4” (ngoài lưới)",
        "Dòng “Tên thôn, Sản lượng” (không trùng tên đơn vị nào)",
        "Dòng “Cộng, 111” (không trùng tên đơn vị nào)",
    ]
    assert page.xpath("//input[@name='o2-0']/@value") == ["12"]
    assert not unsaved(page)


def test_lines_under_the_grid_are_told(season: SmallSeason, office: Client):
    page = shown(preview(office, season, "1\n2\n3", **{"tu-don-vi": "1"}))
    assert "Dòng “3” (ngoài lưới)" in page.text_content()
    assert "Xem trước: 2 ô sẽ đổi" in page.text_content()


def test_a_block_that_is_too_large_is_refused_whole_and_given_back(season: SmallSeason, office: Client):
    block = "1\t" * 50_001
    answer = preview(office, season, block)
    assert answer.status_code == 409
    page = shown(answer)
    assert "dài quá 100.000 ký tự" in page.text_content()
    assert page.get_element_by_id("dan").text == block


def test_a_pair_that_cannot_be_read_is_in_neither_sum(season: SmallSeason, office: Client):
    fill(season, "Thôn 1")
    fill(season, "Thôn 2", health=Entry("250", "200"))
    fill(season, "Thôn 3", health=Entry("không áp dụng", "200"))
    assert sums(look(office, season))[2:4] == ["190", "200"]


def test_the_sum_of_what_was_sent_says_so(season: SmallSeason, office: Client):
    for village in ("Thôn 1", "Thôn 2", "Thôn 3"):
        send(season, village)
    assert sums(look(office, season)) == ["Cộng các số đã gửi", "100,8", "570", "600", "0"]


def test_what_adds_up_has_a_sum_and_what_does_not_says_so(season: SmallSeason, office: Client):
    Tracking.objects.filter(target=season.targets["fish"]).update(allocation_kind=AllocationKind.EACH)
    Tracking.objects.filter(target=season.targets["poor"]).update(nature=Nature.STATE)
    fill(season, "Thôn 1", poor=Entry("đạt"))
    assert sums(look(office, season))[1:] == ["33,6", "190", "200", "không cộng"]


def test_a_column_in_which_nothing_stands_has_no_sum_of_0(season: SmallSeason, office: Client):
    assert sums(look(office, season))[1:] == ["chưa có"] * 4


def test_cells_of_another_account_are_not_saved(season: SmallSeason, office: Client):
    data = fields_of(look(office, season)) | {"o0-0": "34"}
    url = url_of(season, "grid-cells")
    assert "tài khoản khác" in office.post(url, data | {"tai-khoan": "0"}).json()["sentence"]
    assert not Figure.objects.exists()
