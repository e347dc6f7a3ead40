"""How a target stands on a day, from what its units reported period by period."""

from thidua.core.standing.judging import Reached, Standing, StandingStatus, reached_of, stand_of
from thidua.core.standing.parts import goal_of_part
from thidua.core.standing.sums import Followed, Level, PeriodSum, levels_of, verified_only
from thidua.core.standing.words import (
    farthest,
    rule_sentence,
    shown_level,
    shown_standing,
    verification_sentence,
)

__all__ = [
    "Followed",
    "Level",
    "PeriodSum",
    "Reached",
    "Standing",
    "StandingStatus",
    "farthest",
    "goal_of_part",
    "levels_of",
    "reached_of",
    "rule_sentence",
    "shown_level",
    "shown_standing",
    "stand_of",
    "verification_sentence",
    "verified_only",
]
