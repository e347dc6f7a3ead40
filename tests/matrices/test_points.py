"""Points and places of whole tables: equal, to the last digit, to plain decimals worked out one by one."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

import numpy as np
import pytest

from thidua.core.errors import DomainError
from thidua.matrices.packing import Packed, pack, pack_scaled
from thidua.matrices.points import Columns, places_of, points_of, score

CASES = 1_000_000
CENT = Decimal("0.01")


def columns(weights: list[int], *, turned: set[int] = frozenset(), levels: set[int] = frozenset()) -> Columns:
    places = range(len(weights))
    return Columns(
        weights=np.array(weights),
        adds_up=np.array([place not in levels for place in places]),
        turned=np.array([place in turned for place in places]),
        cap_over=6,
        cap_under=5,
    )


def plain_points(over: int, aim: int, weight: int, *, turned: bool) -> int:
    """Work one cell out with decimals; dividing last, since a third times three is not one in decimals."""
    over = 2 * aim - over if turned else over
    over = max(over, 0)
    if 5 * over > 6 * aim:
        over, aim = 6, 5
    points = (Decimal(over * weight) / Decimal(aim * 100)).quantize(CENT, ROUND_HALF_UP)
    return int(points * 100)


def test_a_million_cells_equal_plain_decimals():
    dice = np.random.default_rng(20240710)
    side = CASES // 40
    aims = dice.integers(1, 2000, (side, 40))
    results = dice.integers(0, 3000, (side, 40))
    on_edge = dice.random((side, 40)) < 0.3
    results = np.where(on_edge, aims * dice.integers(0, 250, (side, 40)) // 200, results)
    weights = [int(one) for one in dice.integers(1, 2000, 40)]
    table = columns(weights, turned={3, 9, 27})
    found = points_of(results, aims, table)
    with localcontext() as context:
        context.prec = 50
        expected = [
            [
                plain_points(over, aim, weight, turned=place in {3, 9, 27})
                for place, (over, aim, weight) in enumerate(zip(row, goal, weights, strict=True))
            ]
            for row, goal in zip(results.tolist(), aims.tolist(), strict=True)
        ]
    assert found.tolist() == expected


def test_half_a_hundredth_is_rounded_up():
    found = points_of(np.array([[1]]), np.array([[200]]), columns([100]))
    assert found.tolist() == [[1]]


def test_places_share_and_skip_like_plain_counting():
    dice = np.random.default_rng(7)
    for _ in range(200):
        totals = dice.integers(0, 12, dice.integers(1, 45))
        expected = [1 + sum(other > one for other in totals.tolist()) for one in totals.tolist()]
        assert places_of(totals).tolist() == expected


def year(cells: list[list[str | None]], goals: list[str]) -> Packed:
    """Pack periods × targets of a single unit."""
    values = [[[None if cell is None else Decimal(cell) for cell in row]] for row in cells]
    return pack(values, [[Decimal(goal) for goal in goals]], places=2)


def test_sums_add_up_and_levels_take_the_last_known():
    packed = year([["10", "90"], ["5.5", "95.5"], [None, None]], ["20", "98"])
    scored = score(packed, columns([1000, 1000], levels={1}))
    assert scored.points.tolist() == [[775, 974]]
    assert scored.totals.tolist() == [1749]


def test_what_has_no_figure_or_no_goal_gives_nothing():
    packed = year([[None, "5"]], ["20", "0"])
    assert score(packed, columns([1000, 1000], levels={0})).points.tolist() == [[0, 0]]


def test_less_is_better_where_it_is_turned():
    packed = year([["3", "0", "9"]], ["4", "4", "4"])
    assert score(packed, columns([1000] * 3, turned={0, 1, 2})).points.tolist() == [[1200, 1200, 0]]


def test_numbers_that_could_wrap_are_refused():
    with pytest.raises(DomainError, match="quá lớn"):
        points_of(np.array([[2**60]]), np.array([[2**60]]), columns([100]))


def test_more_decimals_than_there_is_room_for_are_refused():
    with pytest.raises(DomainError, match="không xếp được"):
        year([["0.001"]], ["1"])


def test_small_numbers_take_four_bytes_and_large_ones_eight():
    small = pack_scaled(np.ones((12, 2, 3), np.int64), np.ones((2, 3), np.int64), 2)
    large = pack_scaled(np.full((12, 2, 3), 2**31), np.ones((2, 3), np.int64), 2)
    assert (len(small.values), len(large.values)) == (12 * 6 * 4, 12 * 6 * 8)
    assert Packed(type(small.shape).from_plain(small.shape.as_plain()), b"", b"").shape == small.shape
