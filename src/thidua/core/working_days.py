"""Working days: weekends, public holidays and the Saturdays worked to make up for a long holiday."""

from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY = 5
_DAY = timedelta(days=1)
_LONGEST_HOLIDAY = 60


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Monday to Friday without `holidays`, and the days of rest worked instead (`made_up`)."""

    holidays: frozenset[date] = field(default_factory=frozenset)
    made_up: frozenset[date] = field(default_factory=frozenset)

    def includes(self, day: date) -> bool:
        if day in self.made_up:
            return True
        return day.weekday() < SATURDAY and day not in self.holidays

    def on_or_after(self, day: date) -> date:
        """Return the day itself when it is worked, else the next one: so a deadline moves on."""
        for ahead in range(_LONGEST_HOLIDAY):
            if self.includes(day + ahead * _DAY):
                return day + ahead * _DAY
        raise ValueError("No working day within two months: the table of holidays is wrong.")

    def on_or_before(self, day: date) -> date:
        """Return the day itself when it is worked, else the last one before: so a reminder comes in time."""
        for back in range(_LONGEST_HOLIDAY):
            if self.includes(day - back * _DAY):
                return day - back * _DAY
        raise ValueError("No working day within two months: the table of holidays is wrong.")

    def after(self, day: date, count: int) -> date:
        """Return the last of `count` working days that begin the day after `day`; 0 is `day` itself."""
        for _ in range(count):
            day = self.on_or_after(day + _DAY)
        return day

    def between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`; none when `end` is not later."""
        return sum(self.includes(start + ahead * _DAY) for ahead in range(1, (end - start).days + 1))
