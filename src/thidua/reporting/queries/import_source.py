"""A workbook that was handed in, as a table of units: which sheet, which rows, whose names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from uuid import UUID

from django.db.models import Q

from thidua.core.unit_matching import NamedUnit, UnitNames
from thidua.core.unit_tables import UnitTable, find_table
from thidua.foundation.services import files
from thidua.organisation.models import Unit
from thidua.papers.errors import PaperError
from thidua.papers.workbooks import SheetData, column_name, read_sheets
from thidua.reporting.models import FigureImport, Period
from thidua.reporting.queries.period_workbook import is_key

_MOST_TOLD = 6
_NO_TABLE = (
    "Không thấy tên đơn vị nào của xã trong tệp. Ghi tên đơn vị ở một cột, mỗi đơn vị một dòng, rồi đưa lại."
)


@dataclass(frozen=True, slots=True)
class Source:
    """The sheet that is read. `keys` are the codes of our own workbooks by column; `notes` are for people."""

    sheet: SheetData
    sheet_names: tuple[str, ...]
    table: UnitTable
    keys: Mapping[int, str]
    units: Mapping[int, UUID]
    notes: tuple[str, ...]


class _Names:
    """The units of a commune by any of their names; each text is looked up once."""

    def __init__(self, period: Period) -> None:
        there = Q(valid_to__isnull=True) | Q(reports__period=period)
        units = Unit.objects.filter(there, authority=period.authority_id).distinct().for_list()
        named = [NamedUnit(unit.pk, unit.names, unit.kind) for unit in units]
        self._names = UnitNames(named, period.authority.name)
        self.find = cache(self._find)

    def _find(self, text: str) -> UUID | None:
        found = self._names.match(text)
        return found.keys[0] if found.is_sure and len(found.keys) == 1 else None

    def is_unit(self, text: str) -> bool:
        return self.find(text) is not None


def source_of(batch: FigureImport) -> Source:
    """Read the workbook again from its file; raise `PaperError` where there is no table of units."""
    return read_source(files.read(batch.file), batch.file_name, batch.period, batch.sheet)


def read_source(data: bytes, name: str, period: Period, sheet_name: str = "") -> Source:
    """Find the sheet of that name, or the one that names most units, those shown first."""
    sheets = read_sheets(data, name)
    names = _Names(period)
    wanted = [sheet for sheet in sheets if sheet_name in {"", sheet.name}]
    tables = [(sheet, *_table(sheet, names)) for sheet in wanted]
    found = [(sheet, keys, table) for sheet, keys, table in tables if table is not None]
    if not found:
        raise PaperError("no_units", _NO_TABLE)
    sheet, keys, table = max(found, key=lambda one: (not one[0].is_hidden, len(one[2].rows)))
    units = {row.row: unit for row in table.rows if (unit := names.find(row.name)) is not None}
    return Source(sheet, tuple(one.name for one in sheets), table, keys, units, tuple(_notes(sheet, table)))


def _table(sheet: SheetData, names: _Names) -> tuple[Mapping[int, str], UnitTable | None]:
    """Take the row of codes out, then find the table."""
    place = next((number for number, row in enumerate(sheet.rows[:5]) if any(map(is_key, row))), None)
    if place is None:
        return {}, find_table(sheet.rows, sheet.merged, names.is_unit)
    keys = {column: str(value) for column, value in enumerate(sheet.rows[place]) if is_key(value)}
    rows = [*sheet.rows[:place], (), *sheet.rows[place + 1 :]]
    table = find_table(rows, sheet.merged, names.is_unit)
    return keys, table and replace(table, headings=tuple(one for one in table.headings if one.column in keys))


def _notes(sheet: SheetData, table: UnitTable) -> list[str]:
    notes = list(sheet.notes)
    if sheet.is_hidden:
        notes.append(f"Trang tính “{sheet.name}” đang ẩn trong tệp.")
    columns = [column_name(one.column) for one in table.headings if one.column in sheet.hidden_columns]
    if columns:
        notes.append(f"Cột đang ẩn trong tệp nhưng vẫn được đọc: {_some(columns)}.")
    hidden = [str(row.row + 1) for row in table.rows if row.row in sheet.hidden_rows]
    if hidden:
        notes.append(f"Dòng đang ẩn trong tệp nhưng vẫn được đọc: {_some(hidden)}.")
    if table.sums:
        sums = [f"dòng {row.row + 1} “{row.name}”" for row in table.sums]
        notes.append(f"Không nhập các dòng cộng: {_some(sums)}.")
    return notes


def _some(words: Sequence[str]) -> str:
    more = len(words) - _MOST_TOLD
    return ", ".join(words[:_MOST_TOLD]) + (f" và {more} chỗ khác" if more > 0 else "")
