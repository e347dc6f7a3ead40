"""Who counts: the counting board of a session, and who of it may count a vote."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q

from thidua.core.voting.council import Presence
from thidua.council.enums import PresenceChoice
from thidua.council.models import CouncilMember, CouncilSession, CountEntry, Poll, SessionItem, StepOut
from thidua.council.queries.seats import Room
from thidua.foundation.actors import Actor

FEWEST_TELLERS = 2


def board_of(session: CouncilSession) -> list[CouncilMember]:
    """Return the members who count, in the order of the list."""
    named = session.council.members.filter(pk__in=session.tellers.values("member"))
    return list(named.select_related("person").order_by("rank", "person__sort_key", "pk"))


def tellers_in(session: CouncilSession) -> list[UUID]:
    """Return the keys of the members who count."""
    return list(session.tellers.order_by("pk").values_list("member_id", flat=True))


def may_tell(tellers: Iterable[UUID], room: Room) -> list[UUID]:
    """Return those of the board who are in the room and whom the items do not concern."""
    return [one for one in tellers if room.presences.get(one) == Presence.PRESENT and one not in room.out]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a vote is counted, as one account stands at it."""

    tellers: tuple[CouncilMember, ...]
    own: CouncilMember | None
    is_put_forward: bool

    @property
    def names(self) -> str:
        return ", ".join(map(str, self.tellers))

    def free(self, entries: Iterable[CountEntry], actor: Actor) -> list[CouncilMember]:
        """Return for whom this account may enter: itself, else whom no other account has entered for."""
        others = [one for one in entries if one.by_user != actor.user_id]
        keys = {one.teller_key for one in others}
        names = {one.teller for one in others if one.teller_key is None}  # entered before keys were kept
        wanted = self.tellers if self.own is None else (self.own,)
        return [one for one in wanted if one.pk not in keys and str(one) not in names]


def desk_of(poll: Poll, actor: Actor) -> Desk:
    """Say who counts a vote, whether the actor is one of them, and whether the vote is about the actor.

    Who of the board is not in the room, or steps out for an item of the vote, does not count it.
    """
    session, account = poll.session, actor.user_id or 0
    there = session.attendances.filter(presence=PresenceChoice.PRESENT, has_left=False)
    gone = StepOut.objects.standing().filter(item__poll_lines__poll=poll)
    named = session.council.members.filter(pk__in=session.tellers.values("member"))
    found = named.filter(pk__in=there.values("member")).exclude(pk__in=gone.values("member"))
    tellers = found.select_related("person").annotate(account=F("person__user"))
    listed = tuple(tellers.order_by("rank", "person__sort_key", "pk"))
    own = next((one for one in listed if one.account == account), None)
    concerned = Q(nomination__person__user=account) | Q(nomination__household__head__user=account)
    items = SessionItem.objects.filter(concerned, poll_lines__poll=poll)
    return Desk(listed, own, items.exists())
