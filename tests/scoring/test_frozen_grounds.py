"""A frozen round shows what it was frozen on; whatever changed since stands beside it and moves nothing."""

from datetime import timedelta
from decimal import Decimal as Dec
from typing import Any

import pytest
from django.test import Client
from tests.contest import SCORED, Contest
from tests.pages import MOST_QUERIES, StrictClient, queries_of
from tests.reporting.steps import figure_of, send
from tests.scoring.reading import page_of, words_of
from tests.scoring.scorers import browser_of
from tests.scoring.test_lines import verify
from tests.scoring.test_standing import council
from tests.scoring.test_standing_pages import held_against, state
from tests.scoring.test_why_pages import chain, criterion, unit
from tests.season import NOW

from thidua.commitments.models import Pledge
from thidua.movements.models import Allocation
from thidua.organisation.enums import Role
from thidua.reporting.models import Period, Report
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures
from thidua.scoring.enums import EventKind, ReadingChoice, RoundState, RuleChoice
from thidua.scoring.models import (
    FrozenLine,
    FrozenPlace,
    ScoreLine,
    ScoreProof,
    ScoreSheet,
    ScoringRound,
    SheetFact,
)
from thidua.scoring.queries.differences import differences_of
from thidua.scoring.queries.grounds_kept import as_plain, from_plain
from thidua.scoring.queries.grounds_read import grounds_of
from thidua.scoring.queries.standing import standing_of
from thidua.scoring.services import announcing, freezing, lines

V = "Thôn 1"
LATER = SCORED + timedelta(days=30)


@pytest.fixture
def client(contest: Contest) -> Client:
    return browser_of(contest.season.commune.user(Role.OFFICE))


@pytest.fixture
def frozen(contest: Contest) -> Contest:
    """Thôn 1 brought 90 of 120 tấn and proved it, the council judged, a neighbour advised; all is frozen."""
    send(contest.season, V, fish=Entry("90"))
    verify(contest.season, V, "fish", "health")
    line = contest.line(V, "work")
    line.crosses.create(
        unit=contest.season.commune.units["Thôn 2"], points=Dec(6), reason="Ít họp", by_name="A"
    )
    ScoreProof.objects.create(
        line=line, url="https://xa.example/a", name="Biên bản", added_by="A", added_at=SCORED
    )
    council(contest, V, work="5", poor="20")
    freeze(contest)
    return contest


def freeze(contest: Contest) -> None:
    """Part the two other villages, then announce and freeze what stands."""
    council(contest, "Thôn 2", work="3")
    by, made = contest.season.office, ScoringRound.objects.get(pk=contest.round.pk)
    if made.state == RoundState.OPEN:
        made = announcing.announce(made, expected=made.version, by=by, at=SCORED)
    empty = {line.pk: "Chưa có kỳ kiểm tra." for line in ScoreLine.objects.all() if line.is_missing}
    freezing.freeze(made, empty, expected=made.version, by=by, at=LATER)
    contest.round.refresh_from_db()


def lower(contest: Contest, value: str) -> None:
    figure = figure_of(contest.season, V, "fish")
    by = contest.season.other_office
    figures.lower(figure, Dec(value), reason="Biên bản 01", by=by, at=LATER)


def later_of(page: Any) -> str:
    found = page.xpath("//*[@id='sau-khi-chot']")
    return words_of(found[0]) if found else ""


def test_what_was_kept_reads_back_as_it_was(frozen: Contest):
    found = list(ScoreLine.objects.filter(sheet__round=frozen.round).select_related("criterion", "sheet"))
    for key, grounds in grounds_of(frozen.round, found).items():
        assert from_plain(as_plain(grounds)) == grounds, key
    place = FrozenPlace.objects.get(unit=frozen.season.commune.units[V])
    kept = {line["key"]: line["grounds"] for line in place.content["lines"]}
    assert kept == {
        one.key: freezing.digest_of(one.grounds) for one in FrozenLine.objects.filter(place=place)
    }
    assert place.fingerprint == freezing.fingerprint_of(place)


def test_nothing_is_told_of_what_did_not_change(frozen: Contest, client: Client):
    page = chain(client, frozen, V, "fish")
    assert later_of(page) == ""
    assert "90 tấn, đạt 75% chỉ tiêu." in words_of(page)


