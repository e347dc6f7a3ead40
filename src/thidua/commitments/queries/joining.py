"""Which units said in time that they take part in a movement."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Min
from django.utils.timezone import localdate

from thidua.commitments.enums import RegistrationState
from thidua.commitments.models import Registration
from thidua.commitments.queries.duties import DUTIES, key_of
from thidua.commitments.signals import REGISTRATION
from thidua.foundation.keys import key_of as key_in_trail
from thidua.foundation.models import AuditEntry
from thidua.obligations.models import Obligation


def joined_in_time(movement_id: UUID, unit_ids: Collection[UUID]) -> set[UUID]:
    """Return the units whose registration stands, says that they take part, and first came by its day.

    What was returned and is not sent again does not stand. Without a day any registration is in time.
    """
    kept = (RegistrationState.SENT, RegistrationState.ACCEPTED)
    rows = Registration.objects.filter(movement=movement_id, unit__in=unit_ids, takes_part=True)
    standing = list(rows.filter(state__in=kept))
    due, first = _days(movement_id, unit_ids), _first_sent(standing)
    return {
        one.unit_id for one in standing if _is_in_time(due.get(one.unit_id), first.get(one.pk, one.sent_at))
    }


def _is_in_time(due_on: date | None, sent_at: datetime | None) -> bool:
    return due_on is None or sent_at is None or localdate(sent_at) <= due_on


def _days(movement_id: UUID, unit_ids: Collection[UUID]) -> dict[UUID, date]:
    """Return the day by which each unit was asked to register; none before it in the sample commune.

    What is sent in the sample commune is sent on its day, whatever the calendar says.
    """
    units = {key_of(movement_id, unit_id): unit_id for unit_id in unit_ids}
    asked = Obligation.objects.filter(origin_kind=DUTIES[REGISTRATION].origin, origin_id__in=list(units))
    dated = asked.exclude(authority__stands_on__lte=F("due_on")).values_list("origin_id", "due_on")
    return {units[key]: due_on for key, due_on in dated if due_on is not None}


def _first_sent(registrations: Collection[Registration]) -> dict[UUID, datetime]:
    """Return when each was first sent: one that was returned and sent again came when it first did."""
    keys = {key_in_trail(one): one.pk for one in registrations}
    sent = AuditEntry.objects.filter(action="commitments.registration.send", object_id__in=list(keys))
    return {keys[key]: at for key, at in sent.values_list("object_id").annotate(Min("at"))}
