"""All that the pages of one session show, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Prefetch
from django.utils.timezone import localdate

from thidua.core.voting.council import Presence, Quorum
from thidua.council.enums import (
    BEFORE_SESSION,
    ItemState,
    PollState,
    PresenceChoice,
    SessionState,
    StepOutCause,
    StepOutState,
)
from thidua.council.models import (
    Attendance,
    CouncilMember,
    CouncilSession,
    KindPlaces,
    Poll,
    PollLine,
    SessionItem,
    SessionPaper,
    StepOut,
)
from thidua.council.queries.board import board_of
from thidua.council.queries.groups import Group, grouped
from thidua.council.queries.letters import items_of
from thidua.council.queries.results import Limit, Result, Tie, judged, limits_of, tied
from thidua.council.queries.rules import is_by_ballot, pack_of, vote_of
from thidua.council.queries.seats import Room, quorum_for
from thidua.council.queries.stand import leaf_of
from thidua.register.models import RegisterLeaf


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item with what came of it and who steps out for it."""

    item: SessionItem
    result: Result | None
    out: tuple[StepOut, ...]
    asked: tuple[StepOut, ...]
    is_ballot: bool = True

    @property
    def words(self) -> str:
        """Say how far it is, and once it is counted what was decided."""
        if self.result is None:
            words = str(self.item.get_state_display())
            return words if self.is_ballot else words.replace("bỏ phiếu", "biểu quyết")
        if self.result.passed is None:
            return "Bằng phiếu, chờ chọn"
        return "Đạt" if self.result.passed else "Không đạt"

    @property
    def look(self) -> str:
        """Name the style of the state."""
        if self.result is None or self.result.passed is None:
            return {ItemState.PUT_OFF: "none", ItemState.WAITING: "none"}.get(
                ItemState(self.item.state), "slow"
            )
        return "ok" if self.result.passed else "risk"

    @property
    def icon(self) -> str:
        return {"ok": "circle-check", "risk": "circle-x", "slow": "clock"}.get(self.look, "circle-dashed")


@dataclass(frozen=True)
class SessionPage:
    """A session as its page and its screen show it."""

    session: CouncilSession
    items: tuple[SessionItem, ...]
    attendances: tuple[Attendance, ...]
    members: tuple[CouncilMember, ...]
    step_outs: tuple[StepOut, ...]
    polls: tuple[Poll, ...]
    limits: tuple[Limit, ...]
    papers: tuple[SessionPaper, ...]
    board: tuple[CouncilMember, ...]
    leaf: RegisterLeaf | None = None

    @property
    def places(self) -> list[KindPlaces]:
        return [one.places for one in self.limits]

    @cached_property
    def presences(self) -> dict[UUID, Presence]:
        return {one.member_id: Presence(one.presence) for one in self.attendances}

    @cached_property
    def quorum(self) -> Quorum:
        return quorum_for(self.session, Room(self.presences, {}).seats)

    @cached_property
    def quorum_source(self) -> str:
        return str(pack_of(self.session).council.citation)

    @cached_property
    def caution(self) -> str:
        """What is said where the law of the day does not decide by itself."""
        pack = pack_of(self.session)
        return "" if pack.decides else pack.caution

    @property
    def has_written(self) -> bool:
        return any(one.presence == PresenceChoice.WRITTEN for one in self.attendances)

    @cached_property
    def results(self) -> dict[UUID, Result]:
        lines = [line for poll in self.polls if poll.state == PollState.COUNTED for line in poll.lines.all()]
        return judged(self.session, self.items, lines, self.limits)

    @cached_property
    def ties(self) -> list[Tie]:
        return tied(self.results.values(), self.limits)

    @cached_property
    def views(self) -> list[ItemView]:
        out: dict[UUID, list[StepOut]] = defaultdict(list)
        for one in self.step_outs:
            out[one.item_id].append(one)
        pack = pack_of(self.session)
        return [
            ItemView(
                item,
                self.results.get(item.pk),
                _in(out[item.pk], StepOutState.CONFIRMED),
                _in(out[item.pk], StepOutState.PROPOSED),
                is_by_ballot(self.session, vote_of(pack, item.nomination)),
            )
            for item in self.items
        ]

    @cached_property
    def groups(self) -> list[Group]:
        """What may be voted on next, once nobody is asked about a conflict."""
        waiting = [
            view.item for view in self.views if view.item.state == ItemState.WAITING and not view.asked
        ]
        out = {
            view.item.pk: {one.member_id: StepOutCause(one.cause) for one in view.out} for view in self.views
        }
        return grouped(self.session, waiting, self.presences, out, [one.pk for one in self.board])

    @property
    def open_polls(self) -> list[Poll]:
        return [one for one in self.polls if one.state == PollState.OPEN]

    @property
    def has_counts(self) -> bool:
        return any(one.state == PollState.COUNTED for one in self.polls)

    @property
    def waits(self) -> int:
        """Count the items that keep the session from closing."""
        open_states = {ItemState.WAITING, ItemState.VOTING}
        return sum(one.state in open_states for one in self.items) + len(self.ties)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds on the table that nobody voted on yet."""
        voted = {line.item_id for poll in self.polls for line in poll.lines.all()}
        begun = {one.nomination.kind_code for one in self.items if one.pk in voted}
        found = {one.nomination.kind_code: one.nomination.kind_name for one in self.items}
        return [(code, name) for code, name in found.items() if code not in begun]


def session_page(session: CouncilSession) -> SessionPage:
    """Read a session whole."""
    taking = Attendance.objects.filter(session=session).select_related("member__person")
    attendances = tuple(taking.order_by("member__rank", "member__person__sort_key", "pk"))
    members: Sequence[CouncilMember] = [one.member for one in attendances]
    if not attendances:
        members = list(session.council.members.sitting_on(localdate(session.held_at)))
    steps = StepOut.objects.filter(item__session=session).select_related("member__person")
    lines = Prefetch("lines", PollLine.objects.select_related("item__nomination"))
    polls = session.polls.annotate(people=Count("entries__counter", distinct=True)).prefetch_related(lines)
    return SessionPage(
        session=session,
        items=tuple(items_of(session)),
        attendances=attendances,
        members=tuple(members),
        step_outs=tuple(steps.order_by("item__position", "member__rank", "pk")),
        polls=tuple(polls),
        limits=tuple(limits_of(session)),
        papers=() if session.state in BEFORE_SESSION else tuple(session.papers.all()),
        board=tuple(board_of(session)),
        leaf=leaf_of(session) if session.state == SessionState.CLOSED else None,
    )


def _in(found: Sequence[StepOut], state: StepOutState) -> tuple[StepOut, ...]:
    return tuple(one for one in found if one.state == state)
