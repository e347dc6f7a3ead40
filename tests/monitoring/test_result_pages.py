"""The pages of results: what they say, whom they let in, what they cost."""

import io
from collections.abc import Mapping
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html
from python_calamine import CalamineWorkbook
from tests.commune import Commune, make_commune
from tests.pages import MOST_QUERIES, StrictClient, queries_of, records_in
from tests.reported import months, report, settle
from tests.season import OPENED, SmallSeason, make_season

from thidua.movements.enums import MovementState, TargetField
from thidua.movements.models import Allocation, Movement, Target, Tracking
from thidua.obligations.services import obligations
from thidua.organisation.enums import Role
from thidua.organisation.models import Unit
from thidua.reporting.models import Figure

AUTUMN = OPENED.replace(month=9, day=30)
VILLAGES = ("Thôn 1", "Thôn 2", "Thôn 3")


@pytest.fixture(scope="module")
def kept_season(kept_commune: Commune) -> SmallSeason:
    """Fish as planned in two villages and missing in one, health short, offences within the limit."""
    season = make_season(kept_commune, at=AUTUMN)
    report(season, "fish", months(*[10] * 9), verified=True)
    report(season, "fish", months(*[11] * 9, unit="Thôn 2"))
    month = "Tháng 9/2024"
    report(season, "health", {(village, month): (150, 200) for village in VILLAGES}, verified=True)
    report(season, "poor", {place: 0 for village in VILLAGES for place in months(*[0] * 9, unit=village)})
    settle(season)
    return season


@pytest.fixture
def client(commune: Commune) -> Client:
    return commune.client(Role.CHAIRMAN)


def page_of(client: Client, name: str, pk: object = None, **query: str) -> html.HtmlElement:
    url = reverse(f"monitoring:{name}", args=[pk] if pk else [])
    response = client.get(url, query)
    assert response.status_code == 200
    return html.fromstring(response.text)


def words_of(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def row_of(page: html.HtmlElement, name: str) -> str:
    return next(words_of(row) for row in page.iter("tr") if name in row.text_content())


def sheet_of(client: Client, name: str, pk: object = None, **query: str) -> list[list[object]]:
    url = reverse(f"monitoring:{name}", args=[pk] if pk else [])
    data = client.get(url, query).content
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_index(0).to_python()


def test_the_board_says_given_reached_expected_and_status(season, client):
    page = page_of(client, "result-board", season.movement.pk)
    fish = row_of(page, "Sản lượng đánh bắt")
    assert "≥ 360 tấn" in fish
    assert "189 tấn * chưa thẩm định hết 52,5% 49,91% Đúng tiến độ" in fish
    assert "75% 78,95%" in row_of(page, "Người có thẻ BHYT")
    assert "Chưa báo cáo" in row_of(page, "Tỷ lệ tăng trưởng")
    facts = [words_of(fact) for fact in page.find_class("facts")[0]]
    assert facts == ["Đạt 0", "Đúng tiến độ 2", "Chậm 0", "Nguy cơ 1", "Chưa báo cáo, chưa đến kỳ 1"]
    assert "Số liệu đến hết ngày 30/09/2024." in words_of(page)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"trang-thai": "at_risk"}, {"Người có thẻ BHYT"}),
        ({"trang-thai": "not_reported"}, {"Tỷ lệ tăng trưởng"}),
        ({"linh-vuc": "environment"}, set()),
        ({"den": "2024-06-30", "trang-thai": "on_track"}, {"Sản lượng đánh bắt", "Số vụ vi phạm"}),
        ({"den": "mai", "don-vi": "x", "trang-thai": "not_reported"}, {"Tỷ lệ tăng trưởng"}),
    ],
)
def test_filters_stand_in_the_address(season, client, query: Mapping[str, str], names: set[str]):
    page = page_of(client, "result-board", season.movement.pk, **query)
    shown = {words_of(link) for link in page.find(".//table").iter("a")}
    assert shown == names
    if not names:
        assert "Không có chỉ tiêu nào khớp với phần lọc." in words_of(page)


def test_a_unit_filters_what_it_owes(season, client):
    office = season.commune.units["Văn phòng UBND xã"]
    page = page_of(client, "result-board", season.movement.pk, **{"don-vi": str(office.pk)})
    assert {words_of(link) for link in page.find(".//table").iter("a")} == {"Tỷ lệ tăng trưởng"}


