"""Reminders that wait, were dropped or are held until morning, and a calendar, in the commune of tests."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate, localtime

from thidua.foundation.actors import Actor
from thidua.obligations.models import Reminder
from thidua.obligations.services import drafting, feeds, obligations, reminders, urging
from thidua.obligations.services.obligations import Work
from thidua.obligations.services.urging import Choices
from thidua.organisation.enums import Role
from thidua.organisation.queries import actor_of

_UNITS = ("Thôn 1", "Thôn 2", "Thôn 3")


def add(place: Any, now: datetime) -> None:
    office: Actor = place.actor(Role.OFFICE)
    before = now - timedelta(days=10)
    for name in _UNITS:
        work = Work(f"Gửi ảnh {name}", due_on=localdate(now) + timedelta(days=3))
        obligations.create(place.commune.units[name], work, by=office, at=before)
    drafting.draft(place.commune.authority.pk, at=now)
    found = Reminder.objects.for_list()
    first, second, third = (found.get(unit=place.commune.units[name]) for name in _UNITS)
    night = localtime(now).replace(hour=22)
    choices = Choices(receiver_url="https://may-nhan.example/nhac")
    urging.choose(place.commune.authority, choices, expected=1, by=office, at=now)
    head = actor_of(place.users[Role.UNIT_HEAD], localdate(now))
    place.things |= {
        "reminder": first,
        "dropped_reminder": reminders.drop(second, expected=second.version, by=office, at=now),
        "held_reminder": reminders.send(third, origin="", expected=third.version, by=office, at=night),
        "feed": feeds.make(by=head, at=now),
    }
