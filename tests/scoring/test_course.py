"""Whatever happens in whatever order, what is kept equals a round that is worked out anew.

Two thousand steps here; `make bench` walks ten thousand (`long_course.py`).
"""

import pytest
from tests.contest import Contest
from tests.scoring.course import walk

STEPS, SEEDS = 250, range(8)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_kept_equals_a_full_score_after_each_step(contest: Contest, seed: int):
    assert len(walk(contest, seed, STEPS)) > 12
