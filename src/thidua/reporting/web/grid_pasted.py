"""Lay a pasted block onto what is typed in the grid, and say which cells of it were not taken, and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from thidua.core.errors import DomainError
from thidua.core.pasting import Laid, lay, read_block
from thidua.reporting.enums import FigureState
from thidua.reporting.queries.grid import Grid
from thidua.reporting.web.grid_form import Place

LONGEST = 100_000
_OUTSIDE = "ngoài lưới"
_LOCKED = {FigureState.SENT: "đã gửi", FigureState.VERIFIED: "đã thẩm định"}


@dataclass(frozen=True, slots=True)
class Pasted:
    """What is typed with the block laid onto it, and each text that was left out, with place and reason."""

    typed: dict[Place, str]
    left: tuple[str, ...]


def paste(grid: Grid, typed: dict[Place, str], text: str, start: Place) -> Pasted:
    """Lay the block from a cell on, or by the names of units in its first column; nothing is saved."""
    if len(text) > LONGEST:
        raise DomainError("Đoạn dán dài quá 100.000 ký tự. Nhờ chia làm nhiều lần dán.")
    row, column = start
    layout = lay(read_block(text), [line.unit for line in grid.lines], row=row, column=column)
    taken, left = dict(typed), list[str]()
    for laid in layout.laid:
        if why := _refusal(grid, laid):
            left.append(why)
        else:
            taken[laid.row, laid.column] = laid.text
    left += _lines(layout.unnamed, "không trùng tên đơn vị nào")
    left += _lines(layout.below, _OUTSIDE)
    return Pasted({place: now for place, now in taken.items() if _differs(grid, place, now)}, tuple(left))


def _refusal(grid: Grid, laid: Laid) -> str:
    """Say why a cell takes no text; nothing where it does, or where the same stands there already."""
    line = grid.lines[laid.row]
    if laid.column >= len(grid.columns):
        return f"{line.unit}, cột thứ {laid.column + 1}: “{laid.text}” ({_OUTSIDE})"
    column = grid.columns[laid.column]
    held = line.held.get(column.target)
    if held is not None and held.text(column) == laid.text:
        return ""
    if held is not None and held.is_locked:
        why = _LOCKED[FigureState(held.state)]
    elif column.target not in line.owed and held is None:
        why = "không giao"
    else:
        why = "" if line.may_write else "chỉ được xem"
    return f"{line.unit}, {column.title}: “{laid.text}” ({why})" if why else ""


def _differs(grid: Grid, place: Place, text: str) -> bool:
    line, column = grid.lines[place[0]], grid.columns[place[1]]
    held = line.held.get(column.target)
    return text != (held.text(column) if held else "")


def _lines(lines: Iterable[Sequence[str]], why: str) -> Iterator[str]:
    for line in lines:
        yield f"Dòng “{', '.join(text for text in line if text)}” ({why})"
