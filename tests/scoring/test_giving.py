"""One door for points: bounds, reasons, two scorers at once, and the sheet that follows."""

from decimal import Decimal as Dec

import pytest
from tests.contest import SCORED, Contest
from tests.season import SmallSeason

from thidua.core.errors import DomainError, RefusedError
from thidua.core.scoring.rules import Step
from thidua.foundation.models import AuditEntry
from thidua.foundation.services.versions import StaleVersionError
from thidua.organisation.enums import Role
from thidua.organisation.models import Position
from thidua.organisation.queries import actor_of
from thidua.scoring.enums import Column, LineStateChoice, RoundState
from thidua.scoring.models import Criterion, ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.services import giving
from thidua.scoring.services.giving import Given, NotTakenError

SECOND, SELF, COUNCIL = Column.SECOND, Column.SELF, Column.COUNCIL
V = "Thôn 1"


def give(contest: Contest, column: Column, given: Given, key: str = "work", by=None) -> ScoreLine:
    line = contest.line(V, key)
    season = contest.season
    actors = {SELF: season.heads[V]}
    actor = by or actors.get(column, season.office)
    return giving.give(line, column, given, expected=line.version, by=actor, at=SCORED)


def change(key: str, **values: object) -> None:
    Criterion.objects.filter(key=key).update(**values)


def test_the_second_column_counts_and_the_sheet_follows(contest: Contest):
    give(contest, SECOND, Given(Dec("7.25")))
    line = contest.line(V, "work")
    assert (line.points, line.state, line.second_by) == (Dec("7.25"), "scored", contest.season.office.name)
    assert contest.sheet(V).points == Dec("7.25")
    entry = AuditEntry.objects.get(action="scoring.line.give")
    assert entry.changes["second_points"] == [None, "7.25"]


def test_the_own_column_never_counts_by_itself(contest: Contest):
    give(contest, SELF, Given(Dec(9), "Đã làm đủ"))
    assert contest.line(V, "work").self_points == Dec(9)
    assert contest.sheet(V).points == 0


def test_the_council_comes_last_and_takes_back(contest: Contest):
    give(contest, SECOND, Given(Dec(7)))
    give(contest, COUNCIL, Given(Dec(8), "Hội đồng thống nhất"))
    assert contest.sheet(V).points == Dec(8)
    give(contest, COUNCIL, Given(None))
    assert contest.sheet(V).points == Dec(7)
    assert contest.line(V, "work").council_by == ""


@pytest.mark.parametrize(
    ("column", "given", "field", "words"),
    [
        (SECOND, Given(Dec(11)), "points", "Tối đa 10 điểm"),
        (SELF, Given(Dec(-1)), "points", "Điểm không âm"),
        (SECOND, Given(Dec("7.3")), "points", "cách nhau 0,25"),
        (COUNCIL, Given(Dec(8), "  "), "words", "Ghi lý do Hội đồng"),
        (SECOND, Given(Dec(8), "x" * 501), "words", "dài quá 500 chữ"),
    ],
)
def test_what_may_not_be_written_is_told_at_its_place(
    contest: Contest, column: Column, given: Given, field: str, words: str
):
    with pytest.raises(NotTakenError, match=words) as refused:
        give(contest, column, given)
    assert refused.value.field == field
    assert not AuditEntry.objects.filter(action="scoring.line.give").exists()


def test_another_number_than_the_computed_one_needs_a_reason(contest: Contest):
    ScoreLine.objects.filter(criterion__key="fish").update(auto_points=30, auto_state="scored", points=30)
    with pytest.raises(NotTakenError, match=r"Khác điểm tự tính \(30\)"):
        give(contest, SECOND, Given(Dec(32)), "fish")
    assert contest.line(V, "fish").second_points is None
    assert give(contest, SECOND, Given(Dec(30)), "fish").points == Dec(30)
    assert give(contest, SECOND, Given(Dec(32), "Có biên bản"), "fish").points == Dec(32)


