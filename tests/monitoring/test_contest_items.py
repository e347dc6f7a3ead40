"""The work list tells each role what waits in registering, planning, pledging and scoring."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.commitments import pledged
from tests.commune import make_commune
from tests.contest import Contest, make_contest
from tests.pages import MOST_QUERIES, queries_of
from tests.season import SmallSeason

from thidua.awards.models import AwardRound
from thidua.commitments.models import Pledge, Registration
from thidua.commitments.services import duties, registrations
from thidua.commitments.services.registrations import Aim
from thidua.commitments.signals import REGISTRATION
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.contest_items import contest_items
from thidua.monitoring.queries.due import due_items, works_of
from thidua.monitoring.queries.season import season_movement, stepper_of
from thidua.organisation.enums import Role
from thidua.organisation.queries import actor_of
from thidua.scoring.enums import RoundState, SelfState
from thidua.scoring.models import ScoreLine, ScoreReply, ScoreSheet, ScoringRound

AT = datetime(2024, 5, 3, 7, 0, tzinfo=UTC)
ON = date(2024, 7, 20)
MOVEMENT = "Thi đua lao động giỏi năm 2024"


def lines(actor: Actor, on: date = ON) -> list[str]:
    return [f"{item.lead}{item.rest}" for item in contest_items(actor, on=on)]


def place(actor: Actor, on: date = ON) -> str:
    """Return the address of the only line."""
    (item,) = contest_items(actor, on=on)
    return item.url or reverse(item.page, args=[item.arg]) + item.query


def register(season: SmallSeason, village: str) -> Registration:
    unit, by = season.commune.units[village], season.heads[village]
    (row,) = registrations.add(season.movement, unit, [Aim("collective", village, "A")], by=by, at=AT)
    made: Registration = row.registration
    made.refresh_from_db()
    return registrations.send(made, expected=made.version, by=by, at=AT)


def test_nothing_waits_at_first(season):
    assert lines(season.office) == lines(season.heads["Thôn 1"]) == []


def test_the_office_records_one_or_many_registrations(season):
    made = register(season, "Thôn 1")
    assert lines(season.office) == ["1 đăng ký thi đua chờ ghi nhận."]
    page = reverse("commitments:registration-detail", args=[season.movement.pk, made.unit_id])
    assert place(season.office) == page
    register(season, "Thôn 2")
    assert lines(season.office) == ["2 đăng ký thi đua chờ ghi nhận."]
    every = reverse("commitments:registration-list", args=[season.movement.pk])
    assert place(season.office) == f"{every}?trang-thai=sent"


def test_a_unit_mends_what_came_back(season):
    made = register(season, "Thôn 1")
    registrations.send_back(made, reason="Thiếu", expected=made.version, by=season.office, at=AT)
    head = season.heads["Thôn 1"]
    assert lines(head) == ["Đăng ký thi đua của Thôn 1 bị trả lại, cần sửa rồi gửi lại."]
    assert place(head).endswith(f"/dang-ky/{made.unit_id}/")
    assert lines(season.heads["Thôn 2"]) == lines(season.office) == []


def test_a_pledge_leads_from_the_unit_to_the_office_to_both_pens(season, commune):
    chairman, head = commune.actor(Role.CHAIRMAN), season.heads["Thôn 1"]
    pledge = pledged.offered(season)
    assert lines(head) == ["Giao ước thi đua của Thôn 1 chờ đơn vị trả lời."]
    assert place(head) == reverse("commitments:pledge-detail", args=[pledge.pk])
    Pledge.objects.update(state="countered")
    assert lines(head) == []
    assert lines(season.office) == ["1 giao ước có đề nghị khác, chờ Văn phòng trả lời."]
    Pledge.objects.update(state="agreed")
    assert lines(chairman) == ["1 giao ước chờ Chủ tịch ký."]
    assert place(chairman) == reverse("commitments:pledge-sign-many", args=[season.movement.pk])
    assert lines(head) == ["Giao ước thi đua của Thôn 1 đã thống nhất, chờ đơn vị ký."]


def test_who_has_signed_waits_no_longer(season, commune):
    chairman = commune.actor(Role.CHAIRMAN)
    pledged.signed(season, chairman)
    assert lines(chairman) == lines(season.heads["Thôn 1"]) == lines(season.office) == []


def test_sheets_wait_for_who_checks_them(contest):
    commune, office = contest.season.commune, contest.season.office
    sheets = ScoreSheet.objects.filter(round=contest.round)
    sheets.update(self_state=SelfState.SENT, self_sent_at=AT)
    assert lines(office) == ["3 phiếu chưa giao người thẩm định."]
    assert place(office) == reverse("scoring:sheet-list", args=[contest.round.pk])
    inspector = commune.user(Role.INSPECTOR)
    assert lines(actor_of(inspector, ON)) == ["3 phiếu chưa có người thẩm định."]
    sheets.update(second=inspector)
    assert lines(office) == lines(commune.actor(Role.INSPECTOR)) == []
    assert lines(actor_of(inspector, ON)) == ["3 phiếu chờ thẩm định điểm."]
    sheets.update(second_done_at=AT)
    council = commune.actor(Role.COUNCIL)
    assert lines(council) == [f"Đợt “{contest.round}” đã thẩm định xong, chờ Hội đồng xem."]
    assert lines(office) == [f"Đợt “{contest.round}” đã thẩm định xong, chờ báo kết quả dự kiến."]
    assert place(office) == reverse("scoring:round-detail", args=[contest.round.pk])


def test_a_sheet_nobody_sent_waits_once_the_day_for_it_is_over(contest):
    ScoringRound.objects.update(self_due_on=ON)
    assert lines(contest.season.office) == []
    late = lines(contest.season.office, ON + timedelta(days=1))
    assert late == ["3 phiếu chưa giao người thẩm định."]


def test_the_council_is_told_of_differences_before_all_is_checked(contest):
    council = contest.season.commune.actor(Role.COUNCIL)
    line = ScoreLine.objects.filter(sheet=contest.sheet("Thôn 1"), criterion__key="work")
    line.update(self_points=9, second_points=7)
    ScoreSheet.objects.update(second=contest.season.commune.user(Role.INSPECTOR))
    assert lines(council) == []
    ScoreSheet.objects.filter(pk=contest.sheet("Thôn 1").pk).update(second_done_at=AT)
    assert lines(council) == [f"Đợt “{contest.round}” có chỗ chấm khác nhau, chờ Hội đồng xem."]
    assert place(council) == reverse("scoring:council-board", args=[contest.round.pk])
    line.update(council_points=8, council_reason="Hội đồng họp ngày 5/7.")
    assert lines(council) == []


def test_a_sheet_that_came_back_waits_for_its_unit(contest):
    sheet = contest.sheet("Thôn 1")
    ScoreSheet.objects.filter(pk=sheet.pk).update(self_state=SelfState.RETURNED, self_sent_at=AT)
    head = contest.season.heads["Thôn 1"]
    assert lines(head) == ["Phiếu tự chấm của Thôn 1 bị trả lại, cần sửa rồi gửi lại."]
    assert place(head) == reverse("scoring:sheet-self", args=[sheet.pk])


def announced(contest: Contest, until: date) -> ScoringRound:
    ScoringRound.objects.filter(pk=contest.round.pk).update(
        state=RoundState.PROVISIONAL, announced_at=AT, replies_until=until
    )
    for number, sheet in enumerate(ScoreSheet.objects.filter(round=contest.round)):
        ScoreSheet.objects.filter(pk=sheet.pk).update(points=number)
    found: ScoringRound = ScoringRound.objects.get(pk=contest.round.pk)
    return found


def test_a_provisional_result_waits_for_a_word_and_the_word_for_an_answer(contest):
    announced(contest, ON)
    head, office = contest.season.heads["Thôn 1"], contest.season.office
    assert lines(head) == ["Kết quả dự kiến của Thôn 1 đã có. Xem điểm, chưa đúng thì gửi ý kiến."]
    assert lines(office) == []
    reply = ScoreReply.objects.create(sheet=contest.sheet("Thôn 1"), text="Thiếu điểm", by_name="A", at=AT)
    assert lines(head) == []
    assert lines(office) == ["1 ý kiến về điểm chờ trả lời."]
    assert place(office) == reverse("scoring:reply-answer", args=[reply.pk])
    assert lines(office, ON + timedelta(days=1)) == ["1 ý kiến về điểm chờ trả lời."]
    ScoreReply.objects.update(state="refused", answer="Không", answered_by="B", answered_at=AT)
    assert lines(office, ON + timedelta(days=1)) == [f"Đợt “{contest.round}” đã hết hạn có ý kiến, chờ chốt."]


def test_equals_wait_for_a_decision(contest):
    announced(contest, ON)
    ScoreSheet.objects.filter(round=contest.round).update(points=5)
    office = contest.season.office
    assert lines(office) == [f"Đợt “{contest.round}” có đơn vị bằng điểm."]
    assert place(office) == reverse("scoring:tie-list", args=[contest.round.pk])


def test_rounds_that_are_drawn_up_or_frozen_wait_for_the_next_step(contest):
    office = contest.season.office
    found = ScoringRound.objects.filter(pk=contest.round.pk)
    found.update(state=RoundState.DRAFT)
    assert lines(office) == [f"Đợt “{contest.round}” đang lập, chưa mở."]
    found.update(state=RoundState.FROZEN, frozen_at=AT)
    assert lines(office) == [f"Đợt “{contest.round}” đã chốt, chờ công bố."]
    found.update(state=RoundState.PUBLISHED)
    assert lines(office) == []


def test_work_asked_by_a_day_opens_what_settles_it(season):
    unit = season.commune.units["Thôn 1"]
    duties.ask(season.movement, REGISTRATION, [unit], date(2024, 5, 8), by=season.office, at=AT)
    head = season.heads["Thôn 1"]
    works = works_of(head, on=date(2024, 5, 6), finished_on=date(2024, 5, 6))
    line = next(item for item in due_items(head, works.near, on=date(2024, 5, 6)) if item.url)
    assert line.button == "Ghi đăng ký"
    assert line.url == reverse("commitments:registration-detail", args=[season.movement.pk, unit.pk])


@pytest.mark.parametrize("role", [Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL, Role.INSPECTOR])
def test_the_first_page_asks_as_often_with_much_waiting(contest, role):
    client = contest.season.commune.client(role)
    few = queries_of(client, "/")
    for village in ("Thôn 1", "Thôn 2", "Thôn 3"):
        register(contest.season, village)
        pledged.agreed(contest.season, village)
    ScoreSheet.objects.filter(round=contest.round).update(second_done_at=timezone.now())
    assert queries_of(client, "/") == few <= MOST_QUERIES


def test_nobody_hears_of_another_commune(season, db: Any):
    register(season, "Thôn 1")
    other = make_commune("xã Cẩm Lạc")
    assert lines(other.actor(Role.OFFICE)) == []


def now_of(actor: Actor) -> tuple[list[int], int]:
    stepper = stepper_of(season_movement(actor))
    assert stepper.current is not None
    return [step.number for step in stepper.steps if step.state == "now"], stepper.current.number


def test_the_season_knows_promises_that_wait_and_rounds_that_go_on(season):
    office = season.office
    assert now_of(office) == ([3], 3)
    made = register(season, "Thôn 1")
    assert now_of(office) == ([2, 3], 3)
    registrations.accept(made, expected=made.version, by=office, at=AT)
    contest = make_contest(season)
    assert now_of(office) == ([3, 5], 5)
    ScoringRound.objects.filter(pk=contest.round.pk).update(state="published", frozen_at=AT, published_at=AT)
    assert now_of(office) == ([3], 3)
    assert stepper_of(season_movement(office)).steps[4].state == "done"
    praised = AwardRound.objects.create(
        authority=season.movement.authority,
        movement=season.movement,
        name="Khen sơ kết",
        merit="phong_trao",
        year=2024,
        judged_on=AT.date(),
    )
    assert now_of(office) == ([3, 6], 6)
    AwardRound.objects.filter(pk=praised.pk).update(state="done")
    assert stepper_of(season_movement(office)).steps[5].state == "done"
