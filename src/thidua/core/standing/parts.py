"""The goal of one unit: what it was given of the whole, compared as the whole is."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from thidua.core.allocation import AllocationKind
from thidua.core.allocation.parts import PER_WHOLE
from thidua.core.parsing.reading import Comparator
from thidua.core.room import MAX_DECIMAL_PLACES
from thidua.core.targets import Goal

_LOW_ONLY = frozenset({Comparator.GE, Comparator.GT})
_HIGH_ONLY = frozenset({Comparator.LE, Comparator.LT})


def goal_of_part(goal: Goal, kind: AllocationKind, amount: Decimal | None, base: Decimal | None) -> Goal:
    """Return what a unit must reach; the goal itself where it was given no number of its own.

    A range becomes its one number. A rate given in two numbers is never rounded to the harder side.
    """
    if amount is None or not goal.has_numbers or kind == AllocationKind.ONE:
        return goal
    if kind != AllocationKind.WEIGHTED_MEAN:
        return with_level(goal, amount)
    return goal if not base else with_level(goal, _rate(amount, base, goal))


def with_level(goal: Goal, level: Decimal) -> Goal:
    """Put one number in the place of those of a goal."""
    if goal.comparator in _LOW_ONLY:
        return replace(goal, low=level)
    if goal.comparator in _HIGH_ONLY:
        return replace(goal, high=level)
    comparator = Comparator.EQ if goal.comparator == Comparator.RANGE else goal.comparator
    low = None if goal.low is None else level
    high = None if goal.high is None else level
    return replace(goal, comparator=comparator, low=low, high=high)


def _rate(amount: Decimal, base: Decimal, goal: Goal) -> Decimal:
    scaled = Fraction(amount) / Fraction(base) * PER_WHOLE.get(goal.unit, 1) * 10**MAX_DECIMAL_PLACES
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    return Decimal(whole + bool(rest and goal.is_limit)).scaleb(-MAX_DECIMAL_PLACES).normalize()
