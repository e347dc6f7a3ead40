"""Rows of pages to blocks: paragraphs with their line breaks, table rows, columns read one by one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from thidua.papers.extracted import Draft, Role
from thidua.papers.layout_tables import row_draft
from thidua.papers.pdf.columns import regions_of
from thidua.papers.pdf.rows import Row, Segment, middle, rows_of
from thidua.papers.pdf.running import without_running
from thidua.papers.pdf.words import PageWords

_ITEM = re.compile(r"(?:[-+*•–]\s?\S|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ]\)\s|[IVX]{1,5}\.\s)")
_CLOSED = (".", ";", ":", "!", "?", "…", "./.")
_WIDE_PITCH = 1.3
_INDENT = 0.7
_SHORT = 0.88
_CENTERED = 0.03


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the text of a document stands on its pages."""

    left: float
    right: float
    pitch: float  # from one line to the next

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        return max(self.right - self.left, 1)


@dataclass(slots=True)
class _Paragraph:
    """Lines that are being gathered."""

    lines: list[Row]
    page: int

    def draft(self, frame: _Frame) -> Draft:
        first = self.lines[0]
        return Draft(
            "\n".join(line.text for line in self.lines),
            Role.LIST_ITEM if _ITEM.match(first.text) else Role.PARAGRAPH,
            self.page,
            all(line.is_bold for line in self.lines),
            all(_is_centered(line, frame) for line in self.lines),
            has_gap=True,
        )


def lay_out_pages(pages: Sequence[PageWords]) -> list[Draft]:
    """Return the blocks of a document in reading order, with a page break between pages."""
    all_rows = without_running(pages, [rows_of(page) for page in pages])
    frame = _frame(all_rows)
    drafts: list[Draft] = []
    last: Row | None = None
    for number, rows in enumerate(all_rows, 1):
        if number > 1:
            drafts.append(Draft("", Role.PAGE_BREAK, number))
        own = list(_page_drafts(rows, frame, number))
        if own and last is not None and not _parts(last, rows[0], frame, is_new_page=True):
            own[0] = own[0]._replace(has_gap=False)
        drafts.extend(own)
        last = rows[-1] if rows else last
    return drafts


def _page_drafts(rows: Sequence[Row], frame: _Frame, page: int) -> Iterator[Draft]:
    done = 0
    for region in regions_of(rows):
        yield from _flow(rows[done : region.start], frame, page)
        for column in region.columns(rows):
            yield from _column(column, page)
        done = region.end
    yield from _flow(rows[done:], frame, page)


def _column(segments: Sequence[Segment], page: int) -> Iterator[Draft]:
    for place, segment in enumerate(segments):
        yield Draft(segment.text, Role.PARAGRAPH, page, segment.is_bold, has_gap=place == 0)


def _flow(rows: Sequence[Row], frame: _Frame, page: int) -> Iterator[Draft]:
    """Yield paragraphs and table rows of one column of text."""
    waiting: _Paragraph | None = None
    was_row = False
    for row in rows:
        is_row = len(row.segments) > 1
        if waiting is not None and (is_row or _parts(waiting.lines[-1], row, frame)):
            yield waiting.draft(frame)
            waiting = None
        if is_row:
            draft = row_draft([segment.text for segment in row.segments], page)
            if draft is not None:
                yield draft._replace(has_gap=not was_row)
        elif waiting is None:
            waiting = _Paragraph([row], page)
        else:
            waiting.lines.append(row)
        was_row = is_row
    if waiting is not None:
        yield waiting.draft(frame)


def _parts(before: Row, after: Row, frame: _Frame, *, is_new_page: bool = False) -> bool:
    """Say whether a new paragraph begins with the line `after`."""
    if not is_new_page and before.bottom - after.bottom > _WIDE_PITCH * frame.pitch:
        return True
    if _ITEM.match(after.text) or _is_centered(before, frame) != _is_centered(after, frame):
        return True
    is_closed = before.text.endswith(_CLOSED)
    is_indented = after.left > before.left + _INDENT * after.height and not _is_centered(after, frame)
    is_short = before.right < frame.left + _SHORT * frame.width
    return is_closed and (is_indented or is_short)


def _is_centered(row: Row, frame: _Frame) -> bool:
    off = abs((row.left + row.right) / 2 - frame.middle)
    is_narrow = row.left > frame.left + row.height and row.right < frame.right - row.height
    return is_narrow and off < _CENTERED * frame.width


def _frame(pages: Sequence[Sequence[Row]]) -> _Frame:
    rows = [row for page in pages for row in page]
    if not rows:
        return _Frame(0, 1, 1)
    lefts = sorted(row.left for row in rows)
    rights = sorted(row.right for row in rows)
    pitches = [
        before.bottom - after.bottom
        for page in pages
        for before, after in pairwise(page)
        if before.bottom > after.bottom
    ]
    usual = middle(pitches) if pitches else rows[0].height
    return _Frame(lefts[len(lefts) // 20], rights[len(rights) * 19 // 20], usual)
