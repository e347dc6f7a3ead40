"""A long list of figures, one a row: unit, target, period, figure. Read, checked, nothing written.

Such lists come from other programs and have a hundred thousand rows. Names are looked up once each, and a
plain number is judged without reading it as text; whatever else stands there is read as in any cell.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import repeat
from typing import NamedTuple

from django.db.models import QuerySet

from thidua.core.achievement import Nature
from thidua.core.figure_columns import typed_plainly
from thidua.core.figures import Mistake, read_value
from thidua.core.targets import CHANGES
from thidua.core.unit_tables import heading_key
from thidua.foundation.keys import hexadecimal
from thidua.movements.enums import MovementState
from thidua.movements.models import Allocation, Target
from thidua.organisation.models import Authority, Unit
from thidua.papers.errors import PaperError
from thidua.papers.workbooks import CellValue, Row, cell_name, read_sheets
from thidua.reporting.enums import CellChoice, PeriodState
from thidua.reporting.models import Figure, Period, Report
from thidua.reporting.queries.import_cells import plain_digits
from thidua.reporting.queries.reading import Entry, read_entry

_HEADINGS = (("don vi",), ("chi tieu",), ("ki", "ky", "ky bao cao", "thang"), ("so lieu", "so", "ket qua"))
_NO_HEADINGS = "Danh sách phải có bốn cột: Đơn vị, Chỉ tiêu, Kỳ, Số liệu. Ghi dòng tiêu đề rồi đưa lại."
_MOST_TOLD = 50
_BLOCK = 2_000
"""So many rows are judged in one go; one that is not plain makes its block be read row by row."""
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


class _Due(dict[CellValue, str]):
    """Which target of those that one unit owes in periods of one kind is meant by a name as it is spelled.

    It is "" for one that is not owed.
    """

    def __init__(self, find: Callable[[CellValue], str | None], owed: Iterable[str]) -> None:
        self._find = find
        self._owed = frozenset(owed)

    def __missing__(self, spelled: CellValue) -> str:
        found = self._find(spelled)
        self[spelled] = target_id = found if found in self._owed and found is not None else ""
        return target_id


class _Open(NamedTuple):
    """A report that is open, and what it owes."""

    report_id: str
    due: _Due


_NOT_OPEN = _Open("", _Due(lambda _spelled: None, ()))


class _Reports(dict[tuple[CellValue, CellValue], _Open]):
    """The open reports by the names of unit and period as they are spelled."""

    def __init__(self, find: Callable[[CellValue, CellValue], _Open]) -> None:
        self._find = find

    def __missing__(self, spelled: tuple[CellValue, CellValue]) -> _Open:
        self[spelled] = found = self._find(*spelled)
        return found


class _Reader:
    """The names of a commune, and where figures of it belong. Keys are hexadecimal throughout."""

    def __init__(self, commune: Authority, columns: tuple[int, ...]) -> None:
        self._columns = columns
        units = Unit.objects.filter(authority=commune).in_force_still()
        self._units = _by_name((unit.pk.hex, unit.names) for unit in units)
        periods = Period.objects.filter(authority=commune, state=PeriodState.OPEN)
        self._periods = _by_name((period.pk.hex, (period.name,)) for period in periods)
        found = Target.objects.filter(
            authority=commune, tracking__isnull=False, movement__state=MovementState.OPEN
        )
        targets = list(found.select_related("tracking"))
        self._targets = {target.pk.hex: target for target in targets}
        self._limits = {"": -1.0, **{target.pk.hex: _limit(target) for target in targets}}
        self._target_names = _by_name((target.pk.hex, (target.name,)) for target in targets)
        reports = Report.objects.filter(authority=commune, period__state=PeriodState.OPEN)
        self._open = self._opened(reports, targets)
        figures = Figure.objects.filter(report__in=reports)
        self._there = set(figures.values_list(hexadecimal("report_id"), hexadecimal("target_id")))
        self._reports = _Reports(self._find)

    def _opened(
        self, reports: QuerySet[Report], targets: Sequence[Target]
    ) -> Mapping[tuple[str, str], _Open]:
        """Return the reports by unit and period."""
        owed = _owed(targets)
        find = cache(lambda spelled: self._target_names.get(heading_key(str(spelled))))
        dues: dict[tuple[str, str], _Due] = {}
        opened: dict[tuple[str, str], _Open] = {}
        keys = map(hexadecimal, ("id", "unit_id", "period_id"))
        for pk, unit_id, period_id, frequency in reports.values_list(*keys, "period__frequency"):
            kind = (unit_id, frequency)
            if kind not in dues:
                dues[kind] = _Due(find, owed.get(kind, ()))
            opened[unit_id, period_id] = _Open(pk, dues[kind])
        return opened

    def _find(self, unit: CellValue, period: CellValue) -> _Open:
        unit_id = self._units.get(heading_key(str(unit)), "")
        period_id = self._periods.get(heading_key(str(period)), "")
        return self._open.get((unit_id, period_id), _NOT_OPEN)

    def read(self, rows: Sequence[Row], first: int) -> LongList:
        """Read the rows block by block; an empty figure is no row."""
        found = LongList()
        for start in range(first, len(rows), _BLOCK):
            block = rows[start : start + _BLOCK]
            plain = self._plain(block)
            if plain is None:
                self._one_by_one(found, block, start)
            else:
                found.items += plain
        return found

    def _plain(self, block: Sequence[Row]) -> list[Item] | None:
        """Read rows that all hold plain numbers of figures that are owed; None where one may not."""
        columns = list(zip(*block, strict=True))
        units, targets, periods, values = (columns[place] for place in self._columns)
        opened = list(map(self._reports.__getitem__, zip(units, periods, strict=True)))
        report_ids = [report_id for report_id, _ in opened]
        target_ids = [due[name] for (_, due), name in zip(opened, targets, strict=True)]
        typed = typed_plainly(values, min(self._limits[target_id] for target_id in {*target_ids}))
        if typed is None:
            return None
        places = {*zip(report_ids, target_ids, strict=True)}
        if len(places) < len(block) or not self._there.isdisjoint(places):
            return None
        self._there |= places
        said = repeat(CellChoice.NUMBER.value, len(block))
        return list(zip(report_ids, target_ids, said, values, typed, strict=True))

    def _one_by_one(self, found: LongList, block: Sequence[Row], start: int) -> None:
        unit_at, target_at, period_at, value_at = self._columns
        for number, row in enumerate(block, start):
            value = row[value_at]
            if value == "":
                continue
            report_id, due = self._reports[row[unit_at], row[period_at]]
            target_id = due[row[target_at]]
            where = (report_id, target_id)
            if not target_id or where in self._there:
                found.tell(*self._misplaced(number, row))
                continue
            self._there.add(where)
            typed = typed_plainly((value,), self._limits[target_id])
            if typed is not None and isinstance(value, float):
                found.items.append((*where, CellChoice.NUMBER.value, value, typed[0]))
            else:
                self._slowly(found, number, where, value)

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
        report = self._reports[row[unit_at], row[period_at]]
        if report is _NOT_OPEN:
            return cell_name(number, unit_at), "Đơn vị này không phải báo cáo kỳ này."
        if not report.due[row[target_at]]:
            return cell_name(number, target_at), "Đơn vị này không phải báo cáo chỉ tiêu này ở kỳ này."
        return cell_name(number, value_at), "Số này đã có. Muốn sửa thì sửa ở báo cáo của đơn vị."


def _owed(targets: Sequence[Target]) -> dict[tuple[str, str], list[str]]:
    """Return what each unit owes in periods of each kind."""
    given: dict[str, set[str]] = {target.pk.hex: set() for target in targets}
    found = Allocation.objects.given().filter(target__in=targets)
    for target_id, unit_id in found.values_list(hexadecimal("target_id"), hexadecimal("unit_id")):
        given[target_id].add(unit_id)
    owed: dict[tuple[str, str], list[str]] = {}
    for target in targets:
        as_owner = {target.owner_id.hex} if target.owner_id else set()
        for unit_id in given[target.pk.hex] or as_owner:
            owed.setdefault((unit_id, target.tracking.frequency), []).append(target.pk.hex)
    return owed


def _by_name(named: Iterable[tuple[str, Sequence[str]]]) -> Mapping[str, str]:
    """Return whose name it is; a name of two is nobody's."""
    found: dict[str, set[str]] = {}
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
