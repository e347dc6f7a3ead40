"""A block copied from a spreadsheet, laid onto a grid: by names in its first column, or from a cell on."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thidua.core.text import fold


@dataclass(frozen=True, slots=True)
class Laid:
    """A pasted text and the cell it falls on, counted from 0."""

    row: int
    column: int
    text: str


def read_block(text: str) -> list[list[str]]:
    """Cut pasted text into rows and cells; rows without any text are left out.

    A spreadsheet copies with tabs between cells, and quotes around a cell that holds a line break.
    """
    rows = csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter="\t")
    cut = [[" ".join(cell.split()) for cell in row] for row in rows]
    return [row for row in cut if any(row)]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each text falls, and the lines that fall nowhere, as they were pasted.

    `unnamed` are lines that begin with the name of no row (a heading, a sum), `below` those under the last.
    """

    laid: tuple[Laid, ...]
    unnamed: tuple[Sequence[str], ...] = ()
    below: tuple[Sequence[str], ...] = ()


def lay(block: Sequence[Sequence[str]], names: Sequence[str], *, row: int = 0, column: int = 0) -> Layout:
    """Lay a block onto a grid whose rows have these names.

    When its first column holds names of rows, each line goes to its own row, and lines of other names are
    left out. Else it begins at the given cell. Empty cells change nothing.
    """
    places = {fold(name): place for place, name in enumerate(names)}
    named = [(places.get(fold(line[0])), line) for line in block if line]
    if any(place is not None for place, _ in named):
        found = [(place, line[1:]) for place, line in named if place is not None]
        return Layout(_all_across(found, column), unnamed=tuple(line for at, line in named if at is None))
    inside = max(len(names) - row, 0)
    found = [(row + step, line) for step, line in enumerate(block[:inside])]
    return Layout(_all_across(found, column), below=tuple(block[inside:]))


def _all_across(lines: Sequence[tuple[int, Sequence[str]]], column: int) -> tuple[Laid, ...]:
    return tuple(laid for row, cells in lines for laid in _across(row, column, cells))


def _across(row: int, column: int, cells: Sequence[str]) -> Iterator[Laid]:
    for step, text in enumerate(cells):
        if text:
            yield Laid(row, column + step, text)
