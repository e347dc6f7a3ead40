"""What is left to decide: reminders the machine drafted, work it gave up, visits nobody was named for."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import CharField, Value
from django.utils.timezone import make_aware
from django_tasks_db.models import DBTaskResult

from thidua.foundation.actors import Actor
from thidua.foundation.policies import can_see_jobs
from thidua.monitoring.models import Visit
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.obligations.models import Reminder
from thidua.obligations.policies import can_urge
from thidua.organisation.enums import Role

_JOB_DAYS = 7
_BEFORE_DRAFTS, _AFTER_DRAFTS = -500, 50
_REMINDER, _JOB, _VISIT = "reminder", "job", "visit"


def left_items(actor: Actor, *, on: date) -> Iterator[WorkItem]:
    """Yield a line while reminders wait, one for work given up lately, one for visits without anybody.

    One query for all, none for those who do none of it.
    """
    if not can_urge(actor) and not can_see_jobs(actor):
        return
    left = _left(actor, on)
    if left[_REMINDER] and can_urge(actor):
        yield _reminders(left[_REMINDER])
    if left[_JOB]:
        yield _jobs(left[_JOB])
    if left[_VISIT]:
        yield _visits(left[_VISIT])


def _left(actor: Actor, on: date) -> Counter[str]:
    """Count by one row for each: there are as many reminders as units, and few failures."""
    since = make_aware(datetime.combine(on - timedelta(days=_JOB_DAYS), time.min))
    waiting = _named(Reminder.objects.visible_to(actor).waiting(), _REMINDER)
    others = []
    if can_see_jobs(actor):
        others.append(_named(DBTaskResult.objects.failed().filter(finished_at__gte=since), _JOB))
    if actor.has(Role.OFFICE):
        others.append(_named(Visit.objects.visible_to(actor).unassigned(), _VISIT))
    return Counter(waiting.union(*others, all=True) if others else waiting)


def _named(rows: Any, kind: str) -> Any:
    word = Value(kind, output_field=CharField())
    return rows.order_by().annotate(kind=word).values_list("kind", flat=True)


def _reminders(count: int) -> WorkItem:
    return WorkItem(
        Urgency.ASKING,
        lead=f"{count} nhắc việc",
        rest=" chờ gửi.",
        detail="Máy đã soạn, chưa gửi đi. Đọc rồi gửi, hoặc bỏ.",
        button="Đọc và gửi",
        page="obligations:reminder-list",
        order=_BEFORE_DRAFTS,
    )


def _jobs(count: int) -> WorkItem:
    return WorkItem(
        Urgency.ASKING,
        lead=f"{count} việc chạy nền",
        rest=" bị lỗi, máy đã thôi thử lại.",
        detail=f"Trong {_JOB_DAYS} ngày qua.",
        button="Xem lỗi",
        page="foundation:job-list",
        order=_AFTER_DRAFTS,
    )


def _visits(count: int) -> WorkItem:
    return WorkItem(
        Urgency.ASKING,
        lead=f"{count} lượt kiểm tra",
        rest=" chưa phân công ai đi.",
        detail="Phân công rồi người kiểm tra mới ghi được biên bản.",
        button="Phân công",
        page="monitoring:round-list",
        order=_AFTER_DRAFTS,
    )
