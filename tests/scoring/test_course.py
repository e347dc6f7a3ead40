"""Whatever happens in whatever order, what is kept equals a round that is worked out anew.

Two thousand steps in `make ci`, a thousand of them on each database; `make bench` walks ten thousand
(`long_course.py`).
"""

import pytest
from django.db import connection
from tests.contest import Contest
from tests.scoring.course import walk

STEPS = 250
SEEDS = {"postgresql": range(4), "sqlite": range(4, 8)}


@pytest.mark.parametrize("seed", SEEDS[connection.vendor])
def test_what_is_kept_equals_a_full_score_after_each_step(contest: Contest, seed: int):
    assert len(walk(contest, seed, STEPS)) > 12
