"""Reads over the organisation."""

from datetime import date
from uuid import UUID

from thidua.foundation.actors import STRANGER, Actor
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority, Position, User


def actor_of(user: User, on: date) -> Actor:
    """See a user through the positions held on a day.

    One query, and one more for an upper level, which also reads what lies below it.
    """
    if not user.is_active or user.person_id is None:
        return STRANGER
    positions = list(Position.objects.held_on(on).filter(person_id=user.person_id).select_related("person"))
    if not positions:
        return Actor(user_id=user.pk, name=user.username, authority_id=None)
    own = {position.authority_id for position in positions}
    return Actor(
        user_id=user.pk,
        name=positions[0].person.full_name,
        authority_id=positions[0].authority_id,
        authority_ids=frozenset(own | _below(positions)),
        unit_ids=frozenset(position.unit_id for position in positions if position.unit_id),
        roles=frozenset(position.role for position in positions),
    )


def _below(positions: list[Position]) -> set[UUID]:
    """Authorities under those where an upper-level position is held, two levels deep (tỉnh, huyện, xã)."""
    above = [position.authority_id for position in positions if position.role == Role.UPPER]
    if not above:
        return set()
    children = Authority.objects.filter(parent_id__in=above) | Authority.objects.filter(
        parent__parent_id__in=above
    )
    return set(children.values_list("pk", flat=True))
