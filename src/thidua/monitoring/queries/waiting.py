"""What waits for a word of the actor or to be read: cards, drafts, reminders, visits, failures, news."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, Count, DateTimeField, F, IntegerField, Q, UUIDField, Value
from django.db.models.functions import Cast
from django_tasks_db.models import DBTaskResult

from thidua.foundation.actors import Actor
from thidua.foundation.models import Notice
from thidua.foundation.policies import can_see_jobs
from thidua.foundation.sentences import moment
from thidua.monitoring.models import Visit
from thidua.monitoring.queries.due import WATCHERS
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.movements.enums import ItemState
from thidua.movements.models import LaunchDraft, Movement
from thidua.obligations.models import Reminder
from thidua.obligations.policies import can_urge
from thidua.organisation.enums import TRUSTED, Role
from thidua.organisation.queries import cards_waiting_for

_JOB_DAYS = 7
_DRAFTS_SHOWN = 10
_BEFORE_ALL, _BEFORE_DRAFTS, _AFTER_DRAFTS = -1000, -500, 50  # first somebody who stands at the office
_AFTER_ALL = 1000  # what is only to be read
_CARD, _DRAFT, _REMINDER, _JOB, _VISIT, _NEWS = "card", "draft", "reminder", "job", "visit", "news"


class _Row(NamedTuple):
    """One thing that waits. Cards have two names, drafts a key, a name and what is left, news two texts."""

    kind: str
    key: UUID | None
    name: str
    by: str
    at: datetime | None
    number: int


_NOTHING: dict[str, Any] = {
    "row_key": Cast(Value(None), UUIDField()),
    "row_name": Value("", output_field=CharField()),
    "row_by": Value("", output_field=CharField()),
    "row_at": Cast(Value(None), DateTimeField()),
    "row_number": Value(0, output_field=IntegerField()),
}


def waiting_items(actor: Actor, movement: Movement | None, *, at: datetime) -> Iterator[WorkItem]:
    """Yield their lines; one query for all, none for those who do none of it.

    `at` is real: cards and the work of the machine keep to the clock itself.
    """
    found = _found(actor, at)
    yield from (_card(row, place) for place, row in enumerate(found[_CARD]))
    yield from (_draft(row, place) for place, row in enumerate(found[_DRAFT][:_DRAFTS_SHOWN]))
    if movement is None and not found[_DRAFT] and actor.has(Role.OFFICE):
        yield _first_letter()
    for kind, say in ((_REMINDER, _reminders), (_JOB, _jobs), (_VISIT, _visits)):
        if found[kind]:
            yield say(len(found[kind]))
    if found[_NEWS]:
        yield _news(found[_NEWS])


def _found(actor: Actor, at: datetime) -> dict[str, list[_Row]]:
    """Load a row for each: there are as many reminders as units, and few of the others."""
    found: dict[str, list[_Row]] = defaultdict(list)
    parts = _parts(actor, at)
    if parts:
        rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
        for row in sorted((_Row(*row) for row in rows), key=_rank):
            found[row.kind].append(row)
    return found


def _rank(row: _Row) -> tuple[str, float]:
    """Cards as they were issued, of the others the latest first."""
    since = row.at.timestamp() if row.at else 0.0
    return row.kind, since if row.kind == _CARD else -since


def _parts(actor: Actor, at: datetime) -> Sequence[Any]:
    """Return one part for each thing that is the actor's to do."""
    parts = [_unread(actor)] if actor.unit_ids else []
    if actor.has(*TRUSTED):
        parts.append(_cards(actor, at))
    if actor.has(*WATCHERS):
        parts.append(_drafts(actor))
    if can_urge(actor):
        parts.append(_rows(Reminder.objects.visible_to(actor).waiting(), _REMINDER))
    if can_see_jobs(actor):
        since = at - timedelta(days=_JOB_DAYS)
        parts.append(_rows(DBTaskResult.objects.failed().filter(finished_at__gte=since), _JOB))
    if actor.has(Role.OFFICE):
        parts.append(_rows(Visit.objects.visible_to(actor).unassigned(), _VISIT))
    return parts


def _rows(rows: Any, kind: str, **known: Any) -> Any:
    columns = {"row_kind": Value(kind, output_field=CharField()), **_NOTHING, **known}
    return rows.order_by().annotate(**columns).values_list(*columns)


def _cards(actor: Actor, at: datetime) -> Any:
    """Cards that wait for the second person's word, who is among the holders of trusted posts."""
    return _rows(
        cards_waiting_for(actor, at),
        _CARD,
        row_name=F("user__person__full_name"),
        row_by=F("issued_by"),
        row_at=F("expires_at"),
    )


def _drafts(actor: Actor) -> Any:
    waiting = Count("drafttarget_set", filter=Q(drafttarget_set__state=ItemState.WAITING))
    return _rows(
        LaunchDraft.objects.visible_to(actor).checking(),
        _DRAFT,
        row_key=F("pk"),
        row_name=F("title"),
        row_at=F("saved_at"),
        row_number=waiting,
    )


def _unread(actor: Actor) -> Any:
    unread = Notice.objects.visible_to(actor).unread_by(actor)
    return _rows(unread, _NEWS, row_name=F("title"), row_by=F("detail"), row_at=F("created_at"))


def _card(row: _Row, place: int) -> WorkItem:
    return WorkItem(
        Urgency.ASKING,
        lead=f"Thẻ của {row.name}",
        rest=" chờ người thứ hai xác nhận.",
        detail=f"{row.by} cấp, chờ đến {moment(row.at)}." if row.at else "",
        button="Xem thẻ",
        page="organisation:account",
        order=_BEFORE_ALL + place,
    )


def _draft(row: _Row, place: int) -> WorkItem:
    left = f"còn {row.number} chỉ tiêu chưa xem" if row.number else "đã xem hết chỉ tiêu, chờ mở"
    return WorkItem(
        Urgency.ASKING,
        lead=str(LaunchDraft(title=row.name)),
        rest=f" {left}.",
        detail="Dự thảo phong trào, chưa có gì được ghi vào phong trào.",
        button="Kiểm tiếp" if row.number else "Xem trước khi mở",
        page="movements:draft-detail" if row.number else "movements:draft-open",
        arg=str(row.key),
        order=place,
    )


def _first_letter() -> WorkItem:
    return WorkItem(
        Urgency.NEXT,
        lead="Chưa có phong trào nào.",
        rest=" Gửi văn bản phát động lên để bắt đầu.",
        detail="Máy đọc văn bản ra chỉ tiêu, người kiểm lại rồi mở phong trào.",
        button="Gửi văn bản",
        page="movements:launch-upload",
    )


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


def _news(unread: Sequence[_Row]) -> WorkItem:
    """Put all that is only to be read into one line, however much it is: work stands above it."""
    newest, is_one = unread[0], len(unread) == 1
    first_line, _, _ = newest.by.partition("\n")
    return WorkItem(
        Urgency.ASKING,
        lead=newest.name if is_one else f"{len(unread)} thông báo",
        rest=f" {first_line}".rstrip() if is_one else f" chưa đọc. Mới nhất: “{newest.name}”",
        detail=f"Gửi lúc {moment(newest.at)}." if newest.at else "",
        button="Xem thông báo",
        page="foundation:notice-list",
        order=_AFTER_ALL,
    )
