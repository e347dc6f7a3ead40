"""Shares of goals that name a level: at least, more than, within, not above, maintained."""

from decimal import Decimal
from fractions import Fraction

from thidua.core.achievement.result import FULL, NONE, VERDICT_WORDS, Achievement, share_text
from thidua.core.goal_text import amount_text, numbers_text, strict_word
from thidua.core.parsing.reading import Comparator
from thidua.core.targets import Goal, Verdict


def achievement_of_level(goal: Goal, actual: Decimal, ceiling: Decimal | None) -> Achievement:
    """Measure a level; what stands above `ceiling` does not count."""
    counted = actual if ceiling is None else min(actual, ceiling)
    if goal.is_limit:
        share, line = _not_above(goal, counted)
    elif goal.comparator == Comparator.MAINTAIN:
        share, line = _kept(goal, counted)
    else:
        share, line = _at_least(goal, counted)
    if counted != actual:
        line = f"Báo cáo {_amount(goal, actual)}, chỉ tính đến mức cao nhất {_amount(goal, counted)}. {line}"
    verdict = goal.judge(counted)
    return Achievement(verdict, share, f"{line} {judged(goal, verdict)}")


def judged(goal: Goal, verdict: Verdict) -> str:
    """Say the verdict; at a strict edge say why the very number is not enough."""
    word = strict_word(goal)
    if verdict == Verdict.MISSED and word:
        return f"Chưa đạt: phải {word} {numbers_text(goal)}."
    return VERDICT_WORDS[verdict]


def _at_least(goal: Goal, actual: Decimal) -> tuple[Fraction, str]:
    low, high = goal.ends
    if low < high and low <= actual <= high:
        return FULL, f"{_amount(goal, actual)}, trong khoảng {numbers_text(goal)}: 100%."
    return _ratio(goal, actual, high if actual > high else low)


def _kept(goal: Goal, actual: Decimal) -> tuple[Fraction, str]:
    level, _ = goal.ends
    if actual >= level:
        return FULL, f"{_amount(goal, actual)}, giữ được mức {numbers_text(goal)}: 100%."
    return _ratio(goal, actual, level)


def _not_above(goal: Goal, actual: Decimal) -> tuple[Fraction, str]:
    _, limit = goal.ends
    if actual <= limit:
        side = "đúng mức" if actual == limit and strict_word(goal) else strict_word(goal) or "không quá"
        return FULL, f"{_amount(goal, actual)}, {side} {_amount(goal, limit)}: 100%."
    share = Fraction(limit) / Fraction(actual)
    return share, f"{_amount(goal, limit)} : {_amount(goal, actual)} = {share_text(share)}."


def _ratio(goal: Goal, actual: Decimal, measure: Decimal) -> tuple[Fraction, str]:
    if measure == 0:
        share = FULL if actual >= 0 else NONE
        return share, f"{_amount(goal, actual)} so với mức 0: {share_text(share)}."
    share = max(Fraction(actual) / Fraction(measure), NONE)
    return share, f"{_amount(goal, actual)} : {_amount(goal, measure)} = {share_text(share)}."


def _amount(goal: Goal, number: Decimal) -> str:
    return amount_text(number, goal.unit)
