"""A standing in the words of a board: the level, and how much of it somebody verified."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from thidua.core.achievement import Nature, share_text
from thidua.core.achievement.changes import size_of_change
from thidua.core.allocation import AllocationKind
from thidua.core.goal_text import amount_text, goal_sentence
from thidua.core.parsing.reading import Comparator
from thidua.core.quantities import format_number
from thidua.core.standing.judging import Standing, StandingStatus
from thidua.core.standing.sums import Followed, Level, PeriodSum, levels_of, verified_only
from thidua.core.targets import CHANGES, Goal
from thidua.core.whole_things import about

NO_FIGURE = "chưa có số"
_DECIDED = "có quyết định"


def shown_level(followed: Followed, level: Level | None) -> str:
    """Print a level: "2.212,4 tấn", "14/19 tiêu chí", "đạt"; a change of two levels by its size."""
    if level is None or level.value is None:
        return NO_FIGURE
    if followed.nature == Nature.MILESTONE:
        of = f"/{followed.steps_total}" if followed.steps_total else ""
        return f"{format_number(level.value)}{of} tiêu chí"
    if followed.is_fact:
        return "đạt" if level.value > 0 else "chưa đạt"
    goal = followed.goal
    base = level.base if level.base is not None else followed.base
    if goal.comparator in CHANGES and base is not None:
        size = size_of_change(goal, level.value, base)
        return NO_FIGURE if size is None else _moved(goal, size)
    if goal.comparator in CHANGES:
        return _moved(goal, Fraction(level.value))
    return amount_text(level.value, goal.unit)


def shown_standing(followed: Followed, standing: Standing) -> str:
    """Print where a target stands; a milestone may be reached by its decision alone."""
    is_decided = followed.nature == Nature.MILESTONE and standing.status == StandingStatus.REACHED
    return _DECIDED if standing.value is None and is_decided else shown_level(followed, standing.level)


def rule_sentence(followed: Followed) -> str:
    """Say by which rule the units' figures become one result, and when the goal is reached."""
    if followed.nature == Nature.MILESTONE:
        of = f" Tiến độ đếm theo {followed.steps_total} tiêu chí." if followed.steps_total else ""
        return f"Đạt khi có quyết định công nhận.{of}"
    return f"{goal_sentence(followed.goal)} {_way(followed)}".strip()


def farthest(followed: Followed) -> str:
    """Say where the worst unit stands: highest of all where less is better."""
    return "cao nhất" if followed.goal.has_numbers and followed.goal.is_limit else "thấp nhất"


def _way(followed: Followed) -> str:
    if followed.kind == AllocationKind.EACH:
        return f"Đơn vị nào cũng phải đạt nên lấy theo đơn vị {farthest(followed)}."
    if followed.kind == AllocationKind.WEIGHTED_MEAN:
        return "Cộng số đếm được của các đơn vị rồi chia cho tổng số."
    if not followed.adds_up or followed.is_fact:
        return ""
    if followed.kind == AllocationKind.SUM:
        return "Cộng số của các đơn vị, cộng các kỳ từ đầu năm."
    return "Cộng các kỳ từ đầu năm."


def verification_sentence(followed: Followed, sums: Sequence[PeriodSum], standing: Standing) -> str:
    """Say how much of the level was verified; only that counts in scores."""
    if standing.level is None:
        return ""
    sent, verified = sum(one.sent for one in sums), sum(one.verified for one in sums)
    if verified >= sent:
        return "Số này đã thẩm định hết."
    if not verified:
        return "Số này chưa được thẩm định."
    if not followed.adds_up or followed.is_fact:
        return f"Mới thẩm định {verified} trên {sent} số liệu."
    levels = levels_of(followed, verified_only(sums))
    known = next((one.value for one in reversed(levels) if one.value is not None), Decimal(0))
    total = standing.level.value or Decimal(0)
    if total <= 0 or not 0 <= known <= total:
        return f"Mới thẩm định {verified} trên {sent} số liệu."
    open_share = share_text(Fraction(total - known) / Fraction(total))
    return f"Còn {amount_text(total - known, followed.goal.unit)} ({open_share}) chưa thẩm định."


def _moved(goal: Goal, size: Fraction) -> str:
    """Say which way a change went: "giảm 3 vụ"; a size below zero went the other way."""
    rises = (size >= 0) == (goal.comparator == Comparator.INCREASE_BY)
    return f"{'tăng' if rises else 'giảm'} {about(abs(size), goal.unit)}"
