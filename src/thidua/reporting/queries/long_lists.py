"""A long list of figures, one a row: unit, target, period, figure. Read, checked, nothing written.

Such lists come from other programs and have a hundred thousand rows. Names are looked up once each, and a
plain number is judged without reading it as text; whatever else stands there is read as in any cell.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import NamedTuple
from uuid import UUID

from thidua.core.achievement import Nature
from thidua.core.figures import Mistake, read_value
from thidua.core.targets import CHANGES
from thidua.core.unit_tables import heading_key
from thidua.movements.enums import MovementState
from thidua.movements.models import Target
from thidua.organisation.models import Authority, Unit
from thidua.papers.errors import PaperError
from thidua.papers.workbooks import CellValue, Row, cell_name, read_sheets
from thidua.reporting.enums import CellChoice, PeriodState
from thidua.reporting.models import Figure, Period, Report
from thidua.reporting.queries.import_cells import plain_digits
from thidua.reporting.queries.owing import owers_of
from thidua.reporting.queries.reading import Entry, read_entry

_HEADINGS = (("don vi",), ("chi tieu",), ("ki", "ky", "ky bao cao", "thang"), ("so lieu", "so", "ket qua"))
_NO_HEADINGS = "Danh sách phải có bốn cột: Đơn vị, Chỉ tiêu, Kỳ, Số liệu. Ghi dòng tiêu đề rồi đưa lại."
_MOST_TOLD = 50
_PLACES = 6
_LARGEST = 1e13


Pair = tuple[UUID | None, UUID | None]


class Item(NamedTuple):
    """One figure of the list as it is stored; `value` is exact in the digits a workbook keeps."""

    report_id: UUID
    target_id: UUID
    said: CellChoice
    value: float | Decimal | None
    typed: str


@dataclass
class LongList:
    """The figures that can be stored, and the first of the faults; `fault_count` counts all of them."""

    items: list[Item] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    fault_count: int = 0

    def tell(self, place: str, sentence: str) -> None:
        self.fault_count += 1
        if len(self.faults) < _MOST_TOLD:
            self.faults.append(f"Ô {place}: {sentence}")


def read_list(data: bytes, name: str, commune: Authority) -> LongList:
    """Read the first sheet that has the four headings; six queries for any number of rows."""
    for sheet in read_sheets(data, name):
        for number, row in enumerate(sheet.rows[:5]):
            columns = _columns(row)
            if columns is not None:
                return _Reader(commune, columns).read(sheet.rows, number + 1)
    raise PaperError("no_headings", _NO_HEADINGS)


def _columns(row: Row) -> tuple[int, ...] | None:
    keys = [heading_key(str(value)) for value in row]
    places = [next((keys.index(name) for name in names if name in keys), None) for names in _HEADINGS]
    return None if None in places else tuple(place for place in places if place is not None)


class _Reader:
    """The names of a commune, and where figures of it belong."""

    def __init__(self, commune: Authority, columns: tuple[int, ...]) -> None:
        self._columns = columns
        units = Unit.objects.filter(authority=commune).in_force_still()
        self._units = _by_name((unit.pk, unit.names) for unit in units)
        periods = list(Period.objects.filter(authority=commune, state=PeriodState.OPEN))
        self._periods = _by_name((period.pk, (period.name,)) for period in periods)
        found = Target.objects.filter(
            authority=commune, tracking__isnull=False, movement__state=MovementState.OPEN
        )
        self._targets = {target.pk: target for target in found.select_related("tracking")}
        self._target_names = _by_name((target.pk, (target.name,)) for target in self._targets.values())
        self._owed = _owed(list(self._targets.values()), periods)
        reports = Report.objects.filter(authority=commune, period__state=PeriodState.OPEN)
        keys = reports.values_list("unit_id", "period_id", "pk")
        self._reports: dict[Pair, UUID] = {(unit, period): pk for unit, period, pk in keys}
        there = Figure.objects.filter(report__in=reports).values_list("report_id", "target_id")
        self._there = set(there.iterator())
        names = (self._units, self._target_names, self._periods)
        self._unit, self._target, self._period = map(_finder, names)
        self._limits = {pk: _limit(target) for pk, target in self._targets.items()}

    def read(self, rows: Sequence[Row], first: int) -> LongList:
        """Read the rows one by one; an empty figure is no row."""
        found = LongList()
        unit_at, target_at, period_at, value_at = self._columns
        keep, there = found.items.append, self._there
        for number in range(first, len(rows)):
            row = rows[number]
            value = row[value_at]
            if value == "":
                continue
            unit_id, target_id = self._unit(row[unit_at]), self._target(row[target_at])
            period_id = self._period(row[period_at])
            report_id = self._reports.get((unit_id, period_id))
            is_owed = (unit_id, target_id, period_id) in self._owed
            if report_id is None or target_id is None or not is_owed or (report_id, target_id) in there:
                found.tell(*self._misplaced(number, row))
                continue
            there.add((report_id, target_id))
            limit = self._limits[target_id]
            if type(value) is float and 0 <= value <= limit and round(value, _PLACES) == value:
                keep(Item(report_id, target_id, CellChoice.NUMBER, value, _typed(value)))
            else:
                self._slowly(found, number, Item(report_id, target_id, CellChoice.EMPTY, None, ""), value)
        return found

    def _slowly(self, found: LongList, number: int, item: Item, value: CellValue) -> None:
        """Read what is no plain number as any cell is read."""
        target = self._targets[item.target_id]
        cell = read_value(value, may_fall=True) if not isinstance(value, str) else None
        typed = (
            plain_digits(cell.value) if cell and not isinstance(cell, Mistake) and cell.value else str(value)
        )
        reading = read_entry(target, Entry(typed))
        mistake = cell.sentence if isinstance(cell, Mistake) else reading.mistake
        if mistake:
            found.tell(cell_name(number, self._columns[3]), mistake)
        else:
            found.items.append(item._replace(said=reading.said, value=reading.value, typed=typed[:100]))

    def _misplaced(self, number: int, row: Row) -> tuple[str, str]:
        """Say which of the names means nothing, or that the figure is there already."""
        unit_at, target_at, period_at, value_at = self._columns
        for column, find, what in (
            (unit_at, self._unit, "đơn vị"),
            (target_at, self._target, "chỉ tiêu"),
            (period_at, self._period, "kỳ đang mở"),
        ):
            if find(row[column]) is None:
                return cell_name(number, column), f"Không có {what} tên “{str(row[column])[:60]}”."
        unit_id, period_id = self._unit(row[unit_at]), self._period(row[period_at])
        if (unit_id, period_id) not in self._reports:
            return cell_name(number, unit_at), "Đơn vị này không phải báo cáo kỳ này."
        if (unit_id, self._target(row[target_at]), period_id) not in self._owed:
            return cell_name(number, target_at), "Đơn vị này không phải báo cáo chỉ tiêu này ở kỳ này."
        return cell_name(number, value_at), "Số này đã có. Muốn sửa thì sửa ở báo cáo của đơn vị."


def _owed(targets: Sequence[Target], periods: Sequence[Period]) -> set[tuple[UUID, UUID, UUID]]:
    """Return which unit owes which target in which period."""
    owers = owers_of(targets)
    return {
        (unit_id, target.pk, period.pk)
        for target in targets
        for period in periods
        if period.frequency == target.tracking.frequency
        for unit_id in owers[target.pk]
    }


def _by_name(named: Iterator[tuple[UUID, Sequence[str]]]) -> Mapping[str, UUID]:
    """Return whose name it is; a name of two is nobody's."""
    found: dict[str, set[UUID]] = {}
    for key, names in named:
        for name in names:
            found.setdefault(heading_key(name), set()).add(key)
    return {name: next(iter(keys)) for name, keys in found.items() if len(keys) == 1}


def _finder(names: Mapping[str, UUID]) -> Callable[[CellValue], UUID | None]:
    """Look a name up, each spelling once."""
    return cache(lambda value: names.get(heading_key(str(value))))


def _limit(target: Target) -> float:
    """Return up to where a number needs no more looking; below zero where each number does."""
    tracking = target.tracking
    is_plain = not tracking.is_counted_in_two and tracking.nature != Nature.STATE
    if not is_plain or target.goal.comparator in CHANGES:
        return -1.0
    return _LARGEST if tracking.ceiling is None else min(float(tracking.ceiling), _LARGEST)


def _typed(value: float) -> str:
    """Write a number as people would: 2350 and 47,3; those of very small size in full."""
    if value.is_integer():
        return str(int(value))
    text = repr(value)
    return plain_digits(Decimal(text)) if "e" in text else text.replace(".", ",")
