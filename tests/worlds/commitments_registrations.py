"""Registrations: one of the village being written, one sent, one recorded."""

from datetime import datetime
from typing import Any

from thidua.commitments.services import registrations
from thidua.commitments.services.registrations import Aim, RegistrationFacts
from thidua.organisation.enums import Role


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
        "registered_title": title,
        "registration": title.registration,
        "sent_registration": sent,
        "recorded_registration": registrations.accept(recorded, expected=recorded.version, by=office, at=now),
    }
