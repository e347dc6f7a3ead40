"""Draft the reminders of a day by rule; nothing leaves, unless the commune lets notices leave alone."""

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thidua.core.reminders import Stage, last_stage, most_urgent, with_added
from thidua.foundation.actors import SYSTEM
from thidua.foundation.services.audit import Deed, record_each
from thidua.obligations.enums import ReminderState
from thidua.obligations.models import Obligation, Reminder, ReminderItem
from thidua.obligations.queries.letters import owed_of
from thidua.obligations.queries.sendings import urging_of
from thidua.obligations.services import sendings
from thidua.organisation.models import Authority

_AHEAD = timedelta(days=7)
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_CODE_LENGTH = 10  # 50 bits: a code is never guessed, and is of use only to those who may sign in


@dataclass(frozen=True, slots=True)
class _Telling:
    """Work that is to be told of now, and the stage that makes it so."""

    work: Obligation
    stage: Stage
    stage_on: date


def draft_all(*, at: datetime) -> int:
    """Draft for every commune with work that is late or near; return how many digests are new or longer."""
    near = Obligation.objects.open().filter(due_on__lte=localdate(at) + _AHEAD)
    keys = near.order_by().values_list("authority_id", flat=True).distinct()
    return sum(draft(key, at=at) for key in keys)


@transaction.atomic
def draft(authority_id: UUID, *, at: datetime) -> int:
    """Draft one digest for each unit that something is to be told to.

    Running again, or after a stop half way, tells nothing twice: each day of a stage is told once, and who
    was sent a digest today waits until tomorrow. What still waits to be sent grows instead of doubling.
    """
    authority = Authority.objects.select_for_update(of=("self",)).get(pk=authority_id)
    at = authority.moment(at)
    on = localdate(at)
    _drop_outdated(authority, at)
    telling = _to_tell(authority, on)
    grown = _grow(authority, telling, on)
    today = Reminder.objects.filter(authority=authority, drafted_on=on)
    had_today = set(today.values_list("unit_id", flat=True))
    fresh = _make(authority, {key: told for key, told in telling.items() if key not in grown | had_today}, at)
    if urging_of(authority).notices_leave_alone:
        sendings.put_notices(fresh, at=at)
    return len(grown) + len(fresh)


def _to_tell(authority: Authority, on: date) -> Mapping[UUID, list[_Telling]]:
    """Return by unit what fell due to be told and was not. Two queries."""
    near = Obligation.objects.open().filter(authority=authority, due_on__lte=on + _AHEAD)
    near = near.exclude(unit__valid_to__lt=on)  # nobody is left in a unit that was closed
    told = set(
        ReminderItem.objects.filter(obligation__in=near.order_by().values("pk")).values_list(
            "obligation_id", "stage_on"
        )
    )
    found: dict[UUID, list[_Telling]] = defaultdict(list)
    for work in near.order_by("due_on", "id"):
        stage = last_stage(work.due_on, localdate(work.created_at), on) if work.due_on else None
        if stage is not None and (work.pk, stage[0]) not in told:
            found[work.unit_id].append(_Telling(work, stage[1], stage[0]))
    return found


def _make(authority: Authority, telling: Mapping[UUID, list[_Telling]], at: datetime) -> list[Reminder]:
    made = [
        Reminder(
            authority=authority,
            unit_id=unit_id,
            stage=most_urgent(item.stage for item in told),
            code=_new_code(),
            drafted_on=localdate(at),
        )
        for unit_id, told in telling.items()
    ]
    Reminder.objects.bulk_create(made)
    _add_items((reminder, telling[reminder.unit_id]) for reminder in made)
    kept = list(Reminder.objects.filter(pk__in=[reminder.pk for reminder in made]).for_list())
    record_each("obligations.reminder.draft", [(reminder, Deed()) for reminder in kept], by=SYSTEM, at=at)
    return kept


def _grow(authority: Authority, telling: Mapping[UUID, list[_Telling]], on: date) -> set[UUID]:
    """Put work into the digest of its unit that still waits; whoever read that must read it again.

    A digest whose notice is on its way stays as it is.
    """
    waiting = Reminder.objects.filter(authority=authority, unit_id__in=telling, sendings=None).waiting()
    grown: dict[UUID, Reminder] = {}
    for reminder in waiting.select_for_update(of=("self",)).order_by("drafted_on", "id"):
        grown[reminder.unit_id] = reminder
    for unit_id, reminder in grown.items():
        _lengthen(reminder, telling[unit_id], on)
    _add_items((reminder, telling[unit_id]) for unit_id, reminder in grown.items())
    return set(grown)


def _lengthen(reminder: Reminder, told: Sequence[_Telling], on: date) -> None:
    if reminder.body:
        known = set(reminder.items.values_list("obligation_id", flat=True))
        added = owed_of(item.work for item in told if item.work.pk not in known)
        reminder.body = with_added(reminder.body, added, today=on)
    reminder.stage = most_urgent([Stage(reminder.stage), *(item.stage for item in told)])
    reminder.read_at = None
    reminder.version += 1
    reminder.save(update_fields=["body", "stage", "read_at", "version"])


def _add_items(parts: Any) -> None:
    ReminderItem.objects.bulk_create(
        ReminderItem(reminder=reminder, obligation=item.work, stage=item.stage, stage_on=item.stage_on)
        for reminder, told in parts
        for item in told
    )


def _drop_outdated(authority: Authority, at: datetime) -> None:
    """Put away digests whose work was all done before anybody sent them."""
    outdated = list(Reminder.objects.filter(authority=authority).outdated().for_list())
    for reminder in outdated:
        reminder.state = ReminderState.DROPPED
        reminder.dropped_reason = "Mọi việc đã xong."
        reminder.version += 1
    Reminder.objects.bulk_update(outdated, ["state", "dropped_reason", "version"])
    sendings.stop(outdated, outcome="Mọi việc đã xong.")
    deed = Deed(reason="Mọi việc đã xong.")
    record_each("obligations.reminder.drop", [(reminder, deed) for reminder in outdated], by=SYSTEM, at=at)


def _new_code() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
