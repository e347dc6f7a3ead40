"""One line of a work list."""

from dataclasses import dataclass
from enum import IntEnum


class Urgency(IntEnum):
    """How soon something must be done; the smaller, the higher it stands."""

    LATE = 1
    SOON = 2
    ASKING = 3
    NEXT = 4


@dataclass(frozen=True, slots=True)
class Spot:
    """One thing a line names, and the place on its page where it is done."""

    name: str
    anchor: str


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A sentence that says what waits for the reader, and the one button that opens the place.

    `lead` is the part in bold: who or what it is about. `page`, `arg` and `query` name the place, `url` one
    with more keys than one; `order` parts items of the same urgency; `works` counts the pieces of work the
    line stands for; `is_mine` says that nobody else can do it. `spots` are the first of what is missing, a
    tap away; `more` counts those not named.
    """

    urgency: Urgency
    lead: str
    rest: str
    detail: str
    button: str
    page: str
    arg: str = ""
    query: str = ""
    order: int = 0
    works: int = 0
    spots: tuple[Spot, ...] = ()
    more: int = 0
    url: str = ""
    is_mine: bool = False

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Where it stands in the list: what nobody else can do comes before what is late with others."""
        return not self.is_mine, self.urgency, self.order

    @property
    def icon(self) -> str:
        return _ICONS[self.urgency]

    @property
    def tone(self) -> str:
        return _TONES[self.urgency]


_ICONS = {
    Urgency.LATE: "alert-triangle",
    Urgency.SOON: "clock",
    Urgency.ASKING: "search",
    Urgency.NEXT: "arrow-right",
}
_TONES = {Urgency.LATE: "t-risk", Urgency.SOON: "t-slow", Urgency.ASKING: "t-slow", Urgency.NEXT: "t-run"}
