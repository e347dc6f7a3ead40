"""All that the confirm page shows of one section of a draft."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thidua.core.doubt_answers import Answer, Subject, answers_to, unanswered
from thidua.core.marked_text import Mark, Paragraph
from thidua.documents.queries import paragraphs_of
from thidua.foundation.actors import Actor
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
SECTION_NAMES = {
    Section.TARGETS: "Chỉ tiêu",
    Section.TASKS: "Việc giao",
    Section.BASES: "Căn cứ",
    Section.RECIPIENTS: "Nơi nhận",
    Section.MOVEMENTS: "Phong trào khác",
}
SHOW_NAMES = {
    Show.ALL: "Tất cả",
    Show.DOUBTFUL: "Cần hỏi",
    Show.WAITING: "Chưa xem",
    Show.DROPPED: "Đã bỏ",
}


_TEMPLATES = {
    Section.TARGETS: "movements/_item_target.html",
    Section.TASKS: "movements/_item_task.html",
    Section.BASES: "movements/_item_basis.html",
    Section.RECIPIENTS: "movements/_item_recipient.html",
    Section.MOVEMENTS: "movements/_item_movement.html",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """A section with how many of its items were looked at."""

    section: Section
    name: str
    seen: int
    total: int


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt of the reader, in words, and the answers to it; none is chosen ahead of the person."""

    code: str
    words: str
    answers: tuple[Answer, ...]
    chosen: str = ""
    is_missing: bool = False


def _questions(item: DraftItem, chosen: Mapping[str, str] | None) -> Iterator[Question]:
    subject = Subject(item.name, item.goal) if isinstance(item, DraftTarget) else None
    for doubt in item.doubts:
        code, words = str(doubt["code"]), str(doubt["question"])
        answers = answers_to(code, words, subject) if subject is not None else ()
        missing = chosen is not None and subject is not None and unanswered(chosen, {code: words}, subject)
        yield Question(code, words, answers, (chosen or {}).get(code, ""), bool(missing))


@dataclass(frozen=True, slots=True)
class Following:
    """The item that stands behind another and is not dropped: its number, and the version that is seen."""

    number: int
    key: UUID
    version: int


@dataclass(frozen=True, slots=True)
class Row:
    """An item with its number on the page and in the letter.

    `chosen` holds answers that were sent but did not suffice; the row then says what is missing.
    `following` is what a merge would take in.
    """

    number: int
    item: Any
    section: Section
    chosen: Mapping[str, str] | None = None
    following: Following | None = None

    @property
    def template(self) -> str:
        return _TEMPLATES[self.section]

    @property
    def questions(self) -> tuple[Question, ...]:
        """The doubts of a waiting item, those of a target with the answers to choose from."""
        return tuple(_questions(self.item, self.chosen))

    @property
    def has_answers(self) -> bool:
        return any(question.answers for question in self.questions)

    @property
    def is_unanswered(self) -> bool:
        return any(question.is_missing for question in self.questions)

    @property
    def is_asking(self) -> bool:
        return bool(self.item.doubts) and self.item.state == ItemState.WAITING


@dataclass(frozen=True, slots=True)
class DraftPage:
    """One section of a draft beside its letter."""

    draft: LaunchDraft
    section: Section
    show: Show
    tabs: tuple[Tab, ...]
    paragraphs: tuple[Paragraph, ...]
    rows: tuple[Row, ...]

    @property
    def asking(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_asking)

    @property
    def first_asked(self) -> Row | None:
        """The first row in doubt that has a sentence in the letter."""
        return next((row for row in self.asking if getattr(row.item, "start", None) is not None), None)

    @property
    def clear(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if not row.is_asking and row.item.state != ItemState.DROPPED)

    @property
    def dropped(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.item.state == ItemState.DROPPED)

    @property
    def seen(self) -> int:
        return sum(tab.seen for tab in self.tabs)

    @property
    def total(self) -> int:
        return sum(tab.total for tab in self.tabs)


