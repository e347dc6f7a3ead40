"""Working days of a commune: the national calendar and where the commune departs from it."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from uuid import UUID

from thidua.core.periods import Season
from thidua.core.working_days import WorkingDays
from thidua.reporting.models import CalendarDay

MADE_UP = "Làm bù"
SEASONS = (
    Season("Đông", (10, 1), (1, 31), starts_before=True),
    Season("Xuân", (1, 15), (6, 15)),
    Season("Hè Thu", (5, 20), (9, 30)),
)
"""Crop seasons usual in Hà Tĩnh; unconfirmed, to be set by the commune's own crop plan."""


def working_days(authority_id: UUID, years: Iterable[int]) -> WorkingDays:
    """Return the calendar of these years in one query."""
    days = tuple(sorted({year + step for year in years for step in (0, 1)}))
    national = _national(days)
    own = list(CalendarDay.objects.filter(authority_id=authority_id, day__year__in=days))
    worked = {entry.day for entry in own if entry.is_worked}
    off = {entry.day for entry in own if not entry.is_worked}
    return WorkingDays(
        holidays=frozenset((national.holidays - worked) | off),
        made_up=frozenset((national.made_up - off) | worked),
    )


@lru_cache(maxsize=8)
def holiday_names(year: int) -> dict[date, str]:
    """Return the public holidays of a year by name, and the days of rest worked to make up for one."""
    from holidays import country_holidays  # noqa: PLC0415 -- a slow library, needed where days are shown

    found = country_holidays("VN", years=(year,), language="vi")
    made_up = [day for day in getattr(found, "weekend_workdays", ()) if day.year == year]
    return {**{day: str(name) for day, name in found.items()}, **dict.fromkeys(made_up, MADE_UP)}


@lru_cache(maxsize=8)
def _national(years: tuple[int, ...]) -> WorkingDays:
    """Public holidays (Bộ luật Lao động 2019, điều 112) with the days swapped by yearly notice."""
    from holidays import country_holidays  # noqa: PLC0415 -- a slow library, needed where days are due

    found = country_holidays("VN", years=years)
    return WorkingDays(holidays=frozenset(found), made_up=frozenset(getattr(found, "weekend_workdays", ())))
