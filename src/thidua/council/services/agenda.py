"""What stands on the table of a session, in which order, and what is discussed now."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from thidua.awards.enums import NominationState
from thidua.awards.models import Nomination
from thidua.awards.services import nominations as steps
from thidua.awards.services.nomination_steps import Told
from thidua.core.errors import DomainError
from thidua.council import policies
from thidua.council.enums import ItemState, StepOutCause, StepOutState
from thidua.council.models import CouncilSession, SessionItem, StepOut
from thidua.council.queries.conflicts import conflicts_in
from thidua.council.queries.rules import pack_of, vote_of
from thidua.council.services import sessions
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record, record_each


@transaction.atomic
def put_on(
    session: CouncilSession, nominations: Iterable[Nomination], *, by: Actor, at: datetime
) -> list[SessionItem]:
    """Put accepted nominations of the round on the table; who of the council is in conflict is proposed.

    :raises DomainError: of another round, of a kind the law of the day does not know, or none at all
    """
    session = sessions.lock(session)
    policies.can_set_table(by, session).enforce()
    listed = sorted(nominations, key=lambda one: (one.kind_code, one.position))
    if not listed:
        raise DomainError("Chọn ít nhất một đề nghị.")
    pack = pack_of(session)
    for one in listed:
        if one.round_id != session.award_round_id:
            raise DomainError(f"{one.subject_name} thuộc đợt xét khác.")
        vote_of(pack, one)
    steps.submit(listed, by=by, at=at)
    last = session.items.aggregate(last=Max("position"))["last"] or 0
    made = [
        SessionItem(session=session, nomination=one, position=last + place)
        for place, one in enumerate(listed, 1)
    ]
    SessionItem.objects.bulk_create(made)
    conflicts_in(session, made).save()
    keep_away(session, made, by=by)
    record_each("council.item.put_on", ((one, Deed()) for one in made), by=by, at=at)
    return made


@transaction.atomic
def take_off(item: SessionItem, *, by: Actor, at: datetime) -> CouncilSession:
    """Take an item from the table before the session begins; its nomination waits again."""
    item = lock(item)
    policies.can_prepare(by, item.session).enforce()
    sessions.release([item], told=Told(by, at))
    record("council.item.take_off", item, by=by, at=at)
    session = item.session
    item.delete()
    for place, one in enumerate(session.items.order_by("position", "id"), 1):
        if one.position != place:
            SessionItem.objects.filter(pk=one.pk).update(position=place)
    return session


@transaction.atomic
def put_off(item: SessionItem, *, reason: str, by: Actor, at: datetime) -> SessionItem:
    """Leave an item to a later session, with the reason."""
    item = lock(item)
    policies.can_put_off(by, item).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do để phiên sau.")
    item.state, item.put_off_because = ItemState.PUT_OFF, reason.strip()
    item.save(update_fields=["state", "put_off_because"])
    sessions.release([item], told=Told(by, at, reason.strip()))
    record("council.item.put_off", item, by=by, at=at, deed=Deed(reason=reason.strip()))
    return item


@transaction.atomic
def discuss(session: CouncilSession, position: int, *, by: Actor) -> CouncilSession:
    """Say what is discussed now; 0 is before the first item, one more than the last is after all.

    It is shown on the wall and kept nowhere else, so nothing of it is in the history.
    """
    session = sessions.lock(session)
    policies.can_conduct(by, session).enforce()
    session.at_item = max(0, min(position, session.items.count() + 1))
    session.save(update_fields=["at_item"])
    return session


def keep_away(session: CouncilSession, items: Iterable[SessionItem], *, by: Actor) -> None:
    """Let who went home not be counted as a voter on these items, which wait for their vote."""
    gone = list(session.attendances.filter(has_left=True).values_list("member_id", flat=True))
    values = {"cause": StepOutCause.LEFT, "state": StepOutState.CONFIRMED, "by_name": by.name}
    for item in items:
        for member in gone:
            StepOut.objects.update_or_create(item=item, member_id=member, defaults=values)


def lock(item: SessionItem) -> SessionItem:
    """Take an item for changing, its session first, so that two who do so wait for each other."""
    session = sessions.lock(item.session)
    found = SessionItem.objects.select_for_update(of=("self",)).select_related(
        "nomination__person", "nomination__unit", "nomination__household__head"
    )
    locked: SessionItem = found.get(pk=item.pk)
    locked.session = session
    return locked


def refuse_withdrawn(items: Iterable[SessionItem]) -> None:
    """Refuse to vote on what was withdrawn since it was put on the table."""
    for item in items:
        if item.nomination.state != NominationState.COUNCIL:
            raise DomainError(
                f"{item.nomination.subject_name}: đề nghị đã rút. Để phiên sau, ghi lý do đã rút."
            )
