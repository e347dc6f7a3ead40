"""Criteria sets, points, ratings and places: exact, explained, without Django or clock."""

from thidua.core.rounding import rounded
from thidua.core.scoring.criteria import (
    Ceiling,
    CriteriaSet,
    Criterion,
    Group,
    GroupKind,
    RatingBand,
    Reading,
    TieBreak,
    TieKind,
)
from thidua.core.scoring.marking import Explained, explain, marks_of
from thidua.core.scoring.observed import NOT_ASSIGNED, Case, Observed
from thidua.core.scoring.points import Award, LineState
from thidua.core.scoring.ranking import Entrant, Place, rank, undecided
from thidua.core.scoring.rating import Gate, Rating, gates_of, rating_of
from thidua.core.scoring.summing import Adjustment, GroupSum, Line, Mark, Total, total_of

__all__ = [
    "NOT_ASSIGNED",
    "Adjustment",
    "Award",
    "Case",
    "Ceiling",
    "CriteriaSet",
    "Criterion",
    "Entrant",
    "Explained",
    "Gate",
    "Group",
    "GroupKind",
    "GroupSum",
    "Line",
    "LineState",
    "Mark",
    "Observed",
    "Place",
    "Rating",
    "RatingBand",
    "Reading",
    "TieBreak",
    "TieKind",
    "Total",
    "explain",
    "gates_of",
    "marks_of",
    "rank",
    "rating_of",
    "rounded",
    "total_of",
    "undecided",
]
