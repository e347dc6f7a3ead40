"""The targets that are at risk or behind, the worst first."""

from dataclasses import dataclass
from datetime import date

from thidua.monitoring.queries.result_board import BoardLine
from thidua.movements.models import Movement
from thidua.reporting.enums import ResultStatus
from thidua.reporting.queries.results import Results, results_of

_URGENT = (ResultStatus.AT_RISK, ResultStatus.BEHIND)
_FIRST = 4


@dataclass(frozen=True, slots=True)
class AtRisk:
    """The first of them, how many there are, and of how many targets."""

    first: tuple[BoardLine, ...]
    count: int
    total: int


def urgent_of(results: Results) -> tuple[BoardLine, ...]:
    """Return those at risk, then those behind, each in the order of the letter."""
    found = [BoardLine(row, 0) for row in results.rows if row.status in _URGENT]
    return tuple(sorted(found, key=lambda line: _URGENT.index(line.result.status)))


def at_risk(movement: Movement, *, on: date) -> AtRisk:
    """Judge the movement in four queries, and return what to look at first."""
    results = results_of(movement, on)
    urgent = urgent_of(results)
    return AtRisk(urgent[:_FIRST], len(urgent), len(results.rows))
