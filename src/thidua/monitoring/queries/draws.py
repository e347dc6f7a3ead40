"""The draw of a round, worked out again from what was fixed and the public number."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from thidua.core import sampling
from thidua.core.sampling import Candidate, Draw
from thidua.monitoring.enums import ChosenBy, VisitState
from thidua.monitoring.models import InspectionRound, Visit


@dataclass(frozen=True, slots=True)
class DrawHistory:
    """How often each unit was drawn before, by key, and which were in the round before."""

    visits: Mapping[str, int]
    last: frozenset[str]


def history_of(plan: InspectionRound) -> DrawHistory:
    """Look at the rounds of the commune drawn before. Two queries."""
    before = InspectionRound.objects.drawn().filter(authority_id=plan.authority_id).exclude(pk=plan.pk)
    last = before.order_by("-drawn_at").first()
    drawn = Visit.objects.filter(round__in=before, chosen_by=ChosenBy.DRAW)
    pairs = list(drawn.exclude(state=VisitState.CANCELLED).values_list("unit_id", "round_id"))
    return DrawHistory(
        visits=Counter(str(unit) for unit, _ in pairs),
        last=frozenset(str(unit) for unit, round_id in pairs if last and round_id == last.pk),
    )


def candidates_of(kept: Iterable[Mapping[str, Any]]) -> list[Candidate]:
    """Read the list that was fixed. A unit is known by its name: everybody can read and type it."""
    return [Candidate(one["name"], one.get("visits", 0), one.get("was_last", False)) for one in kept]


def draw_of(plan: InspectionRound) -> Draw | None:
    """Draw again, as anybody can; None while there is no number."""
    if not plan.seed:
        return None
    return sampling.draw(candidates_of(plan.candidates), plan.count, seed=plan.seed, round_name=plan.name)
