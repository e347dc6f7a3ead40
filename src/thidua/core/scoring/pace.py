"""What a criterion that divides by the goal of a whole year gives in its midst to who is exactly on pace."""

from collections.abc import Sequence
from fractions import Fraction

from thidua.core.rounding import percent_text, rounded
from thidua.core.scoring.observed import Case, Observed
from thidua.core.scoring.points import points_text
from thidua.core.scoring.rules import AllOrNothing, MeanOfShares, Measure, Rule, RuleKind
from thidua.core.targets import Verdict

_BY_SHARE = frozenset(
    {RuleKind.PROPORTIONAL, RuleKind.BANDS, RuleKind.BASE_AND_STEPS, RuleKind.ALL_OR_NOTHING}
)


def points_on_pace(rule: Rule, expected: Sequence[Fraction]) -> Fraction | None:
    """Return what the rule gives for the shares of its targets that are expected by a day.

    None for rules that hold no result against a goal, and where points depend on the figure of each unit.
    """
    if isinstance(rule, MeanOfShares):
        return rule.award(Case(Observed(parts=tuple(expected)))).points
    reads_verdict = isinstance(rule, AllOrNothing) and rule.at_least is None
    reads_share = rule.kind in _BY_SHARE and getattr(rule, "measure", None) == Measure.SHARE
    if not expected or not (reads_verdict or reads_share):
        return None
    verdict = Verdict.MET if expected[0] >= 1 else Verdict.MISSED
    return rule.award(Case(Observed(share=expected[0], verdict=verdict))).points


def pace_sentence(name: str, rule: Rule, expected: Sequence[Fraction], day: str) -> str:
    """Say what a criterion is held against and what that means on a day; empty where nothing is lost."""
    points = points_on_pace(rule, expected)
    if points is None or points >= rule.maximum or min(expected) >= 1:
        return ""
    return (
        f"“{name}” so với chỉ tiêu cả năm. Đến hết {day}, đúng tiến độ là {percent_text(min(expected))}, "
        f"được {points_text(rounded(points))} trong {points_text(rule.maximum)} điểm."
    )
