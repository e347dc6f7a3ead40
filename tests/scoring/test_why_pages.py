"""Why a unit has its points: every number that is shown adds up, every link leads on."""

import random
from decimal import Decimal

import pytest
from django.test import Client
from tests.contest import SCORED, Contest
from tests.pages import MOST_QUERIES, queries_of
from tests.reporting.steps import send
from tests.scoring.reading import page_of, sums_of, words_of
from tests.scoring.test_lines import verify
from tests.scoring.test_standing import council
from tests.scoring.test_standing_pages import head, state
from tests.season import VILLAGES, SmallSeason

from thidua.core.scoring import LineState
from thidua.movements.models import Allocation
from thidua.organisation.enums import Role
from thidua.reporting.queries.reading import Entry
from thidua.scoring.enums import RoundState
from thidua.scoring.models import Criterion, CriterionGroup, ScoreLine, ScoreSheet
from thidua.scoring.services import lines


@pytest.fixture
def client(contest: Contest) -> Client:
    return contest.season.commune.client(Role.OFFICE)


def unit(contest: Contest, village: str) -> object:
    return contest.season.commune.units[village].pk


def criterion(contest: Contest, key: str) -> object:
    return Criterion.objects.get(group__criteria_set=contest.criteria_set, key=key).pk


def chain(client: Client, contest: Contest, village: str, key: str) -> object:
    return page_of(client, "why-line", contest.round.pk, unit(contest, village), criterion(contest, key))


def mixed(contest: Contest) -> None:
    """Give the villages a bonus beyond its cap, deductions beyond theirs, what was not given, what lacks."""
    season = contest.season
    send(season, "Thôn 1", fish=Entry("100"))
    verify(season, "Thôn 1", "fish")
    council(contest, "Thôn 1", work="7.25", model="9")
    Allocation.objects.filter(unit=season.commune.units["Thôn 2"], target=season.targets["fish"]).delete()
    send(season, "Thôn 2", health=Entry("171", "200"), fish=Entry("0"))
    verify(season, "Thôn 2", "health", "poor")
    lines.refresh(contest.round, by=season.office, at=SCORED)
    ScoreLine.objects.filter(sheet=contest.sheet("Thôn 3"), criterion__key="late").update(
        points=Decimal(-7), state=LineState.SCORED, council_points=Decimal(-7), council_reason="14 lần"
    )
    council(contest, "Thôn 3", fish="1.333")
    for key in ("fish", "poor"):
        line = contest.line("Thôn 3", key)
        line.auto_state, line.state, line.points = LineState.NOT_ASSIGNED, LineState.NOT_ASSIGNED, Decimal(0)
        line.council_points, line.council_reason = None, ""
        line.save()
    council(contest, "Thôn 3", health="12.345")


@pytest.mark.parametrize("village", VILLAGES)
def test_what_is_shown_adds_up_for_every_unit(contest: Contest, client: Client, village: str):
    mixed(contest)
    page = page_of(client, "why", contest.round.pk, unit(contest, village))
    shown, total = sums_of(page)
    assert shown == total == contest.sheet(village).points
    text = words_of(page)
    wanted = {
        "Thôn 1": "Nhóm này được nhiều nhất 3 điểm.",
        "Thôn 2": "Có nội dung không giao nên quy đổi",
        "Thôn 3": "Nhóm này trừ nhiều nhất 5 điểm.",
    }
    assert wanted[village] in text


def test_points_that_somebody_gave_are_told_as_given(contest: Contest, client: Client):
    """The arithmetic of the program stands where it gives the same points, never below others."""
    ScoreLine.objects.filter(criterion__key="work").update(arithmetic=["Chưa có người chấm."])
    council(contest, "Thôn 1", work="7.25")
    text = words_of(chain(client, contest, "Thôn 1", "work"))
    assert "Hội đồng chấm 7,25 điểm." in text
    assert "Chưa có người chấm" not in text
    done = {"auto_points": 2, "auto_state": "scored", "arithmetic": ["Làm 2 trong 4 việc = 2 điểm."]}
    ScoreLine.objects.filter(criterion__key="work").update(**done)
    assert "Làm 2 trong 4 việc" not in words_of(chain(client, contest, "Thôn 1", "work"))
    council(contest, "Thôn 1", work="2")
    assert "Làm 2 trong 4 việc = 2 điểm." in words_of(chain(client, contest, "Thôn 1", "work"))


