"""Check a pasted list of people; posts and the rights that go with them never come from a list."""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from thidua.core.dates import parse_date
from thidua.core.pasted.checking import Checked, Choice, Reader, Row, check, quoted
from thidua.core.pasted.table import Column, Line, Table, read_table
from thidua.core.pasted.units import spelled
from thidua.core.unit_matching import NamedUnit, UnitNames

KeyT = TypeVar("KeyT", bound=Hashable)

COLUMNS = (
    Column("family", "Họ và tên đệm", ("Họ", "Họ đệm", "Họ và đệm", "Họ lót", "Họ và chữ đệm")),
    Column("full_name", "Họ và tên", ("Họ tên", "Tên", "Họ, tên", "Họ và tên cán bộ"), is_needed=True),
    Column("unit", "Đơn vị", ("Thôn", "Thôn, đơn vị", "Đơn vị công tác", "Nơi công tác", "Tên đơn vị")),
    Column(
        "birth_year", "Năm sinh", ("Sinh năm", "Ngày sinh", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh")
    ),
    Column("is_female", "Giới tính", ("Giới", "Nam/nữ", "Nam, nữ", "Phái")),
    Column("given_name", "Tên gọi", ("Tên gọi để xếp thứ tự",)),
)
_SEXES = (Choice("nu", "nữ", ("f",)), Choice("nam", "nam", ("m",)))
_LONGEST, _LONGEST_GIVEN = 120, 60
_YEAR = re.compile(r"[0-9]{4}")
_EARLIEST = 1900


@dataclass(frozen=True, slots=True)
class PastedPerson(Generic[KeyT]):
    """A person as a line gives it; `unit` is the key of a unit of the commune."""

    full_name: str
    unit: KeyT | None = None
    birth_year: int | None = None
    is_female: bool | None = None
    given_name: str = ""

    def may_be(self, other: "PastedPerson[KeyT]") -> bool:
        """Whether two may be one: the same name, and neither unit nor year of birth says otherwise."""
        return (
            spelled(self.full_name) == spelled(other.full_name)
            and _agree(self.unit, other.unit)
            and _agree(self.birth_year, other.birth_year)
        )


def check_people(
    text: str,
    *,
    units: Sequence[NamedUnit[KeyT]],
    place: str,
    known: Sequence[PastedPerson[KeyT]],
    this_year: int,
) -> Checked[PastedPerson[KeyT]]:
    """Read a list of people. `units` are those of the commune `place`, `known` its people."""
    return _People(units, place, known, this_year).check(read_table(text, COLUMNS))


class _People(Generic[KeyT]):
    """Goes through the lines and remembers the people it met."""

    def __init__(
        self,
        units: Sequence[NamedUnit[KeyT]],
        place: str,
        known: Sequence[PastedPerson[KeyT]],
        this_year: int,
    ) -> None:
        self._labels = {unit.key: unit.names[0] for unit in units}
        self._exact = {spelled(name): unit.key for unit in reversed(units) for name in unit.names}
        self._names = UnitNames(units, place)
        self._this_year = this_year
        self._known: dict[str, list[PastedPerson[KeyT]]] = {}
        for person in known:
            self._known.setdefault(spelled(person.full_name), []).append(person)
        self._met: dict[str, list[tuple[int, PastedPerson[KeyT]]]] = {}
        self._table = Table()

    def check(self, table: Table) -> Checked[PastedPerson[KeyT]]:
        self._table = table
        return check(table, self._row)

    def _row(self, line: Line) -> Row[PastedPerson[KeyT]]:
        reader = Reader(self._table, line)
        sex = reader.choice("is_female", _SEXES, "giới tính")
        person = PastedPerson(
            full_name=self._full_name(reader),
            unit=self._unit(reader),
            birth_year=self._year(reader),
            is_female=None if sex is None else sex.value == "nu",
            given_name=reader.words("given_name", _LONGEST_GIVEN),
        )
        shown = tuple(self._shown(person, line, column.key) for column in self._table.columns)
        if reader.faults:
            return Row(line.number, shown, None, tuple(reader.faults))
        if any(person.may_be(other) for other in self._known.get(spelled(person.full_name), ())):
            return Row(line.number, shown, None, is_known=True)
        self._refuse_twice(reader, person)
        faults = tuple(reader.faults)
        return Row(line.number, shown, None if faults else person, faults)

    def _refuse_twice(self, reader: Reader, person: PastedPerson[KeyT]) -> None:
        met = self._met.setdefault(spelled(person.full_name), [])
        first = next((number for number, other in met if person.may_be(other)), None)
        if first is not None:
            told = f"giống người ở dòng {first}. Bỏ một dòng; hai người khác nhau thì ghi đơn vị, năm sinh."
            reader.refuse("full_name", told)
        met.append((reader.line.number, person))

    def _full_name(self, reader: Reader) -> str:
        """Return the name, put together where the list has the family name in a column of its own."""
        name = reader.name("full_name", _LONGEST)
        full = f"{reader.words('family', _LONGEST)} {name}".strip()
        if len(full) > _LONGEST >= len(name):
            reader.refuse("full_name", f"dài {len(full)} chữ, nhiều nhất {_LONGEST}.")
        return full

    def _unit(self, reader: Reader) -> KeyT | None:
        text = reader.line.words("unit")
        if not text:
            return None
        if (exact := self._exact.get(spelled(text))) is not None:
            return exact
        match = self._names.match(text)
        if match.is_sure and len(match.keys) == 1:
            return match.keys[0]
        if match.is_sure:
            reader.refuse("unit", f"{quoted(text)} là {len(match.keys)} đơn vị. Mỗi người ghi một đơn vị.")
            return None
        reader.refuse("unit", self._unknown(quoted(text), match.missing[0].candidates))
        return None

    def _unknown(self, text: str, near: Sequence[KeyT]) -> str:
        if near:
            names = ", ".join(f"“{self._labels[key]}”" for key in near)
            return f"chưa rõ {text} là đơn vị nào; có phải {names}?"
        return f"chưa có đơn vị tên {text}. Sửa tên, hoặc thêm đơn vị trước."

    def _year(self, reader: Reader) -> int | None:
        """Keep the year alone, also of a whole day of birth."""
        text = reader.line.get("birth_year")
        day = parse_date(text)
        year = int(text) if _YEAR.fullmatch(text) else day.year if day else None
        if text and year is None:
            reader.refuse("birth_year", f"{quoted(text)} không phải năm. Ghi bốn chữ số, ví dụ 1975.")
        elif year is not None and not _EARLIEST <= year <= self._this_year:
            reader.refuse("birth_year", f"{year} phải từ {_EARLIEST} đến năm nay.")
        return year

    def _shown(self, person: PastedPerson[KeyT], line: Line, key: str) -> str:
        if key == "unit" and person.unit is not None:
            return self._labels[person.unit]
        if key == "birth_year" and person.birth_year is not None:
            return str(person.birth_year)
        if key == "is_female" and person.is_female is not None:
            return "nữ" if person.is_female else "nam"
        return line.words(key)


def _agree(one: object, other: object) -> bool:
    return one is None or other is None or one == other
