"""A goal in the words people use: short on a board, whole in a sentence, and its parts added up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thidua.core.parsing.reading import Comparator
from thidua.core.quantities import format_number
from thidua.core.targets import CHANGES, TURNABLE, Goal
from thidua.core.text import fold

_NO_SPACE_BEFORE = ("%", "‰", "/")
_SIGNS = {Comparator.GE: "≥ ", Comparator.LE: "≤ ", Comparator.GT: "trên ", Comparator.LT: "dưới "}
_LEVELS = {
    Comparator.EQ: "Đạt {0}.",
    Comparator.GE: "Từ {0} trở lên.",
    Comparator.LE: "Không quá {0}.",
    Comparator.GT: "Trên {0}; đúng {0} là chưa đạt.",
    Comparator.LT: "Dưới {0}; đúng {0} là chưa đạt.",
}
_CHANGE = {Comparator.INCREASE_BY: "tăng", Comparator.DECREASE_BY: "giảm"}
_PERCENT = re.compile(r"\s*\(\s*%\s*\)\s*$")


def without_percent(name: str) -> str:
    """Return the name of a rate without the "(%)" behind it, to head a column in which counts are typed."""
    return _PERCENT.sub("", name)


def amount_text(number: Decimal, unit: str, per: str = "") -> str:
    """Print a number with its unit and time base: 0,5%/năm; 56 triệu đồng/người/năm."""
    return format_number(number) + _tail(unit, per)


def goal_text(goal: Goal) -> str:
    """Print a goal as short as a cell of a board needs: "≥ 11%", "19 – 20 tỷ đồng", "giữ vững 100%"."""
    tail = _tail(goal.unit, goal.per)
    if goal.comparator == Comparator.QUALITATIVE:
        return "đạt"
    if goal.comparator == Comparator.MAINTAIN:
        return f"giữ vững {format_number(goal.low)}{tail}" if goal.low is not None else "giữ vững"
    if goal.comparator in CHANGES:
        return f"{_CHANGE[goal.comparator]} {_change_numbers(goal)}{tail}"
    return f"{_SIGNS.get(goal.comparator, '')}{_numbers(goal)}{tail}"


def numbers_text(goal: Goal) -> str:
    """Print the numbers of a goal alone: "10 – 11%", "ít nhất 5 hộ" for an open change, "98%"."""
    numbers = _change_numbers(goal) if goal.comparator in CHANGES else _numbers(goal)
    return f"{numbers}{_tail(goal.unit, '')}"


def strict_word(goal: Goal) -> str:
    """Return the word before a number that must be passed, not only reached; empty for other goals."""
    return {Comparator.GT: "trên", Comparator.LT: "dưới"}.get(goal.comparator, "")


def direction_text(goal: Goal) -> str:
    """Say that less is better where neither sign nor verb says so: "còn 3,7%" is such a level."""
    return "càng thấp càng tốt" if goal.lower_is_better and goal.comparator in TURNABLE else ""


def goal_sentence(goal: Goal) -> str:
    """Say when the goal is reached: the strict edge, the ends of a range and a turned direction included."""
    said = _plain_sentence(goal)
    direction = direction_text(goal)
    return f"{said.removesuffix('.')}; {direction}." if direction else said


def _plain_sentence(goal: Goal) -> str:
    tail = _tail(goal.unit, goal.per)
    if goal.comparator == Comparator.QUALITATIVE:
        return "Đạt khi có minh chứng, không đo bằng số."
    if goal.comparator == Comparator.MAINTAIN:
        return f"Giữ vững {_numbers(goal)}{tail}." if goal.has_numbers else "Giữ vững như đã có."
    if goal.comparator in CHANGES:
        verb = _CHANGE[goal.comparator].capitalize()
        return f"{verb} {_change_numbers(goal)}{tail}."
    return _level_sentence(goal, tail)


def _level_sentence(goal: Goal, tail: str) -> str:
    numbers = _numbers(goal)
    if goal.comparator == Comparator.RANGE:
        return f"Trong khoảng {numbers}{tail}; {_range_rule(goal)}."
    if goal.comparator == Comparator.EQ and goal.lower_is_better:
        return f"Đạt khi không quá {numbers}{tail}."
    return _LEVELS[goal.comparator].format(f"{numbers}{tail}")


def _range_rule(goal: Goal) -> str:
    low, high = (format_number(end) for end in (goal.low, goal.high) if end is not None)
    if goal.lower_is_better:
        return f"đạt khi không quá {high}, vượt khi dưới {low}"
    return f"đạt khi từ {low}, vượt khi trên {high}"


def _numbers(goal: Goal) -> str:
    ends = [end for end in (goal.low, goal.high) if end is not None]
    return " – ".join(format_number(end) for end in dict.fromkeys(ends))


def _change_numbers(goal: Goal) -> str:
    if goal.high is None:
        return f"ít nhất {_numbers(goal)}"
    if goal.low is None:
        return f"nhiều nhất {_numbers(goal)}"
    return _numbers(goal)


def _tail(unit: str, per: str) -> str:
    base = f"/{per}" if per else ""
    if not unit:
        return base
    gap = "" if unit.startswith(_NO_SPACE_BEFORE) else " "
    return f"{gap}{unit}{base}"


class PartsState(StrEnum):
    """How the parts of a total ("trong đó") add up."""

    NONE = "none"
    NOT_COMPARED = "not_compared"
    LEFT = "left"
    WHOLE = "whole"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class PartsCheck:
    """The sum of the parts against the whole, and one sentence about it (empty when there are none)."""

    state: PartsState
    sentence: str


def check_parts(whole: Goal, parts: Sequence[Goal]) -> PartsCheck:
    """Hold the parts against the whole; goals of another unit or kind are not compared.

    The lower end counts for "left", and a sum is over only when even the lowest ends
    of the parts exceed the highest end of the whole, so that a range is never blamed.
    """
    if not parts:
        return PartsCheck(PartsState.NONE, "")
    ends = _level_of(whole)
    levels = [_level_of(part) for part in parts]
    comparable = [level for level in levels if level is not None]
    if ends is None or len(comparable) < len(levels) or not _same_units(whole, parts):
        return PartsCheck(PartsState.NOT_COMPARED, "Các phần khác đơn vị tính với tổng nên không cộng được.")
    tail = _tail(whole.unit, whole.per)
    least = sum((low for low, _ in comparable), Decimal(0))
    most = sum((high for _, high in comparable), Decimal(0))
    if least > ends[1]:
        over = format_number(least - ends[1])
        return PartsCheck(
            PartsState.OVER,
            f"Các phần cộng lại {format_number(least)}{tail}, nhiều hơn tổng {format_number(ends[1])}{tail} "
            f"là {over}{tail}. Nhờ xem lại.",
        )
    low, high = ends[0] - least, ends[1] - most
    if low <= 0 and high <= 0:
        return PartsCheck(PartsState.WHOLE, "Các phần cộng lại vừa đủ tổng.")
    rest = _span_text(max(low, Decimal(0)), max(high, Decimal(0)))
    return PartsCheck(PartsState.LEFT, f"Phần còn lại {rest}{tail}.")


def _span_text(one: Decimal, other: Decimal) -> str:
    low, high = sorted((one, other))
    return format_number(low) if low == high else f"{format_number(low)} – {format_number(high)}"


def _level_of(goal: Goal) -> tuple[Decimal, Decimal] | None:
    """Return the ends of a level; None for changes, states, and what has no number."""
    if goal.comparator in CHANGES or goal.comparator == Comparator.MAINTAIN:
        return None
    low = goal.low if goal.low is not None else goal.high
    high = goal.high if goal.high is not None else goal.low
    return (low, high) if low is not None and high is not None else None


def _same_units(whole: Goal, parts: Sequence[Goal]) -> bool:
    return all(fold(part.unit) == fold(whole.unit) and part.per == whole.per for part in parts)
