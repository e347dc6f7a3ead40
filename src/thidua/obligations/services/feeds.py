"""Make, renew and revoke the secret address of one's own calendar."""

import secrets
from datetime import datetime

from django.db import transaction

from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import record
from thidua.obligations import policies
from thidua.obligations.models import CalendarFeed
from thidua.organisation.models import User


@transaction.atomic
def make(*, by: Actor, at: datetime) -> CalendarFeed:
    """Give the actor an address; an old one ends at once."""
    policies.can_have_feed(by).enforce()
    user = User.objects.select_for_update(of=("self",)).get(pk=by.user_id)
    values = {"secret": secrets.token_urlsafe(32), "made_at": at}
    feed, is_new = CalendarFeed.objects.update_or_create(user=user, defaults=values)
    record(f"obligations.calendarfeed.{'make' if is_new else 'renew'}", feed, by=by, at=at)
    return feed


@transaction.atomic
def revoke(*, by: Actor, at: datetime) -> None:
    """End the address; ending what is ended changes nothing."""
    policies.can_have_feed(by).enforce()
    feed = CalendarFeed.objects.select_for_update(of=("self",)).visible_to(by).first()
    if feed is not None:
        record("obligations.calendarfeed.revoke", feed, by=by, at=at)
        feed.delete()