@pytest.mark.parametrize("seed", range(12))
def test_random_marks_add_up_on_the_page(contest: Contest, client: Client, seed: int):
    """Any mixture of points and states: the lines that are shown are the total that is shown."""
    chance = random.Random(seed)  # noqa: S311 -- a test that can be repeated, no secret
    CriterionGroup.objects.filter(criteria_set=contest.criteria_set, key="tru").update(maximum=2)
    for line in ScoreLine.objects.filter(sheet=contest.sheet("Thôn 1")).select_related("criterion__group"):
        state = chance.choice([LineState.SCORED] * 4 + list(LineState))
        size = Decimal(chance.randrange(0, int(line.criterion.maximum or 4) * 100 + 200)) / 100
        signed = -size if line.criterion.group.kind == "deduction" else size
        line.state, line.points = state, signed if state == LineState.SCORED else Decimal(0)
        line.save()
    lines.settle([contest.sheet("Thôn 1").pk], contest.criteria_set, by=contest.season.office, at=SCORED)
    shown, total = sums_of(page_of(client, "why", contest.round.pk, unit(contest, "Thôn 1")))
    assert shown == total == contest.sheet("Thôn 1").points


def test_neighbours_are_named(contest: Contest, client: Client):
    council(contest, "Thôn 1", fish="40")
    council(contest, "Thôn 2", fish="36.71")
    council(contest, "Thôn 3", fish="36.13")
    page = words_of(page_of(client, "why", contest.round.pk, unit(contest, "Thôn 2")))
    assert "Hạng 2 trong 3 đơn vị, 36,71 điểm" in page
    assert "Kém hạng 1 (Thôn 1) 3,29 điểm, hơn hạng 3 (Thôn 3) 0,58 điểm." in page


def test_a_computed_line_leads_from_place_to_sentence(season: SmallSeason, contest: Contest, client: Client):
    send(season, "Thôn 1", fish=Entry("90"))
    verify(season, "Thôn 1", "fish")
    page = chain(client, contest, "Thôn 1", "fish")
    links = ["hang", "diem", "cach-tinh", "so-lieu", "minh-chung", "tham-dinh", "cau-goc"]
    assert page.xpath("//ol[@class='chain']/li/@id") == links
    assert [one.lstrip("#") for one in page.xpath("//ol[@class='chain']/li/h2/a/@href")] == links
    text = words_of(page)
    assert "Vì sao Thôn 1 được 30 điểm về Sản lượng đánh bắt?" in text
    assert "Kết quả chia cho chỉ tiêu, nhân với 40 điểm" in text
    assert "75% × 40 điểm = 30 điểm." in text
    assert "90 tấn, đạt 75% chỉ tiêu." in text
    assert season.other_office.name in words_of(page.get_element_by_id("tham-dinh"))
    assert words_of(page.xpath("//span[@class='mark']")[0]) == "Sản lượng đánh bắt đạt 360 tấn."
    assert page.xpath("//li[@id='so-lieu']//a[contains(@href, '/bao-cao/so-lieu/')]")


def test_a_figure_that_is_not_verified_is_shown_as_not_counted(
    season: SmallSeason, contest: Contest, client: Client
):
    send(season, "Thôn 1", fish=Entry("90"))
    text = words_of(chain(client, contest, "Thôn 1", "fish"))
    assert "Thôn 1: Sản lượng đánh bắt chưa có số liệu" in text
    assert "chưa thẩm định nên chưa tính" in text
    assert "Chưa ai thẩm định" in text


