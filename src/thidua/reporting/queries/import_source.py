"""A workbook that was handed in, as a table of units: which sheet, which rows, whose names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from thidua.core.unit_tables import UnitTable, find_table
from thidua.foundation.services import files
from thidua.movements.models import Target
from thidua.papers.errors import PaperError
from thidua.papers.workbooks import CellValue, SheetData, column_name, read_sheets
from thidua.papers.xlsx import Place
from thidua.reporting.models import ColumnMapping, FigureImport, Period
from thidua.reporting.queries.figure_marks import Marks, read_marks
from thidua.reporting.queries.import_names import UnitsByName
from thidua.reporting.queries.import_turned import Asked, Turn, Wish, turned
from thidua.reporting.queries.import_words import Vocabulary
from thidua.reporting.queries.owing import targets_of
from thidua.reporting.queries.period_workbook import is_key

_MOST_TOLD = 6
_NO_TABLE = (
    "Không thấy tên đơn vị nào của xã, cũng không thấy chỉ tiêu nào của kỳ trong tệp. "
    "Ghi mỗi đơn vị một dòng, hoặc mỗi chỉ tiêu một dòng, rồi đưa lại."
)


@dataclass(frozen=True, slots=True)
class Source:
    """The sheet that is read. `keys` are the codes of our own workbooks by column; `notes` are for people.

    With a `turn`, targets stand in rows: lines of the table are columns of the sheet, headings are its rows.
    """

    sheet: SheetData
    sheet_names: tuple[str, ...]
    table: UnitTable
    keys: Mapping[int, str]
    units: Mapping[int, UUID]
    notes: tuple[str, ...]
    targets: tuple[Target, ...]
    words: Vocabulary
    marks: Marks | None = None
    turn: Turn | None = None

    def place(self, line: int, across: int) -> Place:
        """Return where the cell of a line of the table stands in the sheet."""
        return Place(line, across) if self.turn is None else Place(across, line)

    def value(self, line: int, across: int) -> CellValue:
        """Return what stands there; nothing where the row of the sheet is shorter."""
        row, column = self.place(line, across)
        cells = self.sheet.rows[row]
        value = cells[column] if column < len(cells) else ""
        return value.strip() if isinstance(value, str) else value


def source_of(batch: FigureImport) -> Source:
    """Read the workbook again from its file; raise `PaperError` where it has no table."""
    wish = Wish(batch.sheet, batch.value_column, batch.subject_id or batch.unit_id)
    return read_source(files.read(batch.file), batch.file_name, batch.period, batch.unit_id, wish)


def read_source(
    data: bytes, name: str, period: Period, owner_id: UUID | None, wish: Wish | None = None
) -> Source:
    """Find the sheet that was wished for, or the one that names most units or targets, those shown first.

    `owner_id` is the unit whose workbook it is, None for the office; what its headings mean is remembered.
    """
    wish = wish or Wish(unit_id=owner_id)
    sheets = read_sheets(data, name)
    targets = tuple(targets_of(period))
    said = ColumnMapping.objects.filter(authority=period.authority_id, unit=owner_id).select_related("target")
    words = Vocabulary(targets, {one.heading: one for one in said}, period)
    asked = Asked(UnitsByName(period), words, period.name, wish, name)
    wanted = [sheet for sheet in sheets if wish.sheet in {"", sheet.name}]
    found = [one for sheet in wanted if (one := _found(sheet, asked))]
    if not found:
        raise PaperError("no_units", _NO_TABLE)
    best = max(found, key=lambda one: (not one.sheet.is_hidden, one.size))
    return Source(
        sheet=best.sheet,
        sheet_names=tuple(one.name for one in sheets),
        table=best.table,
        keys=best.keys,
        units=best.units,
        notes=_notes(best, period),
        targets=targets,
        words=words,
        marks=_marks(best, period),
        turn=best.turn,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """One way to read a sheet; `size` says how much of it is known."""

    sheet: SheetData
    table: UnitTable
    keys: Mapping[int, str]
    units: Mapping[int, UUID]
    size: int
    turn: Turn | None = None
    marks: Marks | None = None


def _found(sheet: SheetData, asked: Asked) -> _Found | None:
    """Read a sheet by its units or, where it names more of them, by its targets in rows."""
    keys, table, marks = _table(sheet, asked.names)
    size = len(table.rows) if table else 0
    view = None if keys else turned(sheet, asked)
    if view is not None and view.size > size:
        return _Found(sheet, view.table, {}, view.units, view.size, view.turn)
    if table is None:
        return None
    units = {row.row: unit for row in table.rows if (unit := asked.names.find(row.name)) is not None}
    return _Found(sheet, table, keys, units, size, marks=marks)


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


def _marks(found: _Found, period: Period) -> Marks | None:
    """Return the marks of our own workbook of this period; those of another say nothing here."""
    return found.marks if found.marks is not None and found.marks.period_id == period.pk else None


def _notes(found: _Found, period: Period) -> tuple[str, ...]:
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
