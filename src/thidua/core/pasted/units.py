"""Check a pasted list of units."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.core.dates import parse_date
from thidua.core.pasted.checking import Checked, Choice, Fault, Reader, Row, check, quoted
from thidua.core.pasted.table import Column, Line, Table, read_table
from thidua.core.quantities import format_number, read_number
from thidua.core.text import search_key

COLUMNS = (
    Column("name", "Tên đơn vị", ("Tên", "Đơn vị", "Tên thôn", "Thôn", "Tên thôn, đơn vị"), is_needed=True),
    Column("kind", "Loại", ("Loại đơn vị", "Loại hình", "Nhóm", "Kiểu")),
    Column("short_name", "Tên ngắn", ("Tên viết tắt", "Viết tắt", "Tên tắt")),
    Column("aliases", "Tên khác", ("Tên khác trong văn bản", "Tên gọi khác")),
    Column("household_count", "Số hộ", ("Tổng số hộ", "Hộ")),
    Column("population", "Số khẩu", ("Nhân khẩu", "Số nhân khẩu", "Dân số", "Số dân")),
    Column("valid_from", "Từ ngày", ("Hoạt động từ ngày", "Ngày thành lập", "Thành lập")),
)
_MOST_COUNTED = 9_999_999
_LONGEST, _LONGEST_SHORT, _LONGEST_ALIASES = 200, 60, 2000


@dataclass(frozen=True, slots=True)
class PastedUnit:
    """A unit as a line gives it; `aliases` one a line."""

    name: str
    kind: str
    short_name: str = ""
    aliases: str = ""
    household_count: int | None = None
    population: int | None = None
    valid_from: date | None = None


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """How many households and people a unit has; None is not known."""

    household_count: int | None = None
    population: int | None = None


@dataclass(frozen=True, slots=True)
class CountsUpdate:
    """A known unit and the counts it would have, where a line gives others than it has."""

    name: str
    counts: UnitCounts


def check_units(
    text: str, *, kinds: Sequence[Choice], known: Mapping[str, UnitCounts], default_kind: str = ""
) -> Checked[PastedUnit]:
    """Read a list of units. `known` are the names in use with their counts, which a line may put right.

    All else of a known unit stays. `default_kind` is for lines that give none.
    """
    return _Units(kinds, known, default_kind).check(read_table(text, COLUMNS))


class _Units:
    """Goes through the lines and remembers the names it met."""

    def __init__(self, kinds: Sequence[Choice], known: Mapping[str, UnitCounts], default_kind: str) -> None:
        self._kinds = kinds
        self._default = next((kind for kind in kinds if kind.value == default_kind), None)
        self._known = {spelled(name): name for name in known}
        self._counts = known
        self._alike = {search_key(name): name for name in self._known.values()}
        self._met: dict[str, int] = {}
        self._table = Table()

    def check(self, table: Table) -> Checked[PastedUnit]:
        self._table = table
        return check(table, self._row)

    def _row(self, line: Line) -> Row[PastedUnit]:
        reader = Reader(self._table, line)
        name = reader.name("name", _LONGEST)
        known = self._known.get(spelled(name))
        if known is not None:
            return self._known_row(reader, known)
        self._refuse_twice(reader, name)
        kind = self._kind(reader)
        unit = PastedUnit(
            name,
            kind.value if kind else "",
            reader.words("short_name", _LONGEST_SHORT),
            self._aliases(reader),
            self._count(reader, "household_count"),
            self._count(reader, "population"),
            self._day(reader),
        )
        shown = tuple(self._shown(unit, kind, line, column.key) for column in self._table.columns)
        faults = tuple(reader.faults)
        return Row(line.number, shown, None if faults else unit, faults, self._notes(name))

    def _known_row(self, reader: Reader, name: str) -> Row[PastedUnit]:
        """Compare the counts of a unit that is there; a blank cell leaves what stands."""
        line, now = reader.line, self._counts[name]
        households = self._count(reader, "household_count")
        people = self._count(reader, "population")
        counts = UnitCounts(
            now.household_count if households is None else households,
            now.population if people is None else people,
        )
        is_other = counts != now
        if is_other:
            self._refuse_twice(reader, name)
        shown = (name, *(line.words(column.key) for column in self._table.columns[1:]))
        update = CountsUpdate(name, counts) if is_other and not reader.faults else None
        notes = tuple(_changed(now, counts)) if update else ()
        return Row(line.number, shown, None, tuple(reader.faults), notes, is_known=True, update=update)

    def _refuse_twice(self, reader: Reader, name: str) -> None:
        first = self._met.setdefault(spelled(name), reader.line.number)
        if name and first != reader.line.number:
            reader.refuse("name", f"{quoted(name)} đã có ở dòng {first}. Bỏ một dòng.")

    def _kind(self, reader: Reader) -> Choice | None:
        if not reader.line.get("kind"):
            if self._default is None:
                reader.faults.append(Fault("Loại", "chưa ghi. Ghi vào danh sách, hoặc chọn ở ô bên dưới."))
            return self._default
        return reader.choice("kind", self._kinds, "loại đơn vị")

    def _aliases(self, reader: Reader) -> str:
        names = reader.line.get("aliases").replace(";", "\n").splitlines()
        text = "\n".join(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
        if len(text) > _LONGEST_ALIASES:
            reader.refuse("aliases", f"dài {len(text)} chữ, nhiều nhất {_LONGEST_ALIASES}.")
        return text

    def _count(self, reader: Reader, key: str) -> int | None:
        """Return how many there are; what the column cannot keep is told."""
        text = reader.line.words(key)
        number = read_number(text)
        if text and (number is None or number != int(number) or number > _MOST_COUNTED):
            reader.refuse(key, f"{quoted(text)} không phải số nguyên. Ghi số, ví dụ 1.234.")
            return None
        return None if number is None else int(number)

    def _day(self, reader: Reader) -> date | None:
        text = reader.line.get("valid_from")
        day = parse_date(text)
        if text and day is None:
            reader.refuse(
                "valid_from", f"{quoted(text)} không phải ngày. Ghi ngày/tháng/năm, ví dụ 01/07/2025."
            )
        return day

    def _notes(self, name: str) -> tuple[str, ...]:
        """Ask about a name that differs from a known one by case-less accents only."""
        near = self._alike.get(search_key(name))
        return () if near is None else (f"Gần giống “{near}” đã có. Trùng nhau thì bỏ dòng này.",)

    def _shown(self, unit: PastedUnit, kind: Choice | None, line: Line, key: str) -> str:
        if key == "kind":
            return kind.label if kind else line.words("kind")
        if key == "aliases":
            return "; ".join(unit.aliases.splitlines())
        if key == "valid_from" and unit.valid_from is not None:
            return f"{unit.valid_from:%d/%m/%Y}"
        return line.words(key)


def _changed(before: UnitCounts, after: UnitCounts) -> Iterator[str]:
    """Say what would be another: "Số hộ 120 thành 135"."""
    pairs = (
        ("Số hộ", before.household_count, after.household_count),
        ("Số khẩu", before.population, after.population),
    )
    for label, old, new in pairs:
        if old != new:
            was = "chưa có" if old is None else format_number(Decimal(old))
            yield f"{label} {was} thành {format_number(Decimal(new or 0))}."


def spelled(name: str) -> str:
    """Return a name as it is compared: its words, whatever their case; accents tell names apart."""
    return " ".join(name.split()).casefold()