def test_the_part_htmx_asks_for_is_the_part_of_the_page(season, client):
    url = reverse("monitoring:result-board", args=[season.movement.pk])
    part = client.get(url, {"trang-thai": "at_risk"}, headers={"HX-Request": "true"}).text
    whole = page_of(client, "result-board", season.movement.pk, **{"trang-thai": "at_risk"})
    assert "<html" not in part
    assert "/tai-ve/?trang-thai=at_risk" in part
    assert words_of(html.fromstring(part)) == words_of(whole.get_element_by_id("bang"))


def test_the_workbook_of_the_board_holds_what_is_shown(season, client):
    rows = sheet_of(client, "result-board-xlsx", season.movement.pk, **{"trang-thai": "at_risk"})
    assert rows[0][0].startswith("Kết quả thực hiện chỉ tiêu")
    (row,) = rows[3:]
    assert row[1:7] == ["Người có thẻ BHYT", "≥ 95%", "75%", 78.95, 100, "Nguy cơ"]


def test_a_changed_figure_is_on_the_board_at_once(season, client):
    before = row_of(page_of(client, "result-board", season.movement.pk), "Sản lượng đánh bắt")
    report(season, "fish", months(*[10] * 9, unit="Thôn 3"))
    after = row_of(page_of(client, "result-board", season.movement.pk), "Sản lượng đánh bắt")
    assert "189 tấn" in before
    assert "279 tấn" in after


def test_the_target_page_leads_from_the_status_to_the_words_of_the_letter(season, client):
    page = page_of(client, "target-result", season.targets["fish"].pk)
    chain = page.find_class("chain")[0]
    assert [link.get("id") for link in chain] == [
        "trang-thai",
        "cach-tinh",
        "so-lieu",
        "minh-chung",
        "tham-dinh",
        "cau-goc",
    ]
    said = words_of(chain)
    assert "Từ 360 tấn trở lên." in said
    assert "189 tấn : 360 tấn = 52,5%." in said
    assert "18 số liệu đã gửi của 3 đơn vị. Thôn 3 chưa báo cáo 9 kỳ, từ tháng 1/2024." in said
    assert "Vũ Thị M 9/18 số liệu đã thẩm định. Còn 99 tấn (52,38%) chưa thẩm định." in said
    assert words_of(chain.find_class("mark")[0]) == "Sản lượng đánh bắt đạt 360 tấn."


def test_the_target_page_draws_the_year_beside_its_table(season, client):
    page = page_of(client, "target-result", season.targets["fish"].pk)
    chart = page.find_class("chart")[0]
    assert chart.get("role") == "img"
    assert "hiện 189 tấn" in chart.get("aria-label")
    assert len(chart.findall("line[@class='act']")) == 8
    assert chart.findall("line[@class='exp']")
    assert "Tháng 9/2024 21 189 tấn 269,51 tấn 2/3 1" in row_of(page, "Tháng 9/2024")
    bars = page.find_class("bar")
    assert [bar.get("aria-label") for bar in bars][:2] == [
        "Thôn 1: Đạt 75%, lẽ ra 74,86%",
        "Thôn 2: Đạt 82,5%, lẽ ra 74,86%",
    ]


def test_the_two_expected_values_of_a_target_page_are_told_apart(season, client):
    told = "“Lẽ ra của cả xã” tính như mọi đơn vị đã báo cáo."
    partly = words_of(page_of(client, "target-result", season.targets["fish"].pk))
    assert told in partly
    assert "phần của đơn vị đã báo cáo" in partly
    report(season, "fish", months(*[10] * 9, unit="Thôn 3"))
    assert told not in words_of(page_of(client, "target-result", season.targets["fish"].pk))


def test_the_workbook_of_a_target_is_units_by_periods(season, client):
    rows = sheet_of(client, "target-result-xlsx", season.targets["fish"].pk)
    assert rows[2][:4] == ["Đơn vị", "Giao", "Tháng 1/2024", "Tháng 2/2024"]
    assert rows[3][:3] == ["Thôn 1", "≥ 120 tấn", "10"]
    assert rows[5][2] == "chưa báo cáo"


def test_the_chairman_sees_what_is_at_risk_and_who_owes_since_when(season, client):
    page = page_of(client, "overview")
    said = words_of(page)
    assert "Người có thẻ BHYT" in words_of(page.find_class("tgt")[0])
    assert "Chỉ tiêu ≥ 95%. Đến 30/09/2024 được 75%;" in said
    debts = [words_of(line) for line in page.find_class("tgt")[1].findall("li")]
    assert debts == [
        (
            "2 đơn vị Số liệu tháng 1/2024, tháng 2/2024, tháng 3/2024 và 5 kỳ khác của 1 chỉ tiêu."
            " Quá hạn từ 05/02/2024. Thôn 1, Thôn 2. Xem 2 đơn vị Thôn 1 Thôn 2"
        ),
        (
            "Thôn 3 Số liệu tháng 1/2024, tháng 2/2024, tháng 3/2024 và 6 kỳ khác của 2 chỉ tiêu."
            " Quá hạn từ 05/02/2024."
        ),
        (
            "Văn phòng UBND xã Số liệu quý I/2024, quý II/2024, quý III/2024 của 1 chỉ tiêu."
            " Quá hạn từ 05/04/2024."
        ),
    ]
    assert page.find_class("spark")


