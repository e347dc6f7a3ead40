"""Exact points and places from packed years, for the rule "theo tỷ lệ" over whole tables at once.

Points are whole numbers of 10^-places. A share is result ÷ goal, turned round (2 − result ÷ goal) where less
is better, cut to between zero and the cap; points are weight × share rounded half up. Everything is integers:
`floor((2·share·weight + 1) / 2)` over a common denominator, never a float.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thidua.core.errors import DomainError
from thidua.matrices.packing import Packed, goals_of, known_of, values_of

Whole = NDArray[np.int64]
_EXACT = 2**62


@dataclass(frozen=True, slots=True)
class Columns:
    """How each target turns into points.

    `weights` are maxima in 10^-places of a point; `adds_up` sums the periods, else the last known one counts;
    `turned` says that less is better. The cap is `cap_over` ÷ `cap_under` (6 ÷ 5 is 120%).
    """

    weights: Whole
    adds_up: NDArray[np.bool_]
    turned: NDArray[np.bool_]
    cap_over: int = 1
    cap_under: int = 1


def columns_of_shares(weights: Sequence[int], adds_up: Sequence[bool]) -> Columns:
    """Return columns where more is better and nothing above the goal counts."""
    return Columns(np.array(weights, np.int64), np.array(adds_up, bool), np.zeros(len(weights), bool))


@dataclass(frozen=True, slots=True)
class Scored:
    """Points by unit and target, their sums by unit, places 1-2-2-4 by unit."""

    points: Whole
    totals: Whole
    places: Whole


def score(packed: Packed, columns: Columns) -> Scored:
    """Score one year. A target without any known figure, or with a goal of zero, gives nothing."""
    results = results_of(packed, columns)
    points = points_of(results, goals_of(packed.shape, packed.goals), columns)
    totals = points.sum(axis=-1)
    return Scored(points, totals, places_of(totals))


def points_table(packed: Packed, columns: Columns) -> list[list[int | None]]:
    """Return points by unit and target as plain numbers; None where no figure of the year is known."""
    points = score(packed, columns).points.tolist()
    known = known_of(packed.shape, packed.known)
    if known is None:
        return [list(row) for row in points]
    seen: list[list[bool]] = np.any(known, axis=0).tolist()
    return [
        [cell if is_seen else None for cell, is_seen in zip(row, marks, strict=True)]
        for row, marks in zip(points, seen, strict=True)
    ]


def results_of(packed: Packed, columns: Columns) -> Whole:
    """Return what each unit reached of each target: the sum of its periods, or the last that is known."""
    values = values_of(packed.shape, packed.values)
    results: Whole = np.add.reduce(values, axis=0, dtype=np.int64)
    levels = np.flatnonzero(~columns.adds_up)
    if levels.size:
        known = known_of(packed.shape, packed.known)
        results[:, levels] = _last(values[:, :, levels], None if known is None else known[:, :, levels])
    return results


def _last(values: NDArray[Any], known: NDArray[np.bool_] | None) -> NDArray[Any]:
    if known is None:
        return np.asarray(values[-1])
    behind = np.argmax(known[::-1], axis=0)
    last = np.take_along_axis(values[::-1], behind[None], axis=0)[0]
    return np.where(known.any(axis=0), last, 0)


def points_of(results: Whole, goals: NDArray[Any], columns: Columns) -> Whole:
    """Return points in 10^-places, whatever the leading sides; refuse numbers too large to stay exact."""
    aims = goals.astype(np.int64)
    over = results.copy()
    turned = np.flatnonzero(columns.turned)
    over[..., turned] = 2 * aims[..., turned] - over[..., turned]
    np.maximum(over, 0, out=over)
    _refuse_overflow(over, aims, columns)
    over *= 2 * columns.weights
    over += aims
    aims *= 2
    return np.minimum(_divided(over, aims), _most(columns))


def _most(columns: Columns) -> Whole:
    """Return what the cap leaves of each weight; rounding down the quotient makes both roundings one."""
    return (2 * columns.weights * columns.cap_over + columns.cap_under) // (2 * columns.cap_under)


def _divided(over: Whole, under: Whole) -> Whole:
    """Divide in place; neither is negative, and nothing is divided by zero or less: that gives nothing."""
    empty = under <= 0
    if empty.any():
        over[empty] = 0
        under[empty] = 1
    unsigned = over.view(np.uint64)
    np.floor_divide(unsigned, under.view(np.uint64), out=unsigned)
    return over


def _refuse_overflow(over: Whole, aims: Whole, columns: Columns) -> None:
    """Python's own integers find the largest product, so that no product wraps unseen."""
    largest = max(int(over.max(initial=0)), int(aims.max(initial=0)), 1)
    weight = max(int(columns.weights.max(initial=0)), columns.cap_over, columns.cap_under)
    if 4 * largest * weight >= _EXACT:
        raise DomainError("Số liệu quá lớn để tính trong ma trận; tính từng đơn vị thay cho cả bảng.")


def places_of(totals: Whole) -> Whole:
    """Place totals, the largest first: one more than how many are larger, so equals share a place."""
    ranked = np.sort(totals)
    return totals.size - np.searchsorted(ranked, totals, side="right") + 1