def test_who_checks_explains_a_difference_from_the_unit_only_when_done(contest: Contest):
    give(contest, SELF, Given(Dec(9)))
    give(contest, SECOND, Given(Dec(7)))
    ScoreSheet.objects.filter(pk=contest.sheet(V).pk).update(second_done_at=SCORED)
    with pytest.raises(NotTakenError, match="Đã thẩm định xong"):
        give(contest, SECOND, Given(Dec(9), "Nghĩ lại"))
    assert give(contest, SECOND, Given(Dec(7), "Thiếu biên bản")).second_reason == "Thiếu biên bản"
    with pytest.raises(NotTakenError, match=r"Khác điểm tự chấm \(9\)"):
        give(contest, SECOND, Given(Dec(7), " "))


def test_nothing_that_counts_changes_once_the_check_is_done(contest: Contest):
    steps = [{"key": "a", "name": "Có kế hoạch", "points": "4"}, {"key": "b", "name": "Xong", "points": "6"}]
    change("work", rule_kind="MOC", rule={"steps": steps}, base_condition="Có kế hoạch")
    change("model", reading="person", event_kind="")
    kept = Given(steps=frozenset({"a"}), base_met=True)
    give(contest, SECOND, kept)
    give(contest, SECOND, Given(count=Dec(1)), "model")
    ScoreSheet.objects.filter(pk=contest.sheet(V).pk).update(second_done_at=SCORED)
    for key, given, field in (
        ("model", Given(count=Dec(2), words="Nhớ ra"), "count"),
        ("work", Given(steps=frozenset("ab"), base_met=True, words="Nhớ ra"), "steps"),
        ("work", Given(steps=frozenset("a"), base_met=False, words="Nhớ ra"), "base_met"),
    ):
        with pytest.raises(NotTakenError, match="Đã thẩm định xong") as refused:
            give(contest, SECOND, given, key)
        assert refused.value.field == field
    give(contest, SECOND, Given(steps=frozenset({"a"}), base_met=True, words="Theo biên bản"))
    assert (contest.line(V, "work").points, contest.line(V, "work").second_reason) == (
        Dec(4),
        "Theo biên bản",
    )


def test_who_is_of_the_unit_writes_no_points_of_the_council_for_it(contest: Contest, season: SmallSeason):
    editor = season.commune.user(Role.EDITOR, season.commune.units[V])
    of_council = season.commune.user(Role.COUNCIL)
    Position.objects.filter(person=of_council.person).update(person=editor.person)
    member = actor_of(editor, SCORED.date())
    with pytest.raises(RefusedError, match="Người của đơn vị không ghi điểm của Hội đồng"):
        give(contest, COUNCIL, Given(Dec(1), "Vì"), by=member)
    assert give(contest, COUNCIL, Given(Dec(1), "Vì"), by=season.commune.actor(Role.COUNCIL)).points == 1


def test_full_marks_without_proof_need_a_reason(contest: Contest):
    change("work", needs_evidence=True)
    with pytest.raises(NotTakenError, match="chưa có minh chứng"):
        give(contest, SECOND, Given(Dec(10)))
    assert give(contest, SECOND, Given(Dec(10), "Đã xem tại chỗ")).points == Dec(10)


def test_the_same_column_written_twice_is_a_conflict_and_two_columns_are_not(contest: Contest):
    line = contest.line(V, "work")
    seen = line.version
    giving.give(line, SELF, Given(Dec(9)), expected=seen, by=contest.season.heads[V], at=SCORED)
    giving.give(line, SECOND, Given(Dec(8)), expected=seen, by=contest.season.office, at=SCORED)
    with pytest.raises(StaleVersionError) as clash:
        giving.give(line, SECOND, Given(Dec(7)), expected=seen, by=contest.season.other_office, at=SCORED)
    assert [one.mine for one in clash.value.differing if one.field == "second_points"] == [Dec(7)]
    assert contest.line(V, "work").second_points == Dec(8)


