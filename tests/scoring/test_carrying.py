"""A running round under a new edition: points that mean something else are set aside."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal as Dec

import pytest
from tests.contest import SCORED, Contest
from tests.reporting.steps import send as send_report
from tests.scoring.scorers import line_url, office, once, sheet_url
from tests.scoring.test_editions import again, line, lock, renew, rewrite
from tests.scoring.test_lines import verify
from tests.season import SmallSeason

from thidua.core.scoring import Criterion as Row
from thidua.foundation.models import AuditEntry, Notice
from thidua.foundation.services.versions import StaleVersionError
from thidua.movements.models import Target
from thidua.obligations.models import Obligation
from thidua.reporting.queries.reading import Entry
from thidua.scoring.enums import Column, RoundState, SelfState
from thidua.scoring.models import CriteriaSet, Criterion, ScoreEvent, ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.queries.agreement import disagreements
from thidua.scoring.queries.criteria import row_of
from thidua.scoring.queries.criteria_marks import running_lines, subjects_of
from thidua.scoring.queries.edition_effects import carried_by
from thidua.scoring.services import announcing, criteria, crossing, events, giving, sheets
from thidua.scoring.services.criteria import LineEntry
from thidua.scoring.services.giving import Given

V = "Thôn 1"
Change = Callable[[Row], Row]


def change(contest: Contest, made: CriteriaSet, key: str, how: Change) -> None:
    one = line(made, key)
    entry = LineEntry(how(row_of(one)), tuple(one.targets.all()))
    criteria.change_line(one, entry, expected=one.version, by=contest.season.office, at=SCORED)


def rename(row: Row) -> Row:
    return replace(row, name="Vận động hiến đất")


def give(contest: Contest, column: Column, points: str, key: str = "work", village: str = V) -> ScoreLine:
    one, season = contest.line(village, key), contest.season
    by = season.heads[village] if column == Column.SELF else season.other_office
    return giving.give(one, column, Given(Dec(points), "Vì"), expected=one.version, by=by, at=SCORED)


@pytest.fixture
def scored(contest: Contest) -> Contest:
    """A sheet that its unit sent, that was checked, and of which the council decided one line."""
    give(contest, Column.SELF, "9")
    give(contest, Column.SELF, "0", "model")
    give(contest, Column.SECOND, "0", "model")
    give(contest, Column.SECOND, "7")
    sheet = contest.sheet(V)
    sheets.send(sheet, expected=sheet.version, by=contest.season.heads[V], at=SCORED)
    sheet = contest.sheet(V)
    sheets.finish_second(sheet, expected=sheet.version, by=contest.season.other_office, at=SCORED)
    give(contest, Column.COUNCIL, "8")
    return contest


def test_points_of_a_criterion_that_became_another_are_set_aside(scored: Contest):
    made = renew(scored)
    change(scored, made, "work", rename)
    lock(scored, made)
    after = scored.line(V, "work")
    assert (after.self_points, after.second_points, after.council_points) == (None, None, None)
    assert (after.second_reason, after.council_by, after.state) == ("", "", "not_judged")
    assert scored.sheet(V).points == 0
    kept = AuditEntry.objects.get(action="scoring.line.take_edition", object_id=str(after.pk)).changes
    assert (kept["second_points"], kept["council_points"]) == (["7", None], ["8", None])
    assert scored.line(V, "model").second_points == 0
    assert disagreements(scored.round) == []


def test_its_sheet_is_neither_sent_nor_checked_any_more(scored: Contest):
    made = renew(scored)
    change(scored, made, "work", rename)
    lock(scored, made)
    sheet = scored.sheet(V)
    assert (sheet.self_state, sheet.second_done_at) == (SelfState.RETURNED, None)
    assert sheet.returned_because == "Bộ tiêu chí có bản 2 nên chấm lại: Vận động hiến đất."
    assert sheet.second_asked_because == sheet.returned_because
    told = Notice.objects.get(title__contains="cần tự chấm lại")
    assert (told.unit_id, told.detail) == (sheet.unit_id, sheet.returned_because)
    page = office(scored).get(sheet_url(scored, "sheet-check")).text
    assert "Bộ tiêu chí có bản 2 nên chấm lại: Vận động hiến đất." in page
    give(scored, Column.SECOND, "6")
    sheet = scored.sheet(V)
    done = sheets.finish_second(sheet, expected=sheet.version, by=scored.season.other_office, at=SCORED)
    assert done.second_asked_because == ""


def test_sending_is_work_again(scored: Contest):
    work = Obligation.objects.get(origin_id=str(scored.sheet(V).pk))
    assert work.state == "done"
    made = renew(scored)
    change(scored, made, "work", rename)
    lock(scored, made)
    work.refresh_from_db()
    assert work.state == "open"


def test_what_asks_for_the_same_as_before_stays_as_it_was(scored: Contest):
    made = renew(scored)
    change(scored, made, "work", lambda row: replace(row, needs_evidence=True))
    change(scored, made, "model", lambda row: replace(row, guidance="Xem sổ họp"))
    lock(scored, made)
    sheet = scored.sheet(V)
    assert (sheet.self_state, sheet.points) == (SelfState.SENT, Dec(8))
    assert sheet.second_done_at is not None
    assert scored.line(V, "work").self_points == 9


def test_a_sign_turned_round_is_another_criterion(scored: Contest):
    Criterion.objects.filter(key="work").update(name="Tỷ lệ vụ việc ≥ 90%")
    made = renew(scored)
    change(scored, made, "work", lambda row: replace(row, name="Tỷ lệ vụ việc ≤ 90%"))
    lock(scored, made)
    assert scored.line(V, "work").second_points is None


def test_another_target_of_the_same_name_is_another_criterion(scored: Contest):
    """Both movements of a year may count "Sản lượng đánh bắt"; a name does not say which is read."""
    give(scored, Column.COUNCIL, "30", "fish")
    made, targets = renew(scored), scored.season.targets
    Target.objects.filter(pk=targets["poor"].pk).update(name=targets["fish"].name)
    line(made, "fish").targets.set([targets["poor"]])
    lock(scored, made)
    assert scored.line(V, "fish").council_points is None


@pytest.mark.parametrize("maximum", [5, 15])
def test_another_maximum_is_another_criterion(scored: Contest, maximum: int):
    made = renew(scored)
    rewrite(scored, made, "work", maximum)
    rewrite(scored, made, "health", 40 - maximum)
    lock(scored, made)
    assert scored.line(V, "work").council_points is None
    told = AuditEntry.objects.get(action="scoring.round.take_edition").changes["asked_again"][1]
    assert told == "Tổ chức phong trào: Thôn 1"


def test_events_and_marks_of_neighbours_go_with_a_criterion_that_is_another(contest: Contest):
    season = contest.season
    happened = events.Happened(date(2024, 3, 1), "Mô hình camera")
    events.add(contest.line(V, "model"), happened, by=season.office, at=SCORED)
    head = season.heads["Thôn 2"]
    seen = crossing.Seen(0, contest.line(V, "model").version)
    mark = crossing.mark(contest.line(V, "model"), Given(Dec(1), "Có"), seen=seen, by=head, at=SCORED)
    made = renew(contest)
    change(contest, made, "model", lambda row: replace(row, name="Sáng kiến của thôn"))
    lock(contest, made)
    event = ScoreEvent.objects.get()
    mark.refresh_from_db()
    assert (event.withdrawn_because, mark.points) == ("Bộ tiêu chí có bản 2: tiêu chí đã đổi.", None)
    assert contest.sheet(V).points == 0


def test_a_form_from_before_the_edition_meets_two_versions(contest: Contest):
    one = contest.line(V, "work")
    seen = one.version
    made = renew(contest)
    change(contest, made, "work", rename)
    lock(contest, made)
    with pytest.raises(StaleVersionError) as clash:
        giving.give(one, Column.SECOND, Given(Dec(8)), expected=seen, by=contest.season.office, at=SCORED)
    shown = {field.field: field for field in clash.value.differing}
    assert shown["second_points"].mine == Dec(8)
    assert shown["criterion"].mine == "Tổ chức phong trào (bản 1, tối đa 10 điểm)"
    assert shown["criterion"].theirs == "Vận động hiến đất (bản 2, tối đa 10 điểm)"


def test_the_page_of_two_versions_keeps_what_was_typed(contest: Contest):
    seen = contest.line(V, "work").version
    lock(contest, renew(contest))
    sent = once(points="8", words="Theo sổ họp", _version=seen)
    answer = office(contest).post(line_url(contest, "work"), sent)
    assert answer.status_code == 409
    assert "Theo sổ họp" in answer.text
    assert "bản 2, tối đa 10 điểm" in answer.text
    assert contest.line(V, "work").second_points is None


def test_a_sheet_form_from_before_the_edition_is_not_taken(scored: Contest):
    sheet = scored.sheet(V)
    lock(scored, renew(scored))
    with pytest.raises(StaleVersionError):
        sheets.send_back(sheet, "Sửa", expected=sheet.version, by=scored.season.office, at=SCORED)


@pytest.fixture
def announced(season: SmallSeason, contest: Contest) -> Contest:
    send_report(season, V, fish=Entry("60"))
    verify(season, V, "fish")
    scoring = ScoringRound.objects.get()
    announcing.announce(scoring, expected=scoring.version, by=season.office, at=SCORED)
    return contest


def halve_fish(contest: Contest) -> CriteriaSet:
    made = renew(contest)
    rewrite(contest, made, "fish", 20)
    rewrite(contest, made, "poor", 40)
    return made


def test_a_told_result_goes_back_to_scoring_and_says_who_moves(announced: Contest):
    lock(announced, halve_fish(announced))
    scoring = ScoringRound.objects.get()
    assert (scoring.state, scoring.announced_at, scoring.replies_until) == (RoundState.OPEN, None, None)
    changes = AuditEntry.objects.get(action="scoring.round.take_edition").changes
    assert changes["moves"][1] == "Thôn 1: hạng 1 → 1, 20 → 10 điểm"
    assert changes["state"] == ["provisional", "open"]
    told = Notice.objects.filter(title__contains="kết quả dự kiến được chấm lại")
    assert told.count() == ScoreSheet.objects.filter(round=scoring).count()
    moved = told.get(unit_id=announced.season.commune.units[V].pk)
    assert "hạng 1 → 1, 20 → 10 điểm" in moved.detail
    assert "Tăng phần y tế" in moved.detail


def test_it_is_announced_anew_with_a_new_time_for_replies(announced: Contest):
    lock(announced, halve_fish(announced))
    scoring = ScoringRound.objects.get()
    scoring = announcing.announce(scoring, expected=scoring.version, by=announced.season.office, at=SCORED)
    assert scoring.replies_until is not None
    assert Notice.objects.filter(title__contains="điểm dự kiến 10").count() == 1


def test_the_office_reads_it_before_it_locks(announced: Contest):
    ScoreLine.objects.filter(pk=announced.line(V, "work").pk).update(second_points=7, second_by="x")
    made = halve_fish(announced)
    change(announced, made, "work", rename)
    old, new = subjects_of(again(made))
    (found,) = carried_by(old.table, new.table, running_lines([announced.criteria_set.pk]))
    assert (found.is_announced, found.asked_again) == (True, ("Tổ chức phong trào: Thôn 1",))
    page = office(announced).get(f"/cham-diem/bo-tieu-chi/{made.pk}/khoa/").text
    assert "Đợt này đã báo kết quả dự kiến. Khóa bản mới thì đợt trở lại bước chấm điểm." in page
    assert "Tổ chức phong trào: Thôn 1." in page


def test_a_round_that_is_only_scored_says_nothing_of_a_result(contest: Contest):
    made = halve_fish(contest)
    page = office(contest).get(f"/cham-diem/bo-tieu-chi/{made.pk}/khoa/").text
    assert "Không điểm nào phải chấm lại." in page
    assert "đã báo kết quả dự kiến" not in page
    lock(contest, made)
    assert not Notice.objects.filter(title__contains="kết quả dự kiến").exists()
