"""Running text for the parts that read sentences: a paragraph, or one cell of a table row."""

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.core.parsing.layout import Kind, Layout, Paragraph
from thidua.core.parsing.reading import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Joined words, with the way back to the place they were printed at."""

    text: str
    paragraph: Paragraph
    offset: int | None = None

    def span(self, start: int, end: int) -> Span:
        if self.offset is not None:
            return Span(self.offset + start, self.offset + end)
        return self.paragraph.span(start, end)


def passages_of(layout: Layout) -> Iterator[Passage]:
    """Yield the paragraphs in order, table rows cell by cell."""
    for paragraph in layout.paragraphs:
        if paragraph.kind is Kind.ROW:
            for cell in paragraph.cells:
                yield Passage(cell.text, paragraph, cell.start)
        else:
            yield Passage(paragraph.text, paragraph)