def test_columns_stand_beside_each_other_with_reasons(contest: Contest, client: Client):
    line = contest.line("Thôn 1", "work")
    line.self_points, line.self_note = Decimal(9), "Có đủ hồ sơ."
    line.second_points, line.second_reason, line.second_by = Decimal("8.5"), "Thiếu biên bản.", "Lê Thị S"
    lines.put_counted(line)
    line.save()
    lines.settle([line.sheet_id], contest.criteria_set, by=contest.season.office, at=SCORED)
    ScoreSheet.objects.filter(pk=line.sheet_id).update(second_done_at=SCORED)
    found = words_of(chain(client, contest, "Thôn 1", "work").get_element_by_id("diem"))
    assert "Tự chấm 9 Có đủ hồ sơ." in found
    assert "Thẩm định (được tính) 8,5 Thiếu biên bản. Lê Thị S" in found


def test_the_own_column_is_hidden_from_who_checks(contest: Contest, client: Client):
    line = contest.line("Thôn 1", "work")
    line.self_points, line.self_note = Decimal(9), "Có đủ hồ sơ."
    line.save()
    found = words_of(chain(client, contest, "Thôn 1", "work"))
    assert "Có đủ hồ sơ." not in found
    assert "Điểm tự chấm hiện ra sau khi thẩm định xong." in found


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("work", "Tiêu chí này do người chấm, không lấy từ số báo cáo."),
        ("late", "Đếm báo cáo gửi muộn trong những ngày của đợt chấm."),
        ("model", "Người chấm"),
        ("health", "Chưa có số nào được gửi trong những ngày của đợt chấm."),
    ],
)
def test_every_kind_of_line_has_its_chain(contest: Contest, client: Client, key: str, words: str):
    page = chain(client, contest, "Thôn 1", key)
    assert words in words_of(page) or key == "model"
    assert page.xpath("//li[@id='cau-goc']//span[@class='mark']")


def test_what_was_not_given_says_so_and_how_the_group_was_scaled(contest: Contest, client: Client):
    mixed(contest)
    text = words_of(chain(client, contest, "Thôn 2", "fish"))
    assert "Thôn 2: Sản lượng đánh bắt không giao" in text
    assert "Không giao chỉ tiêu này nên không chấm." in text
    assert "Kinh tế: Có nội dung không giao nên quy đổi" in text


def test_a_village_reads_its_own_and_others_only_once_announced(contest: Contest):
    village = head(contest, "Thôn 1")
    council(contest, "Thôn 1", fish="40")
    own = words_of(page_of(village, "why", contest.round.pk, unit(contest, "Thôn 1")))
    assert "Thôn 2" not in own
    assert "Chưa xếp hạng, 40 điểm" in own
    url = f"/cham-diem/{contest.round.pk}/{unit(contest, 'Thôn 2')}/vi-sao/"
    assert village.get(url).status_code == 403
    state(contest, RoundState.PROVISIONAL)
    assert village.get(url).status_code == 200


def test_a_criterion_of_another_set_is_not_found(contest: Contest, client: Client):
    place = f"/cham-diem/{contest.round.pk}/{unit(contest, 'Thôn 1')}/vi-sao/"
    assert client.get(f"{place}{contest.round.pk}/").status_code == 404
    assert client.get(f"/cham-diem/{contest.round.pk}/{contest.round.pk}/vi-sao/").status_code == 404


def test_pages_ask_few_queries(season: SmallSeason, contest: Contest, client: Client):
    send(season, "Thôn 1", fish=Entry("90"))
    verify(season, "Thôn 1", "fish")
    place = f"/cham-diem/{contest.round.pk}/{unit(contest, 'Thôn 1')}/vi-sao/"
    for url in (place, f"{place}{criterion(contest, 'fish')}/", f"{place}{criterion(contest, 'work')}/"):
        client.get(url)
        assert queries_of(client, url) <= MOST_QUERIES, url
