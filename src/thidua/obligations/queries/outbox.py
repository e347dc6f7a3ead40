"""The outbox of reminders: what waits, and how much of it somebody has read."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from thidua.foundation.actors import Actor
from thidua.obligations.enums import ReminderState
from thidua.obligations.models import Obligation, Reminder


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many reminders wait to be sent, and how many of them were read."""

    all: int
    read: int


def waiting(actor: Actor) -> Waiting:
    """Count in one query."""
    numbers = (
        Reminder.objects.visible_to(actor)
        .waiting()
        .aggregate(all=Count("id"), read=Count("id", filter=Q(read_at__isnull=False)))
    )
    return Waiting(**numbers)


def for_outbox(actor: Actor, *, shown: str, stage: str, unit_id: Any) -> Any:
    """Return the reminders of a page: those that wait, those read, those held for the morning, or dropped."""
    found = Reminder.objects.visible_to(actor).for_list()
    if shown == "cho-gio":
        found = found.held()
    elif shown == "da-bo":
        found = found.filter(state=ReminderState.DROPPED).order_by("-drafted_on", "unit__sort_key", "id")
    else:
        found = found.waiting().read() if shown == "da-doc" else found.waiting()
    if stage:
        found = found.filter(stage=stage)
    return found.filter(unit_id=unit_id) if unit_id else found


def behind(actor: Actor, code: str) -> tuple[Reminder, list[Obligation]] | None:
    """Return the reminder of a short link and its open work; None for a stranger's, and for none."""
    found = Reminder.objects.filter(code=code, authority_id__in=actor.authority_ids).select_related("unit")
    reminder = found.first()
    if reminder is None:
        return None
    works = Obligation.objects.visible_to(actor).open().filter(told__reminder=reminder).distinct()
    return reminder, list(works.order_by("due_on", "id")[:2])
