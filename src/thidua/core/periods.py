"""The periods figures are reported for, and the day each report is due."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from thidua.core.working_days import WorkingDays

_HALF = 6
_QUARTER = 3
_MONTHS = 12
_ROMAN = ("I", "II", "III", "IV")
_SCHOOL_START = 9
_SCHOOL_END = 5


class Frequency(StrEnum):
    """How often an indicator is reported."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    SEASON = "season"
    SCHOOL_YEAR = "school_year"


@dataclass(frozen=True, slots=True)
class Season:
    """A crop season ("vụ") from (month, day) to (month, day); it may begin the year before."""

    name: str
    start: tuple[int, int]
    end: tuple[int, int]
    starts_before: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of days both ends of which belong to it; `name` is how people call it."""

    start: date
    end: date
    frequency: Frequency
    name: str

    def covers(self, day: date) -> bool:
        return self.start <= day <= self.end


def periods_of_year(frequency: Frequency, year: int, seasons: Sequence[Season] = ()) -> tuple[Period, ...]:
    """Return the periods of a year in order; `seasons` are those the commune keeps.

    The school year of 2024 is the one that begins in September 2024.
    """
    if frequency == Frequency.SEASON:
        return tuple(sorted(_season(season, year) for season in seasons))
    if frequency == Frequency.SCHOOL_YEAR:
        return (
            Period(
                date(year, _SCHOOL_START, 1),
                _last_day(year + 1, _SCHOOL_END),
                frequency,
                f"Năm học {year}–{year + 1}",
            ),
        )
    length = _LENGTHS[frequency]
    return tuple(
        _months(frequency, year, first, length, _name(frequency, year, first))
        for first in range(1, _MONTHS + 1, length)
    )


def due_on(period: Period, days: int, working_days: WorkingDays) -> date:
    """Return the day a report is due: `days` after the end, moved on when nobody works that day.

    A negative number is due before the end ("báo cáo tháng gửi trước ngày 25").
    """
    return working_days.on_or_after(period.end + timedelta(days=days))


def previous_year(period: Period) -> tuple[date, date]:
    """Return the same days a year earlier, for "so cùng kỳ"; 29 February becomes 28."""
    return _year_back(period.start), _year_back(period.end)


def _year_back(day: date) -> date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(day.year - 1, day.month, last if is_last else min(day.day, last))


def _months(frequency: Frequency, year: int, first: int, length: int, name: str) -> Period:
    return Period(date(year, first, 1), _last_day(year, first + length - 1), frequency, name)


def _season(season: Season, year: int) -> Period:
    start = date(year - 1 if season.starts_before else year, *season.start)
    return Period(start, date(year, *season.end), Frequency.SEASON, f"Vụ {season.name} {year}")


def _name(frequency: Frequency, year: int, first: int) -> str:
    if frequency == Frequency.MONTH:
        return f"Tháng {first}/{year}"
    if frequency == Frequency.QUARTER:
        return f"Quý {_ROMAN[first // _QUARTER]}/{year}"
    if frequency == Frequency.HALF_YEAR:
        return f"6 tháng {'đầu' if first == 1 else 'cuối'} năm {year}"
    return f"Năm {year}"


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


_LENGTHS = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: _QUARTER,
    Frequency.HALF_YEAR: _HALF,
    Frequency.YEAR: _MONTHS,
}
