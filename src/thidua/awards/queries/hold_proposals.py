"""Holds on praise as what may limit the rating of a unit, for who writes that down in a round of scoring."""

from datetime import date
from uuid import UUID

from thidua.awards.models import Hold
from thidua.scoring.queries.limits import Proposal


def proposals_of(authority_id: UUID, on: date) -> list[Proposal]:
    """Return the holds on units that are in force on a day. One query."""
    found = Hold.objects.filter(authority_id=authority_id, unit__isnull=False).in_force(on)
    return [
        Proposal(str(hold.unit), f"{hold.get_kind_display()}, {hold.reason}", hold.document_number)
        for hold in found.select_related("unit").order_by("unit__sort_key", "pk")
    ]
