"""What the worker does for reporting."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from thidua.reporting.services import import_queue, periods


@task()
def begin_periods() -> int:
    """Begin the periods whose first day has come."""
    return periods.begin_due(at=timezone.now())


@task()
def take_import(batch_id: str, user_id: int, seen: dict[str, Any]) -> str:
    """Take a very long workbook in, in the name of who asked for it."""
    return import_queue.take_waiting(UUID(batch_id), user_id, seen, at=timezone.now()).value