def test_a_figure_lowered_after_freezing_stands_beside_the_one_that_counted(frozen: Contest, client: Client):
    lower(frozen, "60")
    page = chain(client, frozen, V, "fish")
    text = words_of(page)
    assert "Sau khi chốt có thay đổi, không đổi điểm." in later_of(page)
    assert "Tháng 4/2024: 90 tấn → 60 tấn." in later_of(page)
    assert "Vì sao Thôn 1 được 30 điểm về Sản lượng đánh bắt?" in text
    assert "75% × 40 điểm = 30 điểm." in text
    shown = words_of(page.xpath("//li[@id='so-lieu']//dl")[0])
    assert "90 tấn" in shown
    assert "60 tấn" not in shown


def test_a_goal_given_otherwise_after_freezing_stands_beside(frozen: Contest, client: Client):
    given = Allocation.objects.filter(
        target=frozen.season.targets["fish"], unit=frozen.season.commune.units[V]
    )
    given.update(amount=200)
    page = chain(client, frozen, V, "fish")
    assert "Giao đơn vị: 120 tấn → 200 tấn." in later_of(page)
    assert "Giao đơn vị 120 tấn." in words_of(page)


def test_who_verified_and_proof_stay_as_they_were(frozen: Contest, client: Client):
    ScoreProof.objects.update(removed_at=LATER)
    page = words_of(chain(client, frozen, V, "work"))
    assert "Biên bản" in page
    assert "Chấm chéo 6 Ít họp Thôn 2" in page
    assert frozen.season.other_office.name in words_of(chain(client, frozen, V, "fish"))


def test_a_round_frozen_before_grounds_were_kept_says_so(frozen: Contest, client: Client):
    FrozenLine.objects.all().delete()
    assert "chưa giữ căn cứ từng dòng" in words_of(chain(client, frozen, V, "fish"))


def test_a_report_counted_late_after_freezing_is_told(frozen: Contest, client: Client):
    before = Period.objects.get(name="Tháng 4/2024")
    Report.objects.filter(period=before, unit=frozen.season.commune.units[V]).update(
        sent_at=NOW + timedelta(days=90)
    )
    Report.objects.get(period=before, unit=frozen.season.commune.units[V]).receipts.all().delete()
    told = later_of(chain(client, frozen, V, "late"))
    assert "Đếm được 0 lần → đếm được 1 lần." in told
    found = differences_of(frozen.round)
    assert [one.unit for one in found.units] == [V]
    assert "Báo cáo muộn: 0 điểm lúc chốt (0), bây giờ là -0,5 điểm (1)." in found.units[0].lines[0].sentence


def test_a_pledge_signed_after_freezing_is_told(contest: Contest):
    group = contest.criteria_set.groups.get(key="tru")
    made = group.criteria.create(
        key="pledge",
        name="Không ký giao ước",
        maximum=0,
        position=2,
        rule={"each": "1"},
        rule_kind=RuleChoice.DEDUCTED,
        reading=ReadingChoice.EVENTS,
        event_kind=EventKind.NO_PLEDGE,
    )
    for sheet in ScoreSheet.objects.filter(round=contest.round):
        ScoreLine.objects.create(sheet=sheet, criterion=made)
    lines.refresh(contest.round, by=contest.season.office, at=SCORED)
    council(contest, V, work="5")
    freeze(contest)
    assert differences_of(contest.round).units == ()
    Pledge.objects.create(
        authority=contest.season.commune.authority,
        movement=contest.season.movement,
        unit=contest.season.commune.units[V],
        state="signed",
        signed_at=SCORED,
        fingerprint="a" * 64,
    )
    found = differences_of(contest.round).units
    assert [one.unit for one in found] == [V]
    assert "Không ký giao ước" in found[0].lines[0].sentence


def test_what_limits_a_rating_after_freezing_is_told(contest: Contest):
    for key, points in {"fish": "40", "poor": "20", "health": "30", "work": "5", "model": "0"}.items():
        council(contest, V, **{key: points})
    freeze(contest)
    assert differences_of(contest.round).units == ()
    SheetFact.objects.create(
        sheet=contest.sheet(V), fact="discipline", document_number="12/QĐ", by_name="A", at=LATER
    )
    found = differences_of(contest.round).units
    assert found[0].sentence.endswith("xếp loại từ “Xuất sắc” thành “Khá”.")


