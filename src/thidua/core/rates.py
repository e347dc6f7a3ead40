"""A rate of counts, as short as it may be printed without changing how it is judged."""

from decimal import Decimal
from fractions import Fraction

from thidua.core.allocation.parts import PER_WHOLE
from thidua.core.rounding import rounded
from thidua.core.targets import Goal

_LEAST_PLACES = 2
_MOST_PLACES = 12


def rate_of(count: Decimal, base: Decimal, goal: Goal) -> Decimal | None:
    """Return `count` of `base` in the unit of the goal; None when there is nothing to count among.

    Two decimals, so that everybody can work the rest out from what is printed; more only where two would
    show a rate on the other side of the goal, or on it: 97,999% must not become 98%.
    """
    if base == 0:
        return None
    exact = Fraction(count) / Fraction(base) * PER_WHOLE.get(goal.unit, 1)
    ends = [Fraction(end) for end in (goal.low, goal.high) if end is not None]
    places = _LEAST_PLACES
    rate = rounded(exact, places)
    while places < _MOST_PLACES and any(_side(rate, end) != _side(exact, end) for end in ends):
        places += 1
        rate = rounded(exact, places)
    return rate


def share_of(count: Decimal, base: Decimal | None) -> Fraction:
    """Return a rate as an exact share, and a number without a whole as it is."""
    return Fraction(count) / Fraction(base) if base else Fraction(count)


def _side(number: Decimal | Fraction, end: Fraction) -> int:
    """Return -1 below the end, 0 on it, 1 above."""
    exact = Fraction(number)
    return (exact > end) - (exact < end)
