"""What waits in commendation, as lines of a work list: nominations to take in, to mend, to send."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from thidua.awards.enums import AwardRoundState, NominationState
from thidua.awards.models import AwardRound
from thidua.core.dates import show_date
from thidua.foundation.actors import Actor
from thidua.foundation.models import prepared
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.organisation.enums import REPORTERS, Role

_SOON = timedelta(days=3)
_MOST = 20
_LIVE = (AwardRoundState.OPEN, AwardRoundState.SHOWN, AwardRoundState.REVIEW)


def award_items(actor: Actor, *, on: date) -> Iterator[WorkItem]:
    """Yield the lines of the office and of units; one query, none for others."""
    is_office, is_unit = actor.has(Role.OFFICE), bool(actor.unit_ids) and actor.has(*REPORTERS)
    if actor.authority_id is None or not (is_office or is_unit):
        return
    for award_round in _rounds(actor):
        if is_office and award_round.sent:
            yield _to_take_in(award_round)
        if is_unit and award_round.returned:
            yield _to_mend(award_round)
        if is_unit and award_round.drafts:
            yield _to_send(award_round, on)


@prepared
def _rounds(actor: Actor) -> Any:
    own = Q(nominations__put_forward_by__in=actor.unit_ids)
    found = AwardRound.objects.visible_to(actor).filter(state__in=_LIVE)
    counted = found.annotate(
        sent=Count("nominations", filter=Q(nominations__state=NominationState.SENT)),
        returned=Count("nominations", filter=own & Q(nominations__state=NominationState.RETURNED)),
        drafts=Count("nominations", filter=own & Q(nominations__state=NominationState.DRAFT)),
    )
    waiting = counted.filter(Q(sent__gt=0) | Q(returned__gt=0) | Q(drafts__gt=0))
    return waiting.order_by("judged_on", "name")[:_MOST]


def _to_take_in(award_round: Any) -> WorkItem:
    return WorkItem(
        Urgency.SOON,
        lead=f"{award_round.sent} đề nghị khen thưởng",
        rest=" chờ xét hồ sơ.",
        detail=f"{award_round}.",
        button="Xem đề nghị",
        page="awards:round-detail",
        arg=str(award_round.pk),
        query=f"?trang-thai={NominationState.SENT}",
    )


def _to_mend(award_round: Any) -> WorkItem:
    return WorkItem(
        Urgency.SOON,
        lead=f"{award_round.returned} đề nghị khen thưởng",
        rest=" được trả lại để sửa.",
        detail=f"{award_round}.",
        button="Sửa đề nghị",
        page="awards:round-detail",
        arg=str(award_round.pk),
        query=f"?trang-thai={NominationState.RETURNED}",
    )


def _to_send(award_round: Any, on: date) -> WorkItem:
    due = award_round.due_on
    until = f" Nhận đến hết ngày {show_date(due)}." if due else ""
    return WorkItem(
        Urgency.NEXT if due is None or due > on + _SOON else Urgency.LATE if due < on else Urgency.SOON,
        lead=f"{award_round.drafts} đề nghị khen thưởng",
        rest=" soạn rồi mà chưa gửi.",
        detail=f"{award_round}.{until}",
        button="Xem và gửi",
        page="awards:round-detail",
        arg=str(award_round.pk),
        query=f"?trang-thai={NominationState.DRAFT}",
    )
