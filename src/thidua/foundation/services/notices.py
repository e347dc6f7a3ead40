"""Tell units of what happened, in the transaction in which it happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.models import Notice, NoticeRead
from thidua.foundation.services import outbox
from thidua.foundation.services.outbox import Letter


@dataclass(frozen=True, slots=True)
class News:
    """What one unit is told, where it leads, and the key under which it is told once."""

    dedup_key: str
    authority_id: UUID
    unit_id: UUID
    title: str
    detail: str
    url: str


@transaction.atomic
def tell(news: Iterable[News], *, at: datetime, letters: Iterable[Letter] = ()) -> None:
    """Show news in the program, and put what also goes by mail into the outbox beside it."""
    Notice.objects.bulk_create(
        [
            Notice(
                dedup_key=item.dedup_key,
                authority_id=item.authority_id,
                unit_id=item.unit_id,
                title=item.title,
                detail=item.detail,
                url=item.url,
                created_at=at,
            )
            for item in news
        ],
        ignore_conflicts=True,
    )
    for letter in letters:
        outbox.post(letter, at=at)


@transaction.atomic
def mark_read(notice: Notice, *, by: Actor, at: datetime) -> None:
    """Note that the actor has read it; reading twice is once."""
    if by.user_id is None:
        raise DomainError("Đăng nhập rồi mới ghi là đã đọc được.")
    NoticeRead.objects.get_or_create(notice=notice, user_id=by.user_id, defaults={"at": at})


@transaction.atomic
def mark_all_read(*, by: Actor, at: datetime) -> int:
    """Note that the actor has read all that was told up to now; return how many were still unread."""
    if by.user_id is None:
        raise DomainError("Đăng nhập rồi mới ghi là đã đọc được.")
    unread = Notice.objects.visible_to(by).unread_by(by).filter(created_at__lte=at)
    rows = [NoticeRead(notice=notice, user_id=by.user_id, at=at) for notice in unread]
    NoticeRead.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
