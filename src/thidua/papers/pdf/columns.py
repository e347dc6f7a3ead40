"""Letterhead and signature: parts of a page where two columns stand side by side."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.text import fold
from thidua.papers.layout_tables import is_side_by_side
from thidua.papers.pdf.rows import Row, Segment

_DATE = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
_TOLERANCE = 2.0
_FARTHEST_GUTTER = 4  # rows between the words that give a column part away and its gutter
_WIDEST_GAP = 6.0  # in heights of a letter; a signature leaves room for the hand


@dataclass(frozen=True, slots=True)
class Region:
    """Rows `start:end` of a page, to be read left of the gutter first."""

    start: int
    end: int
    gutter: float

    def columns(self, rows: Sequence[Row]) -> tuple[list[Segment], list[Segment]]:
        segments = [segment for row in rows[self.start : self.end] for segment in row.segments]
        left = [segment for segment in segments if segment.left < self.gutter - _TOLERANCE]
        right = [segment for segment in segments if segment.left >= self.gutter - _TOLERANCE]
        return left, right


def regions_of(rows: Sequence[Row]) -> list[Region]:
    """Return the column parts of a page from top to bottom, without overlap."""
    regions: list[Region] = []
    for place, row in enumerate(rows):
        if regions and place < regions[-1].end:
            continue
        if any(is_side_by_side(segment.text) for segment in row.segments):
            region = _region_at(rows, place, first=regions[-1].end if regions else 0)
            if region is not None:
                regions.append(region)
    return regions


def _region_at(rows: Sequence[Row], place: int, *, first: int) -> Region | None:
    gutter = _gutter(rows, place, first)
    if gutter is None:
        return None
    start = place
    while start > first and _belongs(rows, start - 1, start, gutter) and _is_beside(rows[start - 1], gutter):
        start -= 1
    end = place + 1
    has_date = _has_date(rows[place])
    while end < len(rows) and _belongs(rows, end, end - 1, gutter):
        if has_date and _is_right(rows[end], gutter):
            break
        has_date = has_date or _has_date(rows[end])
        end += 1
    return Region(start, end, gutter)


def _gutter(rows: Sequence[Row], place: int, first: int) -> float | None:
    """Return the middle of the gap in the nearest row of two segments."""
    near = sorted(
        range(max(first, place - _FARTHEST_GUTTER), min(len(rows), place + _FARTHEST_GUTTER + 1)),
        key=lambda other: abs(other - place),
    )
    for other in near:
        if len(rows[other].segments) == 2:  # noqa: PLR2004 -- two columns
            left, right = rows[other].segments
            return (left.right + right.left) / 2
    return None


def _belongs(rows: Sequence[Row], place: int, neighbour: int, gutter: float) -> bool:
    row, other = rows[place], rows[neighbour]
    gap = max(other.bottom - row.top, row.bottom - other.top)
    return gap < _WIDEST_GAP * row.height and all(_is_on_a_side(segment, gutter) for segment in row.segments)


def _is_on_a_side(segment: Segment, gutter: float) -> bool:
    return segment.right <= gutter + _TOLERANCE or segment.left >= gutter - _TOLERANCE


def _is_beside(row: Row, gutter: float) -> bool:
    """Say whether a row above the giving words has something to the right: else it is the text before."""
    return row.right > gutter


def _is_right(row: Row, gutter: float) -> bool:
    return row.left >= gutter - _TOLERANCE


def _has_date(row: Row) -> bool:
    return any(_DATE.search(fold(segment.text)) for segment in row.segments)
