"""The days of a year that are no ordinary days: public holidays, days made up, and the commune's own."""

from dataclasses import dataclass
from datetime import date

from thidua.core.working_days import SATURDAY
from thidua.foundation.actors import Actor
from thidua.reporting.models import CalendarDay
from thidua.reporting.queries.calendar import MADE_UP, holiday_names


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day, what the national calendar says of it, and what the commune says instead, if it does."""

    day: date
    national: str
    own: CalendarDay | None

    @property
    def weekday(self) -> str:
        return _WEEKDAYS[self.day.weekday()]

    @property
    def is_worked(self) -> bool:
        return self.own.is_worked if self.own is not None else self.national == MADE_UP


_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def days_of(actor: Actor, year: int) -> list[DayRow]:
    """Return the days in order, in one query."""
    names = holiday_names(year)
    own = {told.day: told for told in CalendarDay.objects.visible_to(actor).filter(day__year=year)}
    return [DayRow(day, names.get(day, _plain(day)), own.get(day)) for day in sorted({*names, *own.keys()})]


def _plain(day: date) -> str:
    return "Ngày nghỉ cuối tuần" if day.weekday() >= SATURDAY else "Ngày làm việc"
