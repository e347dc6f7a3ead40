"""Pages of rounds: what is missing now, one step that comes next, and the questions before a step."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.contest import SCORED, Contest, make_contest
from tests.pages import MOST_QUERIES, queries_of
from tests.reporting.steps import client_of, figure_of, send
from tests.season import NOW, SmallSeason

from thidua.organisation.enums import Role, UnitKind
from thidua.organisation.models import BlockMembership, Unit
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, verification
from thidua.scoring.models import ScoreLine, ScoreReply, ScoreSheet, ScoringRound
from thidua.scoring.services import announcing, freezing, lines, rounds


@pytest.fixture
def office(contest: Contest) -> Client:
    return contest.season.commune.client(Role.OFFICE)


def page(client: Client, name: str, *args: object) -> str:
    response = client.get(reverse(f"scoring:{name}", args=args))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def post(client: Client, name: str, /, *args: object, **data: Any) -> Any:
    return client.post(reverse(f"scoring:{name}", args=args), {"_once": str(uuid4()), **data})


def now_of(contest: Contest) -> ScoringRound:
    return ScoringRound.objects.get(pk=contest.round.pk)


def announce(contest: Contest, *, days_ago: int = 0) -> ScoringRound:
    made = now_of(contest)
    at = timezone.now() - timedelta(days=days_ago)
    return announcing.announce(made, expected=made.version, by=contest.season.office, at=at)


def judge(contest: Contest) -> None:
    """Give units different points for what people judge."""
    sheets = ScoreSheet.objects.filter(round=contest.round).order_by("unit__sort_key")
    for number, sheet in enumerate(sheets):
        points = Decimal(number) / 4
        ScoreLine.objects.filter(sheet=sheet, criterion__key="work").update(
            second_points=points, second_by="Tổ kiểm tra", points=points, state="scored"
        )
        lines.settle([sheet.pk], contest.criteria_set, by=contest.season.office, at=SCORED)


def test_the_list_leads_to_a_set_first(season: SmallSeason):
    client = season.commune.client(Role.OFFICE)
    assert "Soạn và khóa bộ tiêu chí trước" in page(client, "round-list")
    contest = make_contest(season)
    assert "Sáu tháng đầu năm 2024" in page(client, "round-list")
    assert "0 trên 3 đơn vị đã gửi tự chấm" in page(client, "round-list")
    assert contest.round.state == "open"


def test_a_round_is_written_down_changed_and_opened(contest: Contest, office: Client):
    values = {
        "name": "Cả năm 2024",
        "movement": contest.season.movement.pk,
        "criteria_set": contest.criteria_set.pk,
        "block": contest.block.pk,
        "starts_on": "01/01/2024",
        "ends_on": "31/12/2024",
        "self_due_on": "10/01/2025",
        "reply_days": "3",
        "last": contest.round.pk,
    }
    assert post(office, "round-new", **values).status_code == 302
    made = ScoringRound.objects.get(name="Cả năm 2024")
    assert (made.reply_days, made.self_due_on) == (3, date(2025, 1, 10))
    changed = post(office, "round-edit", made.pk, **values | {"reply_days": "4", "_version": made.version})
    assert changed.status_code == 302
    made.refresh_from_db()
    assert made.reply_days == 4
    text = page(office, "round-step", made.pk, "mo")
    assert "3 đơn vị có phiếu chấm: Thôn 1, Thôn 2, Thôn 3." in text
    assert "hạn 10/01/2025" in text
    assert post(office, "round-step", made.pk, "mo", _version=made.version).status_code == 302
    assert made.sheets.count() == 3


def test_odd_rounds_come_back_with_their_faults(contest: Contest, office: Client):
    answer = post(
        office,
        "round-new",
        name="Ngược",
        movement=contest.season.movement.pk,
        criteria_set=contest.criteria_set.pk,
        block="tat-ca",
        starts_on="01/07/2024",
        ends_on="30/06/2024",
        reply_days="5",
    )
    assert answer.status_code == 422
    assert "Ngày kết thúc phải sau ngày bắt đầu." in answer.content.decode()


def test_whom_a_round_is_for_is_asked_and_never_taken_for_granted(contest: Contest, office: Client):
    values = {
        "name": "Quý III",
        "movement": contest.season.movement.pk,
        "criteria_set": contest.criteria_set.pk,
        "starts_on": "01/07/2024",
        "ends_on": "30/09/2024",
        "reply_days": "5",
    }
    refused = post(office, "round-new", **values)
    assert refused.status_code == 422
    assert "Chọn cụm, khối được chấm, hoặc mọi đơn vị." in refused.content.decode()
    assert post(office, "round-new", **values, block="tat-ca").status_code == 302
    made = ScoringRound.objects.get(name="Quý III")
    assert made.block is None
    assert '<option value="tat-ca" selected>' in page(office, "round-edit", made.pk)


def test_a_round_says_what_is_missing_and_the_one_step_that_comes_next(contest: Contest, office: Client):
    send(contest.season, "Thôn 1", fish=Entry("60"))
    text = page(office, "round-detail", contest.round.pk)
    assert "3 đơn vị chưa gửi tự chấm: Thôn 1, Thôn 2, Thôn 3." in text
    assert "tiêu chí chưa có điểm, ở 3 đơn vị" in text
    assert "3 số liệu chưa thẩm định nên chưa có điểm." in text
    assert "Bước tiếp theo: báo kết quả dự kiến" in text


def test_a_unit_sees_its_own_sheet_and_no_step(contest: Contest):
    text = page(client_of(contest.season, "Thôn 1"), "round-detail", contest.round.pk)
    assert "Thôn 1</a>" in text
    assert "Thôn 2</a>" not in text
    assert "Bước tiếp theo" not in text


def test_announcing_asks_first_and_names_the_last_day(contest: Contest, office: Client):
    text = page(office, "round-step", contest.round.pk, "du-kien")
    assert "(5 ngày làm việc)" in text
    assert "Còn thiếu, vẫn báo được:" in text
    sent = {"_version": contest.round.version, "sure": "on"}
    assert post(office, "round-step", contest.round.pk, "du-kien", **sent)
    assert now_of(contest).state == "provisional"
    assert "gửi ý kiến được đến hết ngày" in page(office, "round-detail", contest.round.pk)


def test_announcing_what_nobody_finished_scoring_takes_a_tick(contest: Contest, office: Client):
    ScoreSheet.objects.filter(pk=contest.sheet("Thôn 1").pk).update(second_done_at=NOW)
    ScoreSheet.objects.filter(pk=contest.sheet("Thôn 2").pk).update(missing=0)
    text = page(office, "round-step", contest.round.pk, "du-kien")
    assert "Vẫn báo kết quả dự kiến khi 1 trong 3 phiếu chưa chấm xong" in text
    refused = post(office, "round-step", contest.round.pk, "du-kien", _version=contest.round.version)
    assert refused.status_code == 422
    said = refused.content.decode()
    assert "Chưa làm được bước này, có 1 chỗ cần sửa" in said
    assert "Vẫn báo kết quả dự kiến khi 1 trong 3 phiếu chưa chấm xong: Đánh dấu vào ô này" in said
    assert now_of(contest).state == "open"


def test_announcing_finished_sheets_asks_for_no_tick(contest: Contest, office: Client):
    ScoreSheet.objects.filter(round=contest.round).update(second_done_at=NOW)
    assert "phiếu chưa chấm xong" not in page(office, "round-step", contest.round.pk, "du-kien")
    answer = post(office, "round-step", contest.round.pk, "du-kien", _version=contest.round.version)
    assert answer.status_code == 302
    assert now_of(contest).state == "provisional"


def test_a_step_that_has_to_wait_is_no_button_and_says_from_when(contest: Contest, office: Client):
    made = announce(contest)
    first = f"{made.replies_until + timedelta(days=1):%d/%m/%Y}"
    text = page(office, "round-detail", made.pk)
    assert f"Chốt được từ {first}." in text
    assert 'aria-disabled="true" role="button" aria-describedby="cho">Chốt kết quả' in text
    assert reverse("scoring:round-freeze", args=[made.pk]) not in text
    assert "Đưa ngày của xã mẫu" not in text


def test_in_the_sample_commune_the_day_may_come_forward_to_freeze(contest: Contest, office: Client):
    authority = contest.season.commune.authority
    type(authority).objects.filter(pk=authority.pk).update(stands_on=date(2024, 8, 2))
    made = announce(contest)
    address = f"{reverse('monitoring:sample-day')}?den=10/08/2024"
    assert made.replies_until == date(2024, 8, 9)
    for name in ("round-detail", "round-freeze"):
        assert address in page(office, name, made.pk)
    sent = {"_once": str(uuid4()), "_version": authority.version, "day": "10/08/2024"}
    assert office.post(address, sent).status_code == 302
    assert "Chốt được từ" not in page(office, "round-freeze", made.pk)


def test_freezing_asks_why_lines_stay_empty_and_keeps_the_reasons(contest: Contest, office: Client):
    made = announce(contest, days_ago=30)
    judge(contest)
    ScoreSheet.objects.filter(round=made).update(second_done_at=NOW)
    text = page(office, "round-freeze", made.pk)
    assert "phiếu chưa thẩm định xong" not in text
    assert "Chưa có điểm ở 3 đơn vị: Thôn 1, Thôn 2, Thôn 3." in text
    assert "tiêu chí này</label>" in text
    assert post(office, "round-freeze", made.pk, _version=made.version).status_code == 422
    fish = f"empty_{contest.line('Thôn 1', 'fish').criterion_id}"
    own = {fish: "Chưa đến vụ."}
    assert post(office, "round-freeze", made.pk, _version=made.version, **own).status_code == 422
    reasons = own | {"reason": "Chưa có kỳ báo cáo."}
    assert post(office, "round-freeze", made.pk, _version=made.version, **reasons).status_code == 302
    assert now_of(contest).state == "frozen"
    kept = made.places.first().content["lines"]
    told = {line["key"]: line["empty_because"] for line in kept if line["state"] != "scored"}
    assert told.pop("fish") == "Chưa đến vụ."
    assert set(told.values()) == {"Chưa có kỳ báo cáo."}


def test_one_criterion_left_empty_is_asked_about_alone(contest: Contest, office: Client):
    made = announce(contest, days_ago=30)
    judge(contest)
    ScoreSheet.objects.filter(round=made).update(second_done_at=NOW)
    work = contest.line("Thôn 1", "work").criterion_id
    ScoreLine.objects.exclude(criterion=work).update(state="scored")
    ScoreLine.objects.filter(criterion=work).update(state="not_judged", second_points=None)
    text = page(office, "round-freeze", made.pk)
    assert text.count('name="empty_') == 1
    assert 'name="reason"' not in text
    assert post(office, "round-freeze", made.pk, _version=made.version).status_code == 422


def test_freezing_and_publishing_unchecked_sheets_take_a_tick(contest: Contest, office: Client):
    made = announce(contest, days_ago=30)
    judge(contest)
    ScoreSheet.objects.filter(pk=contest.sheet("Thôn 1").pk).update(second_done_at=NOW)
    sent = {"reason": "Chưa có kỳ báo cáo."}
    for name, words, state in (
        (("round-freeze", made.pk), "Vẫn chốt kết quả", "frozen"),
        (("round-step", made.pk, "cong-bo"), "Vẫn công bố kết quả", "published"),
    ):
        assert f"{words} khi 2 trong 3 phiếu chưa thẩm định xong" in page(office, *name)
        before = now_of(contest)
        refused = post(office, *name, _version=before.version, **sent)
        assert (refused.status_code, now_of(contest).state) == (422, before.state)
        post(office, *name, _version=before.version, sure="on", **sent)
        assert now_of(contest).state == state


@pytest.mark.parametrize(
    ("state", "words"), [("open", "Đang tính"), ("provisional", "Dự kiến"), ("published", "Đã công bố")]
)
def test_pages_of_a_round_say_how_firm_its_points_are(
    contest: Contest, office: Client, state: str, words: str
):
    settled = {"frozen_at": NOW, "published_at": NOW} if state == "published" else {}
    sheet = contest.sheet("Thôn 1")
    ScoreSheet.objects.filter(pk=sheet.pk).update(second=contest.season.office.user_id)
    ScoringRound.objects.filter(pk=contest.round.pk).update(state=state, announced_at=NOW, **settled)
    shown = page(office, "sheet-detail", sheet.pk)
    assert f"{words} <b>" in shown
    told = (
        shown + page(office, "round-detail", contest.round.pk) + page(office, "sheet-list", contest.round.pk)
    )
    going_on = {"Đang tự chấm", "Chưa gửi phiếu tự chấm", "Chưa gửi</span>"}
    assert {said for said in going_on if said in told} == (going_on if state == "open" else set())
    assert ("Đang thẩm định" in told) == (state != "published")


def test_freezing_too_early_says_why_and_offers_no_button(contest: Contest, office: Client):
    made = announce(contest)
    text = page(office, "round-freeze", made.pk)
    assert "Chưa làm được bước này:" in text
    assert "Các đơn vị còn gửi ý kiến được" in text
    assert 'type="submit">Chốt kết quả' not in text


def test_a_unit_replies_on_its_phone_and_reads_the_answer(contest: Contest, office: Client):
    announce(contest)
    phone = client_of(contest.season, "Thôn 1")
    line = contest.line("Thôn 1", "work")
    sheet = contest.sheet("Thôn 1")
    assert "Gửi ý kiến" in page(phone, "reply-list", contest.round.pk)
    sent = post(phone, "reply-new", sheet.pk, text="Có biên bản họp.", line=line.pk, asked_points="8,5")
    assert sent.status_code == 302
    reply = ScoreReply.objects.get()
    values = {"verdict": "accept", "points": "8", "words": "Đã xem biên bản."}
    stamps = {"_version": reply.version, "line_version": line.version}
    assert "Có biên bản họp." in page(office, "reply-answer", reply.pk)
    assert post(office, "reply-answer", reply.pk, **values | stamps).status_code == 302
    assert contest.line("Thôn 1", "work").points == 8
    text = page(phone, "reply-list", contest.round.pk)
    assert "Đã xem biên bản." in text
    assert "Đề nghị 8,5 điểm." in text
    assert "Có biên bản họp." not in page(client_of(contest.season, "Thôn 2"), "reply-list", contest.round.pk)


def test_equals_are_put_in_order_on_a_page(contest: Contest, office: Client):
    ScoreLine.objects.filter(criterion__key="work").update(points=5, state="scored")
    ScoreSheet.objects.update(points=5)
    assert "Cùng hạng 1, 5 điểm" in page(office, "tie-list", contest.round.pk)
    units = contest.season.commune.units
    values = {f"place_{n}": units[f"Thôn {n + 1}"].pk for n in range(3)}
    paper = {"manner": "ballot", "document_number": "05/BB"}
    twice = values | {"place_2": units["Thôn 1"].pk}
    assert post(office, "tie-decide", contest.round.pk, 1, **twice | paper).status_code == 422
    assert post(office, "tie-decide", contest.round.pk, 1, **values | paper).status_code == 302
    text = page(office, "tie-list", contest.round.pk)
    assert "Thôn 1, Thôn 2, Thôn 3" in text
    assert "Không còn đơn vị nào bằng điểm" in text


def test_what_limits_a_rating_is_written_and_taken_back_on_a_page(contest: Contest, office: Client):
    values = {"sheet": contest.sheet("Thôn 1").pk, "fact": "discipline", "document_number": "12/QĐ"}
    assert post(office, "fact-list", contest.round.pk, **values).status_code == 302
    assert "Bị khiển trách: cao nhất là “Khá”" in page(office, "fact-list", contest.round.pk)
    fact = contest.sheet("Thôn 1").rating_facts.get()
    assert post(office, "fact-withdraw", fact.pk, reason="Nhầm đơn vị").status_code == 302
    assert "Đã bỏ lúc" in page(office, "fact-list", contest.round.pk)


def test_a_figure_corrected_after_freezing_is_shown_beside_the_result(contest: Contest, office: Client):
    season = contest.season
    send(season, "Thôn 1", fish=Entry("90"))
    figure = figure_of(season, "Thôn 1", "fish")
    verification.verify(figure, expected=figure.version, by=season.other_office, at=NOW)
    made = announce(contest, days_ago=30)
    judge(contest)
    reasons = {line.pk: "Chưa có." for line in ScoreLine.objects.all() if line.is_missing}
    freezing.freeze(made, reasons, expected=made.version, by=season.office, at=timezone.now())
    text = page(office, "round-detail", made.pk)
    assert "Chưa có số liệu nào đổi sau khi chốt." in text
    assert "Xem từng dòng" not in text
    figure.refresh_from_db()
    figures.lower(figure, figure.value * 0, reason="Biên bản 01", by=season.other_office, at=SCORED)
    text = page(office, "round-detail", made.pk)
    assert "Thôn 1: chốt 30 điểm, bây giờ là 0 điểm; hạng theo điểm từ 1 thành 3." in text
    assert "Sản lượng đánh bắt: 30 điểm lúc chốt (90), bây giờ là 0 điểm (0)." in text
    assert contest.sheet("Thôn 1").points == 30
    why = reverse("scoring:why", args=[made.pk, season.commune.units["Thôn 1"].pk])
    assert f'href="{why}">Xem từng dòng' in text
    assert f"{reverse('scoring:round-detail', args=[made.pk])}#khac" in page(office, "standing", made.pk)


@pytest.mark.parametrize(
    "name", ["round-detail", "sheet-list", "reply-list", "tie-list", "fact-list", "round-freeze"]
)
def test_a_page_asks_as_much_of_thirty_units_as_of_three(season: SmallSeason, name: str):
    client = season.commune.client(Role.OFFICE)
    contest = make_contest(season)
    few = queries_of(client, reverse(f"scoring:{name}", args=[contest.round.pk]))
    contest = make_contest_of_thirty(contest)
    many = queries_of(client, reverse(f"scoring:{name}", args=[contest.round.pk]))
    assert few == many <= MOST_QUERIES


def make_contest_of_thirty(contest: Contest) -> Contest:
    commune = contest.season.commune
    units = [
        Unit.objects.create(authority=commune.authority, name=f"Thôn {n}", kind=UnitKind.VILLAGE)
        for n in range(4, 31)
    ]
    BlockMembership.objects.bulk_create(
        BlockMembership(block=contest.block, unit=unit, starts_on=date(2024, 1, 1)) for unit in units
    )
    plan = rounds.RoundPlan(
        "Ba mươi thôn",
        contest.season.movement,
        contest.criteria_set,
        date(2024, 1, 1),
        date(2024, 6, 30),
        contest.block,
    )
    made = rounds.create(plan, by=contest.season.office, at=SCORED)
    made = rounds.open_round(made, expected=made.version, by=contest.season.office, at=SCORED)
    return Contest(contest.season, contest.criteria_set, contest.block, made)


def test_differences_after_freezing_cost_no_more_for_more_units(season: SmallSeason):
    client = season.commune.client(Role.OFFICE)
    contest = make_contest(season)
    few = queries_of(client, settled(contest))
    many = queries_of(client, settled(make_contest_of_thirty(contest)))
    assert few == many <= MOST_QUERIES


def settled(contest: Contest) -> str:
    """Freeze the round with different points for all, and return its address."""
    made = announce(contest, days_ago=30)
    judge(contest)
    lines = ScoreLine.objects.filter(sheet__round=made)
    reasons = {line.pk: "Chưa có." for line in lines if line.is_missing}
    freezing.freeze(made, reasons, expected=made.version, by=contest.season.office, at=timezone.now())
    return reverse("scoring:round-detail", args=[made.pk])
