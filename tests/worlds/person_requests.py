"""A unit's request to add somebody to the list of people, which waits for the office."""

from datetime import datetime
from typing import Any

from thidua.organisation.enums import Role
from thidua.organisation.models import Unit
from thidua.organisation.services import person_requests
from thidua.organisation.services.person_requests import Wanted


def add(place: Any, now: datetime) -> None:
    head = place.actor(Role.UNIT_HEAD)
    own = Unit.objects.get(pk__in=head.unit_ids)
    wanted = Wanted(own, "Ngô Thị Vắng", 1988, "nông dân")
    place.things["person_request"] = person_requests.ask(wanted, by=head, at=now)
