"""Tables of units as people make them in Excel: where the names, the headers and the sums stand.

A table has one row a unit and one column a figure. Above it may be titles, two or three rows of headers
with joined cells, and a row that numbers the columns; among the units stand sums, below it signatures.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from thidua.core.text import fold

Rows = Sequence[Sequence[object]]
Span = tuple[int, int, int, int]
"""Joined cells: top, left, bottom, right, the last included, all counted from 0."""

_NAMES_AMONG = 8  # the first columns, where names of units stand
_MOST_HEADERS = 3
_FEWEST_HEADINGS = 2
_SUM = re.compile(r"(?:tong|cong|toan xa|ca xa|toan phuong)\b")
NUMBERING = re.compile(r"\(?(?:\d{1,2}|[a-z])\)?(?:\s*=.*)?")
_ORDER = re.compile(r"[\d.]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of figures under its headings, the upper one first: "Cây xanh – Thực hiện"."""

    column: int
    words: str


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row and what stands in it as the name of a unit."""

    row: int
    name: str


@dataclass(frozen=True, slots=True)
class UnitTable:
    """What was found; `sums` are left out of the rows, `strangers` have figures but no known name."""

    name_column: int
    headings: tuple[Heading, ...]
    rows: tuple[NamedRow, ...]
    sums: tuple[NamedRow, ...] = ()
    strangers: tuple[NamedRow, ...] = ()


def find_table(rows: Rows, spans: Iterable[Span], is_unit: Callable[[str], bool]) -> UnitTable | None:
    """Find the table by the column that names most units; None when no cell is the name of a unit."""
    found = _name_column(rows, is_unit)
    if found is None:
        return None
    column, first = found
    named, sums, strangers = _sorted_rows(rows, column, first, is_unit)
    headings = _headings(rows, tuple(spans), column, first)
    return UnitTable(column, headings, named, sums, strangers)


def heading_key(words: str) -> str:
    """Return what two spellings of one heading share."""
    return " ".join(re.findall(r"[a-z0-9%]+", fold(words)))


def _name_column(rows: Rows, is_unit: Callable[[str], bool]) -> tuple[int, int] | None:
    """Return the column with most names of units, and the first row that has one."""
    places: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        for column, value in enumerate(row[:_NAMES_AMONG]):
            if isinstance(value, str) and value.strip() and is_unit(value):
                places.setdefault(column, []).append(number)
    if not places:
        return None
    column = max(places, key=lambda place: (len(places[place]), -place))
    return column, places[column][0]


def _sorted_rows(
    rows: Rows, column: int, first: int, is_unit: Callable[[str], bool]
) -> tuple[tuple[NamedRow, ...], tuple[NamedRow, ...], tuple[NamedRow, ...]]:
    """Part the rows below the headers: units, sums, and rows of figures without a known name."""
    named: list[NamedRow] = []
    sums: list[NamedRow] = []
    strangers: list[NamedRow] = []
    for number in range(first, len(rows)):
        row = rows[number]
        name = text_at(row, column)
        if name and is_unit(name):
            named.append(NamedRow(number, name))
        elif label := sum_label(row, column):
            sums.append(NamedRow(number, label))
        elif any(is_figure(value) for value in row[column + 1 :]):
            strangers.append(NamedRow(number, name))
    return tuple(named), tuple(sums), tuple(strangers)


def sum_label(row: Sequence[object], column: int) -> str:
    """Return the word that says a row adds others up, looked for up to a column; "" where none stands."""
    return next((words for words in _texts(row, column) if _SUM.match(fold(words))), "")


def column_words(rows: Rows, spans: Sequence[Span], levels: Sequence[int], column: int) -> list[str]:
    """Return the headings of a column, the upper one first, each once."""
    return list(dict.fromkeys(filter(None, (spread(rows, spans, level, column) for level in levels))))


def _headings(rows: Rows, spans: Sequence[Span], name_column: int, first: int) -> tuple[Heading, ...]:
    levels = header_rows(rows, spans, first)
    width = max((len(row) for row in rows), default=0)
    found: list[Heading] = []
    for column in range(width):
        words = column_words(rows, spans, levels, column)
        has_figures = any(has_cell(rows[number], column) for number in range(first, len(rows)))
        if column != name_column and (words or has_figures) and not is_order(words):
            found.append(Heading(column, " – ".join(words)))
    return tuple(found)


def header_rows(rows: Rows, spans: Sequence[Span], first: int, left: int = 0) -> list[int]:
    """Return the rows of headers right above a row of figures, the upper one first; titles are none.

    Only columns from `left` on are looked at, so that a name of a group above the first row is no header.
    """
    levels: list[int] = []
    for number in range(first - 1, -1, -1):
        words = [spread(rows, spans, number, column) for column in range(left, len(rows[number]))]
        distinct = set(filter(None, words))
        if levels and len(distinct) < _FEWEST_HEADINGS:
            break
        if distinct and not all(NUMBERING.fullmatch(fold(text)) for text in distinct):
            levels.insert(0, number)
        if len(levels) == _MOST_HEADERS:
            break
    return levels


def spread(rows: Rows, spans: Sequence[Span], row: int, column: int) -> str:
    """Return the words of a cell; those of joined cells stand in each of them."""
    for top, left, bottom, right in spans:
        if top <= row <= bottom and left <= column <= right:
            return text_at(rows[top], left) if top < len(rows) else ""
    return text_at(rows[row], column)


def is_order(words: Sequence[str]) -> bool:
    return len(words) == 1 and heading_key(words[0]) in {"stt", "tt", "so tt", "so thu tu"}


def text_at(row: Sequence[object], column: int) -> str:
    value = row[column] if column < len(row) else ""
    return " ".join(value.split()) if isinstance(value, str) else _figure_text(value)


def _figure_text(value: object) -> str:
    """Return a number that heads a column ("1", "2024") as its digits."""
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _texts(row: Sequence[object], column: int) -> list[str]:
    return [words for words in (text_at(row, place) for place in range(column + 1)) if words]


def has_cell(row: Sequence[object], column: int) -> bool:
    return column < len(row) and row[column] not in {"", None}


def is_figure(value: object) -> bool:
    if isinstance(value, str):
        return bool(value.strip()) and value.strip()[0].isdigit()
    return isinstance(value, int | float) and not isinstance(value, bool)
