"""The day that lists of the own office are read on."""

from datetime import date

from django.utils import timezone

from thidua.foundation.web.access import SignedInRequest
from thidua.organisation.models import Authority


def today_of(request: SignedInRequest) -> date:
    """Return today, for the sample commune the day it stands still on.

    The office was read together with the actor; only without it is it asked for.
    """
    today, own = timezone.localdate(), request.actor.authority_id
    office: Authority | None = getattr(request, "office", None)
    if office and office.pk == own:
        return office.stands_on or today
    return Authority.objects.day_of(own, today)
