"""Which target each criterion may mean: what is chosen, and what the names suggest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from thidua.core.scoring.naming import best_match
from thidua.movements.models import Target
from thidua.scoring.enums import ReadingChoice
from thidua.scoring.models import CriteriaSet, Criterion


@dataclass(frozen=True, slots=True)
class Match:
    """A line, and the key of the target that is chosen or, where none is, suggested."""

    line: Criterion
    chosen: str
    is_suggested: bool


def targets_of(criteria_set: CriteriaSet) -> list[Target]:
    """Return the targets of the set's movement, none where it has no movement."""
    return list(Target.objects.filter(movement=criteria_set.movement_id).order_by("position", "id"))


def _reading(criteria_set: CriteriaSet) -> list[Criterion]:
    """Lines that read one target; those that read several are chosen on their own page."""
    lines = (line for group in criteria_set.groups.all() for line in group.criteria.all())
    return [line for line in lines if line.reading == ReadingChoice.TARGET and len(line.targets.all()) <= 1]


def matches_of(criteria_set: CriteriaSet, targets: Sequence[Target]) -> list[Match]:
    """Suggest by names where nothing is chosen; `criteria_set` is made of `whole_sets`."""
    names = {str(target.pk): target.name for target in targets}
    found = []
    for line in _reading(criteria_set):
        chosen = next((str(target.pk) for target in line.targets.all()), "")
        suggested = "" if chosen else best_match(line.name, names)
        found.append(Match(line, chosen or suggested, is_suggested=bool(suggested)))
    return found


def chosen_in(
    sent: Mapping[str, str], criteria_set: CriteriaSet, targets: Sequence[Target]
) -> dict[UUID, Target | None]:
    """Read what was chosen for each line; an unknown target is none."""
    known = {str(target.pk): target for target in targets}
    return {
        line.pk: known.get(sent[f"t-{line.pk}"]) for line in _reading(criteria_set) if f"t-{line.pk}" in sent
    }
