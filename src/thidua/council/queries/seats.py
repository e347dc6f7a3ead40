"""Who of the members votes on an item: presence, conflicts, those who left. Counts only leave this module."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from django.utils.timezone import localdate

from thidua.core.errors import DomainError
from thidua.core.voting.council import Presence, Quorum, Seats, needed, quorum_of
from thidua.council.enums import StepOutCause, StepOutState
from thidua.council.models import Attendance, CouncilSession, SessionItem, StepOut
from thidua.council.queries.rules import pack_of


@dataclass(frozen=True, slots=True)
class Room:
    """The members of a session, and for one item who of them is out."""

    presences: Mapping[UUID, Presence]
    out: Mapping[UUID, StepOutCause]

    @property
    def seats(self) -> Seats:
        """Count them: who left is absent, and who is in conflict gives no written opinion either."""
        present = written = absent = stepped_out = 0
        for member, presence in self.presences.items():
            cause = self.out.get(member)
            if presence == Presence.PRESENT and cause != StepOutCause.LEFT:
                present += 1
                stepped_out += cause is not None
            elif presence == Presence.WRITTEN and cause is None:
                written += 1
            else:
                absent += 1
        return Seats(present, written, absent, stepped_out)

    @property
    def voters(self) -> int:
        """Those in the room who vote."""
        return self.seats.voters_in_room

    @property
    def most_for(self) -> int:
        """The votes an item can have at most."""
        return self.voters + self.seats.written


def presences_of(session: CouncilSession) -> dict[UUID, Presence]:
    """Return how each member takes part."""
    rows = Attendance.objects.filter(session=session).values_list("member_id", "presence")
    return {member: Presence(presence) for member, presence in rows}


def refuse_other_members(session: CouncilSession) -> None:
    """Hold who was marked against who sits in the council on the day: shares are of all members.

    :raises DomainError: somebody is missing from the marks, or sits no more
    """
    sitting = session.council.members.sitting_on(localdate(session.held_at))
    if set(sitting.values_list("pk", flat=True)) != set(presences_of(session)):
        raise DomainError("Người dự đã ghi không khớp danh sách thành viên Hội đồng. Ghi lại người dự.")


def out_of(items: Iterable[SessionItem]) -> dict[UUID, dict[UUID, StepOutCause]]:
    """Return for each item who does not vote, and why; conflicts that nobody confirmed do not count."""
    found: dict[UUID, dict[UUID, StepOutCause]] = {item.pk: {} for item in items}
    rows = StepOut.objects.standing().filter(item__in=list(found))
    for item, member, cause in rows.values_list("item_id", "member_id", "cause"):
        found[item][member] = StepOutCause(cause)
    return found


def unanswered(items: Sequence[SessionItem]) -> list[StepOut]:
    """Return conflicts of these items that somebody has to confirm or dismiss."""
    found = StepOut.objects.filter(item__in=items, state=StepOutState.PROPOSED)
    return list(found.select_related("member__person", "item__nomination"))


def quorum_for(session: CouncilSession, seats: Seats) -> Quorum:
    """Hold those who take part against what the pack asks for."""
    return quorum_of(seats, pack_of(session).council.quorum)


def cannot_pass(room: Room, share: Fraction | None, *, is_ballot: bool) -> str:
    """Say so where even all votes together would not be enough."""
    wanted = needed(share, room.seats.all)
    if room.most_for >= wanted:
        return ""
    said = f"{wanted}/{room.seats.all} {'phiếu' if is_ballot else 'người đồng ý'}"
    return (
        f"Chỉ còn {room.most_for} người được biểu quyết, cần {said}. "
        "Có đồng ý hết cũng không đủ. Nên để phiên sau."
    )
