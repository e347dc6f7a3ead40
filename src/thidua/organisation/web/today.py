"""The day that lists of the own office are read on, and the moment at which its deeds are written down."""

from datetime import date, datetime

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


def now_of(request: SignedInRequest) -> datetime:
    """Return this moment, for the sample commune on the day it stands still on: minutes and papers tell it.

    What guards an account keeps to the clock itself: cards, sessions, lock-outs.
    """
    now = timezone.now()
    return now + (today_of(request) - timezone.localdate(now))
