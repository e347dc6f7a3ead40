"""Shares of goals that name a change: "tăng 11%", "giảm 0,5 điểm %", "giảm 20 hộ"."""

from decimal import Decimal
from fractions import Fraction

from thidua.core.achievement.result import FULL, NONE, VERDICT_WORDS, Achievement, share_text
from thidua.core.goal_text import amount_text, numbers_text
from thidua.core.parsing.reading import Comparator
from thidua.core.quantities import format_number
from thidua.core.rounding import rounded
from thidua.core.targets import Goal, Verdict

_WHOLES = {"%": Fraction(100), "‰": Fraction(1000)}


def achievement_of_change(goal: Goal, value: Decimal, base: Decimal | None) -> Achievement:
    """Measure a change from two levels, or from its own size when the base is not known.

    Growth in percent is measured by indexes (111,01 : 111), as the ratio of the levels themselves would be;
    every other change by its size. Nothing left to lower is a goal reached.
    """
    if base is None:
        return _measured(goal, Fraction(value), _stated(goal, value))
    whole = _WHOLES.get(goal.unit)
    if not _rises(goal) and value == 0 and (whole is not None or base < (goal.low or 0)):
        return Achievement(Verdict.MET, FULL, f"Từ {format_number(base)} giảm hết còn 0. Đạt.")
    size = size_of_change(goal, value, base)
    if size is None:
        return _from_nothing(goal, value)
    return _measured(goal, size, _moved(goal, value, base, size))


def size_of_change(goal: Goal, value: Decimal, base: Decimal) -> Fraction | None:
    """Return how far the level moved the way the goal wants; None for percent of nothing."""
    moved = Fraction(value) - Fraction(base)
    whole = _WHOLES.get(goal.unit)
    if whole is not None:
        if base == 0:
            return None
        moved = moved / Fraction(base) * whole
    return moved if _rises(goal) else -moved


def _measured(goal: Goal, size: Fraction, line: str) -> Achievement:
    verdict = goal.judge_exact(size)
    share = _share(goal, size)
    return Achievement(
        verdict,
        share,
        f"{line}, mức giao {numbers_text(goal)}: {share_text(share)}. {VERDICT_WORDS[verdict]}",
    )


def _share(goal: Goal, size: Fraction) -> Fraction:
    """Full inside the range, else against the nearer end; never below zero."""
    if goal.is_limit:
        limit = Fraction(goal.ends[1])
        return FULL if size <= limit else max(limit / size, NONE)
    low, high = (Fraction(end) for end in goal.ends)
    if low <= size <= high and low < high:
        return FULL
    whole = _WHOLES.get(goal.unit, NONE) if _rises(goal) else NONE
    measure = (high if size > high else low) + whole
    if measure == 0:
        return FULL if size >= 0 else NONE
    return max((size + whole) / measure, NONE)


def _from_nothing(goal: Goal, value: Decimal) -> Achievement:
    """Judge growth in percent from zero, which has no size."""
    met = (_rises(goal) and value > 0) != goal.is_limit
    verdict = Verdict.MET if met else Verdict.MISSED
    line = f"Mức cũ là 0, mức mới là {format_number(value)}: không tính được tỷ lệ."
    return Achievement(verdict, FULL if met else NONE, f"{line} {VERDICT_WORDS[verdict]}")


def _stated(goal: Goal, size: Decimal) -> str:
    verb = "Tăng" if _rises(goal) else "Giảm"
    return f"{verb} {amount_text(size, goal.unit)}"


def _moved(goal: Goal, value: Decimal, base: Decimal, size: Fraction) -> str:
    verb = "tăng" if (size >= 0) == _rises(goal) else "giảm"
    moved = amount_text(rounded(abs(size)), goal.unit)
    return f"Từ {format_number(base)} thành {format_number(value)}: {verb} {moved}"


def _rises(goal: Goal) -> bool:
    return goal.comparator == Comparator.INCREASE_BY
