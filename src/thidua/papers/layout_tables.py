"""How a table on an official paper is read: by rows, or as two columns that stand side by side.

The letterhead and the signature are tables without lines to the eye of whoever typed them; read
by rows, the issuing office and the national title would be mixed line by line.
"""

import re
from collections.abc import Iterable, Sequence

from thidua.core.text import fold
from thidua.papers.extracted import Draft, Role

Cell = Sequence[Draft]
Row = Sequence[Cell]

_LETTERHEAD = re.compile(
    r"cong ?hoa ?xa ?hoi ?chu ?nghia|doc lap ?[-–—] ?tu do|^\W*dang cong san viet nam\W*$", re.MULTILINE
)
_SIGNATURE = re.compile(r"^\W*noi nhan\b", re.MULTILINE)
_SIDE_BY_SIDE = 2
LONGEST_HEAD = 8


def is_side_by_side(text: str) -> bool:
    """Say whether these words stand in a letterhead or beside a signature."""
    folded = fold(text)
    return bool(_LETTERHEAD.search(folded) or _SIGNATURE.search(folded))


def table_drafts(rows: Sequence[Row], *, has_lines: bool) -> Iterable[Draft]:
    """Return the lines of a table in reading order."""
    if len(rows) <= LONGEST_HEAD:
        columns = [column for column in _columns(rows) if any(column)]
        if len(columns) <= _SIDE_BY_SIDE and (len(columns) < _SIDE_BY_SIDE or is_side_by_side(_words(rows))):
            return [draft for column in columns for cell in column for draft in cell]
        if len(rows) == 1 and not has_lines and any(len(cell) > 1 for cell in rows[0]):
            return [draft for cell in rows[0] for draft in cell]
    texts = ([cell[0].text if len(cell) == 1 else _joined(cell) for cell in row] for row in rows)
    return [draft for row in texts if (draft := row_draft(row))]


def row_draft(cells: Sequence[str], page: int | None = None) -> Draft | None:
    """Return a row as one line; a row with words in one cell only is that cell's line."""
    words = [cell for cell in cells if cell]
    if not words:
        return None
    line = words[0] if len(words) == 1 else " | ".join(cells)
    if "  " in line or not line.isprintable():  # spaces other than the usual are not printable
        line = " ".join(line.split())
    return Draft(line.strip(), Role.TABLE_ROW, page)


def _columns(rows: Sequence[Row]) -> list[list[Cell]]:
    width = max((len(row) for row in rows), default=0)
    return [[row[place] for row in rows if place < len(row)] for place in range(width)]


def _joined(cell: Cell) -> str:
    return " ".join([draft.text for draft in cell])


def _words(rows: Sequence[Row]) -> str:
    return "\n".join(draft.text for row in rows for cell in row for draft in cell)
