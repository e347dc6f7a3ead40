"""Many communes give what each gives alone."""

import numpy as np

from thidua.matrices.many import places_of_communes, score_many
from thidua.matrices.packing import pack_scaled
from thidua.matrices.points import Columns, score


def test_many_equal_one_by_one():
    dice = np.random.default_rng(3)
    columns = Columns(
        dice.integers(1, 900, 5), np.array([True] * 4 + [False]), np.array([False] * 4 + [True])
    )
    years = [
        pack_scaled(dice.integers(0, 400, (12, 7, 5)), dice.integers(1, 3000, (7, 5)), 2) for _ in range(19)
    ]
    many = list(score_many(iter(years), columns))
    alone = [score(year, columns) for year in years]
    assert [one.totals.tolist() for one in many] == [one.totals.tolist() for one in alone]
    assert [one.places.tolist() for one in many] == [one.places.tolist() for one in alone]
    sums = [int(one.totals.sum()) for one in alone]
    assert places_of_communes(many).tolist() == [1 + sum(other > one for other in sums) for one in sums]
