"""What a stranger finds first: open movements and published standings of each office, public fields only."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from thidua.foundation.public import public_view
from thidua.movements.models import Movement
from thidua.scoring.models import ScoringRound
from thidua.scoring.queries.standing_page import title_of

SHOWN = 100
_STANDINGS = 3


@dataclass(frozen=True, slots=True)
class PublicMovement:
    """A movement as strangers see it, the key of its public page, and its newest published standings."""

    view: Any
    key: str
    standings: tuple[tuple[UUID, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PublicOffice:
    """An office and its public movements, the newest first."""

    name: str
    is_demo: bool
    movements: tuple[PublicMovement, ...]


def public_offices() -> list[PublicOffice]:
    """Return the offices that have public movements, by name. Two queries."""
    rows = Movement.objects.public().select_related("authority")
    ordered = rows.order_by("authority__name", "authority_id", "-year", "-opened_at")[:SHOWN]
    standings = _standings([row.pk for row in ordered])
    return [
        PublicOffice(
            authority.name,
            authority.is_demo,
            tuple(
                PublicMovement(public_view(row), str(row.pk), tuple(standings.get(row.pk, ())[:_STANDINGS]))
                for row in group
            ),
        )
        for authority, group in groupby(ordered, key=lambda row: row.authority)
    ]


def _standings(movements: list[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    """Name the published standings of movements, newest first."""
    found: dict[UUID, list[tuple[UUID, str]]] = {}
    rounds = ScoringRound.objects.public().filter(movement__in=movements).select_related("block")
    for scoring in rounds.order_by("-ends_on", "name"):
        found.setdefault(scoring.movement_id, []).append((scoring.pk, title_of(scoring)))
    return found
