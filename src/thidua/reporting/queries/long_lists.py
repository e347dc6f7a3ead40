"""A long list of figures, one a row: unit, target, period, figure. Read, checked, nothing written.

Such lists come from other programs and have a hundred thousand rows. Names are looked up once each, and a
plain number is judged without reading it as text; whatever else stands there is read as in any cell.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import repeat
from typing import Any, NamedTuple, TypeVar

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
Key = TypeVar("Key", str, int)

Item = tuple[int, str, float | Decimal | None, str]
"""One figure: its place, what it says, its number (as exact as a workbook keeps it), the words.

Places count the targets of the first report, then those of the second and so on, in the order of their keys:
one whole number is kept, found and sorted far faster than two keys."""


@dataclass
class LongList:
    """The figures that can be stored, and the first of the faults; `fault_count` counts all of them.

    Keys of reports and targets are hexadecimal and in order.
    """

    reports: Sequence[str]
    targets: Sequence[str]
    items: list[Item] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    fault_count: int = 0

    def tell(self, place: str, sentence: str) -> None:
        self.fault_count += 1
        if len(self.faults) < _MOST_TOLD:
            self.faults.append(f"Ô {place}: {sentence}")

    def columns(self) -> dict[str, Sequence[Any]]:
        """Return the figures column by column as they are stored, in the order of report and target."""
        places, said, values, typed = zip(*sorted(self.items), strict=True)
        each = len(self.targets)
        return {
            "report_id": [self.reports[place // each] for place in places],
            "target_id": [self.targets[place % each] for place in places],
            "said": said,
            "value": values,
            "typed": typed,
        }


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


class _Due(dict[CellValue, int]):
    """Which target of those that one unit owes in periods of one kind is meant by a name as it is spelled."""

    def __init__(self, find: Callable[[CellValue], int], owed: Iterable[int]) -> None:
        self._find = find
        self._owed = frozenset(owed)

    def __missing__(self, spelled: CellValue) -> int:
        found = self._find(spelled)
        self[spelled] = number = found if found in self._owed else _NOWHERE
        return number


_NOWHERE = -(10**12)
"""The place of a figure that nobody owes; whatever is added to it stays below zero."""


class _Open(NamedTuple):
    """A report that is open: the place of its first target, and what it owes."""

    start: int
    due: _Due


_NOT_OPEN = _Open(0, _Due(lambda _spelled: _NOWHERE, ()))


class _Reports(dict[tuple[CellValue, CellValue], _Open]):
    """The open reports by the names of unit and period as they are spelled."""

    def __init__(self, find: Callable[[CellValue, CellValue], _Open]) -> None:
        self._find = find

    def __missing__(self, spelled: tuple[CellValue, CellValue]) -> _Open:
        self[spelled] = found = self._find(*spelled)
        return found


class _Reader:
    """The names of a commune, and where figures of it belong."""

    def __init__(self, commune: Authority, columns: tuple[int, ...]) -> None:
        self._columns = columns
        units = Unit.objects.filter(authority=commune).in_force_still()
        self._units = _by_name((unit.pk.hex, unit.names) for unit in units)
        periods = Period.objects.filter(authority=commune, state=PeriodState.OPEN)
        self._periods = _by_name((period.pk.hex, (period.name,)) for period in periods)
        found = Target.objects.filter(
            authority=commune, tracking__isnull=False, movement__state=MovementState.OPEN
        )
        self._targets = list(found.select_related("tracking").order_by("id"))
        self._limits = list(map(_limit, self._targets))
        self._target_names = _by_name((number, (target.name,)) for number, target in enumerate(self._targets))
        reports = Report.objects.filter(authority=commune, period__state=PeriodState.OPEN)
        self._report_ids: list[str] = []
        self._open = self._opened(reports)
        self._there = self._written(reports)
        self._reports = _Reports(self._find)

    def _opened(self, reports: QuerySet[Report]) -> Mapping[tuple[str, str], _Open]:
        """Return the reports by unit and period."""
        owed = _owed(self._targets)
        find = cache(lambda spelled: self._target_names.get(heading_key(str(spelled)), _NOWHERE))
        dues: dict[tuple[str, str], _Due] = {}
        opened: dict[tuple[str, str], _Open] = {}
        keys = map(hexadecimal, ("id", "unit_id", "period_id"))
        found = reports.order_by("id").values_list(*keys, "period__frequency")
        for pk, unit_id, period_id, frequency in found:
            kind = (unit_id, frequency)
            if kind not in dues:
                dues[kind] = _Due(find, owed.get(kind, ()))
            opened[unit_id, period_id] = _Open(len(self._report_ids) * len(self._targets), dues[kind])
            self._report_ids.append(pk)
        return opened

    def _written(self, reports: QuerySet[Report]) -> set[int]:
        """Return the places of the figures that stand."""
        report_at = {pk: number * len(self._targets) for number, pk in enumerate(self._report_ids)}
        target_at = {target.pk.hex: number for number, target in enumerate(self._targets)}
        figures = Figure.objects.filter(report__in=reports)
        found = figures.values_list(hexadecimal("report_id"), hexadecimal("target_id"))
        return {
            report_at[one] + target_at[other]
            for one, other in found
            if one in report_at and other in target_at
        }

    def _find(self, unit: CellValue, period: CellValue) -> _Open:
        unit_id = self._units.get(heading_key(str(unit)), "")
        period_id = self._periods.get(heading_key(str(period)), "")
        return self._open.get((unit_id, period_id), _NOT_OPEN)

    def read(self, rows: Sequence[Row], first: int) -> LongList:
        """Read the rows block by block; an empty figure is no row."""
        found = LongList(self._report_ids, [target.pk.hex for target in self._targets])
        for start in range(first, len(rows), _BLOCK):
            block = rows[start : start + _BLOCK]
            plain = self._plain(block)
            if plain is None:
                self._one_by_one(found, block, start)
            else:
                found.items += plain
        return found

    def _plain(self, block: Sequence[Row]) -> Iterable[Item] | None:
        """Read rows that all hold plain numbers of figures that are owed; None where one may not."""
        columns = list(zip(*block, strict=True))
        units, names, periods, values = (columns[place] for place in self._columns)
        opened = list(map(self._reports.__getitem__, zip(units, periods, strict=True)))
        targets = [due[name] for (_, due), name in zip(opened, names, strict=True)]
        different = {*targets}
        if _NOWHERE in different:
            return None
        typed = typed_plainly(values, min(self._limits[target] for target in different))
        places = [start + target for (start, _), target in zip(opened, targets, strict=True)]
        taken = {*places}
        if typed is None or len(taken) < len(block) or not self._there.isdisjoint(taken):
            return None
        self._there |= taken
        return zip(places, repeat(CellChoice.NUMBER.value), values, typed, strict=False)

    def _one_by_one(self, found: LongList, block: Sequence[Row], start: int) -> None:
        unit_at, target_at, period_at, value_at = self._columns
        for number, row in enumerate(block, start):
            value = row[value_at]
            if value == "":
                continue
            report = self._reports[row[unit_at], row[period_at]]
            target = report.due[row[target_at]]
            place = report.start + target
            if place < 0 or place in self._there:
                found.tell(*self._misplaced(number, row))
                continue
            self._there.add(place)
            typed = typed_plainly((value,), self._limits[target])
            if typed is not None and isinstance(value, float):
                found.items.append((place, CellChoice.NUMBER.value, value, typed[0]))
            else:
                self._slowly(found, number, place, value)

    def _slowly(self, found: LongList, number: int, place: int, value: CellValue) -> None:
        """Read what is no plain number as any cell is read."""
        cell = read_value(value, may_fall=True) if not isinstance(value, str) else None
        typed = str(value)
        if cell is not None and not isinstance(cell, Mistake) and cell.value is not None:
            typed = plain_digits(cell.value)
        reading = read_entry(self._targets[place % len(self._targets)], Entry(typed))
        mistake = cell.sentence if isinstance(cell, Mistake) else reading.mistake
        if mistake:
            found.tell(cell_name(number, self._columns[3]), mistake)
        else:
            found.items.append((place, reading.said.value, reading.value, typed[:100]))

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
        if report.due[row[target_at]] == _NOWHERE:
            return cell_name(number, target_at), "Đơn vị này không phải báo cáo chỉ tiêu này ở kỳ này."
        return cell_name(number, value_at), "Số này đã có. Muốn sửa thì sửa ở báo cáo của đơn vị."


def _owed(targets: Sequence[Target]) -> dict[tuple[str, str], list[int]]:
    """Return what each unit owes in periods of each kind; targets are numbered as they come."""
    given: dict[str, set[str]] = {target.pk.hex: set() for target in targets}
    found = Allocation.objects.given().filter(target__in=targets)
    for target_id, unit_id in found.values_list(hexadecimal("target_id"), hexadecimal("unit_id")):
        given[target_id].add(unit_id)
    owed: dict[tuple[str, str], list[int]] = {}
    for number, (target, units) in enumerate(zip(targets, given.values(), strict=True)):
        as_owner = {target.owner_id.hex} if target.owner_id else set()
        frequency = target.tracking.frequency
        for unit_id in units or as_owner:
            owed.setdefault((unit_id, frequency), []).append(number)
    return owed


def _by_name(named: Iterable[tuple[Key, Sequence[str]]]) -> Mapping[str, Key]:
    """Return whose name it is; a name of two is nobody's."""
    found: dict[str, set[Key]] = {}
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
