"""Trying a set out: other weights, the same results, who moves."""

from decimal import Decimal as Dec

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.scoring.sets import criteria_sets, marks_for

from thidua.core.scoring import CriteriaSet, Criterion, Group, GroupKind, LineState, Mark
from thidua.core.scoring.rules import Deducted, Judged
from thidua.core.scoring.trying import moves_between, places_of, reweighed


def mark(points: str) -> Mark:
    return Mark(Dec(points), LineState.SCORED)


A, B = (Criterion(key, key, Judged(Dec(maximum))) for key, maximum in (("a", "60"), ("b", "40")))
LATE = Criterion("late", "Muộn", Deducted(Dec(0), Dec(1)))
SET = CriteriaSet(
    "Bộ",
    Dec(100),
    (
        Group("1", "Chính", Dec(100), (A, B)),
        Group("2", "Trừ", Dec(5), (LATE,), kind=GroupKind.DEDUCTION),
    ),
)
MARKS = {
    "Thôn 1": {"a": mark("60"), "b": mark("10"), "late": mark("0")},
    "Thôn 2": {"a": mark("24"), "b": mark("40"), "late": mark("-2")},
}


def test_points_keep_their_share_of_the_new_maximum():
    after = reweighed(SET, MARKS, {"a": Dec(20), "b": Dec(80)})
    assert [(place.key, place.entrant.points) for place in after] == [
        ("Thôn 2", Dec(86)),
        ("Thôn 1", Dec(40)),
    ]


def test_one_weight_alone_brings_the_whole_back_to_its_total():
    """a 60 → 160: the set is 200, halved to 100; Thôn 1 (160 + 10) : 2, Thôn 2 (64 + 40) : 2 − 2."""
    after = {place.key: place.entrant.points for place in reweighed(SET, MARKS, {"a": Dec(160)})}
    assert after == {"Thôn 1": Dec(85), "Thôn 2": Dec(50)}


def test_who_moves_and_by_how_much():
    before, after = places_of(SET, MARKS), reweighed(SET, MARKS, {"a": Dec(20), "b": Dec(80)})
    first, second = moves_between(before, after)
    assert (first.key, first.before, first.after, first.steps) == ("Thôn 2", 2, 1, 1)
    assert (first.points_before, first.points_after) == (Dec(62), Dec(86))
    assert second.steps == -1


def test_a_unit_that_is_in_one_list_only_is_no_move():
    assert moves_between(places_of(SET, {}), places_of(SET, MARKS)) == ()


def test_weights_that_are_all_nothing_leave_deductions_only():
    after = reweighed(SET, MARKS, {"a": Dec(0), "b": Dec(0)})
    assert [place.entrant.points for place in after] == [Dec(0), Dec(0)]


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_without_other_weights_nothing_changes(data: st.DataObject):
    criteria = data.draw(criteria_sets())
    marks = data.draw(marks_for(criteria, units=3))
    same = reweighed(criteria, marks, {})
    if criteria.total:
        assert [(one.key, one.place) for one in same] == [
            (one.key, one.place) for one in places_of(criteria, marks)
        ]
