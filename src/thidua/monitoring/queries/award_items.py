"""What waits in commendation, as lines of a work list: nominations to take in, to mend, to send."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thidua.awards.enums import AwardRoundState, NominationState
from thidua.awards.models import AwardRound, Nomination
from thidua.core.dates import show_date
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.monitoring.queries.waiting_rows import Row, of_part, shaped
from thidua.organisation.enums import REPORTERS, Role

_PART, _INVITING = "awards", "inviting"
_SOON = timedelta(days=3)
_MOST = 20
_LIVE = (AwardRoundState.OPEN, AwardRoundState.SHOWN, AwardRoundState.REVIEW)


def awards_waiting(actor: Actor) -> QuerySet[Any] | None:
    """Return the rounds that wait for the office or for units of the actor, None for others."""
    if actor.authority_id is None or not (actor.has(Role.OFFICE) or _is_of_unit(actor)):
        return None
    own = Q(nominations__put_forward_by__in=actor.unit_ids)
    found = AwardRound.objects.visible_to(actor).filter(state__in=_LIVE)
    counted = found.annotate(
        sent=Count("nominations", filter=Q(nominations__state=NominationState.SENT)),
        returned=Count("nominations", filter=own & Q(nominations__state=NominationState.RETURNED)),
        drafts=Count("nominations", filter=own & Q(nominations__state=NominationState.DRAFT)),
    )
    waiting = counted.filter(Q(sent__gt=0) | Q(returned__gt=0) | Q(drafts__gt=0))
    return shaped(
        waiting,
        _PART,
        key="pk",
        state="state",
        name="name",
        day="due_on",
        first="sent",
        second="returned",
        third="drafts",
    )


def rounds_inviting(actor: Actor) -> QuerySet[Any] | None:
    """Return the rounds with a last day for which units of the actor put nobody forward, None for others."""
    if actor.authority_id is None or not _is_of_unit(actor):
        return None
    own = Nomination.objects.filter(round=OuterRef("pk"), put_forward_by__in=actor.unit_ids)
    found = AwardRound.objects.visible_to(actor).filter(state=AwardRoundState.OPEN, due_on__isnull=False)
    asked = found.filter(~Exists(own.exclude(state=NominationState.WITHDRAWN)))
    return shaped(asked, _INVITING, key="pk", name="name", day="due_on")


def award_items(actor: Actor, rows: Iterable[Row], *, on: date) -> Iterator[WorkItem]:
    """Yield the lines of the office and of units."""
    is_office, is_unit = actor.has(Role.OFFICE), _is_of_unit(actor)
    for row in sorted(of_part(rows, _PART), key=lambda row: (row.day or date.max, row.name))[:_MOST]:
        if is_office and row.first:
            yield _to_take_in(row)
        if is_unit and row.second:
            yield _to_mend(row)
        if is_unit and row.third and (is_office or _takes_drafts(row, on)):
            yield _to_send(row, on)
    for row in sorted(of_part(rows, _INVITING), key=lambda row: (row.day or date.max, row.name))[:_MOST]:
        if row.day is not None and row.day >= on:
            yield _to_propose(row, row.day, on)


def _is_of_unit(actor: Actor) -> bool:
    return bool(actor.unit_ids) and actor.has(*REPORTERS)


def _takes_drafts(row: Row, on: date) -> bool:
    """Say whether a unit may still send what it drafted: afterwards there is nothing left for it to do."""
    return row.state == AwardRoundState.OPEN and (row.day is None or row.day >= on)


def _to_propose(row: Row, due: date, on: date) -> WorkItem:
    return WorkItem(
        Urgency.NEXT if due > on + _SOON else Urgency.SOON,
        lead=f"{row.name}",
        rest=" đang nhận đề nghị khen thưởng.",
        detail=f"Nhận đến hết ngày {show_date(due)}.",
        button="Lập đề nghị",
        page="awards:round-detail",
        arg=str(row.key),
    )


def _to_take_in(row: Row) -> WorkItem:
    return WorkItem(
        Urgency.SOON,
        lead=f"{row.first} đề nghị khen thưởng",
        rest=" chờ xét hồ sơ.",
        detail=f"{row.name}.",
        button="Xem đề nghị",
        page="awards:round-detail",
        arg=str(row.key),
        query=f"?trang-thai={NominationState.SENT}",
    )


def _to_mend(row: Row) -> WorkItem:
    return WorkItem(
        Urgency.SOON,
        lead=f"{row.second} đề nghị khen thưởng",
        rest=" được trả lại để sửa.",
        detail=f"{row.name}.",
        button="Sửa đề nghị",
        page="awards:round-detail",
        arg=str(row.key),
        query=f"?trang-thai={NominationState.RETURNED}",
    )


def _to_send(row: Row, on: date) -> WorkItem:
    due = row.day
    until = f" Nhận đến hết ngày {show_date(due)}." if due else ""
    return WorkItem(
        Urgency.NEXT if due is None or due > on + _SOON else Urgency.LATE if due < on else Urgency.SOON,
        lead=f"{row.third} đề nghị khen thưởng",
        rest=" soạn rồi mà chưa gửi.",
        detail=f"{row.name}.{until}",
        button="Xem và gửi",
        page="awards:round-detail",
        arg=str(row.key),
        query=f"?trang-thai={NominationState.DRAFT}",
    )
