"""When somebody is reminded of what they owe, and in which words, for each way it may travel."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from thidua.core.text import fold

QUIET_FROM, QUIET_UNTIL = time(21), time(7)
SMS_LENGTH = 160
_LATE_EVERY = 7
_DAYS_BEFORE = (7, 3, 1)
_MOST_LISTED = 10


class Stage(StrEnum):
    """How near the day is; each is told once, lateness every week."""

    SEVEN_DAYS = "seven_days"
    THREE_DAYS = "three_days"
    ONE_DAY = "one_day"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is owed: `title` is how people call it, `due_on` the day."""

    title: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Texts:
    """One digest in the words of each channel; `sms` is without accents and at most 160 characters."""

    subject: str
    body: str
    group: str
    sms: str


def stage_on(due_on: date, today: date) -> Stage | None:
    """Return the stage that is told on this very day, None on days that are left in peace."""
    left = (due_on - today).days
    if left in _DAYS_BEFORE:
        return (Stage.SEVEN_DAYS, Stage.THREE_DAYS, Stage.ONE_DAY)[_DAYS_BEFORE.index(left)]
    return Stage.LATE if left < 0 and -left % _LATE_EVERY == 1 else None


def stages_between(due_on: date, after: date, today: date) -> tuple[Stage, ...]:
    """Return what was to be told after `after` up to `today`: a day without the program loses nothing."""
    days = (after + timedelta(days=ahead) for ahead in range(1, (today - after).days + 1))
    told = (stage_on(due_on, day) for day in days)
    return tuple(dict.fromkeys(stage for stage in told if stage is not None))


def last_stage(due_on: date, after: date, today: date) -> tuple[date, Stage] | None:
    """Return the latest stage that fell after `after` up to `today`, with its day; None when none did.

    Days without the program make it late and never lost, and of several missed only the nearest is told.
    """
    days_late = (today - due_on).days
    if days_late > 0:
        day = due_on + timedelta(days=1 + (days_late - 1) // _LATE_EVERY * _LATE_EVERY)
    else:
        day = max(
            (ahead for before in _DAYS_BEFORE if (ahead := due_on - timedelta(days=before)) <= today),
            default=after,
        )
    stage = stage_on(due_on, day)
    return (day, stage) if stage is not None and day > after else None


def most_urgent(stages: Iterable[Stage]) -> Stage:
    """Return the nearest of some stages; there must be one."""
    return max(stages, key=list(Stage).index)


def sending_time(at: datetime) -> datetime:
    """Return `at`, or seven in the morning when it falls into the quiet hours (21:00–7:00); local time."""
    if at.timetz().replace(tzinfo=None) >= QUIET_FROM:
        at += timedelta(days=1)
    elif at.timetz().replace(tzinfo=None) >= QUIET_UNTIL:
        return at
    return at.replace(hour=QUIET_UNTIL.hour, minute=0, second=0, microsecond=0)


def digest(owed: Sequence[Owed], *, today: date, unit: str, sender: str, link: str) -> Texts:
    """Put all that a unit owes into one message; the nearest day first. `owed` must not be empty."""
    ordered = sorted(owed, key=lambda item: (item.due_on, item.title))
    late = sum(item.due_on < today for item in ordered)
    count = f"{len(ordered)} việc" + (f", {late} việc đã quá hạn" if late else "")
    lines = [_line(item, today) for item in ordered[:_MOST_LISTED]]
    if len(ordered) > _MOST_LISTED:
        lines.append(f"- và {len(ordered) - _MOST_LISTED} việc khác")
    listed = "\n".join(lines)
    return Texts(
        subject=f"{unit}: còn {count}",
        body=f"{sender} nhắc {unit} còn {count}:\n\n{listed}\n\nMở: {link}",
        group=f"{unit} còn {count}. {_first(ordered, today)} Mở: {link}",
        sms=_sms(unit, count, ordered[0], link),
    )


def without(text: str, titles: Iterable[str]) -> str:
    """Drop the lines of a listing that tell of these; what people wrote between them stays."""
    starts = tuple(f"- {title}:" for title in titles)
    return "\n".join(line for line in text.splitlines() if not (starts and line.startswith(starts)))


def with_added(text: str, owed: Sequence[Owed], *, today: date) -> str:
    """Put lines below the listing of a text that people changed, or at its end where none is left."""
    lines = text.splitlines()
    last = max((place for place, line in enumerate(lines) if line.startswith("- ")), default=len(lines) - 1)
    added = [_line(item, today) for item in sorted(owed, key=lambda item: (item.due_on, item.title))]
    return "\n".join([*lines[: last + 1], *added, *lines[last + 1 :]])


def plain_text(text: str) -> str:
    """Take accents and signs off, as a text message of 160 characters needs; line breaks become spaces."""
    return _bare(" ".join(text.split()))


def _line(item: Owed, today: date) -> str:
    return f"- {item.title}: {_when(item.due_on, today)}"


def _sms(unit: str, count: str, first: Owed, link: str) -> str:
    """Cut the title, and never the link, to what one message holds."""
    end = _bare(f" ({first.due_on:%d/%m}). {link}")
    start = _bare(f"{unit} con {count}: ")[: max(SMS_LENGTH - len(end), 0)]
    room = SMS_LENGTH - len(start) - len(end)
    title = _bare(first.title)
    if len(title) > room:
        title = f"{title[: max(room - 2, 0)].rstrip()}.."
    return f"{start}{title[: max(room, 0)]}{end}"


def _bare(text: str) -> str:
    """Take the accents off and keep the capitals, in the letters every phone shows."""
    bare = "".join(
        kept.upper() if letter.isupper() else kept
        for letter in text
        if (kept := fold(letter)) or letter == " "
    )
    return bare.encode("ascii", "ignore").decode()


def _first(ordered: Sequence[Owed], today: date) -> str:
    return f"Gấp nhất: {ordered[0].title}, {_when(ordered[0].due_on, today)}."


def _when(due_on: date, today: date) -> str:
    left = (due_on - today).days
    if left < 0:
        return f"quá hạn từ {due_on:%d/%m/%Y}"
    if left == 0:
        return "hạn hôm nay"
    return f"hạn {due_on:%d/%m/%Y}, còn {left} ngày"
