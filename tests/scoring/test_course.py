"""Whatever happens in whatever order, what is kept equals a round that is worked out anew.

Ten thousand steps are walked by `python -m benchmarks.run course`; here as many as take some seconds.
"""

from collections import Counter

import pytest
from tests.contest import SCORED, Contest
from tests.scoring.course import Course, anew, enrich, kept, places

from thidua.scoring.services import lines

STEPS, SEEDS = 150, (1, 2, 3)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_kept_equals_a_full_score_after_each_step(contest: Contest, seed: int):
    enrich(contest)
    course = Course(contest, seed)
    done = Counter()
    for number in range(STEPS):
        deed = course.step()
        done[deed] += 1
        assert kept(contest) == anew(contest), f"step {number}: {deed}"
    before = places(contest)
    assert lines.refresh(contest.round, by=contest.season.office, at=SCORED) == 0
    assert places(contest) == before
    assert len(done) > 12
