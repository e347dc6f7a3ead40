"""Trying a set out before it is locked: who moves when a weight moves, and how firm each place is.

A set that decides a winner by a small change of one weight should be known for that before anybody is
scored. The changes are drawn from a seed, so that anyone can try again and get the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from thidua.core.scoring.criteria import CriteriaSet, GroupKind
from thidua.core.scoring.points import LineState, rounded
from thidua.core.scoring.ranking import Entrant, Place, rank
from thidua.core.scoring.summing import Mark, total_of

TRIALS = 100
SPREAD = Fraction(1, 10)
_RANGE = 2**32

Marks = Mapping[str, Mapping[str, Mark]]
"""Marks by unit and criterion."""


@dataclass(frozen=True, slots=True)
class Move:
    """A unit before and after: its place and points."""

    key: str
    before: int
    after: int
    points_before: Decimal
    points_after: Decimal

    @property
    def steps(self) -> int:
        """Places won; below zero are lost."""
        return self.before - self.after


def places_of(criteria: CriteriaSet, marks: Marks) -> tuple[Place, ...]:
    """Place units by their totals alone, without tie-breaks that people decide."""
    return rank([Entrant(unit, total_of(criteria, lines).points) for unit, lines in marks.items()])


def moves_between(before: Sequence[Place], after: Sequence[Place]) -> tuple[Move, ...]:
    """Return every unit of both with its places, in the order of the new ones."""
    old = {place.key: place for place in before}
    return tuple(
        Move(new.key, old[new.key].place, new.place, old[new.key].entrant.points, new.entrant.points)
        for new in after
        if new.key in old
    )


def reweighed(criteria: CriteriaSet, marks: Marks, weights: Mapping[str, Decimal]) -> tuple[Place, ...]:
    """Place units as if criteria had other maxima; a mark keeps its share of the maximum.

    Groups grow or shrink with their criteria, and the whole is brought back to its total, so that only the
    proportions change.
    """
    factors = {
        one.key: Fraction(weights[one.key]) / Fraction(one.maximum)
        for one in criteria.criteria
        if one.key in weights and one.maximum
    }
    return rank(
        [
            Entrant(unit, _weighed(criteria, lines, factors.__getitem__, factors))
            for unit, lines in marks.items()
        ]
    )


def _weighed(
    criteria: CriteriaSet,
    lines: Mapping[str, Mark],
    factor: Callable[[str], Fraction],
    known: Mapping[str, Fraction],
) -> Decimal:
    """Return the total of a unit under changed weights, scaled back to the total of the set."""
    won = whole = other = Fraction(0)
    for group in criteria.groups:
        for one in group.criteria:
            mark = lines.get(one.key)
            if mark is None or mark.state == LineState.NOT_ASSIGNED:
                continue
            times = factor(one.key) if one.key in known else Fraction(1)
            if group.kind == GroupKind.BASE:
                won += Fraction(mark.points) * times
                whole += Fraction(one.maximum) * times
            else:
                other += Fraction(mark.points) * times
    base = won * Fraction(criteria.total) / whole if whole else Fraction(0)
    return max(Decimal(0), rounded(base + other, criteria.places))


@dataclass(frozen=True, slots=True)
class Firmness:
    """How often a unit kept its place, out of all trials, and with whom it changed places most."""

    key: str
    place: int
    kept: int
    trials: int
    rival: str = ""
    swaps: int = 0

    @property
    def share(self) -> Fraction:
        return Fraction(self.kept, self.trials) if self.trials else Fraction(1)


def firmness_of(
    criteria: CriteriaSet, marks: Marks, seed: str, *, trials: int = TRIALS, spread: Fraction = SPREAD
) -> tuple[Firmness, ...]:
    """Change every weight by chance within ± `spread`, `trials` times, and count who stays where."""
    start = reweighed(criteria, marks, {})
    kept = dict.fromkeys((place.key for place in start), 0)
    swaps: dict[str, dict[str, int]] = {place.key: {} for place in start}
    for trial in range(trials):
        weights = {
            one.key: one.maximum * _near_one(seed, trial, one.key, spread) for one in criteria.criteria
        }
        now = reweighed(criteria, marks, weights)
        _count(start, now, kept, swaps)
    return tuple(_firmness(place, kept, swaps, trials) for place in start)


def _near_one(seed: str, trial: int, key: str, spread: Fraction) -> Decimal:
    """Return a factor between 1 − spread and 1 + spread that anybody can work out again."""
    drawn = int.from_bytes(sha256(f"{seed}|{trial}|{key}".encode()).digest()[:4])
    return rounded(1 - spread + 2 * spread * Fraction(drawn, _RANGE), 6)


def _count(
    start: Sequence[Place], now: Sequence[Place], kept: dict[str, int], swaps: dict[str, dict[str, int]]
) -> None:
    places = {place.key: place.place for place in now}
    for before in start:
        kept[before.key] += places[before.key] == before.place
    for upper, lower in _neighbours(start):
        if places[upper] > places[lower]:
            swaps[upper][lower] = swaps[upper].get(lower, 0) + 1
            swaps[lower][upper] = swaps[lower].get(upper, 0) + 1


def _neighbours(start: Sequence[Place]) -> list[tuple[str, str]]:
    pairs = [(start[n], start[n + 1]) for n in range(len(start) - 1)]
    return [(upper.key, lower.key) for upper, lower in pairs if upper.place < lower.place]


def _firmness(
    place: Place, kept: Mapping[str, int], swaps: Mapping[str, Mapping[str, int]], trials: int
) -> Firmness:
    found = Firmness(place.key, place.place, kept[place.key], trials)
    rivals = swaps[place.key]
    if not rivals:
        return found
    rival = max(rivals, key=lambda key: rivals[key])
    return replace(found, rival=rival, swaps=rivals[rival])
