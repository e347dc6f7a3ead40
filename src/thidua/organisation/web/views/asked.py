"""What views read from a request in the same way: the version a form was filled from, and choices."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from thidua.foundation.web.access import SignedInRequest
from thidua.organisation.models import Authority, Unit


def version_of(request: HttpRequest) -> int:
    """Return the version the form was filled from; a form without one is older than any."""
    sent = request.POST.get("_version", "")
    return int(sent) if sent.isdecimal() else 0


def own_authority(request: SignedInRequest) -> Authority:
    return Authority.objects.visible_to(request.actor).get(pk__in=_own(request))


def own_units(request: SignedInRequest) -> Any:
    """Units of the own authority that are in force today, for a choice."""
    units = Unit.objects.visible_to(request.actor).filter(authority_id__in=_own(request))
    return units.in_force(timezone.localdate()).for_list()


def _own(request: SignedInRequest) -> set[UUID]:
    return set() if request.actor.authority_id is None else {request.actor.authority_id}
