"""Ten thousand steps of the course of a round: some minutes, so `make bench` alone runs it."""

import pytest
from tests.contest import Contest
from tests.scoring.course import walk

STEPS, SEEDS = 1_000, range(100, 110)


@pytest.mark.parametrize("seed", SEEDS)
def test_ten_thousand_steps(contest: Contest, seed: int):
    assert len(walk(contest, seed, STEPS)) > 15
