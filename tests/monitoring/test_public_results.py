"""The public page of results: filtered in its address, in words that agree with each other."""

import pytest
from django.test import Client
from lxml import html
from tests.commune import Commune
from tests.monitoring.test_result_pages import AUTUMN, page_of, sheet_of, words_of
from tests.pages import StrictClient
from tests.reported import months, report
from tests.season import SmallSeason, make_season

from thidua.movements.models import Target, Tracking
from thidua.organisation.enums import Role, UnitKind
from thidua.organisation.models import Unit

NOBODY = "00000000-0000-7000-8000-000000000000"


@pytest.fixture(scope="module")
def kept_season(kept_commune: Commune) -> SmallSeason:
    """Fish verified in one village; people with insurance by the clinic; roads not reported."""
    season = make_season(kept_commune, at=AUTUMN)
    report(season, "fish", months(*[10] * 9), verified=True)
    return season


@pytest.fixture
def client() -> Client:
    return StrictClient()


def names_on(page: object) -> list[str]:
    return [words_of(one) for one in page.xpath("//ul[@class='tgt']/li//b")]


def test_targets_are_found_by_words_without_their_marks(season: SmallSeason, client: Client):
    page = page_of(client, "public-results", season.movement.pk, tim="danh bat")
    assert names_on(page) == ["Sản lượng đánh bắt"]
    assert "Đang xem 1/4 chỉ tiêu khớp với phần lọc." in words_of(page)
    assert page.get_element_by_id("tim").get("value") == "danh bat"


def test_a_status_leaves_the_others_out_and_the_counts_as_they_are(season: SmallSeason, client: Client):
    page = page_of(client, "public-results", season.movement.pk, **{"trang-thai": "chua"})
    assert "Sản lượng đánh bắt" not in names_on(page)
    assert len(names_on(page)) == 3
    assert "1/4 chỉ tiêu đã có số được thẩm định" in words_of(page)


def test_a_kind_of_unit_shows_its_targets_and_its_units_only(season: SmallSeason, client: Client):
    Unit.objects.filter(pk=season.commune.units["Thôn 2"].pk).update(kind=UnitKind.CLINIC)
    report(season, "fish", months(7, unit="Thôn 2"), verified=True)
    everything = names_on(page_of(client, "public-results", season.movement.pk))
    page = page_of(client, "public-results", season.movement.pk, loai=UnitKind.CLINIC)
    assert "Sản lượng đánh bắt" in names_on(page)
    assert "Tỷ lệ tăng trưởng" in {name[:17] for name in set(everything) - set(names_on(page))}
    assert "Thôn 2 7 tấn" in words_of(page)
    assert "Thôn 1" not in words_of(page)


def test_what_is_no_filter_asks_for_nothing(season: SmallSeason, client: Client):
    strange = {"trang-thai": "x", "loai": "y"}
    assert len(names_on(page_of(client, "public-results", season.movement.pk, **strange))) == 4


def test_the_workbook_is_filtered_as_the_page_is(season: SmallSeason, client: Client):
    page = page_of(client, "public-results", season.movement.pk, tim="danh bat")
    assert any("tim=danh+bat" in link for link in page.xpath("//a/@href"))
    rows = sheet_of(client, "public-results-xlsx", season.movement.pk, tim="danh bat")
    assert [row[1] for row in rows[3:]] == ["Sản lượng đánh bắt"]


def test_nothing_found_says_so_and_leads_back(season: SmallSeason, client: Client):
    page = page_of(client, "public-results", season.movement.pk, tim="không có đâu")
    assert "Không có chỉ tiêu nào khớp với phần lọc." in words_of(page)
    assert "Bỏ lọc" in words_of(page)


def test_a_state_without_a_figure_is_not_said_to_be_reached(season: SmallSeason, client: Client):
    target = Target.objects.create(
        movement=season.movement,
        authority=season.commune.authority,
        name="Đạt chuẩn nông thôn mới",
        comparator="qualitative",
        position=90,
    )
    Tracking.objects.create(target=target, nature="state", frequency="year", allocation_kind="owner")
    said = words_of(page_of(client, "public-results", season.movement.pk))
    assert "Mục tiêu đề ra: đạt. Chưa có số được thẩm định." in said
    assert "Mục tiêu đạt." not in said


def test_a_decrease_says_that_it_is_one(season: SmallSeason, client: Client):
    target = Target.objects.create(
        movement=season.movement,
        authority=season.commune.authority,
        name="Hộ nghèo",
        unit="hộ",
        comparator="decrease_by",
        low=5,
        position=91,
    )
    Tracking.objects.create(target=target, nature="cumulative", frequency="month", allocation_kind="sum")
    said = words_of(page_of(client, "public-results", season.movement.pk))
    assert "Mục tiêu đề ra: giảm ít nhất 5 hộ." in said or "Mục tiêu đề ra: giảm 5 hộ." in said


@pytest.mark.parametrize(
    "path",
    [
        f"/cong-khai/phong-trao/{NOBODY}/ket-qua/",
        f"/cong-khai/phong-trao/{NOBODY}/ket-qua/tai-ve/",
        f"/cong-khai/rut-tham/{NOBODY}/",
        "/cong-khai/khong-co/",
    ],
)
def test_a_page_that_is_not_there_tells_a_stranger_what_to_do(season: SmallSeason, client: Client, path: str):
    response = client.get(path)
    said = words_of(html.fromstring(response.text))
    assert response.status_code == 404
    assert "ỦY BAN NHÂN DÂN XÃ CẨM LĨNH" in said
    assert "trang chưa được công khai" in said
    assert "Về trang đầu" in said
    assert "cơ quan đang đăng nhập" not in said


def test_who_is_signed_in_is_told_of_the_own_office(season: SmallSeason):
    said = words_of(
        html.fromstring(season.commune.client(Role.CHAIRMAN).get(f"/ket-qua/chi-tieu/{NOBODY}/").text)
    )
    assert "không thuộc cơ quan đang đăng nhập" in said
