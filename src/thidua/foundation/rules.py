"""When work comes back: four simple rules, on the clocks of the commune."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

_RULE = re.compile(
    r"every (?P<minutes>[1-9]\d{0,3})m"
    r"|(?:daily|weekly (?P<weekday>[1-7])|monthly (?P<day>[1-9]|[12]\d|3[01]))"
    r" (?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Minutes between runs, or a time of day: on all days, on one weekday (1 is Monday), on one day."""

    every: timedelta | None = None
    hour: int = 0
    minute: int = 0
    weekday: int | None = None
    day: int | None = None

    def next_after(self, at: datetime, zone: ZoneInfo) -> datetime:
        """Return the first due time after `at`; in a short month the 31st is its last day."""
        if self.every is not None:
            return at + self.every
        candidate = at.astimezone(zone).replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        while candidate <= at or not self._is_due_on(candidate):
            candidate += timedelta(days=1)
        return candidate

    def _is_due_on(self, day: datetime) -> bool:
        if self.weekday is not None:
            return day.isoweekday() == self.weekday
        if self.day is not None:
            return day.day == min(self.day, monthrange(day.year, day.month)[1])
        return True


def read_rule(text: str) -> Rule:
    """Read "every 15m", "daily 02:30", "weekly 1 06:00" or "monthly 31 06:00"; else a ValueError."""
    match = _RULE.fullmatch(text)
    if match is None:
        message = f"{text!r} is no rule of a schedule"
        raise ValueError(message)
    part = match.groupdict()
    if part["minutes"]:
        return Rule(every=timedelta(minutes=int(part["minutes"])))
    return Rule(
        hour=int(part["hour"]),
        minute=int(part["minute"]),
        weekday=int(part["weekday"]) if part["weekday"] else None,
        day=int(part["day"]) if part["day"] else None,
    )
