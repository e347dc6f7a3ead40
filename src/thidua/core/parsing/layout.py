"""From physical lines to the paragraphs a person sees, every character still traceable.

Letters reach us as one line a paragraph, as lines cut at eighty characters, or as the lines of
a PDF page; with or without markdown marks. A `Paragraph` holds the joined words without marks
and marker, and `Paragraph.span` leads any part of them back to the text that was read.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice

from thidua.core.parsing.joining import Wrapping, is_open, wrapping_of
from thidua.core.parsing.lines import (
    HASHES,
    MARKS,
    MOST_LINES,
    Cell,
    Line,
    bullet_length,
    cells_of,
    lines_of,
    without_marks,
)
from thidua.core.parsing.markers import (
    BODY_RANK,
    BRACKET_RANK,
    HEADING_RANK,
    LEAD_IN_RANK,
    LETTER_RANK,
    Marker,
)
from thidua.core.parsing.reading import Span
from thidua.core.parsing.spread_tables import spread_rows

_LONGEST_HEADING = 220
_LONGEST_HEAD = 160
_LONGEST_PAGE_NUMBER = 3
_FARTHEST = 1 << 62


class Kind(StrEnum):
    """What a paragraph is to the reader."""

    TEXT = "text"
    HEADING = "heading"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together: `text` has no line breaks, no marks and not the marker.

    `level` grows inwards; `headings` are the heads of the paragraphs around it, outermost first.
    `bold_end` is the length of a run-in head set in bold ("**2.1. Chỉ tiêu kinh tế:** ...").
    """

    start: int
    end: int
    text: str
    marker: str | None = None
    level: int = BODY_RANK
    kind: Kind = Kind.TEXT
    headings: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    bold_end: int = 0
    pieces: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    @property
    def is_heading(self) -> bool:
        return self.kind is Kind.HEADING

    @property
    def head(self) -> str:
        """The words that govern what stands below: the heading, or what ends in the first or last colon."""
        return head_of(self)

    def origin(self, position: int) -> int:
        """Return where the character at `position` of `text` stands in the text that was read."""
        if not self.pieces:
            return self.start + position
        index = max(bisect_right(self.pieces, (position, _FARTHEST)) - 1, 0)
        here, there = self.pieces[index]
        return there + position - here

    def span(self, start: int, end: int) -> Span:
        """Return the place in the text that was read of ``text[start:end]``."""
        if end <= start:
            return Span(self.origin(start), self.origin(start))
        return Span(self.origin(start), self.origin(end - 1) + 1)


@dataclass(frozen=True, slots=True)
class Layout:
    """A text with its lines and paragraphs, in order.

    `unread` is what lies beyond the first `MOST_LINES` lines: no letter is that long.
    """

    text: str
    lines: tuple[Line, ...]
    paragraphs: tuple[Paragraph, ...]
    unread: Span | None = None


def lay_out(text: str) -> Layout:
    """Read the lines of `text` (NFC) and join them into paragraphs; linear in its length."""
    lines = tuple(islice(lines_of(text), MOST_LINES))
    paragraphs = tuple(_nested(list(_paragraphs(text, lines))))
    is_cut = len(lines) == MOST_LINES and bool(text[lines[-1].end :].strip())
    return Layout(text, lines, paragraphs, Span(lines[-1].end, len(text)) if is_cut else None)


def _paragraphs(text: str, lines: Sequence[Line]) -> Iterator[Paragraph]:
    """Yield the paragraphs, and the rows whose cells stand on lines of their own."""
    rows = list(spread_rows(text)) if lines else []
    wrapping = wrapping_of(lines)
    position = 0
    for row in rows:
        first = bisect_left(lines, row.start, key=lambda line: line.start)
        for group in _grouped(lines[position:first], wrapping):
            yield _paragraph(text, group)
        position = bisect_left(lines, row.end, key=lambda line: line.start)
        yield _row(row.start, row.end, row.cells)
    for group in _grouped(lines[position:], wrapping):
        yield _paragraph(text, group)


