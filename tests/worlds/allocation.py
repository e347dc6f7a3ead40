"""A target that is given to two villages."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from thidua.movements.models import Target
from thidua.movements.services import allocations
from thidua.movements.services.allocations import Part
from thidua.organisation.enums import Role


def add(place: Any, now: datetime) -> None:
    target = Target.objects.filter(movement=place.movement, tracking__allocation_kind="sum").first()
    parts = [Part(place.commune.units[f"Thôn {number}"], Decimal(100)) for number in (1, 2)]
    office = place.actor(Role.OFFICE)
    place.things |= {
        "given_target": target,
        "giving": allocations.give(target, parts, reason="", expected=0, by=office, at=now),
    }
