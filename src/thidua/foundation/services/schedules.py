"""Put work into the queue when it is due, and pick up what a stopped worker left behind."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from thidua.foundation.models import Schedule, ScheduledRun
from thidua.foundation.rules import read_rule

MOST_ATTEMPTS = 3
_LEFT = "thidua.foundation.services.schedules.LeftBehind"


@dataclass(frozen=True, slots=True)
class Plan:
    """A schedule as the code declares it."""

    name: str
    task_path: str
    rule: str


_plans: dict[str, Plan] = {}


def declare(plan: Plan) -> None:
    """Make a schedule known; `sync` writes it into the database. Called while apps get ready."""
    read_rule(plan.rule)
    _plans[plan.name] = plan


@transaction.atomic
def sync(*, at: datetime) -> None:
    """Write what is declared; a schedule the code no longer knows stops."""
    for plan in _plans.values():
        first = read_rule(plan.rule).next_after(at, timezone.get_default_timezone())
        schedule, is_new = Schedule.objects.get_or_create(
            name=plan.name,
            defaults={"task_path": plan.task_path, "rule": plan.rule, "next_due_at": first},
        )
        if not is_new and (schedule.task_path, schedule.rule) != (plan.task_path, plan.rule):
            schedule.task_path, schedule.rule, schedule.next_due_at = plan.task_path, plan.rule, first
            schedule.save(update_fields=["task_path", "rule", "next_due_at"])
    Schedule.objects.exclude(name__in=_plans).filter(is_active=True).update(is_active=False)
    Schedule.objects.filter(name__in=_plans, is_active=False).update(is_active=True)


@transaction.atomic
def tick(*, at: datetime) -> int:
    """Enqueue what is due and return how much; times missed while no worker ran are made up for once."""
    due = Schedule.objects.select_for_update().filter(is_active=True, next_due_at__lte=at)
    return sum(_enqueue(schedule, at) for schedule in due)


def _enqueue(schedule: Schedule, at: datetime) -> bool:
    run, is_new = ScheduledRun.objects.get_or_create(schedule=schedule, due_at=schedule.next_due_at)
    if is_new:
        run.task_id = str(import_string(schedule.task_path).enqueue().id)
        run.save(update_fields=["task_id"])
    schedule.next_due_at = read_rule(schedule.rule).next_after(at, timezone.get_default_timezone())
    schedule.save(update_fields=["next_due_at"])
    return is_new


def reap(*, at: datetime, lease: timedelta) -> int:
    """Put work back that has been running longer than its lease; after three attempts it fails, visibly.

    A task must end well within the lease, and be harmless when it runs again.
    """
    stale = DBTaskResult.objects.running().filter(started_at__lt=at - lease)
    return sum(_put_back(task, at) for task in stale)


def _put_back(task: DBTaskResult[Any, Any], at: datetime) -> int:
    attempts = len(task.worker_ids)
    mine = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
    if attempts < MOST_ATTEMPTS:
        return int(mine.update(status=TaskResultStatus.READY, started_at=None))
    return int(
        mine.update(
            status=TaskResultStatus.FAILED,
            finished_at=at,
            exception_class_path=_LEFT,
            traceback=f"Máy chạy nền dừng giữa chừng {attempts} lần.",
        )
    )


def forget_runs(*, before: datetime) -> int:
    """Drop old due times and the results of work that went well; failures stay to be seen."""
    DBTaskResult.objects.successful().filter(finished_at__lt=before).delete()
    deleted, _ = ScheduledRun.objects.filter(due_at__lt=before).delete()
    return deleted
