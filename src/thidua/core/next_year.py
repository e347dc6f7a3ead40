"""Move words and days of one year's movement on to the next year."""

import re
from datetime import date

_ALONE = re.compile(r"(?<![0-9/])20[0-9]{2}(?![0-9])")
_IN_A_DAY = re.compile(r"(?<![0-9/])([0-9]{1,2}/(?:[0-9]{1,2}/)?)(20[0-9]{2})(?![0-9/])")
_LEAP = (2, 29)


def words_moved_on(text: str, year: int | None) -> str:
    """Replace the movement's own year, and no other, by the next; numbers of documents keep theirs."""
    if year is None:
        return text
    here, following = str(year), str(year + 1)
    text = _ALONE.sub(lambda found: following if found[0] == here else found[0], text)
    return _IN_A_DAY.sub(lambda found: found[1] + (following if found[2] == here else found[2]), text)


def a_year_later(day: date | None) -> date | None:
    """Return the same day of the next year, 28 February for the 29th."""
    if day is None:
        return None
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == _LEAP else day.day)
