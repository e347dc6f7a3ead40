"""What a stranger finds first: the open movements of each office here, public fields only."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from thidua.foundation.public import public_view
from thidua.movements.models import Movement

SHOWN = 100


@dataclass(frozen=True, slots=True)
class PublicMovement:
    """A movement as strangers see it, and the key of its public page."""

    view: Any
    key: str


@dataclass(frozen=True, slots=True)
class PublicOffice:
    """An office and its public movements, the newest first."""

    name: str
    is_demo: bool
    movements: tuple[PublicMovement, ...]


def public_offices() -> list[PublicOffice]:
    """Return the offices that have public movements, by name. One query."""
    rows = Movement.objects.public().select_related("authority")
    ordered = rows.order_by("authority__name", "authority_id", "-year", "-opened_at")[:SHOWN]
    return [
        PublicOffice(
            authority.name,
            authority.is_demo,
            tuple(PublicMovement(public_view(row), str(row.pk)) for row in group),
        )
        for authority, group in groupby(ordered, key=lambda row: row.authority)
    ]
