"""What waits in the council, as lines of a work list: sessions of these days, ballots to count."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.timezone import localtime

from thidua.awards.models.nomination import JUDGES
from thidua.core.dates import show_date
from thidua.council.enums import BEFORE_SESSION, PollState, SessionState
from thidua.council.models import CouncilSession, CountEntry, Poll
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.organisation.enums import Role

_AHEAD = timedelta(days=7)
_MOST = 20


def council_items(actor: Actor, *, on: date) -> Iterator[WorkItem]:
    """Yield the lines of those who judge; one query, none for others."""
    if not actor.has(*JUDGES) or actor.authority_id is None:
        return
    for place, session in enumerate(_sessions(actor, on)):
        if session.poll is not None and actor.has(Role.OFFICE, Role.COUNCIL):
            yield _to_count(session, place)
        elif session.state == SessionState.OPENED:
            yield _sitting(session, place)
        else:
            yield _coming(session, on)


def _sessions(actor: Actor, on: date) -> Any:
    """Take sessions that sit or will soon, with the first vote that this person may still count."""
    entries = CountEntry.objects.filter(poll=OuterRef("pk"))
    polls = Poll.objects.filter(session=OuterRef("pk"), state=PollState.OPEN)
    own, other = entries.filter(by_user=actor.user_id or 0), entries.filter(counter=2)
    hands = entries.filter(poll__is_ballot=False)
    open_to = polls.exclude(Exists(own)).exclude(Exists(other)).exclude(Exists(hands))
    found = CouncilSession.objects.visible_to(actor).filter(
        Q(state=SessionState.OPENED) | Q(state__in=BEFORE_SESSION, held_at__date__lte=on + _AHEAD)
    )
    marked = found.annotate(poll=Subquery(open_to.order_by("number").values("pk")[:1]))
    return marked.select_related("award_round").order_by("held_at", "pk")[:_MOST]


def _to_count(session: Any, place: int) -> WorkItem:
    return WorkItem(
        Urgency.SOON,
        lead=f"{session} của Hội đồng",
        rest=" chờ nhập số phiếu.",
        detail="Hai người nhập riêng, khớp nhau mới có kết quả.",
        button="Nhập số phiếu",
        page="council:poll-count",
        arg=str(session.poll),
        order=place,
    )


def _sitting(session: Any, place: int) -> WorkItem:
    return WorkItem(
        Urgency.SOON,
        lead=f"{session} của Hội đồng",
        rest=" đang họp.",
        detail=f"{session.award_round}.",
        button="Mở phiên họp",
        page="council:session-detail",
        arg=str(session.pk),
        order=place,
    )


def _coming(session: Any, on: date) -> WorkItem:
    when = localtime(session.held_at)
    days = (when.date() - on).days
    day = "hôm nay" if days == 0 else f"ngày {show_date(when.date())}"
    return WorkItem(
        Urgency.SOON if days == 0 else Urgency.LATE if days < 0 else Urgency.NEXT,
        lead=f"{session} của Hội đồng",
        rest=f" họp {when.hour} giờ {when.minute:02} {day}."
        if days >= 0
        else f" hẹn {day} mà chưa khai mạc.",
        detail=f"{session.award_round}. {session.place}.",
        button="Xem phiên họp",
        page="council:session-detail",
        arg=str(session.pk),
        order=days,
    )
