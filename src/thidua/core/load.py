"""How much paper work a unit has in a month, estimated and said to be so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

_TENTH = Decimal("0.1")
_MINUTES_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Estimate:
    """Minutes that each kind of paper work takes a unit, from a day on, and where the numbers come from.

    `a_working_day` is the number of hours from which a month is called too heavy for a village head, who does
    this beside other work, where the commune did not choose another number.
    """

    valid_from: date
    report: int
    figure: int
    work: int
    a_working_day: int
    source: str


ESTIMATES = (
    Estimate(
        valid_from=date(2024, 1, 1),
        report=3,
        figure=1,
        work=20,
        a_working_day=8,
        source="ước tính khi làm chương trình, chưa đo ở xã nào",
    ),
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a unit has in one month: movements it takes part in, reports with their figures, other work."""

    movements: int = 0
    reports: int = 0
    figures: int = 0
    works: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """The hours of a month, to a tenth, and how they are made up.

    `words` say why it is too much, empty when it is not.
    """

    hours: Decimal
    words: str
    made_of: str = ""

    @property
    def is_heavy(self) -> bool:
        return bool(self.words)


def estimate_on(day: date) -> Estimate:
    """Return the estimate in force on a day; before the first one, the first."""
    begun = [estimate for estimate in ESTIMATES if estimate.valid_from <= day]
    return max(begun, key=lambda estimate: estimate.valid_from, default=ESTIMATES[0])


def minutes_of(counted: Counted, estimate: Estimate) -> int:
    return (
        counted.reports * estimate.report + counted.figures * estimate.figure + counted.works * estimate.work
    )


def loads(counted: Iterable[Counted], estimate: Estimate, most_hours: int | None = None) -> list[Load]:
    """Return the load of each of some units of one kind: too heavy by itself, or beside the others.

    By itself means more than `most_hours` a month, where not given those of the estimate. Beside the others
    means twice the middle one of those that have anything to do, and more than an hour.
    """
    items = list(counted)
    minutes = [minutes_of(item, estimate) for item in items]
    busy = [number for number in minutes if number]
    middle = Decimal(median(busy)) if busy else Decimal(0)
    most = estimate.a_working_day if most_hours is None else most_hours
    return [
        Load(_hours(number), _words(number, middle, most), made_of(item, estimate))
        for item, number in zip(items, minutes, strict=True)
    ]


def made_of(counted: Counted, estimate: Estimate) -> str:
    """Say how the minutes come about: "2 báo cáo × 3 phút + 40 số liệu × 1 phút = 46 phút"."""
    kinds = (
        (counted.reports, "báo cáo", estimate.report),
        (counted.figures, "số liệu", estimate.figure),
        (counted.works, "việc khác", estimate.work),
    )
    parts = [f"{number} {name} × {each} phút" for number, name, each in kinds if number]
    return f"{' + '.join(parts)} = {minutes_of(counted, estimate)} phút" if parts else ""


def _words(minutes: int, middle: Decimal, most_hours: int) -> str:
    if minutes > most_hours * _MINUTES_AN_HOUR:
        return f"Quá tải: hơn {most_hours} giờ một tháng."
    if minutes > _MINUTES_AN_HOUR and middle and minutes >= 2 * middle:
        times = (Decimal(minutes) / middle).quantize(_TENTH, ROUND_HALF_UP)
        return f"Nặng gấp {str(times).replace('.', ',')} lần mức giữa của các đơn vị cùng loại."
    return ""


def _hours(minutes: int) -> Decimal:
    return (Decimal(minutes) / _MINUTES_AN_HOUR).quantize(_TENTH, ROUND_HALF_UP)
