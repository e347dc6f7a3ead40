"""Hang the list of a round out, take comments, look into each, and end on the last day by itself."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thidua.awards import policies
from thidua.awards.enums import AwardRoundState
from thidua.awards.models import AwardRound, Nomination, WindowComment
from thidua.awards.queries.window import last_day, law_asks, shown_in
from thidua.awards.services import rounds
from thidua.core.errors import DomainError
from thidua.foundation.actors import STRANGER, SYSTEM, Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record

LEAST_DAYS, MOST_DAYS = 1, 30
_HOUR = timedelta(hours=1)
_MOST_AN_HOUR, _MOST_OF_ONE = 300, 10
_OF_ONE = "Máy này đã gửi 10 ý kiến trong một giờ. Đợi một giờ rồi gửi lại, hoặc gọi Văn phòng."
_FLOOD = "Đang có quá nhiều ý kiến gửi đến. Đợi một giờ rồi gửi lại, hoặc gọi Văn phòng."


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody writes about a list; `nomination` is the line it is about, none for the whole list.

    `sender` tells one machine from another.
    """

    text: str
    name: str = ""
    contact: str = ""
    nomination: Nomination | None = None
    sender: str = ""


@transaction.atomic
def show(award_round: AwardRound, *, days: int, expected: int, by: Actor, at: datetime) -> AwardRound:
    """Let everybody read the list from today, for so many working days.

    :raises DomainError: nothing is ready, or the law asks for longer
    """
    locked = rounds.lock(award_round)
    policies.can_run_round(by, locked).enforce()
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise DomainError(f"Ghi số ngày làm việc từ {LEAST_DAYS} đến {MOST_DAYS}.")
    lines = shown_in(locked)
    if not lines:
        raise DomainError("Chưa có đề nghị nào đủ hồ sơ. Nhận đủ hồ sơ rồi công khai.")
    asked = law_asks(locked, lines)
    if days < asked.days:
        raise DomainError(f"{asked.kind} phải lấy ý kiến ít nhất {asked.days} ngày ({asked.citation}).")
    starts_on = locked.authority.day(localdate(at))
    values = {"shown_from": starts_on, "shown_until": last_day(locked, starts_on, days)}
    return rounds.step("show", locked, values, expected=expected, by=by, at=at)


@transaction.atomic
def comment(award_round: AwardRound, told: Comment, *, at: datetime) -> WindowComment:
    """Take what a stranger writes; only the office will read it.

    :raises DomainError: the list is not out any more, nothing is written, or too much comes in
    """
    locked = rounds.lock(award_round)
    if not locked.is_shown_on(locked.authority.day(localdate(at))):
        raise DomainError("Danh sách đã hết thời gian lấy ý kiến. Gọi Văn phòng nếu cần phản ánh.")
    if not told.text.strip():
        raise DomainError("Ghi ý kiến.")
    recent = locked.comments.filter(sent_at__gt=at - _HOUR)
    if recent.filter(sender=told.sender).count() >= _MOST_OF_ONE:
        raise DomainError(_OF_ONE)
    if recent.count() >= _MOST_AN_HOUR:
        raise DomainError(_FLOOD)
    made: WindowComment = WindowComment.objects.create(
        authority=locked.authority,
        round=locked,
        nomination=told.nomination,
        text=told.text.strip(),
        name=told.name.strip(),
        contact=told.contact.strip(),
        sent_at=at,
        sender=told.sender,
    )
    record("awards.comment.send", made, by=STRANGER, at=at)
    return made


@transaction.atomic
def look_into(seen: WindowComment, answer: str, *, by: Actor, at: datetime) -> WindowComment:
    """Write down in a sentence what was found; it may be written anew.

    :raises DomainError: nothing was written
    """
    locked: WindowComment = WindowComment.objects.select_for_update(of=("self",)).get(pk=seen.pk)
    policies.can_look_into(by, locked.authority_id).enforce()
    if not answer.strip():
        raise DomainError("Ghi kết quả xem xét trong một câu.")
    before, locked.answer = locked.answer, answer.strip()
    locked.answered_by, locked.answered_at = by.name, at
    locked.save(update_fields=["answer", "answered_by", "answered_at"])
    deed = Deed(changes={"answer": (before, locked.answer)})
    record("awards.comment.answer", locked, by=by, at=at, deed=deed)
    return locked


def end_over(*, at: datetime) -> int:
    """Let every round whose last day is past go on to be judged; return how many did."""
    shown = AwardRound.objects.filter(state=AwardRoundState.SHOWN, shown_until__lt=localdate(at))
    return sum(_end(key, at) for key in shown.values_list("pk", flat=True))


@transaction.atomic
def _end(key: UUID, at: datetime) -> bool:
    """End one, unless somebody did meanwhile or its commune stands on an earlier day."""
    found = AwardRound.objects.select_for_update(of=("self",)).select_related("authority").get(pk=key)
    until, at = found.shown_until, found.authority.moment(at)
    is_over = until is not None and until < localdate(at)
    if found.state != AwardRoundState.SHOWN or not is_over:
        return False
    changes = versions.apply(found, {"state": AwardRoundState.REVIEW}, expected=found.version)
    record("awards.round.review", found, by=SYSTEM, at=at, deed=Deed(changes=changes))
    return True
