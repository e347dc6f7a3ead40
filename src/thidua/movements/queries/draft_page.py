"""All that the confirm page shows of one section of a draft."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Length

from thidua.core.doubt_answers import Answer, Subject, answers_to, unanswered
from thidua.core.letter_parts import LONGEST_WHOLE
from thidua.documents.models import ReadText
from thidua.foundation.actors import Actor
from thidua.movements.enums import ItemState
from thidua.movements.models import DraftItem, DraftTarget, LaunchDraft
from thidua.movements.queries.draft_places import (
    MODELS,
    PER_PAGE,
    Following,
    Place,
    Section,
    Show,
    following,
    is_shown,
    marks_of,
    place_in_draft,
    places_of,
)
from thidua.movements.queries.letter_pane import LetterPane, pane_of, whole_pane

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
class Row:
    """An item with its number on the page and in the letter.

    `chosen` holds answers that were sent but did not suffice; the row then says what is missing.
    `following` is what a merge would take in, `in_letter` the address of its sentence, `mixed_units` the two
    units a merge would mix, when that is asked.
    """

    number: int
    item: Any
    section: Section
    chosen: Mapping[str, str] | None = None
    following: Following | None = None
    in_letter: str = ""
    mixed_units: str = ""

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
    pane: LetterPane
    rows: tuple[Row, ...]
    pager: Page[Place]
    asked: tuple[Place, ...]
    waiting_clear: int

    @property
    def section_name(self) -> str:
        return SECTION_NAMES[self.section]

    @property
    def asking(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_asking)

    @property
    def first_asked(self) -> Row | None:
        """The first row in doubt that has a sentence in the letter."""
        return next((row for row in self.asking if getattr(row.item, "start", None) is not None), None)

    @property
    def way_to_first_doubt(self) -> str:
        """The address of the first item in doubt, on whichever page it stands."""
        return place_in_draft(self.section, self.asked[0].number) if self.asked else ""

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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for.

    `page` is a page of rows, `part` one of the letter, `sentence` the number of the item whose sentence to
    show, `asked_again` the key of the item whose answers were sent without a choice, `mixing` that of the
    target whose merge was asked for though the next one counts in another unit.
    """

    section: Section
    show: Show = Show.ALL
    page: str | None = None
    part: int | None = None
    sentence: int | None = None
    asked_again: str = ""
    mixing: str = ""


def draft_page(draft: LaunchDraft, wanted: Wanted) -> DraftPage:
    """Collect a page of a section; `draft` comes from `draft_with_counts`. Four queries at any length."""
    section, letter = wanted.section, draft.read_text
    places = places_of(draft, section)
    shown = [place for place in places if is_shown(place, wanted.show)]
    pager = Paginator(shown, PER_PAGE).get_page(wanted.page)
    is_long = _is_long(len(places), len(letter.text) if letter is not None else 0)
    return DraftPage(
        draft,
        section,
        wanted.show,
        tabs_of(draft),
        _pane(draft, places, pager, wanted) if is_long else _whole(draft, places, pager, section),
        tuple(_rows(draft, places, pager, wanted, is_long=is_long)),
        pager,
        tuple(place for place in shown if place.is_asking),
        sum(place.state == ItemState.WAITING and not place.has_doubts for place in places),
    )


def _rows(
    draft: LaunchDraft, places: Sequence[Place], pager: Page[Place], wanted: Wanted, *, is_long: bool
) -> Iterator[Row]:
    section, behind = wanted.section, following(places)
    found = items_of(draft, section).filter(pk__in=[place.key for place in pager])
    items = {item.pk: item for item in found}
    for place in pager:
        chosen: Mapping[str, str] | None = {} if str(place.key) == wanted.asked_again else None
        way = _in_letter(section, place.number, is_long=is_long)
        item, behind_it = items[place.key], behind.get(place.key)
        mixed = _mixed_units(item, behind_it) if str(place.key) == wanted.mixing else ""
        yield Row(place.number, item, section, chosen, behind_it, way, mixed)


def _mixed_units(item: DraftItem, behind: Following | None) -> str:
    """Return the units of a target and of the one a merge would take in."""
    if not isinstance(item, DraftTarget) or behind is None:
        return ""
    other = DraftTarget.objects.get(pk=behind.key)
    return f"{item.unit or 'không ghi'}, {other.unit or 'không ghi'}"


def _whole(draft: LaunchDraft, places: Sequence[Place], pager: Page[Place], section: Section) -> LetterPane:
    if draft.read_text is None:
        return LetterPane()
    return whole_pane(draft.read_text, list(marks_of(places, section, pager)))


def _pane(draft: LaunchDraft, places: Sequence[Place], pager: Page[Place], wanted: Wanted) -> LetterPane:
    if draft.read_text is None:
        return LetterPane()
    starts = {place.number: place.start for place in pager if place.start is not None}
    position = starts.get(wanted.sentence or 0, next(iter(starts.values()), 0))
    marks = list(marks_of(places, wanted.section, pager))
    return pane_of(draft.read_text, marks, number=wanted.part, position=position)


def _is_long(items: int, characters: int) -> bool:
    return items > PER_PAGE or characters > LONGEST_WHOLE


def _in_letter(section: Section, number: int, *, is_long: bool) -> str:
    """Return the way to the sentence of an item; in a long letter another part may have to be shown."""
    if not is_long:
        return f"#v{number}"
    query = place_in_draft(section, number).partition("#")[0]
    return f"{query}&cau={number}#v{number}"


def items_of(draft: LaunchDraft, section: Section) -> QuerySet[Any]:
    """Return the items of a section with all that a row shows."""
    found = MODELS[section].objects.filter(draft=draft)
    if section == Section.TARGETS:
        return found.select_related("owner", "parent", "merged_into")
    if section in {Section.TASKS, Section.RECIPIENTS}:
        return found.prefetch_related("units")
    return found


def row_of(item: DraftItem, section: Section, chosen: Mapping[str, str] | None = None) -> Row:
    """Return one item with its number."""
    places = places_of(item.draft, section)
    number = next(place.number for place in places if place.key == item.pk)
    lengths = ReadText.objects.filter(drafts=item.draft).values_list(Length("text"), flat=True)
    way = _in_letter(section, number, is_long=_is_long(len(places), lengths.first() or 0))
    return Row(number, item, section, chosen, following(places).get(item.pk), way)


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
