"""What the worker does for commendation."""

from django.utils import timezone
from django_tasks import task

from thidua.awards.services import window


@task()
def end_windows() -> int:
    """Let rounds whose list hung out until yesterday go on to be judged."""
    return window.end_over(at=timezone.now())
