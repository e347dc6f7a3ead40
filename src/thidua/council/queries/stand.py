"""What minutes say of themselves: which they replace, which votes were given up, where the register is."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.timezone import localdate

from thidua.core.dates import show_date
from thidua.council.enums import PollState
from thidua.council.models import CouncilSession, SessionPaper
from thidua.papers.official import Paragraph
from thidua.register.models import RegisterLeaf


@dataclass(frozen=True, slots=True)
class Stand:
    """Where minutes stand among those of their session; `leaf_number` is their entry in the register."""

    session: CouncilSession
    leaf_number: int | None = None

    @property
    def opening(self) -> Iterator[Paragraph]:
        """Name what is replaced, and why."""
        last = self.session.papers.order_by("-edition", "kind").first()
        if last is not None:
            made = show_date(localdate(last.made_at))
            yield Paragraph(
                f"Biên bản này thay các biên bản bản thứ {last.edition}, lập ngày {made}. "
                f"Lý do: {last.replaced_because.rstrip('.')}.",
                bold=True,
            )

    @property
    def ending(self) -> Iterator[Paragraph]:
        """Name votes that were given up, and the entry of the register."""
        for poll in self.session.polls.filter(state=PollState.VOID):
            because = poll.voided_because.rstrip(".")
            yield Paragraph(f"Lượt {poll.number} ({poll.kind_name}) đã bỏ, không tính. Lý do: {because}.")
        if self.leaf_number is not None:
            yield Paragraph(
                f"Tổng số của phiên ghi ở mục {self.leaf_number} của sổ vàng. "
                "Mã của mục xem ở trang phiên họp trên hệ thống."
            )


def about_of(session: CouncilSession) -> str:
    """Return what the register knows a session by."""
    return f"session:{session.pk}"


def leaf_of(session: CouncilSession) -> RegisterLeaf | None:
    """Return the newest entry of the register about a session."""
    return RegisterLeaf.objects.filter(about=about_of(session)).order_by("-number").first()


def stamp_of(paper: SessionPaper) -> str:
    """Return the word across a paper that no longer counts, or nothing."""
    return "ĐÃ THAY THẾ" if paper.replaced_because else ""
