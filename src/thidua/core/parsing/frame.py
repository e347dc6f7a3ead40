"""The top and bottom of a letter as cells, whatever became of its two columns.

The official layout sets issuer and motto, recipients and signature side by side. In a text they
arrive one under the other, parted by "|", tabs or wide spaces, or run together; a `Cell` is
one such piece, so that the parts of the frame can be told by what they say.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thidua.core.parsing.layout import Layout
from thidua.core.parsing.lines import Line

_GAP = re.compile(r"\||\t+|[ \u00a0]{3,}")
_MARKS = re.compile(r"[*#`]+|(?<!\w)_+|_+(?!\w)|[-–—_]{4,}")
_LONGEST_CELL = 400
_MOTTO = re.compile(
    r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI(?:\s+CHỦ\s+NGHĨA)?(?:\s+VIỆT\s+NAM)?|CHỦ\s+NGHĨA\s+VIỆT\s+NAM"
    r"|^ĐOÀN\s+TNCS\s+HỒ\s+CHÍ\s+MINH$|ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM|Độc\s+[Ll]ập\s*[-–—]+\s*Tự\s+[Dd]o\s*[-–—]+\s*Hạnh\s+[Pp]húc",
)
_MOTTO_PIECES = frozenset(
    {
        "CỘNG HÒA XÃ HỘI",
        "CỘNG HOÀ XÃ HỘI",
        "CHỦ NGHĨA VIỆT NAM",
        "VIỆT NAM",
        "CỘNG HÒA",
        "XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "XÃ HỘI CHỦ NGHĨA",
        "ĐẢNG CỘNG SẢN",
        "CHỦ NGHĨA",
    }
)
_LITTLE_MOTTO = re.compile(r"\W*(?:Độc lập|Tự do|Hạnh phúc)(?:\s*[-–—]\s*(?:Tự do|Hạnh phúc))*\W*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a line: its words without marks, its column, and the empty lines before its line."""

    text: str
    start: int
    end: int
    line: int
    column: int
    blank_before: int

    @property
    def is_in_capitals(self) -> bool:
        return self.text.isupper()


def cells_of(layout: Layout, first: int, last: int) -> Iterator[Cell]:
    """Yield the cells of the lines ``first`` to ``last`` (excluded), without the motto above a letter."""
    first, last = max(first, 0), min(last, len(layout.lines))
    usual = _usual_gap(layout.lines[first:last])
    for index in range(first, last):
        line = layout.lines[index]
        for column, (start, end) in enumerate(_pieces(layout.text, line)):
            text = _clean(layout.text[start : min(end, start + _LONGEST_CELL)])
            if text and not _is_motto(text):
                yield Cell(text, start, end, index, column, max(0, line.blank_before - usual))


def _usual_gap(lines: Sequence[Line]) -> int:
    """Return the empty lines that part every two lines here, and so part nothing."""
    gaps = sorted(line.blank_before for line in lines[1:])
    return gaps[len(gaps) // 5] if gaps else 0


def _pieces(text: str, line: Line) -> Iterator[tuple[int, int]]:
    start = line.start
    for gap in _GAP.finditer(text, line.start, min(line.end, line.start + 2 * _LONGEST_CELL)):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start : line.end].strip():
        yield start, line.end


def _clean(raw: str) -> str:
    text = _MOTTO.sub(" ", _MARKS.sub(" ", raw))
    return " ".join(text.split()).strip("|")


def _is_motto(text: str) -> bool:
    return text.strip("-–— *") in _MOTTO_PIECES or _LITTLE_MOTTO.fullmatch(text) is not None
