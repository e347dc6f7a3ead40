"""What taking a workbook in would do, cell by cell: nothing is written here."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from thidua.core.achievement import Nature
from thidua.core.figures import Mistake
from thidua.core.unit_tables import heading_key
from thidua.movements.models import Target
from thidua.papers.workbooks import CellValue
from thidua.papers.xlsx import Place
from thidua.reporting.enums import ColumnPart
from thidua.reporting.models import Figure, FigureImport, Report
from thidua.reporting.queries.import_book import Book
from thidua.reporting.queries.import_cells import (
    Effect,
    PlannedCell,
    Spot,
    Where,
    agreeing,
    fault,
    judged,
    plain_digits,
)
from thidua.reporting.queries.import_columns import MappedColumn, asked_once, mapped_columns
from thidua.reporting.queries.import_counts import faults_text, written_text
from thidua.reporting.queries.import_joined import joined_cells
from thidua.reporting.queries.import_running import EarlierPeriods
from thidua.reporting.queries.import_source import Source
from thidua.reporting.queries.owing import owers_of

_UNCOUNTED = "Công thức trong ô chưa có kết quả; hãy mở bằng Excel, lưu lại rồi đưa lên."
_JOINED = "Các ô {} gộp làm một nên không rõ số của từng ô; hãy tách ô rồi ghi từng số."
_NOT_GIVEN = "Đơn vị này không được giao chỉ tiêu này nên ô không được nhập."
_NO_REPORT = "Đơn vị này không phải báo cáo kỳ này nên cả dòng không được nhập."
_NO_REPORT_OF_ONE = "Đơn vị này không phải báo cáo kỳ này nên không nhập số nào của đơn vị."


Refusals = Callable[[Report], str]
"""Why somebody may not write in a report; nothing where they may."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that taking the workbook in would do; `refusal` says why nothing can be taken at all."""

    book: Book
    columns: tuple[MappedColumn, ...]
    cells: tuple[PlannedCell, ...]
    refusal: str = ""
    reports: tuple[Report, ...] = ()

    @property
    def source(self) -> Source:
        """The sheet that is read, the first of several."""
        return self.book.sources[0]

    @property
    def notes(self) -> list[str]:
        """What is to be said of the workbook, and of each sheet."""
        told = [(source.label, note) for source in self.book.sources for note in source.notes]
        return [*self.book.notes, *(f"Trang tính “{name}”: {note}" if name else note for name, note in told)]

    def having(self, *effects: Effect) -> list[PlannedCell]:
        return [cell for cell in self.cells if cell.effect in effects]

    @property
    def written(self) -> list[PlannedCell]:
        return [cell for cell in self.cells if cell.is_written]

    @property
    def clashes(self) -> list[PlannedCell]:
        """Figures that changed after the workbook was handed out, and would change back."""
        return [cell for cell in self.cells if cell.is_clash]

    def overwriting(self, places: Collection[str]) -> "Plan":
        """Return the plan with the clashes written that a person ticked, by their cells."""
        cells = (
            replace(cell, is_clash=False) if cell.is_clash and cell.where.place in places else cell
            for cell in self.cells
        )
        return replace(self, cells=tuple(cells))

    @property
    def faults(self) -> list[PlannedCell]:
        return self.having(Effect.FAULT)

    @property
    def same(self) -> list[PlannedCell]:
        return self.having(Effect.SAME)

    @property
    def corrections(self) -> list[PlannedCell]:
        return [cell for cell in self.written if cell.effect == Effect.CORRECT]

    @property
    def may_correct(self) -> bool:
        """Whether figures that were sent would change, or would once clashes are ticked."""
        return bool(self.having(Effect.CORRECT))

    @property
    def written_text(self) -> str:
        return written_text(self.written)

    @property
    def faults_text(self) -> str:
        return faults_text(self.faults)

    @property
    def open_columns(self) -> list[MappedColumn]:
        return [column for column in self.columns if column.is_open]

    @property
    def known_columns(self) -> list[MappedColumn]:
        return [column for column in self.columns if not column.is_open]

    @property
    def question(self) -> str:
        """What a person has to choose before anything can be read."""
        return self.book.question

    @property
    def digest(self) -> str:
        """Stands for the plan as it was seen, so that nothing else is taken than what was looked at."""
        return hashlib.sha256("\n".join(cell.mark for cell in self.cells).encode()).hexdigest()[:32]