def test_the_last_round_is_frozen_with_this_one(contest: Contest):
    held_against(contest, t1="20")
    council(contest, V, fish="27.5")
    freeze(contest)
    ScoreSheet.objects.filter(round=contest.round.last).update(points=1)
    row = standing_of(contest.round).row_of(contest.season.commune.units[V].pk)
    assert (row.before, row.progress) == (Dec(20), Dec("7.5"))
    state(contest, RoundState.PUBLISHED)
    public = page_of(StrictClient(), "standing-public", contest.round.pk)
    assert "tăng 7,5" in words_of(public)


def test_the_rating_is_explained_step_by_step_for_everybody(contest: Contest, client: Client):
    for key, points in {"fish": "40", "poor": "20", "health": "30", "work": "0", "model": "1.5"}.items():
        council(contest, V, **{key: points})
    where = (contest.round.pk, unit(contest, V))
    wanted = (
        "Tổng 91,5 điểm ứng với “Xuất sắc”: từ 90 trở lên.",
        "Chưa đạt “Xuất sắc” cần mọi tiêu chí trên 0 điểm: “Tổ chức phong trào” đang 0 điểm.",
        "Đạt Không bị hạn chế: không có việc “Bị khiển trách”.",
    )
    text = words_of(page_of(client, "why", *where).get_element_by_id("xep-loai"))
    assert [one for one in wanted if one not in text] == []
    assert "Khá" in text
    freeze(contest)
    SheetFact.objects.create(
        sheet=contest.sheet(V), fact="discipline", document_number="12/QĐ", by_name="A", at=LATER
    )
    state(contest, RoundState.PUBLISHED)
    text = words_of(page_of(StrictClient(), "why-public", *where).get_element_by_id("xep-loai"))
    everybody = (*wanted[:2], "Đạt Không có việc hạn chế xếp loại.")
    assert [one for one in everybody if one not in text] == []
    assert "khiển trách" not in text


def test_discipline_of_a_head_is_told_in_public_by_its_effect_alone(contest: Contest, client: Client):
    council(contest, V, fish="40", poor="20", health="30", work="5", model="1.5")
    SheetFact.objects.create(
        sheet=contest.sheet(V), fact="discipline", document_number="12/QĐ", by_name="A", at=LATER
    )
    where = (contest.round.pk, unit(contest, V))
    freeze(contest)
    inside = words_of(page_of(client, "why", *where).get_element_by_id("xep-loai"))
    assert "Chưa đạt Bị khiển trách: cao nhất là" in inside
    state(contest, RoundState.PUBLISHED)
    public = page_of(StrictClient(), "why-public", *where)
    assert "Chưa đạt Có việc hạn chế xếp loại: cao nhất là" in words_of(public)
    assert "khiển trách" not in words_of(public)


@pytest.mark.parametrize("key", ["fish", "work", "late", "model"])
def test_pages_of_a_frozen_line_ask_few_queries(frozen: Contest, client: Client, key: str):
    lower(frozen, "60")
    state(frozen, RoundState.PUBLISHED)
    where = f"{frozen.round.pk}/{unit(frozen, V)}"
    for browser, url in (
        (client, f"/cham-diem/{where}/vi-sao/"),
        (client, f"/cham-diem/{where}/vi-sao/{criterion(frozen, key)}/"),
        (StrictClient(), f"/cong-khai/xep-hang/{where}/{criterion(frozen, key)}/"),
    ):
        browser.get(url)
        assert queries_of(browser, url) <= MOST_QUERIES, url


def test_why_a_line_was_left_empty_is_read_beside_it(contest: Contest, client: Client):
    council(contest, V, work="4")
    freeze(contest)
    where = (contest.round.pk, unit(contest, V))
    sheet = page_of(client, "sheet-detail", contest.sheet(V).pk)
    assert "Để trống khi chốt: Chưa có kỳ kiểm tra." in words_of(sheet)
    assert "Để trống: Chưa có kỳ kiểm tra." in words_of(page_of(client, "why", *where))
    line = (*where, criterion(contest, "poor"))
    assert "Để trống khi chốt: Chưa có kỳ kiểm tra." in words_of(page_of(client, "why-line", *line))
    state(contest, RoundState.PUBLISHED)
    for name, args in (("why-public", where), ("why-line-public", line)):
        assert "Chưa có kỳ kiểm tra" not in words_of(page_of(StrictClient(), name, *args))
