"""How firm each place is: how often it holds when every weight of a set changes a little.

A set that decides a winner by a small change of one weight should be known for that before anybody is
scored. The changes are drawn from a seed, so that anyone can try again and get the same. Each trial gives
what `trying.reweighed` gives, worked in whole numbers: 40 units by 40 criteria by 100 trials take a fraction
of a second.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from thidua.core.rounding import rounded
from thidua.core.scoring.criteria import CriteriaSet, Group, GroupKind
from thidua.core.scoring.points import LineState
from thidua.core.scoring.ranking import Place
from thidua.core.scoring.summing import Mark
from thidua.core.scoring.trying import Marks, reweighed

TRIALS = 100
SPREAD = Fraction(1, 10)
_RANGE = 2**32
_DRAWN = 6
"""Decimals of a drawn factor."""
_ONE = 10**_DRAWN
_FINEST = 4
"""Decimals that points and maxima may have."""
_UNIT = 10 ** (_FINEST + _DRAWN)
"""Steps of one point here: a maximum times a factor is whole in them."""


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
    rows = {unit: [_row(group, lines) for group in criteria.groups] for unit, lines in marks.items()}
    kept = dict.fromkeys((place.key for place in start), 0)
    swaps: dict[str, dict[str, int]] = {place.key: {} for place in start}
    for trial in range(trials):
        table = _table(criteria, drawn_weights(criteria, seed, trial, spread))
        places = _places({unit: _total(table, row) for unit, row in rows.items()})
        _count(start, places, kept, swaps)
    return tuple(_firmness(place, kept, swaps, trials) for place in start)


def drawn_weights(
    criteria: CriteriaSet, seed: str, trial: int, spread: Fraction = SPREAD
) -> dict[str, Decimal]:
    """Return the weights of one trial; a line without a maximum has none to change."""
    return {
        one.key: one.maximum * _near_one(seed, trial, one.key, spread)
        for one in criteria.criteria
        if one.maximum
    }


def _near_one(seed: str, trial: int, key: str, spread: Fraction) -> Decimal:
    """Return a factor between 1 − spread and 1 + spread that anybody can work out again."""
    drawn = int.from_bytes(sha256(f"{seed}|{trial}|{key}".encode()).digest()[:4])
    return rounded(1 - spread + 2 * spread * Fraction(drawn, _RANGE), _DRAWN)


Row = tuple[int | None, ...]
"""The points of a unit in a group, in ten-thousandths; None was not assigned."""


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A group under one draw: factors in millionths (None for an unchanged line), the rest in `_UNIT`."""

    kind: GroupKind
    factors: tuple[int | None, ...]
    weights: tuple[int, ...]
    maximum: int


@dataclass(frozen=True, slots=True)
class _Table:
    """The set under one draw. `step` is how many parts of `_UNIT` the last decimal of points is."""

    chapters: tuple[_Chapter, ...]
    total: int
    old_total: int
    step: int
    rescales: bool


def _table(criteria: CriteriaSet, weights: Mapping[str, Decimal]) -> _Table:
    chapters = tuple(_chapter(group, weights) for group in criteria.groups)
    grown = sum(
        new.maximum - _parts(old.maximum)
        for new, old in zip(chapters, criteria.groups, strict=True)
        if new.kind == GroupKind.BASE
    )
    total = _parts(criteria.total)
    return _Table(chapters, total + grown, total, _UNIT // 10**criteria.places, rescales=criteria.rescales)


def _chapter(group: Group, weights: Mapping[str, Decimal]) -> _Chapter:
    new = tuple(_parts(weights.get(one.key, one.maximum)) for one in group.criteria)
    old = tuple(_parts(one.maximum) for one in group.criteria)
    factors = tuple(
        weight * _ONE // before if one.key in weights else None
        for one, weight, before in zip(group.criteria, new, old, strict=True)
    )
    return _Chapter(group.kind, factors, new, _parts(group.maximum) + sum(new) - sum(old))


def _row(group: Group, lines: Mapping[str, Mark]) -> Row:
    return tuple(_points_of(lines.get(one.key)) for one in group.criteria)


def _points_of(mark: Mark | None) -> int | None:
    if mark is None:
        return 0
    return None if mark.state == LineState.NOT_ASSIGNED else int(mark.points.scaleb(_FINEST))


def _parts(points: Decimal) -> int:
    return int(points.scaleb(_FINEST + _DRAWN))


def _total(table: _Table, rows: Sequence[Row]) -> int:
    """Return the total of a unit in `_UNIT`, rounded wherever `total_of` rounds."""
    base = beside = standing = 0
    is_whole = True
    for chapter, row in zip(table.chapters, rows, strict=True):
        points = _group_points(table, chapter, row)
        if chapter.kind != GroupKind.BASE:
            beside += points
        elif row and all(one is None for one in row):
            is_whole = False
        else:
            base, standing = base + points, standing + chapter.maximum
    if table.rescales and not is_whole and 0 < standing < table.total:
        base = _rounded(base * table.total, standing, table.step)
    if not table.total:
        return max(0, _rounded(beside, 1, table.step))
    number = max(0, base) * table.old_total + beside * table.total
    return max(0, _rounded(number, table.total, table.step))


def _group_points(table: _Table, chapter: _Chapter, row: Row) -> int:
    raw = sum(
        point * _ONE if factor is None else _rounded(point * factor, 1, table.step)
        for point, factor in zip(row, chapter.factors, strict=True)
        if point
    )
    if chapter.kind == GroupKind.DEDUCTION:
        return max(raw, -chapter.maximum)
    if chapter.kind == GroupKind.BASE and table.rescales and None in row:
        whole = sum(chapter.weights)
        there = sum(one for one, point in zip(chapter.weights, row, strict=True) if point is not None)
        if 0 < there < whole:
            raw = _rounded(raw * whole, there, table.step)
    return min(raw, chapter.maximum)


def _rounded(number: int, under: int, step: int) -> int:
    """Divide, and round half away from zero to a multiple of `step`."""
    full = under * step
    size = (2 * abs(number) + full) // (2 * full) * step
    return -size if number < 0 else size


def _places(points: Mapping[str, int]) -> dict[str, int]:
    """Place by points alone: 1-2-2-4."""
    first: dict[int, int] = {}
    for place, found in enumerate(sorted(points.values(), reverse=True), 1):
        first.setdefault(found, place)
    return {key: first[found] for key, found in points.items()}


def _count(
    start: Sequence[Place], places: Mapping[str, int], kept: dict[str, int], swaps: dict[str, dict[str, int]]
) -> None:
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
