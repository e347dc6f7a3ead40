"""Equals of a round that the chain of its set left together, and who may tell them apart."""

from itertools import groupby

from thidua.core.scoring import TieKind
from thidua.scoring.models import ScoringRound
from thidua.scoring.queries.standing import Board, Standing, standing_of

_PEOPLE = frozenset({TieKind.BALLOT.value, TieKind.DECISION.value})


def open_ties(scoring: ScoringRound) -> tuple[frozenset[str], ...]:
    """Return the groups of equals by the keys of their units."""
    return tuple(frozenset(row.key for row in tie) for tie in ties_of(standing_of(scoring)))


def ties_of(board: Board) -> tuple[tuple[Standing, ...], ...]:
    """Return the groups of equals in the order of their places."""
    rows = [row for row in board.rows if row.is_open_tie]
    return tuple(tuple(tie) for _, tie in groupby(rows, key=lambda row: row.place))


def manners_of(scoring: ScoringRound) -> tuple[str, ...]:
    """Return the ways of people that the set ends with; without any, equals share a place for good."""
    return tuple(step["kind"] for step in scoring.criteria_set.ties if step["kind"] in _PEOPLE)
