"""Facts to marks: each criterion's rule asked for each unit, rounded once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from thidua.core.rounding import rounded
from thidua.core.scoring.criteria import CriteriaSet, Criterion
from thidua.core.scoring.observed import Case, Observed
from thidua.core.scoring.points import Award, LineState, not_assigned, points_text
from thidua.core.scoring.summing import Mark

NOT_SEEN = Observed()


@dataclass(frozen=True, slots=True)
class Explained:
    """A mark with its award: the exact points, the arithmetic in words."""

    mark: Mark
    award: Award


def award_of(criterion: Criterion, seen: Observed, peers: Sequence[Observed] = ()) -> Award:
    """Ask the rule; what was not assigned is not asked, without its condition a criterion gives nothing."""
    if not seen.is_assigned:
        return not_assigned()
    award = criterion.rule.award(Case(seen, tuple(peers)))
    if not criterion.base_condition or award.state != LineState.SCORED:
        return award
    if seen.base_met is None:
        words = f"Chưa xác nhận điều kiện: {criterion.base_condition}."
        return Award(Fraction(0), (*award.arithmetic, words), LineState.NOT_JUDGED)
    if seen.base_met:
        return replace(award, arithmetic=(f"Có {_condition(criterion)}.", *award.arithmetic))
    return Award(Fraction(0), (f"Không có {_condition(criterion)} nên không có điểm.",))


def _condition(criterion: Criterion) -> str:
    """Return the condition as it follows "có": "Có kế hoạch" is "kế hoạch"."""
    text = criterion.base_condition
    return (text[:1].lower() + text[1:]).removeprefix("có ")


def explain(criterion: Criterion, seen: Observed, peers: Sequence[Observed], places: int) -> Explained:
    """Return the mark of one criterion for one unit."""
    award = award_of(criterion, seen, peers)
    mark = Mark(rounded(award.points, places), award.state)
    return Explained(mark, _told_rounded(award, mark))


def _told_rounded(award: Award, mark: Mark) -> Award:
    """Let the arithmetic end in the points that count: "95,43% × 20 điểm = 19,09 điểm"."""
    exact, counted = (f"= {points_text(points)} điểm" for points in (award.points, mark.points))
    if exact == counted:
        return award
    told = (*award.arithmetic[:-1], award.arithmetic[-1].replace(exact, counted))
    return replace(award, arithmetic=told)


def marks_of(
    criteria: CriteriaSet, units: Mapping[str, Mapping[str, Observed]]
) -> dict[str, dict[str, Explained]]:
    """Mark all units of a block: facts by unit and criterion in, marks by unit and criterion out."""
    marked: dict[str, dict[str, Explained]] = {unit: {} for unit in units}
    for criterion in criteria.criteria:
        seen = {unit: facts.get(criterion.key, NOT_SEEN) for unit, facts in units.items()}
        peers = tuple(one for one in seen.values() if one.is_assigned)
        for unit, one in seen.items():
            marked[unit][criterion.key] = explain(criterion, one, peers, criteria.places)
    return marked
