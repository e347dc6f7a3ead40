"""The text of a document cut into paragraphs with its marks."""

from collections.abc import Iterable

from thidua.core.marked_text import Block, Mark, Paragraph, line_blocks, mark_up
from thidua.documents.models import ReadText


def paragraphs_of(read_text: ReadText, marks: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """Lay marks over the paragraphs the file had, or over its lines where none are known.

    A block is kept as start, end, role and, since letters are shown with their shape, bold and centred.
    """
    blocks = [Block(*kept) for kept in read_text.blocks]
    return mark_up(read_text.text, blocks or line_blocks(read_text.text), marks)
