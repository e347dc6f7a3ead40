"""Parts against the whole: every remainder and every drift is stated, and no part is not zero."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.achievement import Nature
from thidua.core.allocation import AllocationKind, Fit, Part, reconcile, usual_kind
from thidua.core.parsing.reading import Comparator
from thidua.core.targets import Goal

C = Comparator
D = Decimal
K = AllocationKind
GRAIN = Goal(C.EQ, D(2350), D(2350), "tấn")
TREES = Goal(C.GE, D(3000), None, "cây")
REVENUE = Goal(C.RANGE, D(19), D(20), "tỷ đồng")
FIRES = Goal(C.LE, None, D(3), "vụ")
INSURED = Goal(C.GE, D(95), None, "%")
WATER = Goal(C.GT, D(98), None, "%")
STATE = Goal(C.QUALITATIVE)


def given_parts(*amounts):
    return [Part(f"Thôn {place}", None if a is None else D(a)) for place, a in enumerate(amounts, 1)]


def rates(*pairs):
    return [Part(f"Thôn {place}", *map(D, pair)) for place, pair in enumerate(pairs, 1)]


@pytest.mark.parametrize(
    ("goal", "parts", "fit", "sentence"),
    [
        (GRAIN, (None, None), Fit.NONE, "Chưa giao cho đơn vị nào. Còn 2.350 tấn chưa giao."),
        (FIRES, (None,), Fit.NONE, "Chưa giao cho đơn vị nào. Còn 3 vụ chưa giao."),
        (GRAIN, ("1200", "1000"), Fit.SHORT, "Đã giao 2.200 tấn. Còn 150 tấn chưa giao."),
        (
            GRAIN,
            ("2200", None),
            Fit.SHORT,
            "Đã giao 2.200 tấn. Còn 150 tấn chưa giao. Chưa giao cho Thôn 2.",
        ),
        (GRAIN, ("2350", "0"), Fit.WHOLE, "Đã giao đủ 2.350 tấn."),
        (TREES, ("3020",), Fit.OVER, "Giao vượt 20 cây so với chỉ tiêu 3.000 cây."),
        (REVENUE, ("10", "9.5"), Fit.WHOLE, "Đã giao đủ 19,5 tỷ đồng."),
        (REVENUE, ("10", "8.9"), Fit.SHORT, "Đã giao 18,9 tỷ đồng. Còn 0,1 tỷ đồng chưa giao."),
        (REVENUE, ("21",), Fit.OVER, "Giao vượt 1 tỷ đồng so với chỉ tiêu 19 – 20 tỷ đồng."),
        (FIRES, ("1", "1"), Fit.WHOLE, "Đã giao 2 vụ, không vượt mức 3 vụ."),
        (FIRES, ("2", "2"), Fit.OVER, "Giao vượt 1 vụ so với chỉ tiêu 3 vụ."),
        (Goal(C.GT, D(5), None, "ha"), ("5",), Fit.SHORT, "Đã giao đúng 5 ha, chỉ tiêu là trên 5 ha."),
        (Goal(C.LT, None, D(5), "vụ"), ("5",), Fit.OVER, "Đã giao đúng 5 vụ, chỉ tiêu là dưới 5 vụ."),
        (
            Goal(C.DECREASE_BY, D(20), None, "hộ"),
            ("12",),
            Fit.SHORT,
            "Đã giao 12 hộ. Còn 8 hộ chưa giao.",
        ),
    ],
)
def test_sums(goal, parts, fit, sentence):
    found = reconcile(K.SUM, goal, given_parts(*parts))
    assert (found.fit, found.sentence) == (fit, sentence)


def test_not_assigned_is_not_zero():
    assert reconcile(K.SUM, TREES, given_parts("0", None)).without == ("Thôn 2",)
    assert reconcile(K.SUM, TREES, given_parts("0")).assigned == 0
    assert reconcile(K.SUM, TREES, given_parts(None)).assigned is None


def test_many_units_without_a_part_are_cut_and_counted():
    sentence = reconcile(K.SUM, TREES, given_parts("1", *[None] * 8)).sentence
    assert sentence.endswith("Chưa giao cho Thôn 2, Thôn 3, Thôn 4, Thôn 5, Thôn 6, Thôn 7 và 2 đơn vị khác.")


@pytest.mark.parametrize(
    ("goal", "pairs", "fit", "sentence"),
    [
        (
            INSURED,
            [("100", "100"), ("900", "1000")],
            Fit.SHORT,
            "Cộng các đơn vị: 1.000 : 1.100 = 90,91%, thấp hơn chỉ tiêu 95% là 4,09 điểm %.",
        ),
        (INSURED, [("190", "200")], Fit.WHOLE, "Cộng các đơn vị: 190 : 200 = 95%, đủ chỉ tiêu 95%."),
        (
            INSURED,
            [("97", "100")],
            Fit.OVER,
            "Cộng các đơn vị: 97 : 100 = 97%, cao hơn chỉ tiêu 95% là 2 điểm %.",
        ),
        (
            WATER,
            [("98", "100")],
            Fit.SHORT,
            "Cộng các đơn vị: 98 : 100 = 98%, chưa đủ chỉ tiêu trên 98%.",
        ),
        (
            INSURED,
            [("94999", "100000")],
            Fit.SHORT,
            "Cộng các đơn vị: 94.999 : 100.000 = 94,999%, thấp hơn chỉ tiêu 95% là chưa tới 0,01 điểm %.",
        ),
        (
            Goal(C.GE, D(2), None, "lượt/người"),
            [("150", "100")],
            Fit.SHORT,
            "Cộng các đơn vị: 150 : 100 = 1,5 lượt/người, thấp hơn chỉ tiêu 2 lượt/người là 0,5 lượt/người.",
        ),
        (
            INSURED,
            [("0", "0")],
            Fit.NONE,
            "Chưa giao cho đơn vị nào đủ tử số và mẫu số nên chưa tính được tỷ lệ chung.",
        ),
    ],
)
def test_rates_add_up_by_numerators_and_denominators(goal, pairs, fit, sentence):
    found = reconcile(K.WEIGHTED_MEAN, goal, rates(*pairs))
    assert (found.fit, found.sentence) == (fit, sentence)


def test_a_rate_without_its_denominator_is_named():
    parts = [*rates(("95", "100")), Part("Thôn 9", D(50)), Part("Thôn 10", None, D(50))]
    found = reconcile(K.WEIGHTED_MEAN, INSURED, parts)
    assert (found.assigned, found.without) == (95, ("Thôn 9", "Thôn 10"))


@pytest.mark.parametrize(
    ("parts", "fit", "below", "sentence"),
    [
        ((None,), Fit.NONE, (), "Chưa giao cho đơn vị nào; mỗi đơn vị phải đạt 95%."),
        (("95", "100"), Fit.WHOLE, (), "Đã giao cho 2 đơn vị, đều tới mức 95%."),
        (("95", "90"), Fit.SHORT, ("Thôn 2",), "Giao chưa tới mức 95%: Thôn 2 (90%)."),
        (("95", None), Fit.SHORT, (), "Đã giao cho 1 đơn vị, đều tới mức 95%. Chưa giao cho Thôn 2."),
    ],
)
def test_each_must_reach_the_level(parts, fit, below, sentence):
    found = reconcile(K.EACH, INSURED, given_parts(*parts))
    assert (found.fit, found.below, found.sentence) == (fit, below, sentence)


@pytest.mark.parametrize(
    ("level", "sentence"),
    [
        ("3", "Đã giao cho 1 đơn vị, đều không quá mức 3 vụ."),
        ("4", "Giao quá mức 3 vụ: Thôn 1 (4 vụ)."),
    ],
)
def test_each_keeps_below_a_limit(level, sentence):
    assert reconcile(K.EACH, FIRES, given_parts(level)).sentence == sentence


@pytest.mark.parametrize(
    ("owners", "fit", "sentence"),
    [
        ((), Fit.NONE, "Chưa giao đơn vị nào chủ trì."),
        (("Trạm y tế",), Fit.WHOLE, "Trạm y tế chủ trì."),
        (
            ("Trạm y tế", "Công an"),
            Fit.OVER,
            "Có 2 đơn vị cùng chủ trì: Trạm y tế, Công an. Chỉ để một đơn vị chủ trì.",
        ),
    ],
)
def test_one_owner(owners, fit, sentence):
    parts = [Part("Thôn 1"), *(Part(owner, is_owner=True) for owner in owners)]
    found = reconcile(K.ONE, STATE, parts)
    assert (found.fit, found.sentence) == (fit, sentence)


@pytest.mark.parametrize(
    ("goal", "nature", "kind"),
    [
        (GRAIN, Nature.CUMULATIVE, K.SUM),
        (INSURED, Nature.LEVEL, K.WEIGHTED_MEAN),
        (Goal(C.GE, D(90), None, "%"), Nature.RATE, K.WEIGHTED_MEAN),
        (Goal(C.INCREASE_BY, D(11), None, "%"), Nature.RATE, K.EACH),
        (Goal(C.GE, D(56), None, "triệu đồng"), Nature.LEVEL, K.EACH),
        (STATE, Nature.LEVEL, K.ONE),
        (INSURED, Nature.MILESTONE, K.ONE),
    ],
)
def test_usual_kind(goal, nature, kind):
    assert usual_kind(goal, nature) == kind


numbers = st.decimals(0, 10**9, places=3)


@given(numbers, st.lists(numbers, min_size=1, max_size=20))
def test_assigned_and_rest_less_over_is_always_the_whole(whole, amounts):
    goal = Goal(C.EQ, whole, whole, "tấn")
    found = reconcile(K.SUM, goal, given_parts(*amounts))
    assert found.assigned + found.rest - found.over == Fraction(whole)
    assert not (found.rest and found.over)
    assert (found.fit == Fit.WHOLE) == (found.rest == found.over == 0)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(500, 1000)), min_size=1, max_size=20))
def test_a_common_rate_lies_between_the_lowest_and_the_highest(pairs):
    rate = reconcile(K.WEIGHTED_MEAN, INSURED, rates(*pairs)).assigned
    each = [Fraction(count * 100, base) for count, base in pairs]
    assert min(each) <= rate <= max(each)
