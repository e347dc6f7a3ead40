"""Vietnamese dates in and out: "ngày 05 tháng 4 năm 2024", "5-4-24", "xong trong quý III/2025".

A document often knows less than a day ("ngày    tháng 4 năm 2024"); `PartialDate` holds what is
known and `iso` prints only that much, so that nobody reads an invented first of April.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_BLANK = r"[\s.…_‥-]{0,40}+"
_WORDED = re.compile(
    rf"(?:ngày{_BLANK}(?P<day>\d{{1,2}}|\d \d)?{_BLANK})?\btháng{_BLANK}(?P<month>\d{{1,2}}|\d \d)?{_BLANK}"
    r"năm\s{0,9}+(?P<year>\d{4}|\d{2}(?=[\s.…_]))(?!\d)",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"(?<![\d./-])(?P<day>\d{1,2}) ?(?P<mark>[/.-]) ?(?P<month>\d{1,2}) ?(?P=mark) ?"
    r"(?P<year>\d{4}|\d{2})(?![\d/]|[.,-]\d)"
)
_MONTH_DIGITS = re.compile(r"\btháng\s{0,9}+(?P<month>\d{1,2})\s?[/-]\s?(?P<year>\d{4})(?!\d)", re.IGNORECASE)
_DAY_MONTH = re.compile(
    r"\bngày\s{0,9}+(?P<day>\d{1,2})(?:\s?[/.-]\s?|\s{1,9}tháng\s{1,9})(?P<month>\d{1,2})(?![\d/%])",
    re.IGNORECASE,
)
_BARE_DAY_MONTH = re.compile(r"(?<![\d/.,-])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/%]|[.,]\d)")
_YEAR = re.compile(r"\bnăm\s{0,9}+(?P<year>(?:19|20)\d{2})(?!\d)", re.IGNORECASE)
_QUARTER = re.compile(
    r"\bqu[ýí]\s{0,9}+(?P<quarter>IV|I{1,3}|[1-4])(?![\w])(?:\s?[/-]\s?"
    r"|\s{1,9}năm\s{1,9})?(?P<year>(?:19|20)\d{2})?",
    re.IGNORECASE,
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_CENTURY_TURN = 70
_LONGEST_DEADLINE = 120
_REPEATED = re.compile(
    r"\b(?:h[aằ]ng|mỗi)\s{1,9}(?:tuần|tháng|quý|năm)\b|\bđịnh\s{1,9}kỳ\b|\btháng\s{1,9}cuối\s{1,9}quý\b",
    re.IGNORECASE,
)
_DEADLINE_WORD = re.compile(
    r"\b(?:trước|chậm nhất|muộn nhất|hoàn thành (?:trong|vào|trước)|xong (?:trong|trước|vào)|"
    "(?:trong|đến hết|hết|kết thúc|thời hạn|thời gian hoàn thành)(?= (?:ngày|tháng|qu[ýí]|năm"
    r"|\d{1,2}/\d)))\b"
    r"(?:\s(?:là|vào|đến|trong|hết))?",
    re.IGNORECASE,
)
_REPEAT_LEAD = re.compile(r"(?:h[aằ]ng|mỗi|định kỳ)[^.;:]{0,30}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A calendar date of which the day, or day and month, may be unknown."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def iso(self) -> str:
        """ISO 8601, only as long as what is known: "2024", "2024-04", "2024-04-05"."""
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @property
    def last_day(self) -> date:
        """The last day it may stand for: what a deadline "trong tháng 6" ends with."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date in running text and where it stands."""

    value: PartialDate
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """The end a sentence sets to a task.

    `value` is None for one that repeats or whose year is unknown; `text` is as printed.
    """

    text: str
    value: PartialDate | None
    start: int
    end: int
    is_repeated: bool = False


def parse_date(text: str) -> date | None:
    """Return the full date that `text` is ("5/4/2024", "05 tháng 4 năm 2024"); None for anything else."""
    text = text.strip()
    match = _DIGITS.fullmatch(text) or _WORDED.fullmatch(text) or _WORDED.fullmatch(f"ngày {text}")
    if match is None:
        return None
    value = _partial(match)
    return date(value.year, value.month, value.day) if value and value.month and value.day else None


def parse_iso(text: str) -> PartialDate:
    """Read back what `PartialDate.iso` printed; a ValueError for anything else."""
    year, *rest = (int(part) for part in text.split("-"))
    value = _checked(year, *rest[:2])
    if value is None or value.iso != text:
        message = f"{text!r} không phải là ngày theo ISO 8601."
        raise ValueError(message)
    return value


def find_dates(text: str) -> Iterator[DateFound]:
    """Yield all dates with a year, in order, the longest reading at each place."""
    found = [
        DateFound(value, match.start(), match.end())
        for pattern in (_WORDED, _DIGITS, _MONTH_DIGITS)
        for match in pattern.finditer(text)
        if (value := _partial(match)) is not None
    ]
    end = -1
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if item.start >= end:
            yield item
            end = item.end


