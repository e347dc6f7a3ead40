"""A draw as strangers see it: units, numbers and times, no person."""

from dataclasses import dataclass
from typing import Any

from thidua.core.sampling import Draw
from thidua.foundation.public import PublicReason, public_view
from thidua.monitoring.models import InspectionRound
from thidua.monitoring.models.round import DRAW_IS_PUBLIC
from thidua.monitoring.queries.draws import draw_of


@dataclass(frozen=True, slots=True)
class PublicCandidate:
    """A unit that may be drawn; what sets its place besides the number."""

    name: str
    visits: int
    was_last: bool


@dataclass(frozen=True, slots=True)
class PublicDraw:
    """What everybody needs to draw again."""

    plan: Any
    agency: str
    is_demo: bool
    candidates: tuple[PublicCandidate, ...]
    draw: Draw | None
    ground: PublicReason


def public_draw(plan: InspectionRound) -> PublicDraw:
    """Gather the page without a query; the round comes with its authority."""
    return PublicDraw(
        plan=public_view(plan),
        agency=plan.authority.committee,
        is_demo=plan.authority.is_demo,
        candidates=tuple(
            PublicCandidate(one["name"], one.get("visits", 0), one.get("was_last", False))
            for one in plan.candidates
        ),
        draw=draw_of(plan),
        ground=DRAW_IS_PUBLIC,
    )
