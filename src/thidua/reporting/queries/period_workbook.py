"""The figures of a period as a workbook that may be edited and handed in again: units down, targets across.

A hidden row of codes says which column is which, so that headings may be edited; names of units are read.
A hidden column keeps marks of what was handed out, so that what changed since is not written over unseen.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from thidua.core.achievement import Nature
from thidua.core.goal_text import without_percent
from thidua.movements.models import Target
from thidua.papers.sheets import Sheet, Value
from thidua.reporting.enums import CellChoice, ColumnPart
from thidua.reporting.models import Figure, Period, Report
from thidua.reporting.queries import figure_marks
from thidua.reporting.queries.owing import targets_of

_CODES = {
    ColumnPart.VALUE: "so",
    ColumnPart.RUNNING: "luyke",
    ColumnPart.BASE: "tong",
    ColumnPart.DECISION: "quyetdinh",
}
_PARTS = {code: part for part, code in _CODES.items()}
_KEY = re.compile(r"(so|luyke|tong|quyetdinh):([0-9a-f]{32})")
_COUNTED = " (số đếm)"
_YES, _NO = "đạt", "chưa đạt"


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column that holds one part of the figures of a target."""

    target: Target
    part: ColumnPart

    @property
    def key(self) -> str:
        return f"{_CODES[self.part]}:{self.target.pk.hex}"

    @property
    def title(self) -> str:
        """What heads it: the target and what is to be typed, for a rate that is counted in two never "%"."""
        tracking, name = self.target.tracking, self._name
        if self.part == ColumnPart.DECISION:
            return f"{name} – quyết định công nhận"
        if self.part == ColumnPart.RUNNING:
            return f"{name} – luỹ kế từ đầu năm"
        if self.part == ColumnPart.BASE:
            return f"{name} – {tracking.denominator_name or 'tổng số'}{_COUNTED}"
        if tracking.is_counted_in_two:
            return f"{name} – {tracking.numerator_name or 'số đạt'}{_COUNTED}"
        return f"{name} ({self.target.unit})" if self.target.unit else name

    @property
    def names(self) -> tuple[str, ...]:
        """What the target itself may be called at the head of a column or a row."""
        return (self.target.name, self._name, f"{self._name} ({self.target.unit})")

    @property
    def spellings(self) -> tuple[str, ...]:
        """What else may head the column: its title with and without "(số đếm)", what is counted."""
        tracking = self.target.tracking
        counted = {
            ColumnPart.VALUE: tracking.numerator_name if tracking.is_counted_in_two else "",
            ColumnPart.BASE: tracking.denominator_name,
        }.get(self.part, "")
        own = self.names if self.part == ColumnPart.VALUE else ()
        return tuple(filter(None, (self.title, self.title.removesuffix(_COUNTED), counted, *own)))

    @property
    def _name(self) -> str:
        """The name without the unit that a letter may have put behind it."""
        return without_percent(self.target.name)


def columns_of(targets: Sequence[Target]) -> list[FigureColumn]:
    """Return the columns of targets in their order; `tracking` comes with each."""
    return [FigureColumn(target, part) for target in targets for part in _parts(target)]


def choices_of(targets: Sequence[Target]) -> list[FigureColumn]:
    """Return what a column of a workbook may mean: also the sum since January of what is added up."""
    summed = [target for target in targets if target.tracking.nature == Nature.CUMULATIVE]
    return [*columns_of(targets), *(FigureColumn(target, ColumnPart.RUNNING) for target in summed)]


def is_key(value: object) -> bool:
    return isinstance(value, str) and _KEY.fullmatch(value) is not None


def read_key(key: str) -> tuple[UUID, ColumnPart] | None:
    match = _KEY.fullmatch(key)
    return (UUID(hex=match[2]), _PARTS[match[1]]) if match else None


def workbook_of(period: Period) -> Sheet:
    """Return the table in three queries; a cell that is owed by nobody is empty."""
    columns = columns_of(targets_of(period))
    reports = list(Report.objects.filter(period=period).for_list())
    found = Figure.objects.filter(report__in=reports).defer("province", "entered_by")
    figures = {(figure.report_id, figure.target_id): figure for figure in found}
    rows = [_row(report, columns, figures) for report in reports]
    return Sheet(
        title=f"Số liệu {period.name}",
        header=("Đơn vị", *(column.title for column in columns), figure_marks.HEADING),
        rows=rows,
        keys=("", *(column.key for column in columns), figure_marks.marks_key(period)),
        hidden_columns=1,
    )


def _row(
    report: Report, columns: Sequence[FigureColumn], figures: Mapping[tuple[UUID, UUID], Figure]
) -> tuple[Value, ...]:
    """Write what a unit says, and in a hidden cell the marks of it."""
    targets = {column.target.pk: column.target for column in columns}
    own = {key: figure for key in targets if (figure := figures.get((report.pk, key))) is not None}
    for key, figure in own.items():
        figure.target = targets[key]
    cells = (_cell(column, own.get(column.target.pk)) for column in columns)
    return (str(report.unit), *cells, figure_marks.row_marks(own.values()))


def _parts(target: Target) -> Iterator[ColumnPart]:
    yield ColumnPart.VALUE
    if target.tracking.is_counted_in_two:
        yield ColumnPart.BASE
    if target.tracking.nature == Nature.MILESTONE:
        yield ColumnPart.DECISION


def _cell(column: FigureColumn, figure: Figure | None) -> Value:
    """Write what the figure says; what could not be read stands there as it was typed."""
    if figure is None:
        return None
    if column.part == ColumnPart.DECISION:
        return figure.decision or None
    if column.part == ColumnPart.BASE:
        return figure.base if figure.base is not None else figure.typed_base or None
    if figure.said == CellChoice.NUMBER:
        is_state = column.target.tracking.nature == Nature.STATE
        return (_YES if figure.value else _NO) if is_state else figure.value
    return figure.typed or None if figure.said == CellChoice.EMPTY else figure.get_said_display()
