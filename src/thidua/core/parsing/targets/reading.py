"""Read the targets of a letter, paragraph by paragraph."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from thidua.core.parsing.doubts import with_doubts
from thidua.core.parsing.layout import Kind, Layout, Paragraph
from thidua.core.parsing.reading import Comparator, TargetRead
from thidua.core.parsing.sections import Part, Section, field_of, part_of_heading, sections_of
from thidua.core.parsing.targets.clauses import Clause, Link, Segment, clauses_of, segments_of
from thidua.core.parsing.targets.comparing import bounds_of, per_of
from thidua.core.parsing.targets.judging import is_commitment
from thidua.core.parsing.targets.naming import name_of
from thidua.core.parsing.targets.qualitative import COMPLETION, goals_of
from thidua.core.parsing.targets.units import Measure
from thidua.core.parsing.targets.values import Value, find_values, lower

_MOST_TARGETS = 2000
_SIGHT = 1200
_FEW = 3


@dataclass(slots=True)
class _Trail:
    """What earlier clauses leave behind: the last name, the total that "trong đó" splits, a time base."""

    name: str = ""
    total: TargetRead | None = None
    total_measure: Measure = Measure.NONE
    opened: Link = Link.NEW
    per: str | None = None
    found: list[TargetRead] = field(default_factory=list)


def read_targets(layout: Layout) -> tuple[TargetRead, ...]:
    """Return the targets of a text in the order they stand in."""
    trail = _Trail()
    for paragraph, section in sections_of(layout):
        if len(trail.found) >= _MOST_TARGETS:
            break
        if paragraph.kind is not Kind.ROW:
            _read_paragraph(paragraph, section, trail)
    return with_doubts(tuple(trail.found), layout)


def _read_paragraph(paragraph: Paragraph, section: Section, trail: _Trail) -> None:
    text = paragraph.text
    if section.part in {Part.FRAME, Part.AWARDS, Part.SCORING} or not text:
        return
    values = list(find_values(text)) if any(letter.isdigit() for letter in text) or "nhất" in text else []
    is_list = section.part is Part.TARGETS and not (paragraph.is_heading and part_of_heading(text))
    if not values and not is_list:
        return
    low = lower(text)
    trail.per = None
    places = [
        (_Place(paragraph, section, low, segment), inside)
        for segment, inside in _segments_with_values(text, paragraph.bold_end, values)
    ]
    dense = frozenset() if is_list else _sentences_of_figures(places)
    for place, inside in places:
        _read_segment(place, inside, trail, lists=is_list, figures=place.segment.sentence in dense)


def _sentences_of_figures(places: Sequence[tuple["_Place", list[Value]]]) -> frozenset[int]:
    """Return the sentences that are lists of figures: there a completion without a number counts as well."""
    with_values = Counter(place.segment.sentence for place, values in places if values)
    total = Counter(place.segment.sentence for place, _ in places)
    return frozenset(
        sentence for sentence, count in with_values.items() if count >= _FEW and count * 2 > total[sentence]
    )


@dataclass(frozen=True, slots=True)
class _Place:
    paragraph: Paragraph
    section: Section
    low: str
    segment: Segment


def _segments_with_values(
    text: str, start: int, values: list[Value]
) -> Iterator[tuple[Segment, list[Value]]]:
    index = 0
    for segment in segments_of(text, start):
        inside: list[Value] = []
        while index < len(values) and values[index].start < segment.end:
            if values[index].start >= segment.start:
                inside.append(values[index])
            index += 1
        yield segment, inside


def _read_segment(place: _Place, values: list[Value], trail: _Trail, *, lists: bool, figures: bool) -> None:
    low, segment = place.low, place.segment
    clauses = clauses_of(low, segment, values)
    kept = [clause for clause in clauses if clause.value and _is_kept(place, clause)]
    if lists or (figures and not values and COMPLETION.match(low, segment.start)):
        kept = sorted([*kept, *goals_of(low, segment, kept)], key=lambda clause: clause.start)
    for clause in kept:
        _add(place, clause, trail)


def _is_kept(place: _Place, clause: Clause) -> bool:
    sentence = place.low[max(place.segment.sentence_start, clause.start - _SIGHT) : clause.start]
    return is_commitment(place.low, clause, place.section.part, sentence)


def _add(place: _Place, clause: Clause, trail: _Trail) -> None:
    paragraph, low = place.paragraph, place.low
    comparator, low_value, high_value = bounds_of(low, clause)
    name = name_of(paragraph.text, clause, trail.name)
    per = per_of(low, clause) or (trail.per if clause.is_shared else None)
    parent = _parent(clause, trail)
    value = clause.value
    is_level = comparator not in {Comparator.QUALITATIVE} and value is not None
    target = TargetRead(
        name=name,
        comparator=comparator,
        low=low_value,
        high=high_value,
        unit=value.unit if is_level and value else "",
        per=per,
        parent=parent.name if parent else None,
        span=paragraph.span(clause.start, clause.end),
        field=field_of(clause.label, name, *reversed(paragraph.headings)),
        heading=place.section.heading,
    )
    trail.found.append(target)
    trail.name, trail.per = name, per
    if parent is None:
        trail.total, trail.opened = target, Link.NEW
        trail.total_measure = value.measure if value else Measure.NONE


def _parent(clause: Clause, trail: _Trail) -> TargetRead | None:
    """Return the total this clause is part of; the scope of "trong đó" ends when the indicator changes."""
    value = clause.value
    if trail.total is None or value is None:
        return None
    if clause.link in {Link.AMONG, Link.BRACKET}:
        trail.opened = clause.link
        return trail.total
    if clause.link in {Link.COMMA, Link.AND} and trail.opened in {Link.AMONG, Link.BRACKET}:
        return trail.total if value.measure is trail.total_measure else None
    return None
