"""What the worker does for reporting."""

from django.utils import timezone
from django_tasks import task

from thidua.reporting.services import periods


@task()
def begin_periods() -> int:
    """Begin the periods whose first day has come."""
    return periods.begin_due(at=timezone.now())
