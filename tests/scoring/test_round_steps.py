"""A round goes from step to step, tells the units, and is frozen only when nothing is left open."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.contest import SCORED, Contest
from tests.season import VILLAGES

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry, Notice
from thidua.foundation.services.versions import StaleVersionError
from thidua.obligations.models import Obligation
from thidua.scoring.enums import Column, TieManner
from thidua.scoring.models import FrozenPlace, ScoreLine, ScoreSheet, ScoringRound, TieDecision
from thidua.scoring.queries.checking import check_of
from thidua.scoring.queries.obstacles import obstacles_of_differences
from thidua.scoring.queries.sight import WHOLE
from thidua.scoring.services import announcing, freezing, giving, replies, ties
from thidua.scoring.services.giving import Given
from thidua.scoring.services.replies import ReplyFacts
from thidua.scoring.services.ties import Ruling

LATER = SCORED + timedelta(days=30)


def announced(contest: Contest) -> ScoringRound:
    found = ScoringRound.objects.get(pk=contest.round.pk)
    return announcing.announce(found, expected=found.version, by=contest.season.office, at=SCORED)


def reasons(contest: Contest) -> dict[object, str]:
    lines = ScoreLine.objects.filter(sheet__round=contest.round)
    return {line.pk: "Chưa có kỳ kiểm tra." for line in lines if line.is_missing}


def order_of(contest: Contest, *villages: str) -> list[object]:
    return [contest.season.commune.units[village].pk for village in villages]


def decided(contest: Contest) -> TieDecision:
    ruling = Ruling(TieManner.BALLOT, order_of(contest, "Thôn 2", "Thôn 1", "Thôn 3"), "Biên bản 05")
    return ties.decide(contest.round, ruling, by=contest.season.office, at=SCORED)


def frozen(contest: Contest) -> ScoringRound:
    """Announce, decide between the three equals, and freeze after the last day of replies."""
    made = announced(contest)
    ScoreLine.objects.filter(sheet__round=contest.round, criterion__key="work").update(
        state="scored", points=5, second_points=5
    )
    ScoreSheet.objects.filter(round=contest.round).update(points=5)
    decided(contest)
    return freezing.freeze(made, reasons(contest), expected=made.version, by=contest.season.office, at=LATER)


def test_opening_asks_units_to_score_themselves(contest: Contest):
    work = Obligation.objects.filter(origin_kind="scoring")
    assert {one.unit.name for one in work} == set(VILLAGES)
    assert work[0].title == "Tự chấm điểm, đợt “Sáu tháng đầu năm 2024”"


def test_a_provisional_result_gives_working_days_for_replies(contest: Contest):
    made = announced(contest)
    assert made.state == "provisional"
    assert made.replies_until == date(2024, 7, 8)  # five working days after Monday 1 July
    told = Notice.objects.get(unit_id=contest.season.commune.units["Thôn 1"].pk, url__contains="cham-diem")
    assert told.title == "Sáu tháng đầu năm 2024: điểm dự kiến 0."
    assert told.detail == "Có ý kiến thì gửi đến hết ngày 08/07/2024."
    assert not Obligation.objects.open().filter(origin_kind="scoring").exists()


def test_resuming_needs_a_reason_and_opens_the_work_again(contest: Contest):
    made = announced(contest)
    office = contest.season.office
    with pytest.raises(DomainError, match="Ghi lý do"):
        announcing.resume(made, reason=" ", expected=made.version, by=office, at=SCORED)
    made = announcing.resume(made, reason="Sót điểm Thôn 2", expected=made.version, by=office, at=SCORED)
    assert (made.state, made.replies_until) == ("open", None)
    assert Obligation.objects.open().filter(origin_kind="scoring").count() == 3
    assert Notice.objects.filter(detail="Sót điểm Thôn 2").count() == 3


def test_only_the_office_of_the_commune_takes_steps(contest: Contest):
    head = contest.season.heads["Thôn 1"]
    with pytest.raises(RefusedError, match="Chỉ Văn phòng"):
        announcing.announce(contest.round, expected=contest.round.version, by=head, at=SCORED)


def test_a_step_from_an_older_page_is_a_conflict(contest: Contest):
    with pytest.raises(StaleVersionError):
        announcing.announce(
            contest.round, expected=contest.round.version - 1, by=contest.season.office, at=SCORED
        )


def test_freezing_waits_for_the_last_day_of_replies_and_for_ties(contest: Contest):
    made = announced(contest)
    ScoreLine.objects.filter(criterion__key="work").update(state="scored", points=5)
    office = contest.season.office
    with pytest.raises(DomainError) as refusal:
        freezing.freeze(made, {}, expected=made.version, by=office, at=SCORED)
    assert "Các đơn vị còn gửi ý kiến được đến hết ngày 08/07/2024." in str(refusal.value)
    assert "Còn đơn vị bằng điểm chưa phân hạng: Thôn 1, Thôn 2, Thôn 3." in str(refusal.value)
    with pytest.raises(DomainError, match="bằng điểm"):
        freezing.freeze(made, reasons(contest), expected=made.version, by=office, at=LATER)


def test_every_line_without_points_needs_a_reason(contest: Contest):
    made = announced(contest)
    ScoreLine.objects.filter(criterion__key="work").update(state="scored", points=5)
    decided(contest)
    some = dict(list(reasons(contest).items())[1:])
    with pytest.raises(DomainError, match="Còn 1 dòng chưa có điểm"):
        freezing.freeze(made, some, expected=made.version, by=contest.season.office, at=LATER)
    assert not FrozenPlace.objects.exists()


def test_a_frozen_place_keeps_everything_under_a_fingerprint(contest: Contest):
    made = frozen(contest)
    assert (made.state, made.frozen_by) == ("frozen", contest.season.office.name)
    places = {place.unit.name: place for place in FrozenPlace.objects.select_related("unit")}
    assert [places[village].place for village in ("Thôn 2", "Thôn 1", "Thôn 3")] == [1, 2, 3]
    assert places["Thôn 2"].because == "Bằng điểm, phân hạng bằng bỏ phiếu."
    kept = places["Thôn 1"]
    assert kept.points == Decimal(5)
    assert [line["key"] for line in kept.content["lines"]] == [
        "fish",
        "poor",
        "health",
        "work",
        "model",
        "late",
    ]
    assert kept.content["lines"][0]["empty_because"] == "Chưa có kỳ kiểm tra."
    assert kept.fingerprint == freezing.fingerprint_of(kept)
    kept.content["lines"][0]["points"] = "40"
    assert kept.fingerprint != freezing.fingerprint_of(kept)


def test_a_frozen_round_goes_nowhere_but_into_public(contest: Contest):
    made = frozen(contest)
    office = contest.season.office
    with pytest.raises(DomainError):
        announcing.resume(made, reason="Sót", expected=made.version, by=office, at=LATER)
    with pytest.raises(DomainError):
        announcing.cancel(made, reason="Thôi", expected=made.version, by=office, at=LATER)
    with pytest.raises(DomainError, match="chốt"):
        ties.withdraw(TieDecision.objects.get(), by=office, at=LATER)
    made = announcing.publish(made, expected=made.version, by=office, at=LATER)
    assert (made.state, made.published_at) == ("published", LATER)
    told = Notice.objects.filter(unit_id=contest.season.commune.units["Thôn 2"].pk).latest("created_at")
    assert told.title == "Sáu tháng đầu năm 2024: hạng 1 trên 3."


def test_cancelling_keeps_the_reason_and_takes_the_work_back(contest: Contest):
    office = contest.season.office
    made = announcing.cancel(
        contest.round, reason="Tỉnh đổi bộ tiêu chí", expected=contest.round.version, by=office, at=SCORED
    )
    assert (made.state, made.cancelled_because) == ("cancelled", "Tỉnh đổi bộ tiêu chí")
    assert not Obligation.objects.open().filter(origin_kind="scoring").exists()
    assert AuditEntry.objects.get(action="scoring.round.cancel").reason == "Tỉnh đổi bộ tiêu chí"


def test_a_result_is_not_announced_while_a_difference_has_no_reason(contest: Contest):
    line = contest.line("Thôn 1", "work")
    ScoreLine.objects.filter(pk=line.pk).update(self_points=9, second_points=7)
    ScoreSheet.objects.filter(pk=line.sheet_id).update(second_done_at=SCORED)
    with pytest.raises(
        DomainError, match="Còn 1 dòng thẩm định khác tự chấm mà chưa ghi lý do, ví dụ Thôn 1"
    ):
        announced(contest)
    ScoreLine.objects.filter(pk=line.pk).update(second_reason="Thiếu biên bản.")
    assert announced(contest).state == "provisional"


@pytest.mark.parametrize("points", ["5", "8.75", "9"])
def test_the_page_of_announcing_tells_nothing_of_own_points_before_the_check_is_done(
    contest: Contest, points: str
):
    """Else who checks tries points until the page says that nothing differs."""
    line = contest.line("Thôn 1", "work")
    ScoreLine.objects.filter(pk=line.pk).update(self_points=Decimal("8.75"), second_points=Decimal(points))
    assert obstacles_of_differences(contest.round) == ()
    assert announced(contest).state == "provisional"


def test_who_checks_and_who_announces_count_the_same_missing_reasons(contest: Contest):
    """One line was given points, of one the program counted what was seen, one is not for the unit."""
    sheet = contest.sheet("Thôn 1")
    for key, values in {
        "work": {"second_points": 7},
        "model": {"auto_points": Decimal("1.5"), "auto_state": "scored"},
        "poor": {"auto_points": 0, "auto_state": "not_assigned"},
    }.items():
        ScoreLine.objects.filter(sheet=sheet, criterion__key=key).update(self_points=3, **values)
    ScoreSheet.objects.filter(pk=sheet.pk).update(second_done_at=SCORED)
    check = check_of(contest.sheet("Thôn 1"), WHOLE)
    assert [one.row.line.criterion.key for one in check.unexplained] == ["work", "model"]
    assert "Còn 2 dòng" in obstacles_of_differences(contest.round)[0]


def test_a_told_result_changes_only_where_somebody_objects(contest: Contest):
    announced(contest)
    line, by = contest.line("Thôn 1", "work"), contest.season.office
    given = Given(Decimal(3), "Xem lại.")
    with pytest.raises(RefusedError, match="chỉ đổi theo ý kiến đang chờ trả lời"):
        giving.give(line, Column.COUNCIL, given, expected=line.version, by=by, at=SCORED)
    facts = ReplyFacts("Thiếu điểm họp thôn.", line=line)
    replies.send(contest.sheet("Thôn 1"), facts, by=contest.season.heads["Thôn 1"], at=SCORED)
    assert giving.give(line, Column.COUNCIL, given, expected=line.version, by=by, at=SCORED).points == 3
