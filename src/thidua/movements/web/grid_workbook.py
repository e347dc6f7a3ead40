"""A workbook of units against targets, read into the cells of the grid; each fault at its own cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from thidua.core.allocation.entry import is_heading, is_sum, read_part
from thidua.core.figures import Mistake, cell_text
from thidua.movements.queries.allocation_grid import Column, Grid
from thidua.movements.services.matching import UnitBook
from thidua.movements.web.grid_entry import name_of
from thidua.organisation.models import Unit
from thidua.papers.workbooks import SheetData, cell_name, column_name

_HEAD_AMONG = 15
_LONGEST_SHOWN = 60


@dataclass(slots=True)
class Upload:
    """What a workbook says: fields of the grid, what is wrong, and what was left out."""

    sent: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_workbook(sheets: Sequence[SheetData], grid: Grid, book: UnitBook) -> Upload:
    """Read the first sheet that names units and targets."""
    for sheet in sheets:
        place = _head_of(sheet, grid)
        if place is not None and not sheet.is_hidden:
            return _Reading(sheet, grid, book).read(place)
    told = "Không thấy bảng giao trong tệp. Cột đầu ghi tên đơn vị, dòng tiêu đề ghi tên chỉ tiêu."
    return Upload(faults=[told])


class _Reading:
    """Goes through one sheet and remembers the units it met."""

    def __init__(self, sheet: SheetData, grid: Grid, book: UnitBook) -> None:
        self._sheet, self._grid, self._book = sheet, grid, book
        self._met: dict[object, int] = {}
        self._found = Upload(notes=list(sheet.notes))

    def read(self, head: int) -> Upload:
        columns = dict(self._columns(head))
        if not columns:
            self._found.faults.append("Không cột nào trùng tên chỉ tiêu. Tải bảng giao về rồi điền vào đó.")
        for place, row in enumerate(self._sheet.rows[head + 1 :], head + 1):
            name = " ".join(str(row[0]).split()) if row else ""
            if is_sum(name):
                self._found.notes.append(f"Bỏ qua dòng {place + 1} “{name}” vì là dòng cộng.")
            elif name:
                self._row(place, name, columns)
        return self._found

    def _columns(self, head: int) -> Iterator[tuple[int, Column]]:
        taken: dict[str, int] = {}
        for place, heading in enumerate(self._sheet.rows[head][1:], 1):
            words = " ".join(str(heading).split())
            column = self._grid.column_named(words)
            if column is None and words:
                self._found.notes.append(f"Không đọc cột {column_name(place)} “{words[:_LONGEST_SHOWN]}”.")
            elif column is not None and column.key in taken:
                self._found.faults.append(
                    f"Cột {column_name(taken[column.key])} và cột {column_name(place)} cùng là “{words}”. "
                    "Chỉ để lại một cột."
                )
            elif column is not None:
                taken[column.key] = place
                yield place, column

    def _row(self, place: int, name: str, columns: dict[int, Column]) -> None:
        meant = self._book.find(name)
        here = {unit.pk: unit for unit in self._grid.units}
        unit = here.get(meant.units[0].pk) if len(meant.units) == 1 else None
        if unit is None:
            self._found.faults.append(
                f"Ô {cell_name(place, 0)}: {meant.reason or f'“{name}” không phải một đơn vị của xã.'}"
            )
            return
        if (first := self._met.setdefault(unit.pk, place)) != place:
            self._found.faults.append(f"{unit.name} có ở dòng {first + 1} và dòng {place + 1}. Bỏ một dòng.")
            return
        for at, column in columns.items():
            self._cell(place, at, unit, column)

    def _cell(self, place: int, at: int, unit: Unit, column: Column) -> None:
        row = self._sheet.rows[place]
        where = f"Ô {cell_name(place, at)} ({unit.name}, {column.label})"
        if (place, at) in self._sheet.uncounted:
            self._found.faults.append(f"{where}: công thức chưa có kết quả. Mở bằng Excel, lưu rồi tải lại.")
            return
        cell = read_part(row[at] if at < len(row) else "", unit=column.measure)
        if isinstance(cell, Mistake):
            self._found.faults.append(f"{where}: {cell.sentence}")
            return
        if cell.question:
            self._found.notes.append(f"{where}: {cell.question}")
        self._found.sent[name_of(column, unit)] = cell_text(cell)


def _head_of(sheet: SheetData, grid: Grid) -> int | None:
    """Return the line of headings: the first that heads the units, else the first that names a target."""
    rows = sheet.rows[:_HEAD_AMONG]
    by_units = (place for place, row in enumerate(rows) if row and is_heading(str(row[0])))
    by_targets = (
        place for place, row in enumerate(rows) if any(grid.column_named(str(heading)) for heading in row[1:])
    )
    return next(by_units, next(by_targets, None))
