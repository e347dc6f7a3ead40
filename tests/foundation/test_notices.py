from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from thidua.core.errors import DomainError
from thidua.foundation.actors import STRANGER, Actor
from thidua.foundation.models import Notice, NoticeRead, OutboxMessage
from thidua.foundation.services import notices
from thidua.foundation.services.notices import News
from thidua.foundation.services.outbox import Letter

pytestmark = pytest.mark.django_db
AT = datetime(2024, 4, 22, 7, 0, tzinfo=UTC)
AUTHORITY, UNIT = uuid4(), uuid4()
HEAD = Actor(7, "Trưởng thôn", AUTHORITY, frozenset({AUTHORITY}), frozenset({UNIT}))
OTHER = Actor(8, "Trưởng thôn khác", AUTHORITY, frozenset({AUTHORITY}), frozenset({uuid4()}))
NEWS = News("k", AUTHORITY, UNIT, "Phong trào đã mở.", "Thôn 1 có 2 chỉ tiêu.", "/phong-trao/")


def test_news_is_told_once_and_read_by_each_for_oneself() -> None:
    notices.tell([NEWS], at=AT)
    notices.tell([NEWS], at=AT)
    (notice,) = Notice.objects.visible_to(HEAD).unread_by(HEAD)
    assert not Notice.objects.visible_to(OTHER).exists()
    for _ in range(2):
        notices.mark_read(notice, by=HEAD, at=AT)
    assert NoticeRead.objects.count() == 1
    assert not Notice.objects.visible_to(HEAD).unread_by(HEAD).exists()
    later = Actor(9, "Trưởng thôn mới", AUTHORITY, HEAD.authority_ids, HEAD.unit_ids)
    assert Notice.objects.visible_to(later).unread_by(later).exists()


def test_all_are_put_away_at_once_and_only_for_oneself() -> None:
    notices.tell([NEWS, replace(NEWS, dedup_key="k2"), replace(NEWS, dedup_key="k3")], at=AT)
    notices.mark_read(Notice.objects.first(), by=HEAD, at=AT)
    later = AT + timedelta(hours=1)
    notices.tell([replace(NEWS, dedup_key="k4")], at=later)
    assert notices.mark_all_read(by=HEAD, at=AT) == 2
    assert Notice.objects.visible_to(HEAD).unread_by(HEAD).get().dedup_key == "k4"
    colleague = Actor(9, "Phó thôn", AUTHORITY, HEAD.authority_ids, HEAD.unit_ids)
    assert Notice.objects.visible_to(colleague).unread_by(colleague).count() == 4
    with pytest.raises(DomainError, match="Đăng nhập"):
        notices.mark_all_read(by=STRANGER, at=AT)


def test_strangers_read_nothing() -> None:
    notices.tell([NEWS], at=AT)
    assert not Notice.objects.visible_to(STRANGER).exists()
    with pytest.raises(DomainError, match="Đăng nhập"):
        notices.mark_read(Notice.objects.get(), by=STRANGER, at=AT)


def test_mail_beside_the_news_goes_through_the_outbox_once() -> None:
    letter = Letter("k:a@example.org", "a@example.org", "Phong trào đã mở", "Thôn 1 có 2 chỉ tiêu.")
    for _ in range(2):
        notices.tell([NEWS], at=AT, letters=[letter])
    assert [message.recipient for message in OutboxMessage.objects.all()] == ["a@example.org"]
