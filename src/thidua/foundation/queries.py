"""Reads of the foundation: what the background worker has done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django_tasks_db.models import DBTaskResult

from thidua.foundation.models import OutboxMessage, Schedule

_SHOWN = 50
_LATE = timedelta(minutes=2)
_LONGEST_TASK = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class FailedJob:
    """Work that was given up: when, after how many attempts, and the last line of the fault."""

    name: str
    finished_at: datetime | None
    attempts: int
    fault: str


@dataclass(frozen=True, slots=True)
class Jobs:
    """The state of the background work."""

    waiting: int
    running: int
    failed: tuple[FailedJob, ...]
    schedules: tuple[Schedule, ...]
    mail_waiting: int
    mail_given_up: int


def is_worker_awake(*, at: datetime) -> bool:
    """Tell from what is due whether a worker looks after the queue: it moves each schedule on in seconds."""
    active = Schedule.objects.filter(is_active=True)
    is_busy = DBTaskResult.objects.running().filter(started_at__gt=at - _LONGEST_TASK).exists()
    return is_busy or (active.exists() and not active.filter(next_due_at__lt=at - _LATE).exists())


def has_given_up(task_id: str) -> bool:
    """Say whether a piece of work has failed for good."""
    return bool(task_id) and DBTaskResult.objects.failed().filter(pk=task_id).exists()


def jobs() -> Jobs:
    """Collect the page in six queries, however much there is."""
    tasks = DBTaskResult.objects
    return Jobs(
        waiting=tasks.ready().count(),
        running=tasks.running().count(),
        failed=tuple(_failed(task) for task in tasks.failed().order_by("-finished_at")[:_SHOWN]),
        schedules=tuple(Schedule.objects.filter(is_active=True)),
        mail_waiting=OutboxMessage.objects.waiting().count(),
        mail_given_up=OutboxMessage.objects.filter(given_up_at__isnull=False).count(),
    )


def _failed(task: DBTaskResult[Any, Any]) -> FailedJob:
    lines = str(task.traceback).strip().splitlines()
    return FailedJob(
        name=str(task.task_name),
        finished_at=task.finished_at,
        attempts=len(task.worker_ids),
        fault=lines[-1][:300] if lines else "",
    )
