"""Who of a council sits over a matter: presence, conflicts, quorum.

Sources: NĐ 98/2023/NĐ-CP, điều 30(7) (V1): shares are of *all* members, absent ones give a written opinion.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from thidua.core.rounding import percent_text


class Presence(StrEnum):
    """How a member takes part in a session."""

    PRESENT = "present"
    WRITTEN = "written"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Seats:
    """The members of a session as counts. `stepped_out` of those present have a conflict in the matter."""

    present: int
    written: int
    absent: int
    stepped_out: int = 0

    @property
    def all(self) -> int:
        """All members, whether they are there or not: what shares are counted of."""
        return self.present + self.written + self.absent

    @property
    def voters_in_room(self) -> int:
        return self.present - self.stepped_out


def seats_of(presences: Sequence[Presence], *, stepped_out: int = 0) -> Seats:
    """Count how the members take part."""
    return Seats(
        present=presences.count(Presence.PRESENT),
        written=presences.count(Presence.WRITTEN),
        absent=presences.count(Presence.ABSENT),
        stepped_out=stepped_out,
    )


def needed(share: Fraction | None, members: int) -> int:
    """Return the votes that pass among so many members: the share of all rounded up, or more than half."""
    if share is None:
        return members // 2 + 1
    wanted = share * members
    return -(-wanted.numerator // wanted.denominator)


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether a session may consider awards, with the sentence that says why."""

    is_reached: bool
    sentence: str


def quorum_of(seats: Seats, share: Fraction) -> Quorum:
    """Hold those who take part, in the room or in writing, against the share of all members."""
    if seats.all == 0:
        return Quorum(is_reached=False, sentence="Hội đồng chưa có thành viên nào.")
    taking_part = seats.present + seats.written
    wanted = needed(share, seats.all)
    sentence = (
        f"Có mặt {seats.present} trên {seats.all} thành viên, "
        f"{seats.written or 'không có'} ý kiến bằng văn bản. "
        f"Cần ít nhất {wanted} người ({percent_text(share)})."
    )
    return Quorum(is_reached=taking_part >= wanted, sentence=sentence)
