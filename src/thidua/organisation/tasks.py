"""Work of the organisation that runs in the background."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from thidua.organisation.services import expiry

_CARDS_KEPT = timedelta(days=90)


@task()
def clear_expired() -> int:
    """Remove sessions that ran out, and cards three months after they ended."""
    now = timezone.now()
    return expiry.clear(at=now, cards_before=now - _CARDS_KEPT)
