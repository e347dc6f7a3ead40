"""Deadlines the law sets: what must be done, from what day they run, and their last day."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from thidua.core.dates import show_date
from thidua.core.working_days import WorkingDays


class Trigger(StrEnum):
    """From what a deadline runs: the year of the merit, the day a dossier is complete, a decision issued."""

    YEAR = "year"
    COMPLETE = "complete"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True)
class Deadline:
    """`deed` is what must be done for awards of `kinds`; `days` are days of the calendar, or worked ones.

    Of a year, `before` is the day (month, day) before which it is done; `days` is 0 then.
    """

    deed: str
    kinds: frozenset[str]
    trigger: Trigger
    days: int = 0
    is_worked: bool = False
    before: tuple[int, int] | None = None

    def last_day(self, start: date, calendar: WorkingDays) -> date:
        """Return the last day on which the deed is in time; the day of the trigger itself does not count."""
        if self.before is not None:
            return date(start.year, *self.before) - timedelta(days=1)
        if self.is_worked:
            return calendar.after(start, self.days)
        return start + timedelta(days=self.days)

    def left(self, start: date, on: date, calendar: WorkingDays) -> int:
        """Return how many days are left, in the days it is counted in; negative when it is late."""
        last = self.last_day(start, calendar)
        if not self.is_worked:
            return (last - on).days
        return calendar.between(on, last) if on <= last else -calendar.between(last, on)


def told(deadline: Deadline, start: date, on: date, calendar: WorkingDays) -> str:
    """Say how long there is: "Còn 5 ngày: chậm nhất 20/08/2024"."""
    last, left = deadline.last_day(start, calendar), deadline.left(start, on, calendar)
    days = "ngày làm việc" if deadline.is_worked else "ngày"
    if on > last:
        lead = f"Quá hạn {-left} {days}" if left else "Quá hạn"
    else:
        lead = f"Còn {left} {days}" if left else "Hôm nay là ngày cuối"
    return f"{lead}: chậm nhất {show_date(last)}"