def test_the_overview_as_a_workbook(season, client):
    data = client.get(reverse("monitoring:overview-xlsx")).content
    risks, debts, trend = CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names
    assert (risks[:7], debts[:14], trend[:9]) == ("Nguy cơ", "Đơn vị còn nợ ", "Xu hướng ")
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = [book.get_sheet_by_index(place).to_python() for place in range(3)]
    assert "Người có thẻ BHYT" in [row[0] for row in sheets[0]]
    assert sheets[1][2] == ["Đơn vị", "Còn nợ", "Hạn từ ngày", "Số ngày quá hạn"]
    assert "Thôn 3" in [row[0] for row in sheets[1]]
    assert ["Sản lượng đánh bắt", "Tháng 1", "21 tấn"] in sheets[2]


def test_a_trend_with_figures_nobody_verified_says_so(season, client):
    fish = row_of(page_of(client, "overview"), "Sản lượng đánh bắt")
    assert "Còn 99 tấn (52,38%) chưa thẩm định." in fish


def test_the_trend_has_its_numbers_beside_the_line(season, client):
    page = page_of(client, "overview")
    (row,) = [row for row in page.iter("tr") if row.find_class("spark") and "đánh bắt" in row.text_content()]
    points = [words_of(line) for line in row.iter("tr") if not line.find_class("spark")]
    assert points[:2] == ["Tháng 1 21 tấn", "Tháng 2 42 tấn"]
    assert "Tháng 1: 21 tấn; Tháng 2: 42 tấn" in words_of(row.find_class("print-only")[0])


def test_a_field_of_work_filters_the_overview(season, client):
    Target.objects.filter(pk=season.targets["health"].pk).update(field=TargetField.CULTURE_SOCIETY)
    Target.objects.exclude(pk=season.targets["health"].pk).update(field=TargetField.ECONOMY)
    assert "Người có thẻ BHYT" in words_of(
        page_of(client, "overview", **{"linh-vuc": TargetField.CULTURE_SOCIETY.value})
    )
    other = page_of(client, "overview", **{"linh-vuc": TargetField.ECONOMY.value})
    assert "Người có thẻ BHYT" not in words_of(other)
    assert "Sản lượng đánh bắt" in words_of(other)


def test_the_first_rows_of_the_overview_say_of_how_many(season, client):
    for number in range(9):
        unit = season.commune.units["Thôn 1"]
        name = f"Tổ {number}"
        other = Unit.objects.create(authority=unit.authority, name=name, kind="village")
        late = obligations.Work(f"Việc {number}", due_on=date(2024, 3, 1 + number))
        obligations.create(other, late, by=season.office, at=OPENED)
    page = page_of(client, "overview")
    assert len(page.find_class("tgt")[1].findall("li")) == 8
    assert "8 trong 12 · Xem tất cả" in words_of(page)
    everything = page_of(client, "overview", xem="tat-ca")
    assert len(everything.find_class("tgt")[1].findall("li")) == 12
    assert "Xem tất cả" not in words_of(everything)


def test_the_movement_of_the_overview_is_chosen_in_the_address(season, client):
    older = Movement.objects.create(
        authority=season.commune.authority,
        title="Phong trào năm trước",
        year=2023,
        state=MovementState.OPEN,
        opened_at=OPENED,
    )
    said = words_of(page_of(client, "overview", **{"phong-trao": str(older.pk)}))
    assert "Chưa có số liệu nào được gửi nên chưa biết chỉ tiêu nào chậm." in said
    assert client.get(reverse("monitoring:overview"), {"phong-trao": "khong-co"}).status_code == 404


def test_without_a_movement_the_overview_says_so(commune):
    client = commune.client(Role.CHAIRMAN)
    assert "Chưa mở phong trào nào nên chưa có kết quả." in words_of(page_of(client, "overview"))
    assert client.get(reverse("monitoring:overview-xlsx")).status_code == 404


