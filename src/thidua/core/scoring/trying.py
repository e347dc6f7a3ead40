"""Trying a set out before it is locked: who moves when a weight moves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from thidua.core.rounding import rounded
from thidua.core.scoring.criteria import CriteriaSet, Group, GroupKind
from thidua.core.scoring.ranking import Entrant, Place, rank
from thidua.core.scoring.summing import Mark, total_of

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
    proportions change. Without other weights the points are those of `total_of`, to the last decimal.
    """
    factors = {
        one.key: Fraction(weights[one.key]) / Fraction(one.maximum)
        for one in criteria.criteria
        if one.key in weights and one.maximum
    }
    other = _with_weights(criteria, {key: weights[key] for key in factors})
    return rank([Entrant(unit, _weighed(criteria, other, lines, factors)) for unit, lines in marks.items()])


def _with_weights(criteria: CriteriaSet, weights: Mapping[str, Decimal]) -> CriteriaSet:
    """Return the set with other maxima; its total is what they add up to."""
    groups = tuple(_group_with(group, weights) for group in criteria.groups)
    grown = sum(
        (
            new.maximum - old.maximum
            for new, old in zip(groups, criteria.groups, strict=True)
            if new.kind == GroupKind.BASE
        ),
        Decimal(0),
    )
    return replace(criteria, groups=groups, total=criteria.total + grown)


def _group_with(group: Group, weights: Mapping[str, Decimal]) -> Group:
    lines = tuple(
        replace(one, rule=replace(one.rule, maximum=weights[one.key])) if one.key in weights else one
        for one in group.criteria
    )
    grown = sum(
        (new.maximum - old.maximum for new, old in zip(lines, group.criteria, strict=True)), Decimal(0)
    )
    return replace(group, criteria=lines, maximum=group.maximum + grown)


def _weighed(
    criteria: CriteriaSet, other: CriteriaSet, lines: Mapping[str, Mark], factors: Mapping[str, Fraction]
) -> Decimal:
    """Return the total of a unit under the other weights, brought back to the total of the set."""
    marks = {
        key: replace(mark, points=rounded(Fraction(mark.points) * factors.get(key, 1), criteria.places))
        if key in factors
        else mark
        for key, mark in lines.items()
    }
    base = Fraction(total_of(replace(other, groups=other.base_groups), marks).points)
    beside = sum(
        (one.points for one in total_of(other, marks).groups if one.group.kind != GroupKind.BASE), Decimal(0)
    )
    part = base * Fraction(criteria.total) / Fraction(other.total) if other.total else Fraction(0)
    return max(Decimal(0), rounded(part + Fraction(beside), criteria.places))
