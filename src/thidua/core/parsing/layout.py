"""From physical lines to the paragraphs a person sees, every character still traceable.

Letters reach us as one line a paragraph, as lines cut at eighty characters, or as the lines of
a PDF page; with or without markdown marks. A `Paragraph` holds the joined words without marks
and marker, and `Paragraph.span` leads any part of them back to the text that was read.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from thidua.core.parsing.joining import Wrapping, wrapping_of
from thidua.core.parsing.markers import BODY_RANK, HEADING_RANK, LEAD_IN_RANK, Marker, read_marker
from thidua.core.parsing.reading import Span

_MARKS = re.compile(r"\*+|(?<![^\W_])__+|__+(?![^\W_])|[`\f]")
_HASHES = re.compile(r"\s*(#{1,6})\s+")
_RULE = re.compile(r"[\s|*_=+:.~\-–—]*")
_SPACES = re.compile(r"\s+")
_BOLD = re.compile(r"\s*(?:#+\s*)?(\*\*|__)(.+)\1[\s:]*")
_LONGEST_HEADING = 220
_LONGEST_HEAD = 160
_LONGEST_PAGE_NUMBER = 3


class Kind(StrEnum):
    """What a paragraph is to the reader."""

    TEXT = "text"
    HEADING = "heading"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds words: its content without marks, and how many empty lines stood before it."""

    start: int
    end: int
    text: str
    blank_before: int = 0
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row, trimmed."""

    start: int
    end: int
    text: str


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
        index = max(bisect_right(self.pieces, (position, 1 << 62)) - 1, 0)
        here, there = self.pieces[index]
        return there + position - here

    def span(self, start: int, end: int) -> Span:
        """Return the place in the text that was read of ``text[start:end]``."""
        if end <= start:
            return Span(self.origin(start), self.origin(start))
        return Span(self.origin(start), self.origin(end - 1) + 1)


@dataclass(frozen=True, slots=True)
class Layout:
    """A text with its lines and paragraphs, in order."""

    text: str
    lines: tuple[Line, ...]
    paragraphs: tuple[Paragraph, ...]


def lay_out(text: str) -> Layout:
    """Read the lines of `text` (NFC) and join them into paragraphs; linear in its length."""
    lines = tuple(_lines_of(text))
    wrapping = wrapping_of([line.text for line in lines], [line.blank_before for line in lines])
    groups = _grouped(lines, wrapping, text)
    return Layout(text, lines, tuple(_nested([_paragraph(text, group) for group in groups])))


def _lines_of(text: str) -> Iterator[Line]:
    position, blanks = 0, 0
    for raw in text.splitlines(keepends=True):
        start, position = position, position + len(raw)
        if _RULE.fullmatch(raw):
            blanks += 1
            continue
        content = raw.strip()
        start += len(raw) - len(raw.lstrip())
        plain = _plain(content)
        if plain:
            yield Line(start, start + len(content), plain, blanks, bool(_BOLD.fullmatch(content)))
            blanks = 0


def _plain(content: str) -> str:
    content = _HASHES.sub("", content, count=1)
    kept = _bullet_length(content, 0)
    return _SPACES.sub(" ", content[:kept] + _MARKS.sub("", content[kept:])).strip()


def _bullet_length(text: str, start: int) -> int:
    """Return 1 when the line opens with an asterisk that is a bullet and not the mark of slanted words."""
    return 1 if text.startswith("*", start) and text[start + 1 : start + 2].isspace() else 0


def _grouped(lines: Sequence[Line], wrapping: Wrapping, text: str) -> Iterator[list[Line]]:
    group: list[Line] = []
    for index, line in enumerate(lines):
        if line.text.isdigit() and _is_page_number(lines, index, wrapping):
            continue
        if group and not _continues(group[-1], line, wrapping, text):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _is_page_number(lines: Sequence[Line], index: int, wrapping: Wrapping) -> bool:
    """Say whether the number alone on this line is a page number inside a sentence."""
    if not 0 < index < len(lines) - 1 or len(lines[index].text) > _LONGEST_PAGE_NUMBER:
        return False
    before, after = lines[index - 1].text, lines[index + 1].text
    return wrapping.is_open(before) and after[0].islower()


def _continues(before: Line, line: Line, wrapping: Wrapping, text: str) -> bool:
    if _is_row(text[before.start : before.end]) or _is_row(text[line.start : line.end]):
        return False
    if before.is_bold and not line.is_bold:
        return False
    if _HASHES.match(text, line.start) or _HASHES.match(text, before.start):
        return False
    opens_bold = text.count("**", before.start, before.end) % 2 == 1
    closes_bold = text.count("**", line.start, line.end) % 2 == 1
    if opens_bold and closes_bold and line.blank_before == 0:
        return True
    return wrapping.joins(before.text, line.text, line.blank_before)


def _is_row(raw: str) -> bool:
    return "|" in raw.strip("|") or "\t" in raw.strip() or (raw.startswith("|") and raw.endswith("|"))


def _paragraph(text: str, group: Sequence[Line]) -> Paragraph:
    start, end = group[0].start, group[-1].end
    if len(group) == 1 and _is_row(text[start:end]):
        cells = tuple(_cells(text, start, end))
        joined = " | ".join(cell.text for cell in cells)
        return Paragraph(start, end, joined, kind=Kind.ROW, cells=cells)
    body = _Body(text)
    for line in group:
        body.add(line.start, line.end)
    view, pieces = body.finished()
    return _without_marker(Paragraph(start, end, view, pieces=pieces), group[0], text)


class _Body:
    """Collects the words of a paragraph, remembering where each run of characters came from."""

    def __init__(self, text: str) -> None:
        self._source = text
        self._parts: list[str] = []
        self._pieces: list[tuple[int, int]] = []
        self._length = 0

    def add(self, start: int, end: int) -> None:
        hashes = _HASHES.match(self._source, start, end)
        position = hashes.end() if hashes else start
        if self._parts:
            self._put(" ", position)
        for mark in _MARKS.finditer(self._source, position + _bullet_length(self._source, position), end):
            self._run(position, mark.start())
            position = mark.end()
        self._run(position, end)

    def finished(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        return "".join(self._parts).rstrip(), tuple(self._pieces)

    def _run(self, start: int, end: int) -> None:
        """Add a run of text, several spaces as one."""
        position = start
        for gap in _SPACES.finditer(self._source, start, end):
            self._put(self._source[position : gap.start()], position)
            self._put(" ", gap.start())
            position = gap.end()
        self._put(self._source[position:end], position)

    def _put(self, words: str, origin: int) -> None:
        if words == " " and (not self._parts or self._parts[-1].endswith(" ")):
            return
        if words:
            last = self._pieces[-1] if self._pieces else None
            if last is None or origin - last[1] != self._length - last[0]:
                self._pieces.append((self._length, origin))
            self._parts.append(words)
            self._length += len(words)


def _cells(text: str, start: int, end: int) -> Iterator[Cell]:
    mark = "|" if "|" in text[start:end] else "\t"
    position = start
    parts = text[start:end].split(mark)
    for index, part in enumerate(parts):
        is_edge = index in {0, len(parts) - 1} and not part.strip()
        if not (mark == "|" and is_edge):
            left = position + len(part) - len(part.lstrip())
            yield Cell(left, left + len(part.strip()), _plain(part))
        position += len(part) + 1


def _without_marker(paragraph: Paragraph, first: Line, text: str) -> Paragraph:
    marker = read_marker(paragraph.text)
    cut = marker.length if marker else 0
    body = paragraph.text[cut:]
    origin = paragraph.origin(cut)
    pieces = ((0, origin), *((here - cut, there) for here, there in paragraph.pieces if here > cut))
    is_heading = _is_heading(body, marker, first, text)
    return Paragraph(
        paragraph.start,
        paragraph.end,
        body,
        marker.text if marker else None,
        _rank(body, marker, is_heading=is_heading),
        Kind.HEADING if is_heading else Kind.TEXT,
        bold_end=_bold_end(text, paragraph, body, origin),
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
    return min(len(_plain(text[origin:closed])), len(body))


def _is_heading(body: str, marker: Marker | None, first: Line, text: str) -> bool:
    if not body or len(body) > _LONGEST_HEADING or (marker and marker.is_bullet):
        return False
    if first.is_bold or _HASHES.match(text, first.start):
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
        return body[max(body.rfind(". "), body.rfind("; "), len(body) - 400) + 1 : -1].strip()
    colon = body.find(":", 0, _LONGEST_HEAD)
    return body[:colon].strip() if colon > 0 else ""


def _nested(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Give each paragraph the heads of those around it."""
    stack: list[tuple[int, str]] = []
    for paragraph in paragraphs:
        if paragraph.level < BODY_RANK:
            while stack and stack[-1][0] >= paragraph.level:
                stack.pop()
        yield replace(paragraph, headings=tuple(head for _, head in stack if head))
        if paragraph.level < BODY_RANK and paragraph.kind is not Kind.ROW:
            stack.append((paragraph.level, paragraph.head))