def test_steps_are_ticked_by_who_checks_and_told_by_name(contest: Contest):
    steps = [
        {"key": "a", "name": "Có kế hoạch", "points": "4"},
        {"key": "b", "name": "Tổng kết", "points": "6"},
    ]
    change("work", rule_kind="MOC", rule={"steps": steps})
    line = give(contest, SECOND, Given(steps=frozenset({"b"})))
    assert (line.points, line.second_points) == (Dec(6), None)
    assert contest.sheet(V).points == Dec(6)
    told = AuditEntry.objects.filter(action="scoring.line.give").last()
    assert told.changes["steps"] == [None, "Tổng kết"]
    assert Step("a", "Có kế hoạch", Dec(4)).key not in line.steps
    with pytest.raises(NotTakenError, match="không còn trong tiêu chí"):
        give(contest, SECOND, Given(steps=frozenset({"x"})))


def test_samples_are_counted_by_who_checks(contest: Contest):
    change("work", rule_kind="MAU", rule={"size": 20, "each": "0.5"})
    assert give(contest, SECOND, Given(count=Dec(18))).points == Dec(9)
    with pytest.raises(NotTakenError, match="không âm"):
        give(contest, SECOND, Given(count=Dec(-1)))


def test_a_condition_is_confirmed_or_not(contest: Contest):
    change("work", base_condition="Có kế hoạch", rule_kind="MAU", rule={"size": 20, "each": "0.5"})
    assert give(contest, SECOND, Given(count=Dec(18), base_met=False)).points == 0
    assert give(contest, SECOND, Given(count=Dec(18), base_met=True)).points == Dec(9)


@pytest.mark.parametrize(
    ("key", "values", "words"),
    [
        ("fish", {}, "tự tính từ số liệu"),
        ("late", {}, "tự tính từ số liệu"),
        ("work", {"self_scored": False}, "không tự chấm"),
    ],
)
def test_the_unit_types_only_what_is_its_own(contest: Contest, key: str, values: dict, words: str):
    if values:
        change(key, **values)
    with pytest.raises(RefusedError, match=words):
        give(contest, SELF, Given(Dec(0)), key)


def test_what_was_not_given_is_not_scored(contest: Contest):
    ScoreLine.objects.filter(criterion__key="fish").update(auto_state=LineStateChoice.NOT_ASSIGNED)
    with pytest.raises(RefusedError, match="không được giao"):
        give(contest, COUNCIL, Given(Dec(1), "Vì"), "fish")


def test_a_settled_or_announced_round_is_closed(contest: Contest):
    ScoringRound.objects.update(state=RoundState.PROVISIONAL)
    with pytest.raises(RefusedError, match="kết quả dự kiến"):
        give(contest, SELF, Given(Dec(1)))
    ScoringRound.objects.update(state=RoundState.FROZEN, frozen_at=SCORED)
    for column in (SELF, SECOND, COUNCIL):
        with pytest.raises(RefusedError, match="đã chốt"):
            give(contest, column, Given(Dec(1), "Vì"))


def test_a_line_that_went_meanwhile_is_told(contest: Contest):
    line = contest.line(V, "work")
    ScoreLine.objects.filter(pk=line.pk).delete()
    with pytest.raises(DomainError, match="không còn trong bộ tiêu chí"):
        giving.give(line, SECOND, Given(Dec(1)), expected=1, by=contest.season.office, at=SCORED)


def test_strangers_to_a_column_are_refused(contest: Contest, season: SmallSeason):
    for column in (SECOND, COUNCIL):
        with pytest.raises(RefusedError):
            give(contest, column, Given(Dec(1), "Vì"), by=season.heads[V])
    inspector = season.commune.actor(Role.INSPECTOR)
    with pytest.raises(RefusedError):
        give(contest, COUNCIL, Given(Dec(1), "Vì"), by=inspector)
    assert give(contest, SECOND, Given(Dec(1)), by=inspector).points == Dec(1)
