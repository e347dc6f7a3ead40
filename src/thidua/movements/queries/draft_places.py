"""Where the items of a draft stand: their numbers, their pages, their sentences in the letter."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from thidua.core.marked_text import Mark
from thidua.movements.enums import ItemState
from thidua.movements.models import (
    DraftBasis,
    DraftItem,
    DraftMovement,
    DraftRecipient,
    DraftTarget,
    DraftTask,
    LaunchDraft,
)

PER_PAGE = 100


class Section(StrEnum):
    """The parts of a draft, as they stand in the address."""

    TARGETS = "chi-tieu"
    TASKS = "viec-giao"
    BASES = "can-cu"
    RECIPIENTS = "noi-nhan"
    MOVEMENTS = "phong-trao-khac"


class Show(StrEnum):
    """Which items of a section are shown, as it stands in the address."""

    ALL = "tat-ca"
    WAITING = "chua-xem"
    DOUBTFUL = "can-hoi"
    DROPPED = "da-bo"


MODELS: dict[Section, type[DraftItem]] = {
    Section.TARGETS: DraftTarget,
    Section.TASKS: DraftTask,
    Section.BASES: DraftBasis,
    Section.RECIPIENTS: DraftRecipient,
    Section.MOVEMENTS: DraftMovement,
}


@dataclass(frozen=True, slots=True)
class Following:
    """The item that stands behind another and is not dropped: its number, and the version that is seen."""

    number: int
    key: UUID
    version: int


@dataclass(frozen=True, slots=True)
class Place:
    """What numbers, filters and marks need to know of an item; a letter may have thousands."""

    number: int
    key: UUID
    state: str
    version: int
    has_doubts: bool
    start: int | None = None
    end: int | None = None

    @property
    def is_asking(self) -> bool:
        return self.has_doubts and self.state == ItemState.WAITING


def place_in_draft(section: Section, number: int) -> str:
    """Return the end of the address at which the item of that number stands."""
    page = (number - 1) // PER_PAGE + 1
    return f"?phan={section.value}{f'&trang={page}' if page > 1 else ''}#c{number}"


def places_of(draft: LaunchDraft, section: Section) -> list[Place]:
    """Return where each item of a section stands, in one query that leaves the words out."""
    names = ("pk", "state", "version", "doubts", *(() if section == Section.RECIPIENTS else ("start", "end")))
    found = MODELS[section].objects.filter(draft=draft).values_list(*names)
    return [
        Place(number, key, state, version, bool(doubts), *span)
        for number, (key, state, version, doubts, *span) in enumerate(found, 1)
    ]


def following(places: Sequence[Place]) -> dict[UUID, Following]:
    """Map each item to the next that is not dropped."""
    behind: dict[UUID, Following] = {}
    nearest: Following | None = None
    for place in reversed(places):
        if nearest is not None:
            behind[place.key] = nearest
        if place.state != ItemState.DROPPED:
            nearest = Following(place.number, place.key, place.version)
    return behind


def marks_of(places: Sequence[Place], section: Section, shown: Iterable[Place] = ()) -> Iterator[Mark]:
    """Mark the sentences of items that are not dropped; a click leads to the row, on this page or another."""
    here = {place.number for place in shown}
    for place in places:
        if place.start is None or place.end is None or place.state == ItemState.DROPPED:
            continue
        number = place.number
        link = f"#c{number}" if number in here else place_in_draft(section, number)
        yield Mark(place.start, place.end, f"v{number}", link, str(number), is_doubtful=place.is_asking)


def is_shown(place: Place, show: Show) -> bool:
    match show:
        case Show.WAITING:
            return place.state == ItemState.WAITING
        case Show.DOUBTFUL:
            return place.is_asking
        case Show.DROPPED:
            return place.state == ItemState.DROPPED
        case _:
            return True
