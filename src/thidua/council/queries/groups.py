"""Items that can be voted on with one ballot paper: of one kind, with the same members out."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from thidua.core.voting.council import Presence
from thidua.council.enums import ItemState, StepOutCause
from thidua.council.models import CouncilSession, SessionItem
from thidua.council.queries.board import FEWEST_TELLERS, may_tell, tellers_in
from thidua.council.queries.rules import is_by_ballot, pack_of, threshold_words, vote_of
from thidua.council.queries.seats import Room, cannot_pass, out_of, presences_of, quorum_for

MOST_ON_A_BALLOT = 10
FEWEST_BALLOTS = 3
"""With fewer in the box, the count tells each voter what the other voted."""


@dataclass(frozen=True, slots=True)
class Group:
    """Items for one ballot paper, the room they are voted on in, and what stands in the way."""

    items: tuple[SessionItem, ...]
    room: Room
    is_ballot: bool
    threshold: str
    obstacle: str = ""
    warning: str = ""

    @property
    def kind_name(self) -> str:
        return str(self.items[0].nomination.kind_name)


def groups_of(session: CouncilSession, items: list[SessionItem]) -> list[Group]:
    """Group what waits, in the order of the table; `items` come with their nominations."""
    waiting = [one for one in items if one.state == ItemState.WAITING]
    return grouped(session, waiting, presences_of(session), out_of(waiting), tellers_in(session))


def grouped(
    session: CouncilSession,
    waiting: list[SessionItem],
    presences: Mapping[UUID, Presence],
    out: Mapping[UUID, Mapping[UUID, StepOutCause]],
    tellers: Collection[UUID],
) -> list[Group]:
    """Group items by kind and by who is out, from what was read before."""
    sorted_out: dict[tuple[str, frozenset[tuple[UUID, StepOutCause]]], list[SessionItem]] = defaultdict(list)
    for item in waiting:
        sorted_out[(item.nomination.kind_code, frozenset(out[item.pk].items()))].append(item)
    return [
        group_of(session, tuple(part), Room(presences, dict(gone)), tellers)
        for (_, gone), listed in sorted_out.items()
        for part in _parts(listed)
    ]


def group_of(
    session: CouncilSession, items: tuple[SessionItem, ...], room: Room, tellers: Collection[UUID]
) -> Group:
    """Say how these items are voted on in this room, and counted by whom of the board."""
    vote = vote_of(pack_of(session), items[0].nomination)
    is_ballot = is_by_ballot(session, vote)
    obstacle = _obstacle(session, room, is_ballot=is_ballot) or _no_tellers(room, tellers)
    warning = cannot_pass(room, vote.share, is_ballot=is_ballot)
    return Group(items, room, is_ballot, threshold_words(vote), obstacle, warning)


def _obstacle(session: CouncilSession, room: Room, *, is_ballot: bool) -> str:
    """Say why nobody can vote in this room."""
    if room.most_for == 0:
        return "Không còn ai được bỏ phiếu cho việc này. Để phiên sau, hoặc trình cấp trên xét."
    quorum = quorum_for(session, room.seats)
    if not quorum.is_reached:
        return f"Không còn đủ người để xét. {quorum.sentence} Để phiên sau."
    if is_ballot and room.voters < FEWEST_BALLOTS:
        return (
            f"Chỉ còn {room.voters} người bỏ phiếu trong phòng nên không giữ kín được. "
            "Để phiên sau, hoặc trình cấp trên xét."
        )
    return ""


def _no_tellers(room: Room, tellers: Collection[UUID]) -> str:
    if not tellers:
        return "Chưa cử Ban kiểm phiếu. Cử ít nhất hai người rồi mở lượt."
    if len(may_tell(tellers, room)) < FEWEST_TELLERS:
        return (
            "Không còn đủ hai người kiểm phiếu: có người vắng, về trước hoặc liên quan việc này. "
            "Cử thêm người kiểm phiếu."
        )
    return ""


def _parts(items: list[SessionItem]) -> Iterator[list[SessionItem]]:
    for start in range(0, len(items), MOST_ON_A_BALLOT):
        yield items[start : start + MOST_ON_A_BALLOT]
