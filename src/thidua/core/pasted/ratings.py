"""Check a pasted list of yearly ratings against the people and units of the commune."""

import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from thidua.core.pasted.checking import Checked, Choice, Reader, Row, check, quoted
from thidua.core.pasted.table import Column, Line, Table, read_table
from thidua.core.pasted.units import spelled

KeyT = TypeVar("KeyT", bound=Hashable)

COLUMNS = (
    Column(
        "name", "Họ và tên", ("Họ tên", "Tên", "Cá nhân, tập thể", "Tên cá nhân", "Tập thể"), is_needed=True
    ),
    Column("unit", "Đơn vị", ("Thôn", "Đơn vị công tác", "Nơi công tác", "Tên đơn vị")),
    Column("birth_year", "Năm sinh", ("Sinh năm",)),
    Column("grade", "Xếp loại", ("Kết quả xếp loại", "Mức xếp loại", "Đánh giá"), is_needed=True),
    Column("paper", "Văn bản", ("Căn cứ", "Quyết định", "Văn bản làm căn cứ", "Số văn bản")),
)
_LONGEST_NAME, _LONGEST_PAPER = 200, 200
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True)
class Somebody(Generic[KeyT]):
    """A person or a unit that may be rated; a unit has no unit of its own and no year of birth."""

    key: KeyT
    name: str
    unit: str = ""
    birth_year: int | None = None

    @property
    def label(self) -> str:
        about = [part for part in (self.unit, self.birth_year and f"sinh {self.birth_year}") if part]
        return f"{self.name} ({', '.join(about)})" if about else self.name


@dataclass(frozen=True, slots=True)
class PastedRating(Generic[KeyT]):
    """The rating of one, by key, and the paper it stands in."""

    key: KeyT
    grade: str
    paper: str


@dataclass(frozen=True, slots=True)
class RatingList(Generic[KeyT]):
    """Everybody, the grades, the ratings there are, and the paper for lines that name none."""

    everybody: Sequence[Somebody[KeyT]]
    grades: Sequence[Choice]
    known: Mapping[KeyT, str]
    paper: str = ""


def check_ratings(text: str, against: RatingList[KeyT]) -> Checked[PastedRating[KeyT]]:
    """Say what each line would become; a rating that is another than the one there is an update.

    A line without a grade is left out: templates name everybody, and some are rated later.
    """
    return _Ratings(against).check(read_table(text, COLUMNS))


class _Ratings(Generic[KeyT]):
    """Goes through the lines and remembers whom it met."""

    def __init__(self, against: RatingList[KeyT]) -> None:
        self._against = against
        self._named: dict[str, list[Somebody[KeyT]]] = {}
        for one in against.everybody:
            self._named.setdefault(spelled(one.name), []).append(one)
        self._met: dict[KeyT, int] = {}
        self._table = Table()

    def check(self, table: Table) -> Checked[PastedRating[KeyT]]:
        self._table = table
        return check(table, self._row)

    def _row(self, line: Line) -> Row[PastedRating[KeyT]]:
        reader = Reader(self._table, line)
        one = self._somebody(reader)
        grade = reader.choice("grade", self._against.grades, "xếp loại")
        if not line.words("grade") and not reader.faults:
            return Row(line.number, self._shown(line), None, notes=("Chưa ghi xếp loại.",))
        paper = reader.words("paper", _LONGEST_PAPER) or self._against.paper
        if not paper:
            reader.refuse("paper", "chưa ghi. Ghi vào cột này, hoặc ghi một văn bản chung ở trên.")
        if reader.faults or one is None or grade is None:
            return Row(line.number, self._shown(line), None, tuple(reader.faults))
        return self._told(line, self._shown(line), PastedRating(one.key, grade.value, paper))

    def _shown(self, line: Line) -> tuple[str, ...]:
        return tuple(line.words(column.key) for column in self._table.columns)

    def _told(
        self, line: Line, shown: tuple[str, ...], rating: PastedRating[KeyT]
    ) -> Row[PastedRating[KeyT]]:
        before = self._against.known.get(rating.key)
        if before is None:
            return Row(line.number, shown, rating)
        if before == rating.grade:
            return Row(line.number, shown, None, is_known=True)
        label = next((one.label for one in self._against.grades if one.value == before), before)
        return Row(line.number, shown, None, notes=(f"Đang ghi: {label}.",), is_known=True, update=rating)

    def _somebody(self, reader: Reader) -> Somebody[KeyT] | None:
        name = reader.name("name", _LONGEST_NAME)
        if not name or reader.faults:
            return None
        found = [one for one in self._named.get(spelled(name), ()) if _fits(one, reader.line)]
        if len(found) != 1:
            reader.refuse("name", _unclear(name, found))
            return None
        first = self._met.setdefault(found[0].key, reader.line.number)
        if first != reader.line.number:
            reader.refuse("name", f"trùng với dòng {first}. Bỏ một dòng.")
        return found[0]


def _fits(one: Somebody[KeyT], line: Line) -> bool:
    unit, year = line.words("unit"), line.get("birth_year").strip()
    if unit and one.unit and spelled(unit) != spelled(one.unit):
        return False
    return not (_YEAR.fullmatch(year) and one.birth_year is not None and int(year) != one.birth_year)


def _unclear(name: str, found: Sequence[Somebody[KeyT]]) -> str:
    if not found:
        return f"chưa có ai tên {quoted(name)}. Sửa tên, hoặc thêm người trước."
    names = "; ".join(one.label for one in found)
    return f"có {len(found)} người tên này: {names}. Ghi thêm đơn vị hoặc năm sinh."
