"""A sheet of a workbook that was handed in, as a table of units: which rows, whose names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from thidua.core.unit_tables import UnitTable, find_table
from thidua.papers.workbooks import CellValue, SheetData, cell_name, column_name
from thidua.papers.xlsx import Place
from thidua.reporting.models import Period
from thidua.reporting.queries.figure_marks import Marks, read_marks
from thidua.reporting.queries.import_names import UnitsByName
from thidua.reporting.queries.import_turned import Asked, Turn, turned
from thidua.reporting.queries.import_words import Vocabulary
from thidua.reporting.queries.period_workbook import is_key

_MOST_TOLD = 6


@dataclass(frozen=True, slots=True)
class Source:
    """A sheet that is read. `keys` are the codes of our own workbooks by column; `notes` are for people.

    `label` is its name where several are read.
    With a `turn`, targets stand in rows: lines of the table are columns of the sheet, headings are its rows.
    """

    sheet: SheetData
    table: UnitTable
    keys: Mapping[int, str]
    units: Mapping[int, UUID]
    notes: tuple[str, ...]
    words: Vocabulary
    marks: Marks | None = None
    turn: Turn | None = None
    label: str = ""

    def place(self, line: int, across: int) -> Place:
        """Return where the cell of a line of the table stands in the sheet."""
        return Place(line, across) if self.turn is None else Place(across, line)

    def cell(self, line: int, across: int) -> str:
        """Return what Excel calls that place."""
        return cell_name(*self.place(line, across))

    def value(self, line: int, across: int) -> CellValue:
        """Return what stands there; nothing where the row of the sheet is shorter."""
        row, column = self.place(line, across)
        cells = self.sheet.rows[row]
        value = cells[column] if column < len(cells) else ""
        return value.strip() if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Found:
    """One way to read a sheet; `size` says how much of it is known."""

    sheet: SheetData
    table: UnitTable
    keys: Mapping[int, str]
    units: Mapping[int, UUID]
    size: int
    turn: Turn | None = None
    marks: Marks | None = None


def source_from(found: Found, period: Period, asked: Asked) -> Source:
    """Return a sheet that was found, with all that is needed to read its cells."""
    return Source(
        sheet=found.sheet,
        table=found.table,
        keys=found.keys,
        units=found.units,
        notes=_notes(found, period),
        words=asked.words,
        marks=_marks(found, period),
        turn=found.turn,
        label=found.sheet.name if asked.wish.is_of_every_sheet else "",
    )


def found_in(sheet: SheetData, asked: Asked) -> Found | None:
    """Read a sheet by its units or, where it names more of them, by its targets in rows."""
    keys, table, marks = _table(sheet, asked.names)
    size = len(table.rows) if table else 0
    view = None if keys else turned(sheet, asked)
    if view is not None and view.size > size:
        return Found(sheet, view.table, {}, view.units, view.size, view.turn)
    if table is None:
        return None
    units = {row.row: unit for row in table.rows if (unit := asked.names.find(row.name)) is not None}
    return Found(sheet, table, keys, units, size, marks=marks)


def _table(sheet: SheetData, names: UnitsByName) -> tuple[Mapping[int, str], UnitTable | None, Marks | None]:
    """Take the row of codes out, then find the table."""
    place = next((number for number, row in enumerate(sheet.rows[:5]) if any(map(is_key, row))), None)
    if place is None:
        return {}, find_table(sheet.rows, sheet.merged, names.is_unit), None
    keys = {column: str(value) for column, value in enumerate(sheet.rows[place]) if is_key(value)}
    rows = [*sheet.rows[:place], (), *sheet.rows[place + 1 :]]
    table = find_table(rows, sheet.merged, names.is_unit)
    known = table and replace(table, headings=tuple(one for one in table.headings if one.column in keys))
    return keys, known, read_marks(rows, sheet.rows[place])


def _marks(found: Found, period: Period) -> Marks | None:
    """Return the marks of our own workbook of this period; those of another say nothing here."""
    return found.marks if found.marks is not None and found.marks.period_id == period.pk else None


def _notes(found: Found, period: Period) -> tuple[str, ...]:
    sheet, table = found.sheet, found.table
    notes = list(sheet.notes)
    if found.marks is not None and found.marks.period_id != period.pk:
        notes.append(
            f"Tệp này tải ra cho kỳ khác, đang nhập vào {period.in_a_sentence}. Xem lại đúng kỳ chưa."
        )
    if sheet.is_hidden:
        notes.append(f"Trang tính “{sheet.name}” đang ẩn trong tệp.")
    lines, headings = [row.row for row in table.rows], [one.column for one in table.headings]
    rows, columns = (lines, headings) if found.turn is None else (headings, lines)
    if hidden := [column_name(column) for column in columns if column in sheet.hidden_columns]:
        notes.append(f"Cột đang ẩn trong tệp nhưng vẫn được đọc: {_some(hidden)}.")
    if hidden := [str(row + 1) for row in rows if row in sheet.hidden_rows]:
        notes.append(f"Dòng đang ẩn trong tệp nhưng vẫn được đọc: {_some(hidden)}.")
    if table.sums:
        sums = [f"dòng {row.row + 1} “{row.name}”" for row in table.sums]
        notes.append(f"Không nhập các dòng cộng: {_some(sums)}.")
    return (*notes, *(found.turn.notes if found.turn else ()))


def _some(words: Sequence[str]) -> str:
    more = len(words) - _MOST_TOLD
    return ", ".join(words[:_MOST_TOLD]) + (f" và {more} chỗ khác" if more > 0 else "")