def test_the_unit_page_shows_its_year_and_its_debts(season, client):
    page = page_of(client, "unit-year", season.commune.units["Thôn 3"].pk)
    assert "Chưa báo cáo tháng 1/2024" in row_of(page, "Sản lượng đánh bắt")
    assert "≥ 120 tấn chưa có số" in row_of(page, "Sản lượng đánh bắt")
    assert "75% 78,95%" in row_of(page, "Người có thẻ BHYT")
    facts = [words_of(fact) for fact in page.find_class("facts")[0]]
    assert facts[:3] == ["Phong trào 1", "Chỉ tiêu được giao 3", "Báo cáo đến hạn đã gửi đủ 0/9"]
    assert "Báo cáo tháng 1/2024" in words_of(page)


def test_another_year_of_a_unit_is_empty_in_words(season, client):
    unit = season.commune.units["Thôn 3"].pk
    assert "Năm này chưa được giao chỉ tiêu nào." in words_of(page_of(client, "unit-year", unit, nam="2019"))
    assert "Thôn 3 năm 2024" in words_of(page_of(client, "unit-year", unit, nam="x"))
    rows = sheet_of(client, "unit-year-xlsx", unit)
    assert [row[1] for row in rows[3:]] == ["Sản lượng đánh bắt", "Người có thẻ BHYT", "Số vụ vi phạm"]


def test_the_public_page_shows_only_what_was_verified_and_its_legal_ground(season):
    client = StrictClient()
    response = client.get(reverse("monitoring:public-results", args=[season.movement.pk]))
    said = words_of(html.fromstring(response.text))
    assert "90 tấn (25%). Mục tiêu đề ra: ≥ 360 tấn" in said
    assert "Thôn 1 90 tấn" in said
    assert "Thôn 2" not in said
    assert "Vũ Thị M" not in said
    assert "Mục tiêu đề ra: ≤ 6 vụ. Chưa có số được thẩm định." in said
    assert "Luật Thi đua, khen thưởng 2022" in said
    assert records_in(response.context) == []


def test_the_public_workbook_holds_no_more_than_the_page(season):
    rows = sheet_of(StrictClient(), "public-results-xlsx", season.movement.pk)
    fish = next(row for row in rows if row[1] == "Sản lượng đánh bắt")
    assert fish[2:5] == ["≥ 360 tấn", "90 tấn", "25%"]
    assert rows[-1][5] == "chưa có số được thẩm định"


def test_the_public_page_of_a_draft_is_not_there(season):
    Movement.objects.filter(pk=season.movement.pk).update(state=MovementState.DRAFT, opened_at=None)
    url = reverse("monitoring:public-results", args=[season.movement.pk])
    assert StrictClient().get(url).status_code == 404


def test_results_of_a_draft_and_of_another_commune_are_not_there(season, client):
    stranger = make_commune("xã Khác").client(Role.CHAIRMAN)
    for name, pk in (
        ("result-board", season.movement.pk),
        ("target-result", season.targets["fish"].pk),
        ("unit-year", season.commune.units["Thôn 1"].pk),
    ):
        assert stranger.get(reverse(f"monitoring:{name}", args=[pk])).status_code == 404
    Movement.objects.filter(pk=season.movement.pk).update(state=MovementState.DRAFT, opened_at=None)
    assert client.get(reverse("monitoring:result-board", args=[season.movement.pk])).status_code == 404
    assert (
        client.get(reverse("monitoring:target-result", args=[season.targets["fish"].pk])).status_code == 404
    )


def grow(season: SmallSeason, copies: int) -> None:
    """Add targets that all villages reported for nine months."""
    for place in range(copies):
        copy = Target.objects.get(pk=season.targets["fish"].pk)
        copy.pk, copy.position = None, 100 + place
        copy.save(force_insert=True)
        Tracking.objects.create(target=copy, nature="cumulative", frequency="month", allocation_kind="sum")
        season.targets[f"copy-{place}"] = copy
        Allocation.objects.bulk_create(
            Allocation(target=copy, unit=season.commune.units[village], amount=120) for village in VILLAGES
        )
        values = {place: 10 for village in VILLAGES for place in months(*[10] * 9, unit=village)}
        values.pop(("Thôn 3", "Tháng 9/2024"))
        report(season, f"copy-{place}", values)


def test_pages_cost_the_same_for_any_number_of_figures(season, client):
    urls = [
        reverse("monitoring:overview"),
        reverse("monitoring:result-board", args=[season.movement.pk]),
        reverse("monitoring:target-result", args=[season.targets["fish"].pk]),
        reverse("monitoring:unit-year", args=[season.commune.units["Thôn 1"].pk]),
        reverse("monitoring:public-results", args=[season.movement.pk]),
    ]
    before = [queries_of(client, url) for url in urls]
    grow(season, 12)
    assert Figure.objects.count() > 300
    assert [queries_of(client, url) for url in urls] == before
    assert max(before) <= MOST_QUERIES
