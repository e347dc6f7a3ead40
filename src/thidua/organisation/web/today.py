"""The day that lists of the own office are read on."""

from datetime import date

from django.utils import timezone

from thidua.foundation.web.access import SignedInRequest
from thidua.organisation.models import Authority


def today_of(request: SignedInRequest) -> date:
    """Return today, for the sample commune the day it stands still on; one query."""
    return Authority.objects.day_of(request.actor.authority_id, timezone.localdate())
