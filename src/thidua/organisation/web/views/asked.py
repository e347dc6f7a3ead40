"""What views of the organisation ask for in the same way: the own authority, and its units for a choice."""

from typing import Any
from uuid import UUID

from thidua.foundation.web.access import SignedInRequest
from thidua.organisation.models import Authority, Unit
from thidua.organisation.web.today import today_of


def own_authority(request: SignedInRequest) -> Authority:
    return Authority.objects.visible_to(request.actor).get(pk__in=_own(request))


def own_units(request: SignedInRequest) -> Any:
    """Units of the own authority that are in force today, for a choice."""
    units = Unit.objects.visible_to(request.actor).filter(authority_id__in=_own(request))
    return units.in_force(today_of(request)).for_list()


def _own(request: SignedInRequest) -> set[UUID]:
    return set() if request.actor.authority_id is None else {request.actor.authority_id}
