"""Points of who is exactly on pace: exact, and none where the rule holds nothing against the goal."""

from decimal import Decimal
from fractions import Fraction

import pytest

from thidua.core.scoring.pace import pace_sentence, points_on_pace
from thidua.core.scoring.rules import (
    AgainstAverage,
    AllOrNothing,
    Band,
    Bands,
    BaseAndSteps,
    Judged,
    MeanOfShares,
    Measure,
    Proportional,
    Rule,
)

TEN = Decimal(10)
HALF, SEVEN_MONTHS = Fraction(1, 2), Fraction(213, 366)
BANDS = Bands(TEN, (Band(Decimal(50), Decimal(4)), Band(Decimal(100), TEN)))


@pytest.mark.parametrize(
    ("rule", "expected", "points"),
    [
        (Proportional(TEN), [SEVEN_MONTHS], Fraction(2130, 366)),
        (BANDS, [HALF], Fraction(4)),
        (BANDS, [Fraction(49, 100)], Fraction(0)),
        (AllOrNothing(TEN), [Fraction(99, 100)], Fraction(0)),
        (AllOrNothing(TEN), [Fraction(1)], Fraction(10)),
        (AllOrNothing(TEN, Decimal(50), Measure.SHARE), [HALF], Fraction(10)),
        (BaseAndSteps(TEN, Decimal(40), Decimal(2), Decimal(5), Decimal(1)), [HALF], Fraction(4)),
        (MeanOfShares(TEN), [HALF, Fraction(1)], Fraction(15, 2)),
        (Proportional(TEN, Measure.VALUE), [HALF], None),
        (AllOrNothing(TEN, Decimal(85)), [HALF], None),
        (AgainstAverage(TEN), [HALF], None),
        (Judged(TEN), [HALF], None),
        (Proportional(TEN), [], None),
    ],
)
def test_points_on_pace(rule: Rule, expected: list[Fraction], points: Fraction | None) -> None:
    assert points_on_pace(rule, expected) == points


def test_the_sentence_says_what_is_lost() -> None:
    told = pace_sentence("Trồng cây", Proportional(TEN), [SEVEN_MONTHS], "31/07/2024")
    assert told == (
        "“Trồng cây” so với chỉ tiêu cả năm. Đến hết 31/07/2024, đúng tiến độ là 58,2%, "
        "được 5,82 trong 10 điểm."
    )


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Proportional(TEN), [Fraction(1)]),
        (AllOrNothing(TEN, Decimal(50), Measure.SHARE), [HALF]),
        (Judged(TEN), [HALF]),
    ],
)
def test_nothing_is_said_where_nothing_is_lost(rule: Rule, expected: list[Fraction]) -> None:
    assert pace_sentence("Trồng cây", rule, expected, "31/07/2024") == ""
