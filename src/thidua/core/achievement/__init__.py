"""How far a result has come towards its goal, as an exact share and a sentence that shows the arithmetic.

Every share is a `Fraction` of one; rounding happens only when it is printed. A figure that was not reported
has no share at all: it is neither zero nor missed.
"""

from decimal import Decimal
from fractions import Fraction

from thidua.core.achievement.changes import achievement_of_change
from thidua.core.achievement.levels import achievement_of_level
from thidua.core.achievement.result import (
    FULL,
    NONE,
    NOT_REPORTED,
    Achievement,
    Nature,
    Observation,
    share_text,
)
from thidua.core.targets import CHANGES, Goal, Verdict

__all__ = ["NOT_REPORTED", "Achievement", "Nature", "Observation", "achievement_of", "share_text"]


def achievement_of(goal: Goal, seen: Observation, *, ceiling: Decimal | None = None) -> Achievement:
    """Hold what was seen against the goal.

    `ceiling` is the natural end of a rate (100 for percent of households): nothing above it counts.
    """
    if seen.steps_total:
        return _milestone(seen, seen.steps_total)
    if not goal.has_numbers:
        return _state(goal, seen)
    if seen.value is None:
        return NOT_REPORTED
    if goal.comparator in CHANGES:
        return achievement_of_change(goal, seen.value, seen.base)
    return achievement_of_level(goal, seen.value, ceiling)


def _milestone(seen: Observation, total: int) -> Achievement:
    """Count the steps; all of them without a decision is still short of the goal."""
    if seen.decision:
        return Achievement(Verdict.MET, FULL, f"Đã có quyết định công nhận ({seen.decision}). Đạt.")
    if seen.steps_done is None:
        return NOT_REPORTED
    share = Fraction(seen.steps_done, total)
    line = f"{seen.steps_done} : {total} tiêu chí = {share_text(share)}."
    return Achievement(Verdict.MISSED, share, f"{line} Chưa đạt: chưa có quyết định công nhận.")


def _state(goal: Goal, seen: Observation) -> Achievement:
    verdict = goal.judge_fact(reached=seen.reached)
    if verdict == Verdict.NOT_REPORTED:
        return NOT_REPORTED
    if verdict == Verdict.MET:
        return Achievement(verdict, FULL, "Đạt, có minh chứng.")
    return Achievement(verdict, NONE, "Chưa đạt.")
