"""Reads of inspection rounds: what they can be about, what they may draw from."""

from thidua.foundation.actors import Actor
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement


def own_movements(actor: Actor) -> list[Movement]:
    """Return the movements the own office has opened, the newest first. One query."""
    if actor.authority_id is None:
        return []
    found = Movement.objects.visible_to(actor).filter(is_own=True, authority_id=actor.authority_id)
    return list(found.exclude(state=MovementState.DRAFT).order_by("-year", "-opened_at"))
