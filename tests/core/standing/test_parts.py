"""What one unit must reach of a target that was given to many."""

from decimal import Decimal

import pytest

from thidua.core.allocation import AllocationKind
from thidua.core.goal_text import goal_text
from thidua.core.parsing.reading import Comparator
from thidua.core.standing import goal_of_part
from thidua.core.targets import Goal, Verdict

C, K = Comparator, AllocationKind


@pytest.mark.parametrize(
    ("goal", "kind", "amount", "base", "words"),
    [
        (Goal(C.EQ, Decimal(3000), Decimal(3000), "cây"), K.SUM, 350, None, "350 cây"),
        (Goal(C.RANGE, Decimal(300), Decimal(350), "người"), K.SUM, 40, None, "40 người"),
        (Goal(C.GE, low=Decimal(95), unit="%"), K.EACH, 97, None, "≥ 97%"),
        (Goal(C.LE, high=Decimal(3), unit="vụ"), K.SUM, 1, None, "≤ 1 vụ"),
        (Goal(C.GE, low=Decimal(95), unit="%"), K.WEIGHTED_MEAN, 190, 200, "≥ 95%"),
        (Goal(C.GE, low=Decimal(95), unit="%"), K.WEIGHTED_MEAN, 190, None, "≥ 95%"),
        (Goal(C.GE, low=Decimal(95), unit="%"), K.WEIGHTED_MEAN, None, 200, "≥ 95%"),
        (Goal(C.EQ, Decimal(1), Decimal(1), "mô hình"), K.ONE, 5, None, "1 mô hình"),
        (Goal(C.INCREASE_BY, low=Decimal(11), unit="%"), K.EACH, 12, None, "tăng ít nhất 12%"),
        (Goal(C.QUALITATIVE), K.EACH, 1, None, "đạt"),
    ],
)
def test_a_part_is_compared_as_the_whole_is(goal, kind, amount, base, words):
    numbers = [None if number is None else Decimal(number) for number in (amount, base)]
    assert goal_text(goal_of_part(goal, kind, *numbers)) == words


def test_a_rate_is_never_rounded_to_the_harder_side():
    at_least = goal_of_part(
        Goal(C.GE, low=Decimal(95), unit="%"), K.WEIGHTED_MEAN, Decimal(193), Decimal(203)
    )
    assert at_least.judge(Decimal("95.073891")) == Verdict.MET
    at_most = goal_of_part(Goal(C.LE, high=Decimal(5), unit="%"), K.WEIGHTED_MEAN, Decimal(2), Decimal(300))
    assert at_most.judge(Decimal("0.666667")) == Verdict.MET
