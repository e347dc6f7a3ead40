"""What hangs on the wall while a council sits: what is discussed, what is next, who steps out."""

from dataclasses import dataclass
from fractions import Fraction

from thidua.core.rounding import percent_text
from thidua.core.voting.council import needed
from thidua.council.enums import ItemState, PollState, PresenceChoice, SessionState
from thidua.council.models import Poll, StepOut
from thidua.council.queries.rules import is_by_ballot, pack_of, vote_of
from thidua.council.queries.session_page import ItemView, SessionPage


@dataclass(frozen=True, slots=True)
class Screen:
    """The screen at one moment; it shows whether an item passed, never how many votes it had."""

    page: SessionPage
    current: ItemView | None
    poll: Poll | None
    threshold: str

    @property
    def total(self) -> int:
        return len(self.page.items)

    @property
    def position(self) -> int:
        return self.page.session.at_item

    @property
    def is_over(self) -> bool:
        return self.page.session.state == SessionState.CLOSED or self.position > self.total

    @property
    def next_position(self) -> int | None:
        return self.position + 1 if self.position <= self.total else None

    @property
    def previous_position(self) -> int | None:
        return self.position - 1 if self.position > 1 else None

    @property
    def out(self) -> tuple[StepOut, ...]:
        """Who is to leave the room now; who went home is not asked to."""
        return tuple(one for one in self.current.out if one.cause != "left") if self.current else ()

    @property
    def present(self) -> int:
        return sum(one.presence == PresenceChoice.PRESENT for one in self.page.attendances)

    @property
    def written(self) -> int:
        return sum(one.presence == PresenceChoice.WRITTEN for one in self.page.attendances)

    @property
    def stage(self) -> str:
        """Say in a word what goes on."""
        if self.page.session.state == SessionState.CLOSED:
            return "Phiên họp đã bế mạc."
        if self.poll is not None:
            return "Đang bỏ phiếu." if self.poll.is_ballot else "Đang biểu quyết."
        if self.current is not None and self.current.item.state == ItemState.COUNTED:
            return f"Đã có kết quả: {self.current.words.lower()}."
        return "Đang thảo luận." if self.current is not None else ""


def screen_of(page: SessionPage) -> Screen:
    """Show what stands at the position of the session."""
    at = page.session.at_item
    current = next((view for view in page.views if view.item.position == at), None)
    if current is None:
        return Screen(page, None, None, "")
    polls = (one for one in page.polls if one.state == PollState.OPEN)
    poll = next((one for one in polls if _is_on(one, current)), None)
    vote = vote_of(pack_of(page.session), current.item.nomination)
    is_ballot = is_by_ballot(page.session, vote)
    return Screen(page, current, poll, _wanted(vote.share, len(page.attendances), is_ballot=is_ballot))


def _wanted(share: Fraction | None, members: int, *, is_ballot: bool) -> str:
    """Say in numbers what passes: the law is on the page of the session."""
    part = "quá nửa" if share is None else percent_text(share)
    votes = "phiếu" if is_ballot else "người"
    return f"Cần ít nhất {needed(share, members)} {votes} đồng ý ({part} của {members} thành viên)."


def _is_on(poll: Poll, view: ItemView) -> bool:
    return any(line.item_id == view.item.pk for line in poll.lines.all())
