from decimal import Decimal

import pytest

from thidua.core.achievement import Nature
from thidua.core.allocation import AllocationKind
from thidua.core.following import Following, problems_of
from thidua.core.parsing.reading import Comparator
from thidua.core.targets import Goal

N, K = Nature, AllocationKind
TREES = Goal(Comparator.EQ, Decimal(3000), Decimal(3000), "cây")
CLEAN = Goal(Comparator.GE, Decimal(95), None, "%")
GROWTH = Goal(Comparator.INCREASE_BY, Decimal(11), None, "%")
FEWER = Goal(Comparator.DECREASE_BY, Decimal(20), Decimal(20), "hộ")
NEW_RURAL = Goal(Comparator.QUALITATIVE)


@pytest.mark.parametrize(
    ("goal", "chosen"),
    [
        (TREES, Following(N.CUMULATIVE, K.SUM)),
        (TREES, Following(N.LEVEL, K.ONE, due_days=-6)),
        (CLEAN, Following(N.RATE, K.WEIGHTED_MEAN, Decimal(100))),
        (CLEAN, Following(N.RATE, K.EACH, Decimal(95))),
        (GROWTH, Following(N.RATE, K.EACH, Decimal(5))),
        (FEWER, Following(N.CUMULATIVE, K.SUM)),
        (NEW_RURAL, Following(N.MILESTONE, K.ONE, steps_total=19)),
        (NEW_RURAL, Following(N.STATE, K.ONE)),
    ],
)
def test_what_fits_has_no_problem(goal: Goal, chosen: Following) -> None:
    assert problems_of(goal, chosen) == ()


@pytest.mark.parametrize(
    ("goal", "chosen", "field", "words"),
    [
        (TREES, Following(N.STATE, K.ONE), "nature", "đo bằng số"),
        (NEW_RURAL, Following(N.CUMULATIVE, K.ONE), "nature", "không đo bằng số"),
        (NEW_RURAL, Following(N.STATE, K.SUM), "allocation_kind", "chủ trì"),
        (CLEAN, Following(N.RATE, K.SUM), "allocation_kind", "Tỷ lệ không cộng được"),
        (TREES, Following(N.CUMULATIVE, K.WEIGHTED_MEAN), "allocation_kind", "mức hoặc tỷ lệ"),
        (GROWTH, Following(N.RATE, K.WEIGHTED_MEAN), "allocation_kind", "mức hoặc tỷ lệ"),
        (CLEAN, Following(N.RATE, K.EACH, Decimal(94)), "ceiling", "nhỏ hơn mức"),
        (CLEAN, Following(N.RATE, K.EACH, Decimal(0)), "ceiling", "lớn hơn 0"),
        (TREES, Following(N.CUMULATIVE, K.SUM, steps_total=3), "steps_total", "từng tiêu chí"),
        (TREES, Following(N.CUMULATIVE, K.SUM, due_days=91), "due_days", "đến 90 ngày"),
        (TREES, Following(N.CUMULATIVE, K.SUM, due_days=-32), "due_days", "Ghi từ -31"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(
    goal: Goal, chosen: Following, field: str, words: str
) -> None:
    (problem,) = problems_of(goal, chosen)
    assert problem.field == field
    assert words in problem.sentence
