"""What a target promises ("mức phải đạt"), and how a result stands against it.

A goal is an interval with a manner of comparing: "11% trở lên" is (11, –), "19 đến 20 tỷ"
is (19, 20), "trên 98%" excludes 98 itself. No result is a verdict of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from thidua.core.parsing.reading import Comparator
from thidua.core.room import TOO_LONG, fits

STRICT = frozenset({Comparator.GT, Comparator.LT})
LOWER_IS_BETTER = frozenset({Comparator.LE, Comparator.LT})
CHANGES = frozenset({Comparator.INCREASE_BY, Comparator.DECREASE_BY})
TURNABLE = frozenset({Comparator.EQ, Comparator.RANGE, Comparator.MAINTAIN})
"""Levels that say nothing of their direction; `Goal.lower_is_better` turns them round."""


class Verdict(StrEnum):
    """How a reported value stands against its goal."""

    NOT_REPORTED = "not_reported"
    MISSED = "missed"
    MET = "met"
    EXCEEDED = "exceeded"


@dataclass(frozen=True, slots=True)
class Goal:
    """The level a target sets. Decimals are in `unit`; `per` is a time base ("năm") or empty.

    For INCREASE_BY and DECREASE_BY the numbers, and the results held against them, are the size
    of the change. `lower_is_better` turns an EQ or RANGE round ("hộ nghèo còn 3,7%").
    """

    comparator: Comparator
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    per: str = ""
    lower_is_better: bool = False

    @property
    def has_numbers(self) -> bool:
        return self.low is not None or self.high is not None

    @property
    def is_limit(self) -> bool:
        """Whether less is better: "không quá", "dưới", "tăng nhiều nhất", or a level said to be one."""
        is_ceiling = self.comparator in CHANGES and self.low is None
        return self.lower_is_better or is_ceiling or self.comparator in LOWER_IS_BETTER

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """Both ends of the interval; an open one repeats the other. Only for goals with numbers."""
        low = self.low if self.low is not None else self.high
        high = self.high if self.high is not None else self.low
        if low is None or high is None:
            raise ValueError("A goal without a number has no ends.")
        return low, high

    def judge(self, actual: Decimal | None) -> Verdict:
        """Say how a reported number stands; no number is "not reported", never "missed"."""
        if actual is None:
            self._refuse_without_numbers()
            return Verdict.NOT_REPORTED
        return self.judge_exact(Fraction(actual))

    def judge_exact(self, actual: Fraction) -> Verdict:
        """Judge a computed number, such as a growth rate, before any rounding."""
        self._refuse_without_numbers()
        strict = self.comparator in STRICT
        low = None if self.low is None else Fraction(self.low)
        high = None if self.high is None else Fraction(self.high)
        below = low is not None and (actual <= low if strict else actual < low)
        above = high is not None and (actual >= high if strict else actual > high)
        missed, exceeded = (above, below) if self.is_limit else (below, above)
        return Verdict.MISSED if missed else Verdict.EXCEEDED if exceeded else Verdict.MET

    def _refuse_without_numbers(self) -> None:
        if not self.has_numbers:
            raise ValueError("A goal without a number is judged on evidence, see judge_fact.")

    def judge_fact(self, *, reached: bool | None) -> Verdict:
        """Judge a goal without a number on what its evidence shows."""
        if self.has_numbers:
            raise ValueError("A goal with a number is judged on a number, see judge.")
        if reached is None:
            return Verdict.NOT_REPORTED
        return Verdict.MET if reached else Verdict.MISSED


class Manner(StrEnum):
    """The ways to compare that a form offers; a bound of a change is a way of its own."""

    EQ = "eq"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    RANGE = "range"
    MAINTAIN = "maintain"
    INCREASE_BY = "increase_by"
    INCREASE_AT_LEAST = "increase_at_least"
    INCREASE_AT_MOST = "increase_at_most"
    DECREASE_BY = "decrease_by"
    DECREASE_AT_LEAST = "decrease_at_least"
    DECREASE_AT_MOST = "decrease_at_most"
    QUALITATIVE = "qualitative"


@dataclass(frozen=True, slots=True)
class _Shape:
    comparator: Comparator
    has_low: bool
    has_high: bool


_SHAPES: Mapping[Manner, _Shape] = {
    Manner.EQ: _Shape(Comparator.EQ, has_low=True, has_high=True),
    Manner.GE: _Shape(Comparator.GE, has_low=True, has_high=False),
    Manner.GT: _Shape(Comparator.GT, has_low=True, has_high=False),
    Manner.LE: _Shape(Comparator.LE, has_low=False, has_high=True),
    Manner.LT: _Shape(Comparator.LT, has_low=False, has_high=True),
    Manner.RANGE: _Shape(Comparator.RANGE, has_low=True, has_high=True),
    Manner.MAINTAIN: _Shape(Comparator.MAINTAIN, has_low=True, has_high=True),
    Manner.INCREASE_BY: _Shape(Comparator.INCREASE_BY, has_low=True, has_high=True),
    Manner.INCREASE_AT_LEAST: _Shape(Comparator.INCREASE_BY, has_low=True, has_high=False),
    Manner.INCREASE_AT_MOST: _Shape(Comparator.INCREASE_BY, has_low=False, has_high=True),
    Manner.DECREASE_BY: _Shape(Comparator.DECREASE_BY, has_low=True, has_high=True),
    Manner.DECREASE_AT_LEAST: _Shape(Comparator.DECREASE_BY, has_low=True, has_high=False),
    Manner.DECREASE_AT_MOST: _Shape(Comparator.DECREASE_BY, has_low=False, has_high=True),
    Manner.QUALITATIVE: _Shape(Comparator.QUALITATIVE, has_low=False, has_high=False),
}
TWO_NUMBERS = frozenset({Manner.RANGE, Manner.INCREASE_BY, Manner.DECREASE_BY})


@dataclass(frozen=True, slots=True)
class Entry:
    """A goal as it stands in a form: a manner and one or two numbers."""

    manner: Manner
    first: Decimal | None = None
    second: Decimal | None = None
    unit: str = ""
    per: str = ""

    def goal(self) -> Goal:
        """Turn the entry into a goal. Numbers the manner has no use for are left out."""
        shape = _SHAPES[self.manner]
        last = self.second if self.second is not None and self.manner in TWO_NUMBERS else self.first
        return Goal(
            comparator=shape.comparator,
            low=self.first if shape.has_low else None,
            high=last if shape.has_high else None,
            unit=self.unit,
            per=self.per,
        )


def entry_of(goal: Goal) -> Entry:
    """Return how a form shows `goal`; `entry_of(goal).goal()` is the goal again."""
    first = goal.low if goal.low is not None else goal.high
    second = goal.high if goal.low is not None and goal.high != goal.low else None
    return Entry(_manner_of(goal), first, second, goal.unit, goal.per)


def _manner_of(goal: Goal) -> Manner:
    if goal.comparator not in CHANGES:
        return Manner(goal.comparator.value)
    rises = goal.comparator == Comparator.INCREASE_BY
    if goal.high is None:
        return Manner.INCREASE_AT_LEAST if rises else Manner.DECREASE_AT_LEAST
    if goal.low is None:
        return Manner.INCREASE_AT_MOST if rises else Manner.DECREASE_AT_MOST
    return Manner.INCREASE_BY if rises else Manner.DECREASE_BY


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an entry, at which field, in words for people."""

    field: str
    sentence: str


