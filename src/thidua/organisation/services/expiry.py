"""Drop what let somebody in once and does so no more."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from thidua.organisation.models import Authority, Device, EnrolmentCard, SigningCode

_OF_CODE = "user__person__authority"


@transaction.atomic
def clear(*, at: datetime, cards_before: datetime) -> int:
    """Remove sessions and signing codes that ran out and cards long spent or expired; return how many.

    Codes run out by the clock they were made by, that of the commune; sessions and cards by the machine's.
    A card of which its owner has not spoken stays while it can still tell of a live machine.
    """
    sessions, _ = Session.objects.filter(expire_date__lt=at).delete()
    old = EnrolmentCard.objects.filter(expires_at__lt=cards_before)
    silent = old.unknown_to_owner().filter(device__in=Device.objects.live())
    cards, _ = old.exclude(pk__in=silent.values("pk")).delete()
    ran_out = Authority.objects.has_come("expires_at", at, owner=_OF_CODE)
    codes, _ = SigningCode.objects.filter(ran_out).delete()
    return sessions + cards + codes
