"""The letter beside the rows of a draft: all of it, or of a long one the part in which they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.letter_parts import cut, part_at
from thidua.core.marked_text import Mark, Paragraph
from thidua.documents.models import ReadText
from thidua.documents.queries import paragraphs_of


@dataclass(frozen=True, slots=True)
class LetterPane:
    """The paragraphs shown, and which of how many parts of the letter they are."""

    paragraphs: tuple[Paragraph, ...] = ()
    number: int = 1
    total: int = 1

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.number < self.total else None


def whole_pane(letter: ReadText, marks: Sequence[Mark]) -> LetterPane:
    return LetterPane(paragraphs_of(letter, marks))


def pane_of(letter: ReadText, marks: Sequence[Mark], *, number: int | None, position: int) -> LetterPane:
    """Show the part of that number, or where there is none the one in which `position` stands."""
    parts = cut(letter.text, sorted(mark.start for mark in marks))
    if not parts:
        return LetterPane()
    index = number - 1 if number is not None and 1 <= number <= len(parts) else part_at(parts, position)
    part = parts[index]
    shown = [mark for mark in marks if mark.start < part.end and mark.end > part.start]
    return LetterPane(paragraphs_of(letter, shown, part), index + 1, len(parts))
