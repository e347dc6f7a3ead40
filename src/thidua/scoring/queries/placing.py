"""What the chain of a set sees of each unit, and the places that come of it. No database here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.core.scoring import (
    CriteriaSet,
    Entrant,
    GroupKind,
    LineState,
    Mark,
    Place,
    Reading,
    TieBreak,
    TieKind,
    rank,
    undecided,
)

PEOPLE = frozenset({TieKind.BALLOT, TieKind.DECISION})
_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class LineRead:
    """A line as it counts: its points, and what its rule read."""

    points: Decimal
    state: LineState
    facts: Mapping[str, Any]

    @property
    def mark(self) -> Mark:
        return Mark(self.points, self.state)


@dataclass(frozen=True, slots=True)
class Standee:
    """A unit with all that may place it; `lines` by key of the criterion."""

    key: str
    points: Decimal
    lost: Decimal
    groups: Mapping[str, str]
    lines: Mapping[str, LineRead]
    before: Decimal | None = None
    priorities: frozenset[str] = frozenset()

    @property
    def progress(self) -> Decimal | None:
        """Points won against the last round; None where there was none."""
        return None if self.before is None else self.points - self.before

    @property
    def has_points(self) -> bool:
        """Whether anything was scored at all; a unit without any has no place yet."""
        return any(line.state == LineState.SCORED for line in self.lines.values())

    @property
    def missing(self) -> int:
        waiting = {LineState.NOT_REPORTED, LineState.NOT_JUDGED}
        return sum(line.state in waiting for line in self.lines.values())

    @property
    def is_all_missing(self) -> bool:
        return not self.has_points and self.missing > 0

    @property
    def mark(self) -> str:
        """Say what is still missing; the unit is placed all the same."""
        return f"còn thiếu {self.missing} tiêu chí" if self.missing else ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided between equals: manner and the units in order."""

    manner: TieKind
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps of a set with what they need: which criteria read a limit, what people decided."""

    steps: tuple[TieBreak, ...]
    limits: frozenset[str] = frozenset()
    decided: tuple[Decided, ...] = field(default=())

    @property
    def whole(self) -> tuple[TieBreak, ...]:
        """The steps, and at their end those of people that the set forgot but that were used."""
        known = {step.kind for step in self.steps}
        used = dict.fromkeys(one.manner for one in self.decided if one.manner not in known)
        return (*self.steps, *(TieBreak(manner) for manner in used))


def places_of(units: Sequence[Standee], chain: Chain) -> tuple[Place, ...]:
    """Place units by points and chain; those without any points stand nowhere yet.

    A decision counts only between exactly those who are equal now: a ballot on others places nobody.
    """
    chain = replace(chain, decided=_holding(units, chain))
    steps = chain.whole
    entrants = [
        Entrant(one.key, one.points, tuple(_weight(step, one, chain) for step in steps), one.mark)
        for one in units
        if not one.is_all_missing
    ]
    return rank(entrants, steps)


def _holding(units: Sequence[Standee], chain: Chain) -> tuple[Decided, ...]:
    """Return the decisions whose units are just those that nothing else tells apart."""
    steps = [step for step in chain.steps if step.kind not in PEOPLE]
    entrants = [
        Entrant(one.key, one.points, tuple(_weight(step, one, chain) for step in steps))
        for one in units
        if not one.is_all_missing
    ]
    equals = {frozenset(keys) for keys in undecided(rank(entrants, steps))}
    return tuple(one for one in chain.decided if frozenset(one.order) in equals)


def progress_places(units: Iterable[Standee]) -> dict[str, int]:
    """Place units by what they won against the last round; equals share a place."""
    moved = [Entrant(one.key, one.progress) for one in units if one.progress is not None]
    return {place.key: place.place for place in rank(moved)}


def _weight(step: TieBreak, one: Standee, chain: Chain) -> Decimal | None:
    """Return what a step sees of a unit, more being better; None is the least."""
    if step.kind in PEOPLE:
        return _order(step.kind, one.key, chain.decided)
    if step.kind == TieKind.FEWER_DEDUCTIONS:
        return -one.lost
    if step.kind == TieKind.PROGRESS:
        return one.progress
    if step.kind == TieKind.PRIORITY:
        return Decimal(step.key in one.priorities)
    if step.kind == TieKind.GROUP:
        return Decimal(one.groups[step.key]) if step.key in one.groups else None
    return _of_line(step, one.lines.get(step.key), chain)


def _of_line(step: TieBreak, line: LineRead | None, chain: Chain) -> Decimal | None:
    if line is None or line.state == LineState.NOT_ASSIGNED:
        return None
    if step.kind == TieKind.CRITERION:
        return line.points
    said = line.facts.get("value")
    value = None if said is None else Decimal(said)
    return -value if value is not None and step.key in chain.limits else value


def _order(manner: TieKind, key: str, decided: Iterable[Decided]) -> Decimal | None:
    """Return the place that people gave, counted from 1; the latest word stands."""
    found = None
    for one in decided:
        if one.manner == manner and key in one.order:
            found = Decimal(one.order.index(key) + 1)
    return found


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a unit came by its own criteria.

    `full` of `assigned` criteria of the base gave all their points; `share` is how far it came, on average,
    towards the targets it was given, none above its whole; None without any.
    """

    full: int
    assigned: int
    share: Fraction | None

    @property
    def full_share(self) -> Fraction:
        return Fraction(self.full, self.assigned) if self.assigned else Fraction(0)

    @property
    def distance(self) -> Fraction | None:
        """What is left to the targets."""
        return None if self.share is None else 1 - self.share


def reached_of(criteria: CriteriaSet, unit: Standee) -> Reached:
    """Count the criteria that gave all, and the mean of what was reached of the targets."""
    base = [one for group in criteria.groups if group.kind == GroupKind.BASE for one in group.criteria]
    given = [
        (one, line)
        for one in base
        if (line := unit.lines.get(one.key)) is not None and line.state != LineState.NOT_ASSIGNED
    ]
    full = sum(line.state == LineState.SCORED and line.points >= one.maximum for one, line in given)
    shares = [_share(line) for one, line in given if one.reading == Reading.TARGET]
    known = [share for share in shares if share is not None]
    return Reached(full, len(given), sum(known, Fraction(0)) / len(known) if known else None)


def _share(line: LineRead) -> Fraction | None:
    said = line.facts.get("share")
    return None if said is None else min(max(Fraction(said), Fraction(0)), _ONE)


def closed_share(before: Decimal | None, points: Decimal, total: Decimal) -> Fraction | None:
    """Return which part of what was missing to the whole was won since; None where nothing was missing."""
    if before is None or before >= total:
        return None
    return Fraction(points - before) / Fraction(total - before)
