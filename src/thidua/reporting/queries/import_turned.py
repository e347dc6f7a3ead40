"""A sheet with targets in rows, of one unit or with units across, turned so that it is read as any other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from thidua.core.target_tables import ColumnRole, TargetTable, find_target_table, role_of
from thidua.core.unit_tables import Heading, NamedRow, UnitTable, heading_key, is_figure
from thidua.papers.workbooks import SheetData, column_name
from thidua.reporting.queries.import_names import UnitsByName
from thidua.reporting.queries.import_words import Vocabulary

RUNNING_MARK = ":luyke"
"""Behind the letter of a column whose numbers are sums since January."""
EVERY_SHEET = "*"
"""In place of the name of a sheet, which may not hold this: all of them."""
_MEASURES = frozenset({"dvt", "don vi tinh", "dv tinh", "don vi"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person chose of a workbook: the sheet, the column of the period's figures, whose they are.

    `owner_id` is the unit whose workbook it is, None for the office.
    """

    sheet: str = ""
    value_column: str = ""
    unit_id: UUID | None = None
    owner_id: UUID | None = None

    @property
    def is_of_every_sheet(self) -> bool:
        return self.sheet == EVERY_SHEET


@dataclass(frozen=True, slots=True)
class ValueColumn:
    """A column that may hold the figures of the period, and as what it is read."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Turn:
    """How a sheet of targets is read: which column, whose figures; `measures` are units of measure by row."""

    columns: tuple[ValueColumn, ...]
    chosen: str
    unit_id: UUID | None
    is_cross: bool
    measures: Mapping[int, str]
    notes: tuple[str, ...] = ()

    @property
    def is_running(self) -> bool:
        """Whether the numbers are sums since January, so that those of earlier periods are taken off."""
        return self.chosen.endswith(RUNNING_MARK)

    @property
    def is_settled(self) -> bool:
        return self.is_cross or bool(self.chosen and self.unit_id)


@dataclass(frozen=True, slots=True)
class TurnedTable:
    """The turned table; `size` is how many targets or units it knows, to choose between readings."""

    table: UnitTable
    units: Mapping[int, UUID]
    turn: Turn
    size: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sheet is held against."""

    names: UnitsByName
    words: Vocabulary
    period_name: str
    wish: Wish
    file_name: str


def turned(sheet: SheetData, asked: Asked) -> TurnedTable | None:
    """Read a sheet by its rows of targets; None where it has none."""
    found = find_target_table(sheet.rows, sheet.merged, asked.words.is_target)
    if found is None or not found.rows:
        return None
    known = [row for row in found.rows if asked.words.is_target(row.name) and _has_figures(sheet, found, row)]
    units = _units_across(found, asked)
    if units:
        return _cross(found, units, len(known), asked)
    return _of_one(sheet, found, len(known), asked)


def _has_figures(sheet: SheetData, found: TargetTable, row: NamedRow) -> bool:
    return any(map(is_figure, sheet.rows[row.row][found.name_column + 1 :]))


def _units_across(found: TargetTable, asked: Asked) -> dict[UUID, list[Heading]]:
    """Return the columns of each unit that the headings name, each with the rest of its heading."""
    columns: dict[UUID, list[Heading]] = {}
    for heading in found.columns:
        parts = heading.words.split(" – ")
        named = next((part for part in parts if asked.names.is_unit(part)), None)
        if named is not None and (unit := asked.names.find(named)) is not None:
            rest = " – ".join(part for part in parts if part != named)
            columns.setdefault(unit, []).append(Heading(heading.column, rest))
    return columns


def _cross(
    found: TargetTable, units: Mapping[UUID, Sequence[Heading]], known: int, asked: Asked
) -> TurnedTable:
    chosen = {unit: _only_result(columns, asked.period_name) for unit, columns in units.items()}
    lines = {column: unit for unit, column in chosen.items() if column is not None}
    unclear = [asked.names.titles[unit] for unit, column in chosen.items() if column is None]
    notes = (f"Chưa rõ cột nào là số của kỳ nên không đọc: {', '.join(unclear)}.",) if unclear else ()
    turn = Turn((), "", None, is_cross=True, measures={}, notes=notes)
    return _made(found, lines, turn, max(known, len(units)), asked)


def _only_result(columns: Sequence[Heading], period_name: str) -> int | None:
    if len(columns) == 1:
        return columns[0].column
    results = [one.column for one in columns if role_of(one.words, period_name) == ColumnRole.RESULT]
    return results[0] if len(results) == 1 else None


