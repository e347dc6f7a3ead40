"""What people read beside points: rounded as they count, base and bonus apart, units said."""

from decimal import Decimal as Dec
from fractions import Fraction as Frac

import pytest

from thidua.core.scoring import CriteriaSet, Criterion, Group, GroupKind, Observed
from thidua.core.scoring.marking import explain
from thidua.core.scoring.points import points_words
from thidua.core.scoring.rules import AllOrNothing, Judged, Measure, Milestones, Proportional, Step


def group(key: str, maximum: int, kind: GroupKind = GroupKind.BASE) -> Group:
    return Group(key, key, Dec(maximum), (), kind=kind)


@pytest.mark.parametrize(
    ("kind", "words"),
    [(GroupKind.BASE, "45"), (GroupKind.BONUS, "thưởng đến 45"), (GroupKind.DEDUCTION, "trừ đến 45")],
)
def test_a_group_says_what_it_gives_or_takes(kind: GroupKind, words: str):
    assert group("a", 45, kind).most == words
    assert group("a", 45, kind).range_words == f"{'tối đa ' if words == '45' else ''}{words} điểm"


def test_a_set_says_what_is_given_beyond_its_total():
    groups = (group("a", 60), group("b", 40), group("c", 5, GroupKind.DEDUCTION))
    assert CriteriaSet("x", Dec(100), groups).most == "100 điểm"
    more = (*groups, group("d", 4, GroupKind.BONUS), group("e", 5, GroupKind.BONUS))
    assert CriteriaSet("x", Dec(100), more).most == "100 + 9 điểm thưởng"


@pytest.mark.parametrize(
    ("share", "places", "last"),
    [
        ("0.883333", 2, "88,33% × 20 điểm = 17,67 điểm."),
        ("0.883333", 0, "88,33% × 20 điểm = 18 điểm."),
        ("0.5", 2, "50% × 20 điểm = 10 điểm."),
    ],
)
def test_arithmetic_ends_in_the_points_that_count(share: str, places: int, last: str):
    criterion = Criterion("a", "A", Proportional(Dec(20)))
    found = explain(criterion, Observed(share=Frac(share)), (), places)
    assert found.award.arithmetic[-1] == last


def test_points_of_people_have_no_arithmetic_to_round():
    found = explain(Criterion("a", "A", Judged(Dec(10), Dec("0.5"))), Observed(), (), 2)
    assert found.award.arithmetic == ("Chưa có người chấm.",)


def test_rules_say_of_what_their_numbers_are():
    assert AllOrNothing(Dec(10)).sentence == "Đạt chỉ tiêu: 10 điểm; chưa đạt: 0 điểm."
    shared = AllOrNothing(Dec(10), at_least=Dec(98), measure=Measure.SHARE)
    assert shared.sentence == "Đạt từ 98% chỉ tiêu: 10 điểm; chưa đạt: 0 điểm."
    valued = AllOrNothing(Dec(10), at_least=Dec(98), measure=Measure.VALUE)
    assert valued.sentence == "Kết quả từ 98 trở lên: 10 điểm; chưa đạt: 0 điểm."
    steps = Milestones(Dec(7), (Step("a", "có kế hoạch", Dec(3)), Step("b", "họp thôn", Dec(4))))
    assert steps.sentence == "Cộng điểm các việc đã làm: có kế hoạch 3 điểm; họp thôn 4 điểm."


@pytest.mark.parametrize(
    ("points", "words"),
    [("9.50", "9,5 điểm"), ("0", "0 điểm"), ("-1", "trừ 1 điểm"), ("-0.25", "trừ 0,25 điểm")],
)
def test_points_are_said_in_words(points: str, words: str):
    assert points_words(Dec(points)) == words
