"""By which plan the year's figure is expected to come, laid onto the days of a movement.

The usual plans are proposals of this system, to be replaced by the commune's own points: rice is counted
at the harvests of Nghệ Tĩnh, revenue comes slower before summer, schools count at the end of a term.
"""

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from thidua.core.figures import Mistake
from thidua.core.progress.curves import Curve, Point, even
from thidua.core.quantities import format_number, read_number

_DAY = timedelta(days=1)
_NONE, _FULL = Fraction(0), Fraction(1)
_HUNDRED = 100
_MONTHS = 12
_LEAP_YEAR = 2024
_MOST_MARKS = 24
_LINE = re.compile(r"(?P<day>\d{1,2})\s*/\s*(?P<month>\d{1,2})\s*[\s:=,;]\s*(?P<share>\d[\d.,]*)\s*%?")


class CurvePlan(StrEnum):
    """The plans people choose among."""

    EVEN = "even"
    SEASONS = "seasons"
    BUDGET = "budget"
    SCHOOL = "school"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Mark:
    """What percentage of the goal should be reached when a day of the year is over."""

    day: int
    month: int
    percent: Decimal

    @property
    def text(self) -> str:
        """As people type it: "31/05 40%"."""
        return f"{self.day:02}/{self.month:02} {format_number(self.percent)}%"


_USUAL: Mapping[CurvePlan, tuple[Mark, ...]] = {
    CurvePlan.SEASONS: (
        Mark(31, 1, Decimal(5)),
        Mark(15, 6, Decimal(60)),
        Mark(30, 9, Decimal(100)),
    ),
    CurvePlan.BUDGET: (
        Mark(31, 3, Decimal(20)),
        Mark(30, 6, Decimal(45)),
        Mark(30, 9, Decimal(70)),
        Mark(31, 12, Decimal(100)),
    ),
    CurvePlan.SCHOOL: (Mark(15, 1, Decimal(50)), Mark(31, 5, Decimal(100))),
}
_NAMES = {
    CurvePlan.SEASONS: "theo mùa vụ",
    CurvePlan.BUDGET: "theo dự toán từng quý",
    CurvePlan.SCHOOL: "theo năm học",
    CurvePlan.POINTS: "theo các mốc tự đặt",
}
_AT_ONCE = frozenset({CurvePlan.SEASONS, CurvePlan.SCHOOL})
"""Plans by which nothing comes before its day: a harvest, the end of a term."""


def curve_of(plan: CurvePlan, marks: Sequence[Mark], start: date, end: date) -> Curve:
    """Return the curve of a plan from `start` to `end`, both included; `marks` are those people typed.

    Marks outside these days are left out; on the last day everything is due, whatever a mark says.
    Raises DomainError when a later mark asks for less than an earlier one.
    """
    chosen = marks if plan == CurvePlan.POINTS else _USUAL.get(plan, ())
    placed = sorted(
        ((day, Fraction(mark.percent) / _HUNDRED) for mark in chosen for day in _days_of(mark, start, end)),
    )
    if not placed:
        return even(start, end)
    points = [Point(start - _DAY, _NONE)]
    for day, share in placed:
        if plan in _AT_ONCE and points[-1].day < day - _DAY:
            points.append(Point(day - _DAY, points[-1].share))
        points.append(Point(day, share))
    if plan in _AT_ONCE and points[-1].share < 1 and points[-1].day < end - _DAY:
        points.append(Point(end - _DAY, points[-1].share))
    points.append(Point(end, _FULL))
    return Curve(tuple(points), _NAMES[plan])


def read_marks(text: str) -> tuple[Mark, ...] | Mistake:
    """Read one mark a line, "31/05 40%"; the year is that of the movement."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        return Mistake("Ghi ít nhất một mốc, mỗi dòng một mốc, ví dụ 31/05 40%.")
    if len(lines) > _MOST_MARKS:
        return Mistake(f"Nhiều nhất {_MOST_MARKS} mốc.")
    marks = [_mark(line) for line in lines]
    for line, mark in zip(lines, marks, strict=True):
        if mark is None:
            return Mistake(f"Dòng “{line[:40]}” chưa đúng; ghi ngày/tháng và số phần trăm, ví dụ 31/05 40%.")
    found = tuple(mark for mark in marks if mark is not None)
    if len({(mark.day, mark.month) for mark in found}) < len(found):
        return Mistake("Có hai mốc cùng một ngày; chỉ để lại một.")
    return found


def marks_of(kept: Sequence[Sequence[str]]) -> tuple[Mark, ...]:
    """Return the marks as a record keeps them: [["31/05", "40"]]. Raises ValueError for anything else."""
    if not kept:
        return ()
    found = read_marks("\n".join(f"{day} {percent}" for day, percent in kept))
    if isinstance(found, Mistake):
        raise ValueError(found.sentence)  # noqa: TRY004 -- what stands there is no sound value
    return found


def kept_marks(marks: Sequence[Mark]) -> list[list[str]]:
    """Return the marks as a record keeps them."""
    return [[f"{mark.day:02}/{mark.month:02}", format_number(mark.percent)] for mark in marks]


def _mark(line: str) -> Mark | None:
    match = _LINE.fullmatch(line)
    number = read_number(match["share"]) if match else None
    if match is None or number is None or not 0 <= number <= _HUNDRED:
        return None
    day, month = int(match["day"]), int(match["month"])
    if not (1 <= month <= _MONTHS and 1 <= day <= calendar.monthrange(_LEAP_YEAR, month)[1]):
        return None
    return Mark(day, month, number)


def _days_of(mark: Mark, start: date, end: date) -> Iterator[date]:
    """Yield the first day of that name before the last; in a common year 29 February is the 28th."""
    for year in range(start.year, end.year + 1):
        day = date(year, mark.month, min(mark.day, calendar.monthrange(year, mark.month)[1]))
        if start <= day < end:
            yield day
            return
