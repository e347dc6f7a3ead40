"""Registrations: one of the village being written, one sent, one recorded; and who heads its block next."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from thidua.commitments.services import registrations
from thidua.commitments.services.registrations import Aim, RegistrationFacts
from thidua.organisation.enums import Role
from thidua.organisation.services import block_heads


def add(place: Any, now: datetime) -> None:
    head, office = place.actor(Role.UNIT_HEAD), place.actor(Role.OFFICE)
    units, movement = place.commune.units, place.movement
    (title,) = registrations.add(
        movement, place.unit, [Aim("collective", place.unit.name, "Thôn văn hóa")], by=head, at=now
    )
    sent, recorded = (
        registrations.edit(movement, units[name], RegistrationFacts(), expected=0, by=office, at=now)
        for name in ("Thôn 2", "Thôn 3")
    )
    sent = registrations.send(sent, expected=sent.version, by=office, at=now)
    recorded = registrations.send(recorded, expected=recorded.version, by=office, at=now)
    place.things |= {
        "block_head": block_heads.hand_over(
            place.block, place.unit, starts_on=localdate(now) + timedelta(days=30), by=office, at=now
        ),
        "registered_title": title,
        "registration": title.registration,
        "sent_registration": sent,
        "recorded_registration": registrations.accept(recorded, expected=recorded.version, by=office, at=now),
    }
