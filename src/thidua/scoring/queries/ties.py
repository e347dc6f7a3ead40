"""Equals of a round that the chain of its set left together, and who may tell them apart."""

from dataclasses import dataclass
from itertools import groupby

from thidua.core.scoring import TieKind
from thidua.scoring.models import ScoringRound, TieDecision
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


@dataclass(frozen=True, slots=True)
class Decision:
    """What people decided, with the names in order."""

    kept: TieDecision
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TiePage:
    """Equals of a round and the decisions on them, newest first; those taken back stay readable."""

    ties: tuple[tuple[Standing, ...], ...]
    decisions: tuple[Decision, ...]
    by_people: bool

    def at_place(self, place: int) -> tuple[Standing, ...]:
        return next((tie for tie in self.ties if tie[0].place == place), ())


def tie_page(scoring: ScoringRound) -> TiePage:
    """Load the page in one query more than the standing."""
    board = standing_of(scoring)
    names = {row.key: row.unit for row in board.rows}
    decisions = tuple(
        Decision(one, tuple(names.get(key, "") for key in one.order))
        for one in scoring.tie_decisions.order_by("-at", "-id")
    )
    return TiePage(ties_of(board), decisions, bool(manners_of(scoring)))
