"""Work of the obligations that runs in the background."""

from django.utils import timezone
from django_tasks import task

from thidua.obligations.services import drafting, sendings


@task()
def draft_reminders() -> int:
    """Draft the reminders of the day."""
    return drafting.draft_all(at=timezone.now())


@task()
def send_waiting() -> int:
    """Let go what waited for its hour, and try again what did not arrive."""
    return sendings.leave_due(at=timezone.now())
