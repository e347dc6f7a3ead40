"""Read the targets of a letter, paragraph by paragraph."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from thidua.core.parsing.layout import Kind, Layout, Paragraph
from thidua.core.parsing.reading import Comparator, TargetRead
from thidua.core.parsing.sections import (
    Part,
    Section,
    announced_at,
    field_of,
    is_budget,
    part_of_heading,
    sections_of,
)
from thidua.core.parsing.targets.clauses import Clause, Link, Segment, clauses_of, segments_of
from thidua.core.parsing.targets.comparing import bounds_of, per_of
from thidua.core.parsing.targets.doubting import with_doubts
from thidua.core.parsing.targets.judging import Setting, is_commitment
from thidua.core.parsing.targets.naming import name_of
from thidua.core.parsing.targets.qualitative import COMPLETION, goals_behind, goals_of
from thidua.core.parsing.targets.signs import Sign, Signs
from thidua.core.parsing.targets.tables import read_tables
from thidua.core.parsing.targets.trail import Trail
from thidua.core.parsing.targets.units import Measure
from thidua.core.parsing.targets.values import MOST_NUMBERS, Value, count_numbers, find_values, lower
from thidua.core.parsing.tense import Tense, plan_year_of, tense_of

_MOST_TARGETS = 2000
_SIGHT, _BRACKET = 1200, 200
_FEW = 3
_SHORTEST_GOAL = 5
_SPELLED = ("nhất", "thêm", "được ", "từ ")
_SILENT = frozenset({Part.FRAME, Part.AWARDS, Part.SCORING})


@dataclass(frozen=True, slots=True)
class _Place:
    """A segment of a paragraph in its section."""

    number: int
    paragraph: Paragraph
    section: Section
    low: str
    segment: Segment
    signs: Signs
    is_list: bool
    is_figures: bool = False


def read_targets(layout: Layout) -> tuple[TargetRead, ...]:
    """Return the targets of a text in the order they stand in."""
    sections = list(sections_of(layout))
    reader = _Reader(plan_year_of(layout))
    for number, (paragraph, section) in enumerate(sections):
        if len(reader.trail.found) >= _MOST_TARGETS:
            break
        if paragraph.kind is not Kind.ROW and section.part not in _SILENT:
            reader.read(number, paragraph, section)
    found = [*reader.trail.found, *read_tables(sections)]
    return with_doubts(tuple(sorted(found, key=lambda target: target.span.start)), layout)


class _Reader:
    """Goes through a letter once, keeping its trail and, in running text, its tense."""

    def __init__(self, plan_year: int | None) -> None:
        self.trail = Trail()
        self._tense = Tense.OPEN
        self._plan_year = plan_year
        self._is_behind_items = False
        self._numbers_left = MOST_NUMBERS

    def read(self, number: int, paragraph: Paragraph, section: Section) -> None:
        text = paragraph.text
        self.trail.enter(paragraph)
        if not any(map(str.isalpha, text)):
            return  # a cell of a table, the number of a page: nothing says what is counted
        has_numbers = any(map(str.isdigit, text)) or any(map(text.__contains__, _SPELLED))
        values = find_values(text, self._numbers_left) if has_numbers else []
        self._numbers_left -= count_numbers(text, self._numbers_left) if has_numbers else 0
        is_list = section.part is Part.TARGETS and not (paragraph.is_heading and part_of_heading(text))
        low = lower(text)
        if section.part is not Part.OTHER:
            self._tense = Tense.OPEN
        elif not values:
            self._tense = tense_of(low, self._tense)
        if paragraph.is_heading:
            self._is_behind_items = False
        if values or is_list:
            self._read(number, paragraph, section, (low, values), is_list=is_list)

    def _read(
        self,
        number: int,
        paragraph: Paragraph,
        section: Section,
        words: tuple[str, list[Value]],
        *,
        is_list: bool,
    ) -> None:
        low, values = words
        parted = list(_segments_with_values(paragraph, values))
        dense = frozenset() if is_list else _sentences_of_figures(parted)
        self.trail.per = None
        signs = Signs(low)
        sentence = -1
        announced = -1 if section.part is Part.TARGETS else announced_at(low)
        for segment, inside in parted:
            if segment.sentence != sentence:
                sentence = segment.sentence
                words_of_sentence = _sentence(low, segment)
                if section.part is Part.OTHER:
                    self._tense = tense_of(words_of_sentence, self._tense)
                is_over = segment.start > announced and tense_of(words_of_sentence, Tense.OPEN) is Tense.PAST
                announced = -1 if is_over else announced
            place = _Place(
                number, paragraph, section, low, segment, signs, is_list, segment.sentence in dense
            )
            self._read_segment(_below_announcement(place, announced), inside)
        self.trail.leave(paragraph, number, low)
        self._is_behind_items = self._is_behind_items or paragraph.marker is not None

    def _read_segment(self, place: _Place, values: list[Value]) -> None:
        low, segment = place.low, place.segment
        kept = self._kept(place, values)
        has_goals = place.is_list and (kept or not values)
        if has_goals or (place.is_figures and not values and COMPLETION.match(low, segment.start)):
            kept = sorted(
                [*kept, *goals_of(low, segment, kept, strict=self._is_strict(place.paragraph))],
                key=lambda clause: clause.start,
            )
        elif kept and self._tense is Tense.AHEAD and place.section.part is Part.OTHER:
            kept += goals_behind(low, segment, kept[-1])
        restated_to = -1
        for clause in kept:
            if _restates(clause, self.trail):
                restated_to = low.find(")", clause.start, clause.start + _BRACKET)
            elif clause.start > restated_to:
                self._add(place, clause)

    def _kept(self, place: _Place, values: list[Value]) -> list[Clause]:
        kept: list[Clause] = []
        for clause in clauses_of(place.low, place.segment, values):
            if self._is_kept(place, clause) or self._is_part(place, clause, kept):
                kept.append(clause)
        return kept

    def _is_part(self, place: _Place, clause: Clause, kept: list[Clause]) -> bool:
        """Say whether a clause counts what the total before it counts: "9 cây, trong đó ven đường 5 cây"."""
        if clause.value is None or place.signs.has(Sign.PAST, clause.start, clause.end):
            return False
        if not kept:
            return self.trail.shares_unit_with(clause, place.number)
        is_same = kept[-1].value is not None and kept[-1].value.unit == clause.value.unit
        return clause.link is Link.AMONG and clause.value.measure is Measure.COUNTED and is_same

    def _is_strict(self, paragraph: Paragraph) -> bool:
        """Say whether words without a verb are no goal: headings, and what closes a list."""
        is_loose = self._is_behind_items or paragraph.text.count(" ") < _SHORTEST_GOAL
        return paragraph.is_heading or (paragraph.marker is None and is_loose)

    def _is_kept(self, place: _Place, clause: Clause) -> bool:
        if clause.value is None:
            return False
        opened = max(place.segment.sentence_start, clause.start - _SIGHT)
        opened = max(opened, place.low.rfind(":", opened, clause.start) + 1)
        setting = Setting(
            place.section.part,
            opened,
            place.signs,
            self._tense,
            self._plan_year,
            in_heading=place.paragraph.is_heading,
            in_budget=is_budget(place.paragraph.headings),
            sentence=place.segment.sentence_start,
        )
        return is_commitment(place.low, clause, setting)

    def _add(self, place: _Place, clause: Clause) -> None:
        paragraph, low, trail = place.paragraph, place.low, self.trail
        comparator, low_value, high_value = bounds_of(low, clause)
        if comparator is Comparator.EQ and trail.lends_change_to(low, clause):
            comparator = trail.found[-1].comparator
        is_worded = comparator is Comparator.QUALITATIVE
        name = name_of(paragraph.text, replace(clause, value=None) if is_worded else clause, trail.name)
        at = (place.number, clause.sentence)
        parent = trail.parent_of(low, clause, at)
        target = TargetRead(
            name=name,
            comparator=comparator,
            low=low_value,
            high=high_value,
            unit=clause.value.unit if clause.value and not is_worded else "",
            per=per_of(low, clause) or trail.per_for(low, clause),
            parent=parent.name if parent else None,
            span=paragraph.span(clause.start, clause.end),
            field=field_of(clause.label, name, place.section.heading or "", *reversed(paragraph.headings)),
            heading=place.section.heading,
        )
        trail.add(low, target, clause, parent, at)


def _segments_with_values(paragraph: Paragraph, values: list[Value]) -> Iterator[tuple[Segment, list[Value]]]:
    index = 0
    for segment in segments_of(paragraph.text, paragraph.bold_end):
        inside: list[Value] = []
        while index < len(values) and values[index].start < segment.end:
            if values[index].start >= segment.start:
                inside.append(values[index])
            index += 1
        yield segment, inside


def _below_announcement(place: _Place, announced: int) -> _Place:
    """Make a list of targets of what follows the words that announce one inside a paragraph."""
    segment = place.segment
    if announced < 0 or segment.end <= announced:
        return place
    return replace(
        place,
        section=replace(place.section, part=Part.TARGETS),
        segment=replace(segment, start=max(segment.start, announced)),
        is_list=True,
    )


def _sentence(low: str, opening: Segment) -> str:
    """Return the sentence that `opening` begins, as far as its tense shows."""
    sight = min(opening.start + _SIGHT, len(low))
    stop = low.find(". ", opening.start, sight)
    return low[opening.start : stop if stop >= 0 else sight]


def _sentences_of_figures(parted: Sequence[tuple[Segment, list[Value]]]) -> frozenset[int]:
    """Return the sentences that are lists of figures: there a completion without a number counts as well."""
    with_values = Counter(segment.sentence for segment, values in parted if values)
    total = Counter(segment.sentence for segment, _ in parted)
    return frozenset(
        sentence for sentence, count in with_values.items() if count >= _FEW and count * 2 > total[sentence]
    )


def _restates(clause: Clause, trail: Trail) -> bool:
    """Say whether a bracket only says the same in another unit: "50% (8 xã)"."""
    value = clause.value
    if clause.link is not Link.BRACKET or value is None:
        return False
    is_other = trail.measure is Measure.SHARE and value.measure is not Measure.SHARE
    return is_other and clause.is_shared