def draft_with_counts(actor: Actor) -> QuerySet[LaunchDraft]:
    """Return drafts, each with the counts of its sections, in one query."""
    counts = {}
    for section, model in MODELS.items():
        name = section.name.lower()
        counts[f"{name}_total"] = _count(model.objects.all())
        counts[f"{name}_waiting"] = _count(model.objects.waiting())
    found: QuerySet[LaunchDraft] = LaunchDraft.objects.visible_to(actor).annotate(**counts)
    return found


def draft_page(draft: LaunchDraft, section: Section, show: Show, *, asked_again: str = "") -> DraftPage:
    """Collect a section; `draft` comes from `draft_with_counts`. Two or three queries at any length.

    `asked_again` is the key of the item whose answers were sent without a choice.
    """
    found = list(items_of(draft, section))
    behind = _following([(item.pk, item.state, item.version) for item in found])
    rows = [
        Row(number, item, section, {} if str(item.pk) == asked_again else None, behind.get(item.pk))
        for number, item in enumerate(found, 1)
    ]
    letter = draft.read_text
    paragraphs = paragraphs_of(letter, marks_of(rows)) if letter is not None else ()
    shown = tuple(row for row in rows if _is_shown(row, show))
    return DraftPage(draft, section, show, tabs_of(draft), paragraphs, shown)


def items_of(draft: LaunchDraft, section: Section) -> QuerySet[Any]:
    """Return the items of a section with all that a row shows."""
    found = MODELS[section].objects.filter(draft=draft)
    if section == Section.TARGETS:
        return found.select_related("owner", "parent")
    if section in {Section.TASKS, Section.RECIPIENTS}:
        return found.prefetch_related("units")
    return found


def row_of(item: DraftItem, section: Section, chosen: Mapping[str, str] | None = None) -> Row:
    """Return one item with its number."""
    found = list(items_of(item.draft, section).values_list("pk", "state", "version"))
    number = next(place for place, (key, _, _) in enumerate(found, 1) if key == item.pk)
    return Row(number, item, section, chosen, _following(found).get(item.pk))


def _following(found: Sequence[tuple[UUID, str, int]]) -> dict[UUID, Following]:
    """Map each item (key, state, version) to the next that is not dropped."""
    behind: dict[UUID, Following] = {}
    nearest: Following | None = None
    for number, (key, state, version) in reversed(list(enumerate(found, 1))):
        if nearest is not None:
            behind[key] = nearest
        if state != ItemState.DROPPED:
            nearest = Following(number, key, version)
    return behind


def marks_of(rows: Sequence[Row]) -> Iterator[Mark]:
    """Mark the sentences of items that are not dropped."""
    for row in rows:
        start, end = getattr(row.item, "start", None), getattr(row.item, "end", None)
        if start is None or end is None or row.item.state == ItemState.DROPPED:
            continue
        yield Mark(
            start, end, f"v{row.number}", f"#c{row.number}", str(row.number), is_doubtful=row.is_asking
        )


def _is_shown(row: Row, show: Show) -> bool:
    match show:
        case Show.WAITING:
            return bool(row.item.state == ItemState.WAITING)
        case Show.DOUBTFUL:
            return row.is_asking
        case Show.DROPPED:
            return bool(row.item.state == ItemState.DROPPED)
        case _:
            return True


def tabs_of(draft: LaunchDraft) -> tuple[Tab, ...]:
    """Return how far each section was looked at; `draft` comes from `draft_with_counts`."""
    tabs = []
    for section in Section:
        name = section.name.lower()
        total: int = getattr(draft, f"{name}_total")
        waiting: int = getattr(draft, f"{name}_waiting")
        tabs.append(Tab(section, SECTION_NAMES[section], total - waiting, total))
    return tuple(tabs)


def _count(items: QuerySet[Any]) -> Coalesce:
    per_draft = items.filter(draft=OuterRef("pk")).order_by().values("draft").annotate(number=Count("pk"))
    return Coalesce(Subquery(per_draft.values("number"), output_field=IntegerField()), 0)
