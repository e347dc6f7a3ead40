"""What one unit is given of a target, and the four ways in which parts make a whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thidua.core.achievement import Nature
from thidua.core.targets import CHANGES, Goal

PER_WHOLE = {"%": 100, "‰": 1000}
MOST_NAMED = 6


class AllocationKind(StrEnum):
    """How the parts of a target make its whole."""

    SUM = "sum"
    WEIGHTED_MEAN = "weighted_mean"
    EACH = "each"
    ONE = "one"


@dataclass(frozen=True, slots=True)
class Part:
    """What one unit is given; without an amount it is not assigned, which is not zero.

    `amount` is a size (SUM), a level to reach (EACH) or the numerator of a rate (WEIGHTED_MEAN), whose
    denominator is `base`: 190 of 200 households. `is_owner` marks who answers for the whole (ONE).
    """

    unit: str
    amount: Decimal | None = None
    base: Decimal | None = None
    is_owner: bool = False


def usual_kind(goal: Goal, nature: Nature) -> AllocationKind:
    """Return the kind to propose for a target; people may choose another.

    A share of something is added up from its counts, never from its percentages.
    """
    if not goal.has_numbers or nature in {Nature.STATE, Nature.MILESTONE}:
        return AllocationKind.ONE
    if goal.comparator in CHANGES and goal.unit in PER_WHOLE:
        return AllocationKind.EACH
    if nature == Nature.CUMULATIVE:
        return AllocationKind.SUM
    return AllocationKind.WEIGHTED_MEAN if goal.unit in PER_WHOLE else AllocationKind.EACH


def names_text(names: Sequence[str]) -> str:
    """List units for a sentence; a long list is cut and counted."""
    shown = ", ".join(names[:MOST_NAMED])
    rest = len(names) - MOST_NAMED
    return f"{shown} và {rest} đơn vị khác" if rest > 0 else shown
