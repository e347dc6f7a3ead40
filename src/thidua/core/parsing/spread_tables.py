"""Tables whose bars stand alone on their lines, a cell between two of them, as pages of law are copied."""

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.core.parsing.lines import Cell, without_marks

_BAR = "|"
_FEWEST_COLUMNS, _FEWEST_ROWS = 3, 2
_LONGEST_CELL = 1_000


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """A row and where it stands in the text."""

    start: int
    end: int
    cells: tuple[Cell, ...]


def spread_rows(text: str) -> Iterator[SpreadRow]:
    """Yield the rows of all such tables with at least three columns; two make the head of a letter."""
    if "\n|\n" not in text and not text.startswith("|\n"):
        return
    table: list[SpreadRow] = []
    for row in _rows(text):
        if row is not None:
            table.append(row)
            continue
        yield from _if_table(table)
        table = []
    yield from _if_table(table)


def _if_table(rows: list[SpreadRow]) -> list[SpreadRow]:
    is_table = len(rows) >= _FEWEST_ROWS and len(rows[0].cells) >= _FEWEST_COLUMNS
    return rows if is_table else []


def _rows(text: str) -> Iterator[SpreadRow | None]:
    """Yield the rows between bars; None where a table ends.

    Two bars without a line between them part two rows; with an empty line they hold an empty cell.
    A table ends with a row as wide as its first one that no bar follows.
    """
    cells: list[Cell] = []
    opened, width = -1, 0
    for start, end in _bars(text):
        is_over = start - opened > _LONGEST_CELL or (width > 0 and len(cells) == width and start != opened)
        if cells and (is_over or start == opened):
            yield SpreadRow(cells[0].start, cells[-1].end, tuple(cells))
            width, cells = width or len(cells), []
        if is_over:
            yield None
            width = 0
        elif start != opened and opened >= 0:
            cells.append(_cell(text, opened, start))
        opened = end
    if cells:
        yield SpreadRow(cells[0].start, cells[-1].end, tuple(cells))


def _bars(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each line that is a bar, its line break included."""
    position = 0
    for line in text.splitlines(keepends=True):
        if line.strip() == _BAR:
            yield position, position + len(line)
        position += len(line)


def _cell(text: str, start: int, end: int) -> Cell:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip()) if words.strip() else start
    return Cell(left, left + len(words.strip()), without_marks(words))
