"""Cut pasted text into lines under headings, as Excel copies them or saves them as .csv.

Headings are known by their words, in any order, whatever their case and accents. Line numbers are
those of the sheet, when it was copied from its top.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from thidua.core.text import normalise, search_key

MOST_LINES = 500
MOST_CHARACTERS = 200_000
_MARKS = "\t;,"
_HEAD_AMONG = 10  # lines of titles that may stand above the headings
_NUMBERING = {"stt", "tt", "so tt", "so thu tu"}
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is understood: what it is called here, and how lists may head it."""

    key: str
    label: str
    names: tuple[str, ...] = ()
    is_needed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list; `cells` by the key of their column."""

    number: int
    cells: Mapping[str, str]

    def get(self, key: str) -> str:
        return self.cells.get(key, "")

    def words(self, key: str) -> str:
        """Return a cell as words parted by single spaces."""
        return " ".join(self.get(key).split())


@dataclass(frozen=True, slots=True)
class Table:
    """The lines under the headings that were understood, and the headings that were not."""

    columns: tuple[Column, ...] = ()
    lines: tuple[Line, ...] = ()
    unused: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Cut:
    """The text cut at one mark: the headings and the lines below, which of them have words."""

    headings: list[str]
    keys: list[str | None]
    below: list[tuple[int, list[str]]]

    @property
    def understood(self) -> int:
        return len(set(self.keys) - {None})


def read_table(text: str, columns: Sequence[Column]) -> Table:
    """Find the headings and the lines under them; cells are parted by the mark that makes most sense."""
    if len(text) > MOST_CHARACTERS:
        return Table(faults=("Danh sách quá dài. Chia làm nhiều lần nhập.",))
    text = normalise(text).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not text.strip():
        return Table(faults=("Chưa có dòng nào. Chép cả dòng tiêu đề và các dòng bên dưới rồi dán vào.",))
    cuts = [cut for mark in _MARKS if (cut := _cut(_cells(text, mark), columns)) is not None]
    if not cuts:
        return Table(faults=(_no_heading(columns),))
    best = max(cuts, key=lambda cut: cut.understood)  # of equals the first: tabs, as Excel copies
    lines = (Line(number, _by_key(cells, best.keys)) for number, cells in best.below[:MOST_LINES])
    return Table(
        columns=tuple(column for column in columns if column.key in best.keys),
        lines=tuple(line for line in lines if any(line.cells.values())),
        unused=tuple(_unused(best)),
        faults=tuple(_faults(best, columns)),
    )


def _cells(text: str, mark: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error:  # a quotation mark that is a letter of a name, not one of Excel's
        rows = [line.split(mark) for line in text.split("\n")]
    return [[cell.strip() for cell in row] for row in rows]


def _cut(rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> _Cut | None:
    """Take as headings the first line with most of them, all needed ones included."""
    needed = {column.key for column in columns if column.is_needed}
    filled = [(number, list(cells)) for number, cells in enumerate(rows, 1) if any(cells)]
    found = [{_key_of(cell, columns) for cell in cells} for _, cells in filled[:_HEAD_AMONG]]
    fit = [place for place, keys in enumerate(found) if needed <= keys]
    if not fit:
        return None
    place = max(fit, key=lambda place: len(found[place] - {None}))
    below = filled[place + 1 :]
    width = max(len(cells) for _, cells in filled[place:])
    headings = [*filled[place][1], *[""] * width][:width]
    return _Cut(headings, _keys(headings, columns), below)


def _keys(headings: Sequence[str], columns: Sequence[Column]) -> list[str | None]:
    """Know each column; one without heading belongs to its neighbour, as under a merged heading."""
    keys: list[str | None] = []
    for heading in headings:
        keys.append(_key_of(heading, columns) if heading or not keys else keys[-1])
    return keys


def _key_of(heading: str, columns: Sequence[Column]) -> str | None:
    words = search_key(heading)
    for column in columns:
        if words and words in {search_key(name) for name in (column.label, *column.names)}:
            return column.key
    return None


def _by_key(cells: Sequence[str], keys: Sequence[str | None]) -> dict[str, str]:
    found: dict[str, str] = {}
    for cell, key in zip(cells, keys, strict=False):
        if key is not None:
            found[key] = f"{found.get(key, '')} {cell}".strip()
    return found


def _unused(cut: _Cut) -> Iterator[str]:
    for heading, key in zip(cut.headings, cut.keys, strict=True):
        if key is None and heading and search_key(heading) not in _NUMBERING:
            yield " ".join(heading.split())[:_LONGEST_HEADING]


def _faults(cut: _Cut, columns: Sequence[Column]) -> Iterator[str]:
    for column in columns:
        twice = [
            heading
            for heading, key in zip(cut.headings, cut.keys, strict=True)
            if heading and key == column.key
        ]
        if len(twice) > 1:
            both = " và ".join(f"“{heading}”" for heading in twice)
            yield f"Có {len(twice)} cột cùng là {column.label}: {both}. Chỉ để lại một cột."
    if len(cut.below) > MOST_LINES:
        yield f"Có {len(cut.below)} dòng, mỗi lần nhập nhiều nhất {MOST_LINES} dòng. Chia làm nhiều lần."


def _no_heading(columns: Sequence[Column]) -> str:
    needed = " và ".join(f"“{column.label}”" for column in columns if column.is_needed)
    names = ", ".join(column.label for column in columns)
    return f"Không thấy cột {needed}. Dòng đầu phải ghi tên các cột, thứ tự nào cũng được: {names}."
