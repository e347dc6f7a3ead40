"""Whether what is kept of a round is what all its facts give when they are worked out at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from thidua.core.scoring import LineState
from thidua.core.scoring.points import points_text
from thidua.core.scoring.rules import Measure, Proportional
from thidua.scoring.models import Criterion, ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.queries.packed import lay_out, points_by_matrix
from thidua.scoring.queries.rescoring import Rescored, lines_of, rescored

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


def matrix_disagreements(scoring: ScoringRound) -> list[Disagreement]:
    """Work the criteria "theo tỷ lệ" of a round out by whole-number matrices, a way of its own.

    Only where the round ends with its year, since a matrix holds all of it.
    """
    found = lay_out(scoring.movement)
    if found is None or scoring.ends_on < scoring.movement.first_and_last_day[1]:
        return []
    lines = [line for line in lines_of(scoring) if _is_plain_share(line)]
    targets = dict(
        Criterion.targets.through.objects.filter(
            criterion__in=[line.criterion_id for line in lines]
        ).values_list("criterion_id", "target_id")
    )
    weights = {
        targets[line.criterion_id]: line.criterion.maximum for line in lines if line.criterion_id in targets
    }
    points = points_by_matrix(*found, weights, scoring.criteria_set.places)
    told = []
    for line in (one for one in lines if one.criterion_id in targets):
        by_matrix = points.get((line.sheet.unit_id, targets[line.criterion_id]))
        if by_matrix is not None and line.auto_points is not None and by_matrix != line.auto_points:
            told.append(Disagreement(line.sheet.unit.name, line.criterion.key, line.auto_points, by_matrix))
    return told


def _is_plain_share(line: ScoreLine) -> bool:
    """Whether its rule is result ÷ goal × maximum, at most the maximum, and nothing else."""
    rule = line.criterion.row.rule
    is_share = isinstance(rule, Proportional) and rule.measure == Measure.SHARE and rule.cap == 1
    return is_share and not line.criterion.base_condition
