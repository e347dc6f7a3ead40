"""Who takes part, who steps out, who leaves; open the session once it is quorate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from thidua.awards.services.nomination_steps import Told
from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.core.voting.council import Presence
from thidua.council import policies
from thidua.council.enums import (
    ItemState,
    PollState,
    PresenceChoice,
    Seat,
    StepOutCause,
    StepOutState,
)
from thidua.council.models import Attendance, CouncilMember, CouncilSession, SessionItem, StepOut
from thidua.council.queries.conflicts import conflicts_in
from thidua.council.queries.rules import pack_of
from thidua.council.queries.seats import Room, presences_of, quorum_for, refuse_other_members
from thidua.council.services import agenda, sessions
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record


@transaction.atomic
def mark(
    session: CouncilSession, presences: Mapping[UUID, Presence], *, by: Actor, at: datetime
) -> CouncilSession:
    """Write down how each member takes part; who is not named is absent.

    :raises DomainError: ballots are being counted or were, or the session is over
    """
    session = sessions.lock(session)
    policies.can_set_table(by, session).enforce()
    if session.polls.filter(state=PollState.OPEN).exists():
        raise DomainError("Đang bỏ phiếu nên không đổi người dự. Kiểm phiếu xong rồi sửa.")
    _refuse_counted(session)
    _refuse_minutes(session)
    gone = set(session.attendances.filter(has_left=True).values_list("member_id", flat=True))
    session.attendances.all().delete()
    members = list(session.council.members.sitting_on(localdate(session.held_at)))
    Attendance.objects.bulk_create(
        Attendance(
            session=session,
            member=one,
            presence=presences.get(one.pk, Presence.ABSENT).value,
            has_left=one.pk in gone,
        )
        for one in members
    )
    conflicts_in(session, list(session.items.select_related("nomination__household"))).save()
    told = ", ".join(
        f"{one}: {PresenceChoice(presences.get(one.pk, Presence.ABSENT)).label}" for one in members
    )
    record("council.session.mark", session, by=by, at=at, deed=Deed(reason=told))
    return session


@transaction.atomic
def open_session(
    session: CouncilSession, *, law_note: str = "", expected: int, by: Actor, at: datetime
) -> CouncilSession:
    """Begin: enough members take part, somebody presides, the law was looked at where it does not decide.

    :raises DomainError: one of these is missing
    """
    session = sessions.lock(session)
    policies.can_run(by, session).enforce()
    _refuse_other_day(session, at)
    room = Room(presences_of(session), {})
    if not session.items.exists():
        raise DomainError("Phiên chưa có việc nào. Đưa đề nghị vào phiên trước.")
    refuse_other_members(session)
    quorum = quorum_for(session, room.seats)
    if not quorum.is_reached:
        raise DomainError(f"Chưa đủ người để họp. {quorum.sentence}")
    pack = pack_of(session)
    if not pack.decides and not law_note.strip():
        raise DomainError(f"{pack.caution} Ghi người đã đối chiếu và văn bản đã đối chiếu.")
    values = {"opened_at": at, "chaired_by": _presiding(session), "law_note": law_note.strip(), "at_item": 0}
    return sessions.step("open", session, values, expected=expected, told=Told(by, at))


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a member does not vote on an item."""

    cause: str
    note: str = ""


@transaction.atomic
def step_out(item: SessionItem, member: CouncilMember, ground: Ground, *, by: Actor, at: datetime) -> StepOut:
    """Note that a member does not vote on an item that is not voted on yet."""
    item = agenda.lock(item)
    _refuse_voted(item, by)
    if member.council_id != item.session.council_id:
        raise DomainError(f"{member} không phải thành viên của Hội đồng này.")
    values = {"cause": ground.cause, "note": ground.note, "state": StepOutState.CONFIRMED, "by_name": by.name}
    made, _ = StepOut.objects.update_or_create(item=item, member=member, defaults=values)
    record("council.stepout.confirm", made, by=by, at=at, deed=Deed(reason=f"{item}. {ground.note}".strip()))
    return made


@transaction.atomic
def answer(one: StepOut, *, votes: bool, note: str = "", by: Actor, at: datetime) -> StepOut:
    """Confirm a proposed conflict, or say with a reason why the member votes all the same."""
    item = agenda.lock(one.item)
    _refuse_voted(item, by)
    if votes and one.cause == StepOutCause.NOMINEE:
        raise DomainError("Người được đề nghị không bỏ phiếu cho việc của mình. Ghi ra ngoài khi bỏ phiếu.")
    if votes and not note.strip():
        raise DomainError("Ghi lý do thành viên vẫn được bỏ phiếu.")
    one = StepOut.objects.select_for_update(of=("self",)).select_related("member__person").get(pk=one.pk)
    one.item, one.by_name = item, by.name
    one.note = note.strip() or one.note
    one.state = StepOutState.DISMISSED if votes else StepOutState.CONFIRMED
    one.save(update_fields=["note", "state", "by_name"])
    verb = "dismiss" if votes else "confirm"
    record(f"council.stepout.{verb}", one, by=by, at=at, deed=Deed(reason=f"{item}. {one.note}".strip()))
    return one


