"""Figures of the periods of a year put together: totals since the year began, rates of counts, levels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from thidua.core.achievement import Nature
from thidua.core.allocation import AllocationKind
from thidua.core.periods import Period
from thidua.core.progress import Curve
from thidua.core.rates import rate_of
from thidua.core.targets import CHANGES, Goal


@dataclass(frozen=True, slots=True)
class Followed:
    """A goal and how it is followed; `base` is the level the year began with, where it is known."""

    goal: Goal
    nature: Nature
    kind: AllocationKind
    curve: Curve
    base: Decimal | None = None
    ceiling: Decimal | None = None
    steps_total: int | None = None

    @property
    def adds_up(self) -> bool:
        """Whether each period counts only what happened in it, so that the year is the sum of them."""
        return self.nature == Nature.CUMULATIVE

    @property
    def is_fact(self) -> bool:
        """Whether it is judged on evidence and not on a number."""
        return self.nature in {Nature.STATE, Nature.MILESTONE} or not self.goal.has_numbers


@dataclass(frozen=True, slots=True)
class PeriodSum:
    """What the units reported of a target for one period; without a `value` nobody did.

    `value` and `base` are sums over the units that sent, in a target that every unit must reach the least
    good of them (of its total since the year began, where figures add up). `share` is the part of the whole
    that was given to the units that sent. `is_due` says that its day has passed. `outside` counts those of
    `sent` that owe it no longer.
    """

    period: Period
    value: Decimal | None = None
    base: Decimal | None = None
    verified_value: Decimal | None = None
    verified_base: Decimal | None = None
    decision: str = ""
    verified_decision: str = ""
    owed: int = 1
    sent: int = 0
    verified: int = 0
    outside: int = 0
    share: Fraction = Fraction(1)
    is_due: bool = True

    @property
    def is_whole(self) -> bool:
        return self.sent - self.outside >= self.owed


@dataclass(frozen=True, slots=True)
class Level:
    """Where a target stood when a period was over; `base` is last year's level in a change of two levels."""

    sum: PeriodSum
    value: Decimal | None
    base: Decimal | None = None

    @property
    def period(self) -> Period:
        return self.sum.period


def levels_of(followed: Followed, sums: Sequence[PeriodSum]) -> tuple[Level, ...]:
    """Return the level at the end of each period, in order of time; a period nobody reported has none."""
    ordered = sorted(sums, key=lambda one: (one.period.end, one.period.start))
    if not followed.adds_up or followed.kind == AllocationKind.EACH:
        return tuple(_level(followed, one, one.value, one.base) for one in ordered)
    found = []
    total = base = Decimal(0)
    for one in ordered:
        total += one.value or 0
        base += one.base or 0
        found.append(_level(followed, one, None if one.value is None else total, base))
    return tuple(found)


def verified_only(sums: Sequence[PeriodSum]) -> tuple[PeriodSum, ...]:
    """Return the same periods with what was verified alone; the rest is left out, not counted as nothing."""
    return tuple(map(_verified, sums))


def _verified(one: PeriodSum) -> PeriodSum:
    share = one.share if one.verified >= one.sent else Fraction(one.verified, max(one.owed, one.sent))
    return replace(
        one,
        value=one.verified_value,
        base=one.verified_base,
        decision=one.verified_decision,
        sent=one.verified,
        share=share,
    )


def counted(followed: Followed, levels: Sequence[Level]) -> tuple[Level, ...]:
    """Leave out levels of periods in which units are still sending, unless there is nothing else.

    A sum grows with every figure; a rate or the least of a few says nothing before all have spoken.
    """
    known = tuple(level for level in levels if level.value is not None)
    if followed.adds_up and followed.kind != AllocationKind.EACH:
        return known
    return tuple(level for level in known if level.sum.is_whole or level.sum.is_due) or known


def _level(followed: Followed, one: PeriodSum, value: Decimal | None, base: Decimal | None) -> Level:
    if value is None:
        return Level(one, None)
    if followed.kind != AllocationKind.WEIGHTED_MEAN or followed.is_fact:
        return Level(one, value)
    if followed.goal.comparator in CHANGES:
        return Level(one, value, base)
    return Level(one, rate_of(value, base or Decimal(0), followed.goal))
