"""Whether what is kept of a round is what all its facts give when they are worked out at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from thidua.core.scoring import LineState
from thidua.core.scoring.points import points_text
from thidua.scoring.models import ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.queries.rescoring import Rescored, rescored

_WHOLE = "tổng điểm"
Kept = Mapping[tuple[UUID, str], tuple[Decimal, str]]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A criterion, or the sum, whose kept points are not what the facts give."""

    unit: str
    what: str
    kept: Decimal
    found: Decimal

    @property
    def sentence(self) -> str:
        return (
            f"{self.unit}, {self.what}: đang ghi {points_text(self.kept)} điểm, "
            f"tính lại được {points_text(self.found)} điểm."
        )


def disagreements(scoring: ScoringRound) -> list[Disagreement]:
    """Work a round out in full, writing nothing; an empty list is what must come of it."""
    lines = ScoreLine.objects.filter(sheet__round=scoring).order_by()
    kept: Kept = {
        (sheet, key): (points, state)
        for sheet, key, points, state in lines.values_list("sheet_id", "criterion__key", "points", "state")
    }
    sheets = ScoreSheet.objects.filter(round=scoring).values_list("pk", "points", "rating")
    sums = {pk: (points, rating) for pk, points, rating in sheets}
    return [one for unit in rescored(scoring) for one in _of_unit(unit, kept, *sums[unit.sheet_id])]


def _of_unit(unit: Rescored, kept: Kept, points: Decimal, rating: str) -> Iterator[Disagreement]:
    for key, mark in unit.marks.items():
        was, state = kept[unit.sheet_id, key]
        if (was, LineState(state)) != (mark.points, mark.state):
            yield Disagreement(unit.unit, key, was, mark.points)
    if (points, rating) != (unit.points, unit.rating.name):
        yield Disagreement(unit.unit, _WHOLE, points, unit.points)