def _of_one(sheet: SheetData, found: TargetTable, known: int, asked: Asked) -> TurnedTable:
    full = [one for one in found.columns if any(_is_full(sheet, row, one) for row in found.rows)]
    columns = tuple(choice for one in full for choice in _choices(one, asked.period_name))
    wished = asked.wish.value_column
    chosen = wished if any(one.key == wished for one in columns) else _proposed(full, asked.period_name)
    named = asked.names.named_above(sheet, found.rows[0].row, asked.file_name)
    unit_id = _whose(asked.wish, named)
    notes = _notes(asked, chosen, columns, named, unit_id)
    letter = chosen.removesuffix(RUNNING_MARK)
    place = next((one.column for one in full if column_name(one.column) == letter), None)
    lines = {place: unit_id} if place is not None and unit_id is not None else {}
    turn = Turn(columns, chosen, unit_id, is_cross=False, measures=_measures(sheet, found), notes=notes)
    return _made(found, lines, turn, known, asked)


def _whose(wish: Wish, named: UUID | None) -> UUID | None:
    """Return whose figures a sheet has: what a person chose counts for one sheet, not for all of them."""
    return named or wish.owner_id if wish.is_of_every_sheet else wish.unit_id or named


def _notes(
    asked: Asked, chosen: str, columns: Sequence[ValueColumn], named: UUID | None, unit_id: UUID | None
) -> tuple[str, ...]:
    """Say what may be a slip: the sheet of another unit, sums since January taken for the figure."""
    notes: list[str] = []
    if named is not None and unit_id not in {named, None}:
        titles = asked.names.titles
        notes.append(f"Tệp ghi tên {titles[named]}, nhưng số sẽ nhập cho {titles[unit_id]}. Xem lại đơn vị.")
    if chosen and any(one.key == f"{chosen}{RUNNING_MARK}" for one in columns):
        notes.append(f"Cột {chosen} là số luỹ kế mà lấy nguyên. Chỉ tiêu cộng dồn cần số riêng của kỳ.")
    return tuple(notes)


def _is_full(sheet: SheetData, row: NamedRow, heading: Heading) -> bool:
    cells = sheet.rows[row.row]
    return heading.column < len(cells) and cells[heading.column] not in {"", None}


def _choices(heading: Heading, period_name: str) -> Iterator[ValueColumn]:
    """Offer a column as it is; one of sums since January first with those of earlier periods taken off."""
    letter = column_name(heading.column)
    words = f"Cột {letter}: {heading.words or 'không có tiêu đề'}"
    if role_of(heading.words, period_name) != ColumnRole.RUNNING:
        yield ValueColumn(letter, words)
        return
    yield ValueColumn(f"{letter}{RUNNING_MARK}", f"{words} (trừ số các kỳ trước)")
    yield ValueColumn(letter, f"{words} (lấy nguyên, chỉ khi là số của riêng kỳ)")


def _proposed(columns: Sequence[Heading], period_name: str) -> str:
    """Return the one column of results, or the only one without heading; sums are for a person to choose."""
    results = [one for one in columns if role_of(one.words, period_name) == ColumnRole.RESULT]
    exact = [one for one in results if _names_period(one.words, period_name)]
    bare = [one for one in columns if not one.words]
    for found in (results, exact, bare):
        if len(found) == 1:
            return column_name(found[0].column)
    return ""


def _names_period(words: str, period_name: str) -> bool:
    """Whether a heading names the month or quarter itself, with its year or without."""
    key, period = heading_key(words), heading_key(period_name)
    return f" {period.rpartition(' ')[0]} " in f" {key} "


def _measures(sheet: SheetData, found: TargetTable) -> Mapping[int, str]:
    column = next((one.column for one in found.columns if heading_key(one.words) in _MEASURES), None)
    if column is None:
        return {}
    cells = ((row.row, sheet.rows[row.row][column : column + 1]) for row in found.rows)
    return {row: cell[0] for row, cell in cells if cell and isinstance(cell[0], str) and cell[0].strip()}


def _made(found: TargetTable, lines: Mapping[int, UUID], turn: Turn, size: int, asked: Asked) -> TurnedTable:
    header = max(found.rows[0].row - 1, 0)
    table = UnitTable(
        name_column=header,
        headings=tuple(Heading(row.row, row.name) for row in found.rows),
        rows=tuple(NamedRow(line, asked.names.titles[unit]) for line, unit in lines.items()),
        sums=found.sums,
    )
    return TurnedTable(table, lines, turn, size)
