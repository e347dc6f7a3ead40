"""Long lists are folded before they are read, since a hundred thousand rows written alike repeat a few texts.

Reading the same name anew in each row is most of the work. Such rows are cut out of the XML of their sheet;
in their place stand each different text once and one row as a sample. The reader of values and all checks
see that short sheet; `Fold.unfold` then lays the rows out as if all had been read.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, NamedTuple

_SHORTEST = 200_000  # bytes of XML; less is read at once
_LONGEST_ROW = 4_000
_MOST_TEXTS = 20_000
_END = b"</sheetData>"
_ROW = re.compile(rb'<row r="\d{1,7}"([^>/]*)>(.+)</row>', re.DOTALL)
_CELL = re.compile(rb'<c r="([A-Z]{1,2})\d{1,7}"([^>/]*)>((?:<[a-z][^>/]*>)+)[^<>]*((?:</[a-z]+>)+)</c>')
_ATTRIBUTES = re.compile(rb'(?:\s[\w:]+="[^"]*")*\s*')
_KIND, _STYLE = re.compile(rb'\st="(\w+)"'), re.compile(rb'\ss="(\d{1,7})"')
_ROW_ABOVE = re.compile(rb'<row\b[^>]*?\sr="(\d{1,7})"')
_CELL_ABOVE = re.compile(rb'<c r="[A-Z]{1,3}(\d{1,7})"')
_NUMBERS, _TEXTS = frozenset({b"", b"n"}), frozenset({b"s", b"str", b"inlineStr"})
_NUMBER, _TEXT = rb"([-+.\deE]+)", rb"([^<]*)"


class FoldError(Exception):
    """The sample of a folded sheet was not read as what it seemed; the sheet is to be read as it is."""


@dataclass(frozen=True, slots=True)
class Fold:
    """A sheet made short: its XML, and the rows that were cut out, as columns counted from 0.

    `first` is the row where they begin; `places` are the rows in which the texts of a column stand now.
    """

    xml: bytes
    first: int
    sample: int
    numbers: Mapping[int, Sequence[float]]
    texts: Mapping[int, Sequence[bytes]]
    places: Mapping[int, Mapping[bytes, int]]

    def count_of_cells(self, rows: Sequence[Sequence[Any]]) -> int:
        """Return how many cells were cut out, the empty ones beside them counted as the reader would."""
        return len(next(iter(self.numbers.values()))) * max(map(len, rows), default=0)

    def unfold(self, rows: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
        """Return the rows of the long sheet from those read of the short one."""
        if len(rows) != self.sample + 1 or {type(rows[-1][column]) for column in self.numbers} != {float}:
            raise FoldError
        columns: list[Iterable[Any]] = [repeat("") for _ in rows[-1]]
        for column, values in self.numbers.items():
            columns[column] = values
        for column, texts in self.texts.items():
            read = {text: rows[place][column] for text, place in self.places[column].items()}
            columns[column] = map(read.__getitem__, texts)
        return [*map(tuple, rows[: self.first]), *zip(*columns, strict=False)]  # empty columns never end


def fold(xml: bytes, odd_styles: Collection[int] = ()) -> Fold | None:
    """Fold a sheet; None where it is short, or its rows are not all written as the last one is.

    `odd_styles` show numbers as something else, which one of them may be while the next is not.
    """
    end = xml.rfind(_END)
    start = xml.rfind(b"<row ", 0, max(end, 0))
    last = _ROW.fullmatch(xml[start:end]) if len(xml) > _SHORTEST and 0 < end - start < _LONGEST_ROW else None
    cells = _cells(last[2]) if last and b"hidden" not in last[1] else []
    numbers = [cell for cell in cells if cell.is_number]
    if last is None or not numbers or any(cell.style in odd_styles for cell in numbers):
        return None
    above, *parts = _pattern(last[1], cells).split(xml)
    each = 1 + len(cells) + 1  # the number of a row, its values, and what follows it
    *columns, between = (parts[place::each] for place in range(each))
    if not parts or any(between[:-1]) or len(between[-1]) != len(xml) - end:
        return None
    if not _follow_one_another(columns[0]) or not _is_all_above(above, int(columns[0][0])):
        return None
    return _folded(above, cells, columns, xml[end:])


class _Cell(NamedTuple):
    """One cell of a row, as it is written around its value."""

    letters: bytes
    attributes: bytes
    before: bytes
    after: bytes

    @property
    def is_number(self) -> bool:
        return self.kind in _NUMBERS

    @property
    def kind(self) -> bytes:
        found = _KIND.search(self.attributes)
        return found[1] if found else b""

    @property
    def style(self) -> int:
        found = _STYLE.search(self.attributes)
        return int(found[1]) if found else 0

    @property
    def column(self) -> int:
        number = 0
        for letter in self.letters:
            number = number * 26 + letter - ord("A") + 1
        return number - 1

    def written(self, row: bytes, value: bytes) -> bytes:
        return b'<c r="%b%b"%b>%b%b%b</c>' % (
            self.letters, row, self.attributes, self.before, value, self.after
        )  # fmt: skip

    @property
    def pattern(self) -> bytes:
        escaped = _Cell(*map(re.escape, self))
        return escaped.written(rb"\1", _NUMBER if self.is_number else _TEXT)


def _cells(row: bytes) -> list[_Cell]:
    """Return the cells of a row; none when it holds anything but plain numbers and texts."""
    cells = [_Cell(*parts) for parts in _CELL.findall(row)]
    columns = [cell.column for cell in cells]
    is_plain = all(
        cell.kind in _NUMBERS | _TEXTS and b"<f" not in cell.before and _ATTRIBUTES.fullmatch(cell.attributes)
        for cell in cells
    )
    return cells if is_plain and columns == sorted({*columns}) and not _CELL.sub(b"", row) else []


def _pattern(attributes: bytes, cells: Sequence[_Cell]) -> re.Pattern[bytes]:
    """Return what rows look like that are written alike; all cells of one name the row they are in."""
    inner = b"".join(cell.pattern for cell in cells)
    return re.compile(rb'<row r="(\d{1,7})"' + re.escape(attributes) + rb">" + inner + rb"</row>")


def _follow_one_another(numbers: Sequence[bytes]) -> bool:
    """Say whether the rows are numbered without a gap."""
    first = int(numbers[0])
    return list(map(int, numbers)) == list(range(first, first + len(numbers)))


def _is_all_above(xml: bytes, first: int) -> bool:
    """Say whether whatever precedes a list names its place, in the usual spelling, above row `first`."""
    body = xml[max(xml.find(b"<sheetData"), 0) :]
    rows, cells = _ROW_ABOVE.findall(body), _CELL_ABOVE.findall(body)
    if len(rows) != body.count(b"<row") or len(cells) != body.count(b"<c"):
        return False
    return b":row" not in body and b":c" not in body and max(map(int, (*rows, *cells)), default=0) < first


def _folded(
    above: bytes, cells: Sequence[_Cell], columns: Sequence[Sequence[bytes]], below: bytes
) -> Fold | None:
    """Write each text of each column once, in a row of its own, and the first of the rows after them."""
    (top, *_), *values = columns
    first = int(top) - 1
    given = dict(zip(cells, values, strict=True))
    texts = {cell: written for cell, written in given.items() if not cell.is_number}
    different = [(cell, text) for cell, written in texts.items() for text in dict.fromkeys(written)]
    numbers = _numbers({cell.column: written for cell, written in given.items() if cell.is_number})
    if numbers is None or len(different) > _MOST_TEXTS:
        return None
    places: dict[int, dict[bytes, int]] = {cell.column: {} for cell in texts}
    for place, (cell, text) in enumerate(different, first):
        places[cell.column][text] = place
    short = [_row(place, [one]) for place, one in enumerate(different, first)]
    sample = first + len(different)
    short.append(_row(sample, [(cell, written[0]) for cell, written in given.items()]))
    xml = b"".join([above, *short, below])
    return Fold(xml, first, sample, numbers, {cell.column: texts[cell] for cell in texts}, places)


def _numbers(columns: Mapping[int, Sequence[bytes]]) -> dict[int, list[float]] | None:
    try:
        return {column: list(map(float, written)) for column, written in columns.items()}
    except ValueError:
        return None


def _row(place: int, written: Sequence[tuple[_Cell, bytes]]) -> bytes:
    number = b"%d" % (place + 1)
    inner = b"".join(cell.written(number, value) for cell, value in written)
    return b'<row r="%b">%b</row>' % (number, inner)