def plan_of(batch: FigureImport, book: Book, refusal_of: Refusals, refusal: str = "") -> Plan:
    """Hold the workbook against what stands; a few queries for any number of cells and sheets."""
    sheets = [_Sheet(source) for source in book.sources]
    standing = _Standing(batch, book, {pk: target for one in sheets for pk, target in one.summed.items()})
    cells = [cell for one in sheets for cell in _Work(one, standing).cells(refusal_of)]
    columns = asked_once(column for one in sheets for column in one.columns)
    agreed = agreeing(cells) if book.is_of_every_sheet else cells
    shown = columns if book.is_of_every_sheet else sheets[0].columns
    return Plan(book, tuple(shown), tuple(agreed), refusal, standing.reports)


class _Sheet:
    """A sheet that is read, and which of its columns are read as what."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.columns = mapped_columns(source)
        self.targets = [
            (target, parts) for target in source.words.targets if (parts := _parts(self.columns, target))
        ]
        self.summed = {
            target.pk: target for target, parts in self.targets if _is_summed(source, target, parts)
        }


class _Standing:
    """What stands, against which all sheets are held."""

    def __init__(self, batch: FigureImport, book: Book, summed: Mapping[UUID, Target]) -> None:
        self.reports = tuple(Report.objects.filter(period=batch.period).for_list())
        self.by_unit: dict[UUID, Report] = {report.unit_id: report for report in self.reports}
        found = Figure.objects.filter(report__period=batch.period)
        self.figures = {(figure.report_id, figure.target_id): figure for figure in found}
        self.owers = {target_id: set(units) for target_id, units in owers_of(book.targets).items()}
        self.earlier = EarlierPeriods(batch.period, summed.values()) if summed else None


class _Work:
    """A sheet and the figures it is held against."""

    def __init__(self, sheet: _Sheet, standing: _Standing) -> None:
        self._sheet = sheet
        self._source = sheet.source
        self._table = sheet.source.table
        self._standing = standing

    def cells(self, refusal_of: Refusals) -> Iterator[PlannedCell]:
        """Yield cells in the order of lines; empty ones, and columns that mean nothing, are left out."""
        seen: dict[UUID, int] = {}
        for row in self._table.rows:
            unit_id = self._source.units[row.row]
            where = self._named(row.row, row.name)
            if unit_id in seen:
                yield fault(where, f"Đơn vị này đã có ở dòng {seen[unit_id] + 1}; hãy bỏ bớt một dòng.")
            elif unit_id not in self._standing.by_unit:
                yield fault(where, _NO_REPORT if self._source.turn is None else _NO_REPORT_OF_ONE)
            else:
                report = self._standing.by_unit[unit_id]
                yield from self._line(row.row, report, refusal_of(report))
            seen.setdefault(unit_id, row.row)
        for stranger in self._table.strangers:
            yield fault(self._named(stranger.row, stranger.name), _stranger(stranger.name))

    def _line(self, line: int, report: Report, refusal: str) -> Iterator[PlannedCell]:
        for target, parts in self._sheet.targets:
            main = _main(parts)
            where = Where(self._source.cell(line, main), str(report.unit), target.name, self._source.label)
            base = self._source.cell(line, parts.get(ColumnPart.BASE, main))
            figure = self._standing.figures.get((report.pk, target.pk))
            mark = self._source.marks.of(line, target) if self._source.marks else None
            spot = Spot(where, base, report, target, figure, mark)
            values = {part: self._source.value(line, column) for part, column in parts.items()}
            places = {self._source.place(line, column) for column in parts.values()}
            together = next((self._joined[place] for place in places if place in self._joined), "")
            if places & self._source.sheet.uncounted:
                yield fault(where, _UNCOUNTED)
            elif together:
                yield fault(where, _JOINED.format(together))
            elif any(value != "" for value in values.values()):
                is_given = spot.figure is not None or report.unit_id in self._standing.owers[target.pk]
                yield self._cell(spot, values, refusal) if is_given else fault(where, _NOT_GIVEN)

    def _cell(self, spot: Spot, values: dict[ColumnPart, CellValue], refusal: str) -> PlannedCell:
        """Judge one figure; a sum since January is first made into the figure of its period."""
        told = self._measure_question(spot)
        if self._standing.earlier is not None and spot.target.pk in self._sheet.summed:
            value = values.pop(ColumnPart.RUNNING, values.get(ColumnPart.VALUE, ""))
            less = self._standing.earlier.less(value, spot.report.unit_id, spot.target)
            if isinstance(less, Mistake):
                return fault(spot.where, less.sentence)
            values[ColumnPart.VALUE] = value if less is None else plain_digits(less.value)
            told = " ".join(filter(None, (less.told if less else "", told)))
        return judged(spot, values, refusal, told)

    def _measure_question(self, spot: Spot) -> str:
        """Ask where the sheet counts in another unit of measure than the target."""
        turn, target = self._source.turn, spot.target
        said = turn.measures.get(self._row_of.get(target.pk, -1), "") if turn else ""
        if not said or not target.unit or target.tracking.is_counted_in_two:
            return ""
        if heading_key(said) == heading_key(target.unit):
            return ""
        return f"Tệp ghi đơn vị tính “{said}”, chỉ tiêu tính bằng “{target.unit}”; xem lại số."

    @cached_property
    def _joined(self) -> Mapping[Place, str]:
        """Return the cells that one number is written over; empty ones among them are told too."""
        lines = [row.row for row in self._table.rows]
        across = [column for _, parts in self._sheet.targets for column in parts.values()]
        rows, columns = (lines, across) if self._source.turn is None else (across, lines)
        return joined_cells(self._source.sheet.merged, rows, columns)

    @cached_property
    def _row_of(self) -> Mapping[UUID, int]:
        return {target.pk: _main(parts) for target, parts in self._sheet.targets}

    def _named(self, line: int, name: str) -> Where:
        cell = self._source.cell(line, self._table.name_column)
        return Where(cell, name or f"dòng {line + 1}", sheet=self._source.label)


def _is_summed(source: Source, target: Target, parts: Mapping[ColumnPart, int]) -> bool:
    """Whether what is written counts since January, and the target is added up over the year."""
    if target.tracking.nature != Nature.CUMULATIVE:
        return False
    return ColumnPart.RUNNING in parts or (source.turn is not None and source.turn.is_running)


def _main(parts: Mapping[ColumnPart, int]) -> int:
    return parts[ColumnPart.VALUE] if ColumnPart.VALUE in parts else parts[ColumnPart.RUNNING]


def _parts(columns: Sequence[MappedColumn], target: Target) -> Mapping[ColumnPart, int]:
    """Return the columns of a target; without one for its figure it is not read."""
    means = [(column.means, column.heading.column) for column in columns]
    parts = {one.part: place for one, place in means if one is not None and one.target.pk == target.pk}
    return parts if parts.keys() & {ColumnPart.VALUE, ColumnPart.RUNNING} else {}


def _stranger(name: str) -> str:
    if not name:
        return "Dòng này có số nhưng không ghi tên đơn vị; ghi tên vào rồi đưa lại."
    return f"Xã chưa có đơn vị tên “{name[:60]}” nên dòng này không được nhập; sửa tên rồi đưa lại."