@transaction.atomic
def leave(session: CouncilSession, member: CouncilMember, *, by: Actor, at: datetime) -> int:
    """Note that a member goes home: of what is not voted on yet the member is absent; return how many.

    :raises DomainError: the member is not in the room, or a vote is going on
    """
    session = sessions.lock(session)
    policies.can_conduct(by, session).enforce()
    if session.polls.filter(state=PollState.OPEN).exists():
        raise DomainError("Đang bỏ phiếu. Kiểm phiếu xong rồi ghi người về trước.")
    _refuse_minutes(session)
    there = session.attendances.filter(member=member, presence=PresenceChoice.PRESENT, has_left=False)
    if not there.update(has_left=True):
        raise DomainError(f"{member} không có mặt trong phòng.")
    waiting = list(session.items.filter(state=ItemState.WAITING))
    agenda.keep_away(session, waiting, by=by)
    record("council.session.leave", session, by=by, at=at, deed=Deed(reason=f"{member}"))
    return len(waiting)


@transaction.atomic
def arrive(session: CouncilSession, member: CouncilMember, *, by: Actor, at: datetime) -> Attendance:
    """Note that a member came late: who votes from the next vote on, and of what was voted on before not.

    Only the number of that vote is kept, no moment.

    :raises DomainError: the member is there or gone, a vote is going on, or there are minutes
    """
    session = sessions.lock(session)
    policies.can_conduct(by, session).enforce()
    if session.polls.filter(state=PollState.OPEN).exists():
        raise DomainError("Đang bỏ phiếu. Kiểm phiếu xong rồi ghi người đến sau.")
    _refuse_minutes(session)
    found = session.attendances.select_for_update(of=("self",)).exclude(presence=PresenceChoice.PRESENT)
    late = found.filter(member=member).first()
    if late is None:
        raise DomainError(f"{member} đã ở trong phòng, đã về trước, hoặc không phải thành viên hôm nay.")
    last = session.polls.aggregate(last=Max("number"))["last"] or 0
    late.before, late.presence, late.from_poll = late.presence, PresenceChoice.PRESENT, last + 1
    late.save(update_fields=["before", "presence", "from_poll"])
    record("council.session.arrive", session, by=by, at=at, deed=Deed(reason=f"{member}"))
    return late


def _refuse_other_day(session: CouncilSession, at: datetime) -> None:
    """Papers and outcomes bear the day a session is held on, so it is the day it really begins."""
    today, planned = session.authority.day(localdate(at)), localdate(session.held_at)
    if today != planned:
        raise DomainError(
            f"Phiên này ghi họp ngày {show_date(planned)}, hôm nay là ngày {show_date(today)}. "
            "Sửa ngày họp rồi khai mạc."
        )


def _refuse_minutes(session: CouncilSession) -> None:
    """Keep who votes as it was: beside the counts in minutes, those of a new vote would tell one person's."""
    if session.papers.exists():
        raise DomainError(
            "Phiên đã có biên bản nên không đổi người biểu quyết nữa. "
            "Biểu quyết lại với đúng những người ấy, hoặc để việc này phiên sau."
        )


def _refuse_counted(session: CouncilSession) -> None:
    if session.polls.filter(state=PollState.COUNTED).exists():
        raise DomainError(
            "Đã kiểm phiếu nên không sửa người dự. Ai ra về thì ghi về trước. "
            "Ghi nhầm thì bỏ các lượt đã kiểm phiếu rồi ghi lại."
        )


def _refuse_voted(item: SessionItem, by: Actor) -> None:
    policies.can_set_table(by, item.session).enforce()
    if item.state != ItemState.WAITING:
        raise DomainError("Việc này đang bỏ phiếu hoặc đã có kết quả nên không đổi người bỏ phiếu.")
    _refuse_minutes(item.session)


def _presiding(session: CouncilSession) -> str:
    """Return who presides: the chair, in the chair's absence a deputy."""
    present = Attendance.objects.filter(session=session, presence=PresenceChoice.PRESENT)
    found = present.filter(member__seat__in=[Seat.CHAIR, Seat.VICE]).select_related("member__person")
    first = found.order_by("member__rank", "member__person__sort_key").first()
    if first is None:
        raise DomainError("Không có Chủ tịch hoặc Phó Chủ tịch Hội đồng nào có mặt để chủ trì.")
    return f"{first.member}, {first.member.get_seat_display()}"
