"""Examples of a rule are results one can check by hand."""

from decimal import Decimal as Dec

import pytest
from hypothesis import given
from tests.core.scoring.sets import RULES

from thidua.core.scoring import LineState
from thidua.core.scoring.examples import examples_of
from thidua.core.scoring.rules import (
    AgainstAverage,
    AllOrNothing,
    Band,
    Bands,
    BaseAndSteps,
    BaseLessFaults,
    Counted,
    Deducted,
    Judged,
    Measure,
    Milestones,
    Proportional,
    Rule,
    RuleKind,
    Sampled,
    Step,
)


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        (Proportional(Dec(10)), [("đạt 50%", 5), ("đạt 80%", 8), ("đạt 100%", 10), ("đạt 110%", 10)]),
        (
            Bands(Dec(5), (Band(Dec(88), Dec(2)), Band(Dec(100), Dec(5))), Measure.VALUE),
            [("kết quả 87", 0), ("kết quả 88", 2), ("kết quả 100", 5)],
        ),
        (AllOrNothing(Dec(5), Dec(95)), [("kết quả 94", 0), ("kết quả 95", 5)]),
        (AllOrNothing(Dec(5)), [("đạt 50%", 0), ("đạt 80%", 0), ("đạt 100%", 5), ("đạt 110%", 5)]),
        (
            BaseAndSteps(Dec(5), Dec(70), Dec(3), Dec(5), Dec("0.5")),
            [("đạt 70%", 3), ("đạt 75%", Dec("3.5")), ("đạt 80%", 4)],
        ),
        (Counted(Dec(3), Dec("1.5")), [("0 lần", 0), ("1 lần", Dec("1.5")), ("3 lần", 3)]),
        (Deducted(Dec(0), Dec(1)), [("0 lần", 0), ("1 lần", -1), ("3 lần", -3)]),
        (Sampled(Dec(20), 50, Dec("0.4")), [("10 mẫu đúng", 4), ("30 mẫu đúng", 12), ("50 mẫu đúng", 20)]),
        (
            BaseLessFaults(Dec(10), Dec(10)),
            [("3 lỗi", 7), ("không có gì", 10), ("2 việc tốt", 10)],
        ),
        (
            Milestones(Dec(3), (Step("a", "Họp", Dec(1)), Step("b", "Ký", Dec(2)))),
            [("làm 0 trong 2 việc", 0), ("làm 1 trong 2 việc", 1), ("làm 2 trong 2 việc", 3)],
        ),
        (Judged(Dec(5)), []),
    ],
)
def test_results_and_points(rule: Rule, shown: list[tuple[str, object]]):
    assert [(one.result, one.award.points) for one in examples_of(rule)] == shown


def test_the_average_is_of_three_units():
    assert [one.award.points for one in examples_of(AgainstAverage(Dec(2)))] == [0, 0, 2, 2]


@given(RULES)
def test_every_rule_but_a_persons_has_examples_that_are_scored(rule: Rule):
    found = examples_of(rule)
    assert bool(found) == (rule.kind != RuleKind.JUDGED)
    assert all(one.award.state == LineState.SCORED for one in found)
