"""How the units of a block compete: its rounds of scoring with the places, and the pledges of its members."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from thidua.commitments.models import Pledge
from thidua.foundation.actors import Actor
from thidua.organisation.models import Block
from thidua.scoring.enums import RoundState
from thidua.scoring.models import FrozenPlace, ScoringRound

_MOST_ROUNDS = 20
_FIRST_PLACES = 3


@dataclass(frozen=True, slots=True)
class BlockRound:
    """A round of the block; the first places once they are settled for all to see."""

    round: Any
    first: tuple[FrozenPlace, ...]


@dataclass(frozen=True, slots=True)
class BlockContest:
    rounds: tuple[BlockRound, ...]
    pledges: tuple[Pledge, ...]
    without: tuple[str, ...]


def block_contest(actor: Actor, block: Block, *, on: date) -> BlockContest:
    """Gather rounds and pledges. Four queries for any number of units."""
    members = [row.unit for row in block.memberships.held_on(on).select_related("unit")]
    places = (
        FrozenPlace.objects.filter(place__lte=_FIRST_PLACES).select_related("unit").order_by("place", "id")
    )
    found = ScoringRound.objects.visible_to(actor).filter(block=block).exclude(state=RoundState.CANCELLED)
    first = Prefetch("places", queryset=places, to_attr="first_places")
    rounds: Any = found.for_list().prefetch_related(first)
    made = Pledge.objects.visible_to(actor).standing().filter(unit__in=members).for_list()
    pledges = tuple(made)
    held = {pledge.unit_id for pledge in pledges}
    return BlockContest(
        rounds=tuple(
            BlockRound(row, tuple(row.first_places) if row.state == RoundState.PUBLISHED else ())
            for row in rounds[:_MOST_ROUNDS]
        ),
        pledges=pledges,
        without=tuple(unit.name for unit in members if unit.pk not in held),
    )
