"""Words of a page gathered into rows of segments; a wide gap parts the segments of a row."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from thidua.papers.pdf.words import PageWords, Word

_COLUMN_GAP = 1.8  # in heights of a letter; justified lines stay well below
_OVERLAP = 0.5
_MARKER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđA-ZĐIVX]{1,4}[.)]|[-+*•–])$")


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one line that stand close together."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    is_bold: bool

    @property
    def height(self) -> float:
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Row:
    """Segments on one line, from left to right."""

    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)

    @property
    def left(self) -> float:
        return self.segments[0].left

    @property
    def right(self) -> float:
        return self.segments[-1].right

    @property
    def top(self) -> float:
        return max(segment.top for segment in self.segments)

    @property
    def bottom(self) -> float:
        return min(segment.bottom for segment in self.segments)

    @property
    def height(self) -> float:
        return middle([segment.height for segment in self.segments])

    @property
    def is_bold(self) -> bool:
        return all(segment.is_bold for segment in self.segments)


def middle(values: Sequence[float]) -> float:
    """Return the middle one of the values; `statistics` would take longer to import than a letter to read."""
    return sorted(values)[len(values) // 2]


def rows_of(page: PageWords) -> list[Row]:
    """Return the rows of a page from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(page.words, key=lambda word: (-(word.top + word.bottom) / 2, word.left)):
        if rows and _share_line(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Row(_segments(sorted(row, key=lambda word: word.left))) for row in rows]


def _share_line(row: Sequence[Word], word: Word) -> bool:
    other = row[0]
    shared = min(other.top, word.top) - max(other.bottom, word.bottom)
    return shared > _OVERLAP * max(min(other.height, word.height), 1)


def _segments(words: Iterable[Word]) -> tuple[Segment, ...]:
    groups: list[list[Word]] = []
    for word in words:
        if groups and not _is_apart(groups[-1][-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    if len(groups) == 2 and len(groups[0]) == 1 and _MARKER.match(groups[0][0].text):  # noqa: PLR2004 -- a pair
        groups = [groups[0] + groups[1]]  # a number and, after a tab, its paragraph
    return tuple(_segment(group) for group in groups)


def _is_apart(before: Word, word: Word) -> bool:
    return word.left - before.right > _COLUMN_GAP * max(min(before.height, word.height), 1)


def _segment(words: Sequence[Word]) -> Segment:
    return Segment(
        " ".join(word.text for word in words),
        words[0].left,
        min(word.bottom for word in words),
        max(word.right for word in words),
        max(word.top for word in words),
        all(word.is_bold for word in words),
    )