def problems_of(name: str, entry: Entry) -> tuple[Problem, ...]:
    """Say everything that keeps an entered target from being kept; empty when it is sound."""
    found: list[Problem] = []
    if not name.strip():
        found.append(Problem("name", "Ghi tên chỉ tiêu như trong văn bản."))
    found.extend(_number_problems(entry))
    if entry.manner == Manner.RANGE and entry.first is not None and entry.second is None:
        found.append(Problem("second", "Ghi số cuối của khoảng, ví dụ từ 19 đến 20."))
    if _is_reversed(entry):
        found.append(Problem("second", "Số cuối của khoảng phải lớn hơn số đầu."))
    return tuple(found)


def _number_problems(entry: Entry) -> list[Problem]:
    may_be_empty = entry.manner in {Manner.QUALITATIVE, Manner.MAINTAIN}
    found = []
    if entry.first is None and not may_be_empty:
        found.append(Problem("first", "Ghi số, ví dụ 2.350 hoặc 47,3."))
    for field, number in (("first", entry.first), ("second", entry.second)):
        if number is not None and number < 0:
            found.append(Problem(field, "Ghi số từ 0 trở lên; muốn giảm thì chọn cách so sánh “Giảm”."))
        elif number is not None and not fits(number):
            found.append(Problem(field, TOO_LONG))
    return found


def _is_reversed(entry: Entry) -> bool:
    if entry.manner not in TWO_NUMBERS or entry.first is None or entry.second is None:
        return False
    return entry.second < entry.first or (entry.manner == Manner.RANGE and entry.second == entry.first)