def date_at(text: str, start: int) -> DateFound | None:
    """Return the date that begins at `start`, with or without the word "ngày" before digits."""
    skipped = re.compile(r"(?:ngày\s{0,9}+)?", re.IGNORECASE).match(text, start)
    after = skipped.end() if skipped else start
    for pattern, position in ((_WORDED, start), (_DIGITS, after), (_MONTH_DIGITS, start), (_YEAR, start)):
        match = pattern.match(text, position)
        value = _partial(match) if match else None
        if match and value:
            return DateFound(value, start, match.end())
    return None


def read_deadline(text: str, *, year: int | None = None) -> Deadline | None:
    """Return the first deadline in `text`; `year` completes one written without ("trước ngày 25/11")."""
    for word in _DEADLINE_WORD.finditer(text):
        after = text[word.end() : word.end() + _LONGEST_DEADLINE]
        lead = _REPEAT_LEAD.search(text, max(0, word.start() - 40), word.start())
        end = _end_of_time(after)
        if end is None:
            continue
        start = lead.start() if lead else word.start()
        repeated_tail = _REPEATED.search(after, 0, end + 30)
        if lead or repeated_tail:
            end = max(end, repeated_tail.end() if repeated_tail else 0)
            return Deadline(text[start : word.end() + end], None, start, word.end() + end, is_repeated=True)
        return Deadline(text[start : word.end() + end], _moment(after, year), start, word.end() + end)
    return None


def show_date(value: PartialDate | date) -> str:
    """Print for people: "05/04/2024", "tháng 4/2024", "năm 2024"."""
    if value.day and value.month:
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return f"tháng {value.month}/{value.year}" if value.month else f"năm {value.year}"


def written_date(value: date) -> str:
    """Print as in the date line of a document: days below ten, months one and two get a zero (NĐ 30/2020)."""
    month = f"{value.month:02d}" if value.month <= 2 else str(value.month)  # noqa: PLR2004  the rule itself
    return f"ngày {value.day:02d} tháng {month} năm {value.year}"


def _end_of_time(after: str) -> int | None:
    """Return how far a moment reaches when one begins within a few words of the start of `after`."""
    ends = []
    for pattern in (
        _WORDED,
        _DIGITS,
        _MONTH_DIGITS,
        _QUARTER,
        _DAY_MONTH,
        _BARE_DAY_MONTH,
        _YEAR,
        _MONTHLY_DAY,
    ):
        match = pattern.match(after, _skip_lead(after))
        if match:
            ends.append(match.end())
    return max(ends, default=None)


_MONTHLY_DAY = re.compile(
    r"\bngày\s{0,9}+\d{1,2}(?:\s(?:h[aằ]ng tháng|tháng (?:cuối|đầu) (?:mỗi )?(?:quý|năm|kỳ)"
    r"|tháng sau|của tháng \w+))?"
)
_LEAD = re.compile(
    r"\s{0,9}+(?:(?:tháng|cuối|hết|ngày làm việc)\s{1,9}(?=ngày|qu[ýí]"
    r"|năm))?(?:ngày\s{0,9}+(?=\d{1,2} ?[/.-]))?"
)


def _skip_lead(after: str) -> int:
    lead = _LEAD.match(after)
    return lead.end() if lead else 0


def _moment(after: str, year: int | None) -> PartialDate | None:
    start = _skip_lead(after)
    for pattern in (_WORDED, _DIGITS, _MONTH_DIGITS):
        match = pattern.match(after, start)
        if match:
            return _partial(match)
    if quarter := _QUARTER.match(after, start):
        number = _QUARTERS.get(quarter["quarter"].lower()) or int(quarter["quarter"])
        known = int(quarter["year"]) if quarter["year"] else year
        return PartialDate(known, number * 3) if known else None
    if match := _DAY_MONTH.match(after, start) or _BARE_DAY_MONTH.match(after, start):
        return _checked(year, int(match["month"]), int(match["day"])) if year else None
    whole = _YEAR.match(after, start)
    return PartialDate(int(whole["year"])) if whole else None


def _partial(match: re.Match[str]) -> PartialDate | None:
    groups = match.groupdict()
    year = int(groups["year"])
    if len(groups["year"]) == 2:  # noqa: PLR2004  two digits of a year
        year += 1900 if year >= _CENTURY_TURN else 2000
    month, day = (_number(groups.get(name)) for name in ("month", "day"))
    return _checked(year, month, day)


def _number(digits: str | None) -> int | None:
    return int(digits.replace(" ", "")) if digits else None


def _checked(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """Return the date when the calendar has it; a day without a month is dropped."""
    if not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):  # noqa: PLR2004  the calendar
        return None
    if month is None:
        return PartialDate(year)
    if day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return PartialDate(year, month, day)
