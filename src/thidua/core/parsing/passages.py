"""Running text for the parts that read sentences: paragraphs, and the cells of table rows.

A name in quotation marks may have been torn by a line break that the layout took for the end of a
paragraph; such pieces are read together.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.core.parsing.layout import Kind, Layout, Paragraph
from thidua.core.parsing.reading import Span

_MOST_PIECES = 4
_SHORTEST_CELL = 8
_ENDS = (".", ";", "!", "?", "…", ":", "./.")


@dataclass(frozen=True, slots=True)
class Passage:
    """Joined words, with the way back to the place they were printed at.

    `parts` are the paragraphs and where in `text` each begins; `offset` stands for them in a table.
    """

    text: str
    parts: tuple[tuple[int, Paragraph], ...]
    offset: int | None = None

    @property
    def paragraph(self) -> Paragraph:
        return self.parts[0][1]

    def span(self, start: int, end: int) -> Span:
        """Return the place in the text that was read of ``text[start:end]``."""
        if self.offset is not None:
            return Span(self.offset + start, self.offset + end)
        first, last = self._place(start), self._place(max(start, end - 1))
        return Span(first, max(first, last + min(1, end - start)))

    def _place(self, position: int) -> int:
        index = max(bisect_right(self.parts, position, key=lambda part: part[0]) - 1, 0)
        begin, paragraph = self.parts[index]
        return paragraph.origin(position - begin)


def passages_of(layout: Layout) -> Iterator[Passage]:
    """Yield the paragraphs in order, torn ones joined, table rows cell by cell."""
    waiting: list[Paragraph] = []
    for paragraph in layout.paragraphs:
        if waiting and not (_is_torn(waiting, paragraph) and len(waiting) < _MOST_PIECES):
            yield _joined(waiting)
            waiting = []
        if paragraph.kind is Kind.ROW:
            long_enough = (cell for cell in paragraph.cells if len(cell.text) >= _SHORTEST_CELL)
            yield from (Passage(cell.text, ((0, paragraph),), cell.start) for cell in long_enough)
        else:
            waiting.append(paragraph)
    if waiting:
        yield _joined(waiting)


def _is_torn(before: list[Paragraph], after: Paragraph) -> bool:
    """Say whether a quotation, or the words that announce one, break off before `after`."""
    if after.kind is not Kind.TEXT or after.marker not in {None, "-", "–"} or before[-1].is_heading:
        return False
    text = before[-1].text
    if after.marker is None and after.text[:1] in '“"' and not text.endswith(_ENDS):
        return True
    is_open = text.rfind("“") > text.rfind("”") or text.count('"') % 2 == 1
    closes = "”" in after.text or '"' in after.text
    return is_open and closes and not text.endswith(_ENDS)


def _joined(paragraphs: list[Paragraph]) -> Passage:
    parts: list[tuple[int, Paragraph]] = []
    texts: list[str] = []
    length = 0
    for paragraph in paragraphs:
        dash = f"{paragraph.marker} " if texts and paragraph.marker else ""
        parts.append((length + len(dash), paragraph))
        texts.append(dash + paragraph.text)
        length += len(dash) + len(paragraph.text) + 1
    return Passage(" ".join(texts), tuple(parts))
