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


Item = tuple[str, str, str, float | Decimal | None, str]
"""One figure as it is stored: report, target, what it says, its number, the words. Keys are hexadecimal,
since text keeps its hash, and numbers are exact in the digits a workbook keeps."""


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


class _Due(dict[CellValue, "_Known | None"]):
    """What one unit owes in periods of one kind, by the name as it is spelled."""

    def __init__(self, find: Callable[[CellValue], UUID | None], owed: Mapping[UUID, "_Known"]) -> None:
        self._find = find
        self._owed = owed

    def __missing__(self, spelled: CellValue) -> "_Known | None":
        found = self._find(spelled)
        self[spelled] = known = self._owed.get(found) if found else None
        return known


class _Known(NamedTuple):
    """A target that is owed, and up to where a number of it needs no more looking."""

    target_id: str
    limit: float


class _Open(NamedTuple):
    """A report that is open: what it owes and what is there already."""

    report_id: str
    due: _Due
    there: set[str]


class _Reader:
    """The names of a commune, and where figures of it belong."""

    def __init__(self, commune: Authority, columns: tuple[int, ...]) -> None:
        self._columns = columns
        units = Unit.objects.filter(authority=commune).in_force_still()
        self._units = _by_name((unit.pk, unit.names) for unit in units)
        periods = Period.objects.filter(authority=commune, state=PeriodState.OPEN)
        self._periods = _by_name((period.pk, (period.name,)) for period in periods)
        found = Target.objects.filter(
            authority=commune, tracking__isnull=False, movement__state=MovementState.OPEN
        )
        targets = list(found.select_related("tracking"))
        self._targets = {target.pk.hex: target for target in targets}
        self._target_names = _by_name((target.pk, (target.name,)) for target in targets)
        self._reports = self._opened(commune, targets)
        self._report = cache(self._find)

    def _opened(self, commune: Authority, targets: Sequence[Target]) -> Mapping[tuple[UUID, UUID], _Open]:
        owed = _owed(targets)
        known = {target.pk: _Known(target.pk.hex, _limit(target)) for target in targets}
        find = cache(lambda spelled: self._target_names.get(heading_key(str(spelled))))
        dues: dict[tuple[UUID, str], _Due] = {}
        reports = Report.objects.filter(authority=commune, period__state=PeriodState.OPEN)
        there: dict[UUID, set[str]] = {}
        figures = Figure.objects.filter(report__in=reports).values_list("report_id", "target_id")
        for report_id, target_id in figures.iterator():
            there.setdefault(report_id, set()).add(target_id.hex)
        opened: dict[tuple[UUID, UUID], _Open] = {}
        rows = reports.values_list("pk", "unit_id", "period_id", "period__frequency")
        for pk, unit_id, period_id, frequency in rows:
            kind = (unit_id, frequency)
            if kind not in dues:
                dues[kind] = _Due(find, {pk: known[pk] for pk in owed.get(kind, ())})
            opened[unit_id, period_id] = _Open(pk.hex, dues[kind], there.get(pk, set()))
        return opened

    def _find(self, unit: CellValue, period: CellValue) -> _Open | None:
        unit_id = self._units.get(heading_key(str(unit)))
        period_id = self._periods.get(heading_key(str(period)))
        return self._reports.get((unit_id, period_id)) if unit_id and period_id else None

    def read(self, rows: Sequence[Row], first: int) -> LongList:
        """Read the rows one by one; an empty figure is no row."""
        found = LongList()
        unit_at, target_at, period_at, value_at = self._columns
        keep, find, number_said = found.items.append, self._report, CellChoice.NUMBER.value
        for number, row in enumerate(rows[first:], first):
            value = row[value_at]
            if value == "":
                continue
            report = find(row[unit_at], row[period_at])
            known = report.due[row[target_at]] if report else None
            if report is None or known is None or known[0] in report[2]:
                found.tell(*self._misplaced(number, row))
                continue
            target_id, limit = known
            report[2].add(target_id)
            if type(value) is float and 0 <= value <= limit and round(value, _PLACES) == value:
                keep((report[0], target_id, number_said, value, _typed(value)))
            else:
                self._slowly(found, number, (report[0], target_id), value)
        return found

    def _slowly(self, found: LongList, number: int, where: tuple[str, str], value: CellValue) -> None:
        """Read what is no plain number as any cell is read."""
        cell = read_value(value, may_fall=True) if not isinstance(value, str) else None
        typed = str(value)
        if cell is not None and not isinstance(cell, Mistake) and cell.value is not None:
            typed = plain_digits(cell.value)
        reading = read_entry(self._targets[where[1]], Entry(typed))
        mistake = cell.sentence if isinstance(cell, Mistake) else reading.mistake
        if mistake:
            found.tell(cell_name(number, self._columns[3]), mistake)
        else:
            found.items.append((*where, reading.said.value, reading.value, typed[:100]))

    def _misplaced(self, number: int, row: Row) -> tuple[str, str]:
        """Say which of the names means nothing, or that the figure is there already."""
        unit_at, target_at, period_at, value_at = self._columns
        for column, names, what in (
            (unit_at, self._units, "đơn vị"),
            (target_at, self._target_names, "chỉ tiêu"),
            (period_at, self._periods, "kỳ đang mở"),
        ):
            if heading_key(str(row[column])) not in names:
                return cell_name(number, column), f"Không có {what} tên “{str(row[column])[:60]}”."
        report = self._report(row[unit_at], row[period_at])
        if report is None:
            return cell_name(number, unit_at), "Đơn vị này không phải báo cáo kỳ này."
        if report.due[row[target_at]] is None:
            return cell_name(number, target_at), "Đơn vị này không phải báo cáo chỉ tiêu này ở kỳ này."
        return cell_name(number, value_at), "Số này đã có. Muốn sửa thì sửa ở báo cáo của đơn vị."


def _owed(targets: Sequence[Target]) -> dict[tuple[UUID, str], list[UUID]]:
    """Return what each unit owes in periods of each kind."""
    owers = owers_of(targets)
    owed: dict[tuple[UUID, str], list[UUID]] = {}
    for target in targets:
        for unit_id in owers[target.pk]:
            owed.setdefault((unit_id, target.tracking.frequency), []).append(target.pk)
    return owed


def _by_name(named: Iterator[tuple[UUID, Sequence[str]]]) -> Mapping[str, UUID]:
    """Return whose name it is; a name of two is nobody's."""
    found: dict[str, set[UUID]] = {}
    for key, names in named:
        for name in names:
            found.setdefault(heading_key(name), set()).add(key)
    return {name: next(iter(keys)) for name, keys in found.items() if len(keys) == 1}


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