def _grouped(lines: Sequence[Line], wrapping: Wrapping) -> Iterator[list[Line]]:
    group: list[Line] = []
    for index, line in enumerate(lines):
        if line.text.isdigit() and _is_page_number(lines, index, wrapping):
            continue
        if group and not _continues(group[-1], line, wrapping):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_page_number(lines: Sequence[Line], index: int, wrapping: Wrapping) -> bool:
    """Say whether the number alone on this line is a page number inside a sentence."""
    if not 0 < index < len(lines) - 1 or len(lines[index].text) > _LONGEST_PAGE_NUMBER:
        return False
    before, after = lines[index - 1], lines[index + 1]
    if not is_open(before.text) or after.marker is not None:
        return False
    return after.text[0].islower() or (wrapping.width > 0 and wrapping.joins(before, after))


def _continues(before: Line, line: Line, wrapping: Wrapping) -> bool:
    if before.is_row or line.is_row or before.has_hashes or line.has_hashes:
        return False
    if before.is_bold and not line.is_bold:
        return False
    if before.bold_marks % 2 and line.bold_marks % 2 and line.blank_before == 0:
        return True
    return wrapping.joins(before, line)


def _paragraph(text: str, group: Sequence[Line]) -> Paragraph:
    first = group[0]
    start, end = first.start, group[-1].end
    if len(group) == 1:
        if first.is_row:
            return _row(start, end, tuple(cells_of(text, start, end)))
        if first.is_plain:
            return _without_marker(Paragraph(start, end, first.text), first, text)
    body = _Body(text)
    for line in group:
        body.add(line)
    view, pieces = body.finished()
    return _without_marker(Paragraph(start, end, view, pieces=pieces), first, text)


def _row(start: int, end: int, cells: tuple[Cell, ...]) -> Paragraph:
    return Paragraph(start, end, " | ".join(cell.text for cell in cells), kind=Kind.ROW, cells=cells)


