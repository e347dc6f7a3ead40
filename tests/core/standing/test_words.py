"""How levels and their verification are told."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.core.standing.test_standing import (
    CASES,
    INSURED,
    OCTOBER,
    QUARTERS,
    TREES,
    C,
    K,
    follow,
    quarters,
)

from thidua.core.achievement import Nature
from thidua.core.standing import (
    PeriodSum,
    rule_sentence,
    shown_level,
    stand_of,
    verification_sentence,
    verified_only,
)
from thidua.core.targets import Goal


def _said(followed, sums):
    return verification_sentence(followed, sums, stand_of(followed, sums, OCTOBER))


@pytest.mark.parametrize(
    ("verified", "sentence"),
    [
        ((750, 750), "Số này đã thẩm định hết."),
        ((750, None), "Còn 750 cây (50%) chưa thẩm định."),
        ((None, None), "Số này chưa được thẩm định."),
    ],
)
def test_what_was_not_verified_is_said_in_the_unit_of_the_target(verified, sentence):
    sums = [
        PeriodSum(
            period,
            Decimal(750),
            verified_value=None if value is None else Decimal(value),
            sent=1,
            verified=int(value is not None),
        )
        for period, value in zip(QUARTERS, verified, strict=False)
    ]
    assert _said(follow(TREES), sums) == sentence


def test_of_a_rate_the_figures_are_counted():
    sums = [PeriodSum(QUARTERS[2], Decimal(94), Decimal(100), owed=9, sent=9, verified=6)]
    assert _said(follow(INSURED, Nature.RATE, K.WEIGHTED_MEAN), sums) == "Mới thẩm định 6 trên 9 số liệu."


def test_a_verified_sum_that_was_corrected_down_is_told_by_its_count():
    sums = [PeriodSum(QUARTERS[0], Decimal(5), verified_value=Decimal(9), owed=2, sent=2, verified=1)]
    assert _said(follow(TREES), sums) == "Mới thẩm định 1 trên 2 số liệu."


@pytest.mark.parametrize(("goal", "word"), [(INSURED, "đơn vị thấp nhất"), (CASES, "đơn vị cao nhất")])
def test_the_worst_of_a_limit_is_the_highest(goal, word):
    assert word in rule_sentence(follow(goal, kind=K.EACH))


def test_a_decision_is_verified_only_once_it_was():
    sent = PeriodSum(QUARTERS[0], decision="12/QĐ-UBND", sent=1)
    seen = replace(sent, verified_decision="12/QĐ-UBND", verified=1)
    assert [one.decision for one in verified_only([sent, seen])] == ["", "12/QĐ-UBND"]


def test_who_owes_it_no_longer_does_not_make_it_whole():
    assert not PeriodSum(QUARTERS[0], owed=2, sent=2, outside=1).is_whole
    assert PeriodSum(QUARTERS[0], owed=2, sent=3, outside=1).is_whole


def test_nothing_reported_needs_no_word_of_verification():
    assert _said(follow(TREES), quarters(None)) == ""


@pytest.mark.parametrize(
    ("nature", "goal", "more", "value", "words"),
    [
        (Nature.CUMULATIVE, TREES, {}, "2212.4", "2.212,4 cây"),
        (Nature.MILESTONE, Goal(C.QUALITATIVE), {"steps_total": 19}, "14", "14/19 tiêu chí"),
        (Nature.MILESTONE, Goal(C.QUALITATIVE), {}, "14", "14 tiêu chí"),
        (Nature.STATE, Goal(C.QUALITATIVE), {}, "1", "đạt"),
        (Nature.STATE, Goal(C.QUALITATIVE), {}, "0", "chưa đạt"),
        (
            Nature.LEVEL,
            Goal(C.DECREASE_BY, Decimal(20), Decimal(20), "hộ"),
            {"base": Decimal(90)},
            "95",
            "tăng 5 hộ",
        ),
        (Nature.RATE, Goal(C.INCREASE_BY, Decimal(3), None, "%"), {"base": Decimal(0)}, "5", "chưa có số"),
        (Nature.RATE, Goal(C.INCREASE_BY, Decimal(3), None, "%"), {}, "5", "tăng 5%"),
        (Nature.CUMULATIVE, Goal(C.DECREASE_BY, Decimal(3), None, "vụ"), {}, "2", "giảm 2 vụ"),
    ],
)
def test_a_level_in_words(nature, goal, more, value, words):
    followed = follow(goal, nature, K.ONE, **more)
    found = stand_of(followed, [PeriodSum(QUARTERS[2], Decimal(value))], OCTOBER)
    assert shown_level(followed, found.level) == words


def test_no_level_in_words():
    assert shown_level(follow(TREES), None) == "chưa có số"


@pytest.mark.parametrize(
    ("nature", "kind", "more", "words"),
    [
        (Nature.CUMULATIVE, K.SUM, {}, "Đạt 3.000 cây. Cộng số của các đơn vị, cộng các kỳ từ đầu năm."),
        (Nature.CUMULATIVE, K.ONE, {}, "Đạt 3.000 cây. Cộng các kỳ từ đầu năm."),
        (Nature.LEVEL, K.ONE, {}, "Đạt 3.000 cây."),
        (
            Nature.LEVEL,
            K.EACH,
            {},
            "Đạt 3.000 cây. Đơn vị nào cũng phải đạt nên lấy theo đơn vị thấp nhất.",
        ),
        (
            Nature.RATE,
            K.WEIGHTED_MEAN,
            {},
            "Đạt 3.000 cây. Cộng số đếm được của các đơn vị rồi chia cho tổng số.",
        ),
        (Nature.MILESTONE, K.ONE, {}, "Đạt khi có quyết định công nhận."),
        (
            Nature.MILESTONE,
            K.ONE,
            {"steps_total": 19},
            "Đạt khi có quyết định công nhận. Tiến độ đếm theo 19 tiêu chí.",
        ),
    ],
)
def test_the_rule_in_words(nature, kind, more, words):
    assert rule_sentence(follow(TREES, nature, kind, **more)) == words
