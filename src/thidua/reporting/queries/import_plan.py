"""What taking a workbook in would do, cell by cell: nothing is written here."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from thidua.movements.models import Target
from thidua.papers.workbooks import CellValue, cell_name
from thidua.papers.xlsx import Place
from thidua.reporting.enums import ColumnPart
from thidua.reporting.models import Figure, FigureImport, Report
from thidua.reporting.queries.import_cells import (
    WRITTEN,
    Effect,
    PlannedCell,
    Spot,
    Where,
    fault,
    judged,
)
from thidua.reporting.queries.import_columns import MappedColumn, mapped_columns
from thidua.reporting.queries.import_source import Source
from thidua.reporting.queries.owing import owers_of, targets_of

_UNCOUNTED = "Công thức trong ô chưa có kết quả; hãy mở bằng Excel, lưu lại rồi đưa lên."
_NOT_GIVEN = "Đơn vị này không được giao chỉ tiêu này nên ô không được nhập."
_NO_REPORT = "Đơn vị này không phải báo cáo kỳ này nên cả dòng không được nhập."


Refusals = Callable[[Report], str]
"""Why somebody may not write in a report; nothing where they may."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that taking the workbook in would do; `refusal` says why nothing can be taken at all."""

    source: Source
    columns: tuple[MappedColumn, ...]
    targets: tuple[Target, ...]
    cells: tuple[PlannedCell, ...]
    refusal: str = ""

    def having(self, *effects: Effect) -> list[PlannedCell]:
        return [cell for cell in self.cells if cell.effect in effects]

    @property
    def written(self) -> list[PlannedCell]:
        return self.having(*WRITTEN)

    @property
    def faults(self) -> list[PlannedCell]:
        return self.having(Effect.FAULT)

    @property
    def same(self) -> list[PlannedCell]:
        return self.having(Effect.SAME)

    @property
    def corrections(self) -> list[PlannedCell]:
        return self.having(Effect.CORRECT)

    @property
    def open_columns(self) -> list[MappedColumn]:
        return [column for column in self.columns if column.is_open]

    @property
    def known_columns(self) -> list[MappedColumn]:
        return [column for column in self.columns if not column.is_open]

    @property
    def digest(self) -> str:
        """Stands for the plan as it was seen, so that nothing else is taken than what was looked at."""
        return hashlib.sha256("\n".join(cell.mark for cell in self.cells).encode()).hexdigest()[:32]


def plan_of(batch: FigureImport, source: Source, refusal_of: Refusals, refusal: str = "") -> Plan:
    """Hold the workbook against what stands; five queries for any number of cells."""
    targets = targets_of(batch.period)
    columns = mapped_columns(batch, source, targets)
    cells = tuple(_Work(batch, source, columns, targets).cells(refusal_of))
    return Plan(source, tuple(columns), tuple(targets), cells, refusal)


class _Work:
    """The workbook and the figures it is held against."""

    def __init__(
        self,
        batch: FigureImport,
        source: Source,
        columns: Sequence[MappedColumn],
        targets: Sequence[Target],
    ) -> None:
        self._source = source
        self._table = source.table
        self._targets = [(target, parts) for target in targets if (parts := _parts(columns, target))]
        reports = Report.objects.filter(period=batch.period).select_related("unit", "period")
        self._reports: dict[UUID, Report] = {report.unit_id: report for report in reports}
        found = Figure.objects.filter(report__period=batch.period)
        self._figures = {(figure.report_id, figure.target_id): figure for figure in found}
        self._owers = {target_id: set(units) for target_id, units in owers_of(targets).items()}

    def cells(self, refusal_of: Refusals) -> Iterator[PlannedCell]:
        """Yield cells in the order of rows; empty ones, and columns that mean nothing, are left out."""
        seen: dict[UUID, int] = {}
        for row in self._table.rows:
            unit_id = self._source.units[row.row]
            where = self._named(row.row, row.name)
            if unit_id in seen:
                yield fault(where, f"Đơn vị này đã có ở dòng {seen[unit_id] + 1}; hãy bỏ bớt một dòng.")
            elif unit_id not in self._reports:
                yield fault(where, _NO_REPORT)
            else:
                report = self._reports[unit_id]
                yield from self._row(row.row, report, refusal_of(report))
            seen.setdefault(unit_id, row.row)
        for stranger in self._table.strangers:
            yield fault(self._named(stranger.row, stranger.name), _stranger(stranger.name))

    def _row(self, row: int, report: Report, refusal: str) -> Iterator[PlannedCell]:
        for target, parts in self._targets:
            where = Where(cell_name(row, parts[ColumnPart.VALUE]), str(report.unit), target.name)
            base = cell_name(row, parts.get(ColumnPart.BASE, parts[ColumnPart.VALUE]))
            spot = Spot(where, base, report, target, self._figures.get((report.pk, target.pk)))
            values = {part: self._value(row, column) for part, column in parts.items()}
            if any(Place(row, column) in self._source.sheet.uncounted for column in parts.values()):
                yield fault(where, _UNCOUNTED)
            elif any(value != "" for value in values.values()):
                is_given = spot.figure is not None or report.unit_id in self._owers[target.pk]
                yield judged(spot, values, refusal) if is_given else fault(where, _NOT_GIVEN)

    def _value(self, row: int, column: int) -> CellValue:
        cells = self._source.sheet.rows[row]
        value = cells[column] if column < len(cells) else ""
        return value.strip() if isinstance(value, str) else value

    def _named(self, row: int, name: str) -> Where:
        return Where(cell_name(row, self._table.name_column), name or f"dòng {row + 1}")


def _parts(columns: Sequence[MappedColumn], target: Target) -> Mapping[ColumnPart, int]:
    """Return the columns of a target; without one for its figure it is not read."""
    means = [(column.means, column.heading.column) for column in columns]
    parts = {one.part: place for one, place in means if one is not None and one.target.pk == target.pk}
    return parts if ColumnPart.VALUE in parts else {}


def _stranger(name: str) -> str:
    if not name:
        return "Dòng này có số nhưng không ghi tên đơn vị; ghi tên vào rồi đưa lại."
    return f"Xã chưa có đơn vị tên “{name[:60]}” nên dòng này không được nhập; sửa tên rồi đưa lại."
