"""What somebody typed or pasted as the part of a unit: a number, nothing, or a mistake."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from thidua.core.figures import Cell, CellState, Mistake, read_value
from thidua.core.text import search_key

_WORDS_ONLY = frozenset({CellState.NONE, CellState.NOT_APPLICABLE})
_SUMS = frozenset({"tong", "tong cong", "tong so", "cong"})
_HEADS = frozenset({"don vi", "ten don vi", "thon", "ten thon", "thon don vi"})
_MOST_LINES = 300
_COLUMNS = 3


def read_part(value: object, *, unit: str = "", may_fall: bool = False) -> Cell | Mistake:
    """Read one number of a part. Empty is not assigned; a word cannot say which of the two is meant."""
    cell = read_value(value, unit=unit, may_fall=may_fall)
    if isinstance(cell, Cell) and cell.state in _WORDS_ONLY:
        return Mistake("Ghi số; để trống là chưa giao, 0 là giao bằng 0.")
    if isinstance(cell, Cell) and "," not in str(value):
        return replace(cell, question="")  # pages print 2.350 themselves, so it comes back unasked
    return cell


def is_heading(text: str) -> bool:
    """Whether a first cell heads the column of units."""
    return search_key(text) in _HEADS


def is_sum(text: str) -> bool:
    """Whether a first cell names a line of sums."""
    return search_key(text) in _SUMS


@dataclass(frozen=True, slots=True)
class PastedPart:
    """One pasted line: the name of a unit as it stands there, and up to two numbers as typed."""

    number: int
    name: str
    amount: str = ""
    base: str = ""


def read_pasted(text: str) -> tuple[PastedPart, ...] | Mistake:
    """Cut lines copied from Excel: unit, part, and the total a rate is counted of. Headings and sums go."""
    rows = list(_rows(text))
    if len(rows) > _MOST_LINES:
        return Mistake(f"Có {len(rows)} dòng, nhiều nhất {_MOST_LINES} dòng. Chia làm nhiều lần dán.")
    if not rows:
        return Mistake("Chưa có dòng nào để đọc. Chép từ Excel hai cột: đơn vị, số giao.")
    if all(len(cells) == 1 for _, cells in rows):
        return Mistake("Mỗi dòng phải có tên đơn vị và số, cách nhau bằng phím Tab hoặc dấu chấm phẩy.")
    return tuple(PastedPart(number, *(cell.strip() for cell in cells[:_COLUMNS])) for number, cells in rows)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.split("\t") if "\t" in line else line.split(";")
        name = cells[0].strip()
        if any(cell.strip() for cell in cells) and not is_heading(name) and not is_sum(name):
            yield number, cells