class _Body:
    """Collects the words of a paragraph, remembering where each run of characters came from."""

    def __init__(self, text: str) -> None:
        self._source = text
        self._parts: list[str] = []
        self._pieces: list[tuple[int, int]] = []
        self._length = 0

    def add(self, line: Line) -> None:
        if self._parts:
            self._put(" ", line.start)
        if line.is_plain:
            self._put(line.text, line.start)
            return
        hashes = HASHES.match(self._source, line.start, line.end) if line.has_hashes else None
        position = hashes.end() if hashes else line.start
        unmarked = position + bullet_length(self._source, position)
        for mark in MARKS.finditer(self._source, unmarked, line.end):
            self._run(position, mark.start())
            position = mark.end()
        self._run(position, line.end)

    def finished(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        return "".join(self._parts).rstrip(), tuple(self._pieces)

    def _run(self, start: int, end: int) -> None:
        """Add a run of text, several spaces as one."""
        words = self._source[start:end]
        position = 0
        if words[:1].isspace():
            self._put(" ", start)
        for word in words.split():
            at = words.index(word, position)
            if position:
                self._put(" ", start + position)
            self._put(word, start + at)
            position = at + len(word)
        if position < len(words):
            self._put(" ", start + position)

    def _put(self, words: str, origin: int) -> None:
        if words == " " and (not self._parts or self._parts[-1].endswith(" ")):
            return
        last = self._pieces[-1] if self._pieces else None
        if last is None or origin - last[1] != self._length - last[0]:
            self._pieces.append((self._length, origin))
        self._parts.append(words)
        self._length += len(words)


def _without_marker(paragraph: Paragraph, first: Line, text: str) -> Paragraph:
    marker = first.marker
    cut = marker.length if marker else 0
    cut += len(paragraph.text[cut:]) - len(paragraph.text[cut:].lstrip())
    body = paragraph.text[cut:]
    origin = paragraph.origin(cut)
    pieces = paragraph.pieces or ((0, paragraph.start),)
    if cut:
        pieces = ((0, origin), *((here - cut, there) for here, there in pieces if here > cut))
    is_heading = _is_heading(body, marker, first)
    return Paragraph(
        paragraph.start,
        paragraph.end,
        body,
        marker.text if marker else None,
        _rank(body, marker, is_heading=is_heading),
        Kind.HEADING if is_heading else Kind.TEXT,
        bold_end=_bold_end(text, paragraph, body, origin) if first.bold_marks else 0,
        pieces=pieces,
    )


def _bold_end(text: str, paragraph: Paragraph, body: str, origin: int) -> int:
    """Measure a run-in head in bold; 0 when the paragraph does not open with one."""
    opened = text.find("**", paragraph.start, origin + 2)
    if opened < 0 or text[paragraph.start : opened].strip("#*_ \t"):
        return 0
    closed = text.find("**", max(opened + 2, origin), paragraph.end)
    if closed < 0:
        return 0
    return min(len(without_marks(text[origin:closed])), len(body))


def _is_heading(body: str, marker: Marker | None, first: Line) -> bool:
    if not body or len(body) > _LONGEST_HEADING or (marker and marker.is_bullet):
        return False
    if first.is_bold or first.has_hashes:
        return True
    if body.isupper() and any(letter.isalpha() for letter in body):
        return True
    if marker is None:
        return False
    is_open = body[-1] not in ".;,"
    return is_open and (marker.is_title or len(body) <= _LONGEST_HEAD)


def _rank(body: str, marker: Marker | None, *, is_heading: bool) -> int:
    if marker:
        return marker.rank
    if is_heading:
        return HEADING_RANK
    return LEAD_IN_RANK if body.endswith(":") else BODY_RANK


def head_of(paragraph: Paragraph) -> str:
    """See `Paragraph.head`."""
    body = paragraph.text
    if paragraph.is_heading:
        return body.rstrip(": ")
    if paragraph.bold_end:
        return body[: paragraph.bold_end].rstrip(": ")
    if body.endswith(":"):
        return _last_words(body[max(body.rfind(". "), body.rfind("; ")) + 1 : -1].strip())
    colon = body.find(":", 0, _LONGEST_HEAD)
    return body[:colon].strip() if colon > 0 else ""


def _last_words(lead: str) -> str:
    """Shorten a long lead-in to the part that names what follows."""
    if len(lead) <= _LONGEST_HEAD:
        return lead
    return lead[max(lead.rfind(", "), lead.rfind(" với "), len(lead) - _LONGEST_HEAD) :].strip(", ")


def _nested(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Give each paragraph the heads of those around it."""
    stack: list[tuple[int, str]] = []
    for index, paragraph in enumerate(paragraphs):
        level = paragraph.level
        if level == LEAD_IN_RANK and index + 1 < len(paragraphs):
            level = _level_of_lead_in(paragraphs[index + 1], stack)
        elif level == BRACKET_RANK:
            level = _level_of_bracket(stack)
        if level < BODY_RANK:
            while stack and stack[-1][0] >= level:
                stack.pop()
        headings = tuple([head for _, head in stack if head])
        yield replace(paragraph, headings=headings) if headings else paragraph
        if level < BODY_RANK and paragraph.kind is not Kind.ROW:
            stack.append((level, paragraph.head))


def _level_of_bracket(stack: Sequence[tuple[int, str]]) -> int:
    """Put "(1)" below "a)" when it opens a list there; else above."""
    levels = {level for level, _ in stack}
    return LETTER_RANK + 1 if LETTER_RANK in levels and BRACKET_RANK not in levels else BRACKET_RANK


def _level_of_lead_in(following: Paragraph, stack: Sequence[tuple[int, str]]) -> int:
    """Put "với các chỉ tiêu sau:" above the list it opens, unless that list was open before."""
    is_new = all(level != following.level for level, _ in stack)
    return min(LEAD_IN_RANK, following.level - 1) if is_new else LEAD_IN_RANK
