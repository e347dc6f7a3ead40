"""The next step of an award round, case by case."""

import pytest

from thidua.core.commending.next_step import NextStep, Standing, next_step


@pytest.mark.parametrize(
    ("standing", "wanted"),
    [
        (Standing(), NextStep.PROPOSE),
        (Standing(takes=False), NextStep.CLOSE),
        (Standing(written=2), NextStep.SEND),
        (Standing(written=2, accepted=3, takes=False), NextStep.SHOW),
        (Standing(written=2, sent=1), NextStep.CHECK),
        (Standing(sent=1, passed=9), NextStep.CHECK),
        (Standing(accepted=3), NextStep.SHOW),
        (Standing(accepted=3, is_simple=True), NextStep.AGREE),
        (Standing(accepted=3, takes=False, is_listed=True, was_listed=True), NextStep.LISTEN),
        (Standing(sent=1, accepted=3, is_listed=True, was_listed=True), NextStep.LISTEN),
        (Standing(accepted=3, takes=False, was_listed=True), NextStep.SUBMIT),
        (Standing(in_council=3, passed=1, takes=False), NextStep.VOTE),
        (Standing(passed=1, settled=4, takes=False), NextStep.DECIDE),
        (Standing(settled=4, takes=True), NextStep.CLOSE),
        (Standing(settled=4, takes=False), NextStep.CLOSE),
        (Standing(settled=4, takes=False, is_reviewed=True), NextStep.FINISH),
        (Standing(written=1, settled=4, takes=False, is_reviewed=True), NextStep.FINISH),
        (Standing(passed=3, is_over=True), NextStep.NOTHING),
    ],
)
def test_the_earliest_thing_that_waits_comes_next(standing: Standing, wanted: NextStep):
    assert next_step(standing) == wanted
