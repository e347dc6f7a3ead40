"""Many communes one after another, a few in memory at a time: a province, a nation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from thidua.matrices.packing import Packed, goals_of
from thidua.matrices.points import Columns, Whole, places_of, points_of, results_of

_TOGETHER = 8
"""Communes worked on at once: enough to spare calls, few enough to stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class CommuneTotals:
    """Totals and places of the units of one commune, in 10^-places of a point."""

    totals: Whole
    places: Whole


def score_many(years: Iterable[Packed], columns: Columns) -> Iterator[CommuneTotals]:
    """Score communes of the same shape in the order they come."""
    left = iter(years)
    while chunk := list(islice(left, _TOGETHER)):
        results = np.stack([results_of(one, columns) for one in chunk])
        goals = np.stack([goals_of(one.shape, one.goals) for one in chunk])
        for totals in points_of(results, goals, columns).sum(axis=-1):
            yield CommuneTotals(totals, places_of(totals))


def places_of_communes(scored: Iterable[CommuneTotals]) -> Whole:
    """Place communes of equally many units by the sum of their units; their mean orders them the same."""
    return places_of(np.array([one.totals.sum() for one in scored]))
