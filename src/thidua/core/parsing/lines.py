"""The lines of a text that hold words, without the marks that only set type."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thidua.core.parsing.markers import Marker, read_marker

MARKS = re.compile(r"\*+|(?<![^\W_])__+|__+(?![^\W_])|[`\f]")
HASHES = re.compile(r"\s*(#{1,6})\s+")
MOST_LINES = 20_000
_RULE = re.compile(r"[\s|*_=+:.~\-–—]*")
_SPACES = re.compile(r"\s+")
_BOLD = re.compile(r"(?:#+\s*)?(\*\*|__)(.+)\1[\s:]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds words: its content without marks, and how many empty lines stood before it."""

    start: int
    end: int
    text: str
    blank_before: int = 0
    is_bold: bool = False
    is_row: bool = False
    has_hashes: bool = False
    is_plain: bool = True
    bold_marks: int = 0
    marker: Marker | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row, trimmed."""

    start: int
    end: int
    text: str


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines with words, in order; empty and merely drawn lines are counted, not kept."""
    position, blanks = 0, 0
    for raw in text.splitlines(keepends=True):
        start, position = position, position + len(raw)
        if _RULE.fullmatch(raw):
            blanks += 1
            continue
        content = raw.strip()
        line = _line(content, start + len(raw) - len(raw.lstrip()), blanks)
        if line.text:
            yield line
            blanks = 0


def _line(content: str, start: int, blanks: int) -> Line:
    end = start + len(content)
    if content.isalnum() or not ("*" in content or "_" in content or "#" in content or "`" in content):
        plain = " ".join(content.split())
        is_plain = len(plain) == len(content)
        return Line(
            start, end, plain, blanks, is_row=is_row(content), is_plain=is_plain, marker=read_marker(plain)
        )
    plain = without_marks(content)
    return Line(
        start,
        end,
        plain,
        blanks,
        bool(_BOLD.fullmatch(content)),
        is_row(content),
        bool(HASHES.match(content)),
        is_plain=False,
        bold_marks=content.count("**"),
        marker=read_marker(plain),
    )


def is_row(content: str) -> bool:
    """Say whether a line is a row of a table: cells parted by bars or tabs."""
    if "|" in content:
        return "|" in content.strip("|") or (content[0] == "|" and content[-1] == "|")
    return "\t" in content


def without_marks(content: str) -> str:
    if "*" not in content and "_" not in content and "#" not in content and "`" not in content:
        return " ".join(content.split())
    content = HASHES.sub("", content, count=1)
    kept = bullet_length(content, 0)
    return _SPACES.sub(" ", content[:kept] + MARKS.sub("", content[kept:])).strip()


def bullet_length(text: str, start: int) -> int:
    """Return 1 when the line opens with an asterisk that is a bullet and not the mark of slanted words."""
    return 1 if text.startswith("*", start) and text[start + 1 : start + 2].isspace() else 0


def cells_of(text: str, start: int, end: int) -> Iterator[Cell]:
    """Yield the cells of a row; the empty edges that bars draw are no cells."""
    mark = "|" if "|" in text[start:end] else "\t"
    position = start
    parts = text[start:end].split(mark)
    for index, part in enumerate(parts):
        is_edge = index in {0, len(parts) - 1} and not part.strip()
        if not (mark == "|" and is_edge):
            left = position + len(part) - len(part.lstrip())
            yield Cell(left, left + len(part.strip()), without_marks(part))
        position += len(part) + 1
