"""Which units said in time that they take part in a movement."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from thidua.commitments.enums import RegistrationState
from thidua.commitments.models import Registration
from thidua.commitments.queries.duties import DUTIES, key_of
from thidua.commitments.signals import REGISTRATION
from thidua.obligations.models import Obligation


def joined_in_time(movement_id: UUID, unit_ids: Collection[UUID]) -> set[UUID]:
    """Return the units whose registration stands, says that they take part, and first came by its day.

    What was returned and is not sent again does not stand. Without a day any registration is in time.
    """
    kept = (RegistrationState.SENT, RegistrationState.ACCEPTED)
    rows = Registration.objects.filter(movement=movement_id, unit__in=unit_ids, takes_part=True)
    came = rows.filter(state__in=kept).values_list("unit_id", "first_sent_on")
    due = _days(movement_id, unit_ids)
    return {unit_id for unit_id, first in came if _is_in_time(due.get(unit_id), first)}


def _is_in_time(due_on: date | None, first: date | None) -> bool:
    return due_on is None or first is None or first <= due_on


def _days(movement_id: UUID, unit_ids: Collection[UUID]) -> dict[UUID, date]:
    """Return the day by which each unit was asked to register."""
    units = {key_of(movement_id, unit_id): unit_id for unit_id in unit_ids}
    asked = Obligation.objects.filter(origin_kind=DUTIES[REGISTRATION].origin, origin_id__in=list(units))
    dated = asked.values_list("origin_id", "due_on")
    return {units[key]: due_on for key, due_on in dated if due_on is not None}
