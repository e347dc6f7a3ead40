"""The page of a standing: what it says, to whom, what it costs."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook
from tests.contest import SCORED, Contest
from tests.pages import MOST_QUERIES, StrictClient, queries_of
from tests.scoring.reading import page_of, rows_of, words_of
from tests.scoring.test_standing import council

from thidua.organisation.enums import Role
from thidua.organisation.models import BlockMembership, Unit
from thidua.scoring.enums import RoundState
from thidua.scoring.models import ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.queries.standing_page import even_pace_text, title_of
from thidua.scoring.services import lines, rounds


@pytest.fixture
def client(contest: Contest) -> Client:
    return contest.season.commune.client(Role.OFFICE)


def head(contest: Contest, village: str) -> Client:
    client = StrictClient()
    client.force_login(contest.season.accounts[village], backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def held_against(contest: Contest, **points: str) -> None:
    """Give the round one that it is held against; points by number of the village."""
    plan = rounds.RoundPlan(
        name="Năm 2023",
        movement=contest.season.movement,
        criteria_set=contest.criteria_set,
        starts_on=contest.round.starts_on.replace(year=2023),
        ends_on=contest.round.ends_on.replace(year=2023),
    )
    last = rounds.create(plan, by=contest.season.office, at=SCORED)
    for number, given in points.items():
        unit = contest.season.commune.units[f"Thôn {number[1:]}"]
        ScoreSheet.objects.create(authority=last.authority, round=last, unit=unit, points=Decimal(given))
    ScoringRound.objects.filter(pk=contest.round.pk).update(last=last)
    ScoringRound.objects.filter(pk__in=[last.pk, contest.round.pk]).update(state=RoundState.PROVISIONAL)
    contest.round.refresh_from_db()


def state(contest: Contest, value: RoundState) -> None:
    moments = {"frozen_at": SCORED} if value in {RoundState.FROZEN, RoundState.PUBLISHED} else {}
    ScoringRound.objects.filter(pk=contest.round.pk).update(
        state=value, announced_at=SCORED, published_at=SCORED, **moments
    )


def test_on_paper_there_are_places_to_sign_and_no_links(contest: Contest, client: Client):
    page = page_of(client, "standing", contest.round.pk)
    signs = words_of(page.xpath("//div[@class='print-only']/div[contains(@class, 'doc-print')]")[-1])
    assert "NGƯỜI LẬP BẢNG" in signs
    assert "TM. HỘI ĐỒNG THI ĐUA – KHEN THƯỞNG" in signs
    cells = page.xpath("//div[@aria-label='Bảng xếp hạng']//tbody//a[starts-with(., 'Vì sao')]/parent::td")
    assert all("no-print" in cell.get("class") for cell in cells)


def test_points_that_were_scaled_say_so_and_lead_to_why(contest: Contest, client: Client):
    council(contest, "Thôn 1", poor="20", health="30", work="10", model="0")
    council(contest, "Thôn 2", fish="40", poor="20", health="30", work="10", model="0")
    ScoreLine.objects.filter(pk=contest.line("Thôn 1", "fish").pk).update(
        auto_state="not_assigned", state="not_assigned", points=0
    )
    lines.settle([contest.sheet("Thôn 1").pk], contest.criteria_set, by=contest.season.office, at=SCORED)
    page = page_of(client, "standing", contest.round.pk)
    scaled = [words_of(row) for row in page.xpath("//tbody/tr[.//a[contains(., 'đã quy đổi')]]")]
    assert len(scaled) == 1
    assert "Thôn 1 đã quy đổi điểm của Thôn 1 vì có nội dung không giao" in scaled[0]
    unit = contest.season.commune.units["Thôn 1"]
    address = reverse("scoring:why", args=[contest.round.pk, unit.pk])
    (link,) = page.xpath("//a[contains(., 'đã quy đổi')]/@href")
    assert link == f"{address}#h-gom"
    assert "quy đổi: " in client.get(address).text


def test_place_and_progress_stand_side_by_side(contest: Contest, client: Client):
    held_against(contest, t1="20", t2="45")
    council(contest, "Thôn 1", fish="27.5", poor="0", health="0", work="0", model="0")
    council(contest, "Thôn 2", fish="40", poor="1", health="0", work="0", model="0")
    page = page_of(client, "standing", contest.round.pk)
    assert words_of(page.xpath("//h1")[0]) == "Xếp hạng cụm các thôn, sáu tháng đầu năm 2024"
    found = rows_of(page)
    assert found[0].startswith("1 Thôn 2 41 45 giảm 4 2 Trung bình Vì sao")
    assert found[1].startswith("2 Thôn 1 27,5 20 tăng 7,5 1 Trung bình Vì sao")
    assert found[2].startswith("3 Thôn 3 còn thiếu 5 tiêu chí")
    assert "1 đơn vị còn thiếu điểm, vẫn có tên trong bảng" in words_of(page)


def test_progress_is_told_with_both_rounds_and_shown_only_of_told_results(contest: Contest, client: Client):
    held_against(contest, t1="20", t2="45")
    council(contest, "Thôn 1", fish="27.5")
    last = ScoringRound.objects.filter(name="Năm 2023")
    said = words_of(page_of(client, "standing", contest.round.pk))
    assert "Tiến bộ: so đợt này (kết quả dự kiến) với năm 2023 (kết quả dự kiến)." in said
    assert "tăng 7,5" in said
    state(contest, RoundState.OPEN)
    said = words_of(page_of(client, "standing", contest.round.pk))
    assert "Phần tiến bộ so với năm 2023 (kết quả dự kiến) hiện ra khi có kết quả dự kiến." in said
    assert "tăng 7,5" not in said
    last.update(state=RoundState.OPEN)
    state(contest, RoundState.PROVISIONAL)
    said = words_of(page_of(client, "standing", contest.round.pk))
    assert "Chưa so sánh được: năm 2023 chưa có kết quả (đang chấm)." in said
    assert "tăng 7,5" not in said


def test_a_unit_sees_itself_while_scoring_and_all_once_announced(contest: Contest):
    council(contest, "Thôn 1", fish="40")
    village = head(contest, "Thôn 2")
    page = page_of(village, "standing", contest.round.pk)
    assert len(rows_of(page)) == 1
    assert "Thôn 2" in rows_of(page)[0]
    assert "Thôn 1" not in words_of(page)
    assert "Lúc này mỗi đơn vị chỉ xem điểm của mình." in words_of(page)
    state(contest, RoundState.PROVISIONAL)
    page = page_of(village, "standing", contest.round.pk)
    assert len(rows_of(page)) == 3
    assert words_of(page.xpath("//tr[@class='me']//th")[0]).startswith("2 Thôn 2")


def test_rows_are_sorted_by_links_and_filtered_by_the_address(contest: Contest, client: Client):
    held_against(contest, t1="20", t2="45", t3="1")
    council(contest, "Thôn 1", fish="27.5", poor="0", health="0", work="0", model="0")
    council(contest, "Thôn 2", fish="40", poor="1", health="0", work="0", model="0")
    page = page_of(client, "standing", contest.round.pk)
    link = next(one for one in page.xpath("//th/a/@href") if "tien-bo" in one)
    moved = page_of(client, "standing", contest.round.pk, **dict([link[1:].split("=")]))
    assert [row.split(" ")[2] for row in rows_of(moved)] == ["1", "3", "2"]
    missing = page_of(client, "standing", contest.round.pk, thieu="co")
    assert [row[:9] for row in rows_of(missing)] == ["3 Thôn 3 "]
    assert "1 trên 3 đơn vị" in words_of(missing)


def test_units_are_placed_within_a_block(contest: Contest, client: Client):
    units = contest.season.commune.units
    council(contest, "Thôn 1", fish="10")
    council(contest, "Thôn 2", fish="40")
    council(contest, "Thôn 3", fish="20")
    block = contest.block.__class__.objects.create(
        authority=contest.season.commune.authority, name="Cụm ven biển"
    )
    for village in ("Thôn 1", "Thôn 3"):
        BlockMembership.objects.create(block=block, unit=units[village], starts_on=contest.round.starts_on)
    page = page_of(client, "standing", contest.round.pk, trong=f"khoi-{block.pk}")
    assert [row[:8] for row in rows_of(page)] == ["1 Thôn 3", "2 Thôn 1"]
    assert "xếp trong Cụm ven biển" in words_of(page)
    assert len(rows_of(page_of(client, "standing", contest.round.pk, trong="khoi-khong-co"))) == 3


def test_open_ties_and_firmness_are_told(contest: Contest, client: Client):
    council(contest, "Thôn 1", fish="20")
    council(contest, "Thôn 2", fish="20")
    council(contest, "Thôn 3", health="30")
    page = words_of(page_of(client, "standing", contest.round.pk))
    assert "Thôn 1, Thôn 2 bằng điểm và chưa phân hạng được." in page
    assert "Đổi trọng số mỗi tiêu chí trong khoảng 10%: hạng 1 không đổi ." in page
    assert "Thôn 3, hạng 1 giữ hạng 100/100 lần" in page


def test_the_workbook_holds_the_rows_of_the_page(contest: Contest, client: Client):
    council(contest, "Thôn 1", fish="27.5")
    answer = client.get(reverse("scoring:standing-xlsx", args=[contest.round.pk]))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[:3] for row in rows if row[1] == "Thôn 1"] == [[1.0, "Thôn 1", 27.5]]
    assert sum(str(row[1]).startswith("Thôn") for row in rows) == 3


def test_a_page_of_forty_units_asks_no_more_than_one_of_three(contest: Contest, client: Client):
    held_against(contest, t1="20")
    url = reverse("scoring:standing", args=[contest.round.pk])
    queries_of(client, url)
    few = queries_of(client, url)
    village = contest.season.commune.units["Thôn 1"]
    more = [Unit(authority=village.authority, name=f"Thôn {n}", kind=village.kind) for n in range(10, 47)]
    rounds.make_sheets(contest.round, Unit.objects.bulk_create(more))
    assert queries_of(client, url) == few <= MOST_QUERIES


def test_what_is_left_to_goals_of_the_year_stands_beside_an_even_pace(contest: Contest, client: Client):
    contest.round.ends_on = date(2024, 6, 30)
    assert even_pace_text(contest.round) == "Đi đều thì đến 30/06/2024 còn cách 50,27%."
    contest.round.ends_on = date(2025, 1, 5)
    assert even_pace_text(contest.round) == "Đi đều thì đến 05/01/2025 còn cách 0%."
    page = client.get(reverse("scoring:standing", args=[contest.round.pk])).text
    assert "Còn cách chỉ tiêu năm" in page
    assert "Đi đều thì đến" in page


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Bảy tháng đầu năm 2024", "bảy tháng đầu năm 2024"),
        ("Quý III/2024", "quý III/2024"),
        ("Cẩm Lĩnh 2024", "Cẩm Lĩnh 2024"),
    ],
)
def test_a_name_inside_a_sentence_is_capital_only_where_it_is_a_proper_name(name: str, said: str):
    assert title_of(ScoringRound(name=name)) == f"Xếp hạng toàn xã, {said}"
