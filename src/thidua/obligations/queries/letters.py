"""A reminder as it reads now: words of people as they are, the rest from the work that is still open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from thidua.core.reminders import Owed, Texts, digest, without
from thidua.obligations.enums import ObligationState, ReminderState
from thidua.obligations.models import Obligation, Reminder


@dataclass(frozen=True, slots=True)
class Letter:
    """What would leave, the work it tells of, and the work that was done since it was drafted.

    `by_rule` are the texts as they would be without the words of people. Without open work there is
    nothing to tell: all texts are empty then.
    """

    reminder: Reminder
    texts: Texts
    by_rule: Texts
    open: tuple[Obligation, ...]
    closed: tuple[Obligation, ...]


def letter_of(reminder: Reminder, *, origin: str, on: date) -> Letter:
    """Word a reminder as of a day; `origin` begins its short link ("https://thidua.camlinh.vn")."""
    works = _works(reminder)
    is_open = [work for work in works if work.state == ObligationState.OPEN]
    closed = [work for work in works if work.state != ObligationState.OPEN]
    by_rule = _by_rule(reminder, is_open, origin, on)
    gone = {work.title for work in closed} - {work.title for work in is_open}
    texts = _with_own_words(reminder, by_rule, gone) if is_open else by_rule
    if reminder.state == ReminderState.SENT:
        texts = Texts(reminder.subject, reminder.body, reminder.group_text, reminder.sms_text)
    return Letter(reminder, texts, by_rule, tuple(is_open), tuple(closed))


def link_of(reminder: Reminder, origin: str) -> str:
    """Return the short link to the work; held against the table of addresses by a test."""
    return f"{origin}/v/{reminder.code}/"


def owed_of(works: Iterable[Obligation]) -> list[Owed]:
    """Return what the rules of wording need of work that has a day."""
    return [Owed(work.title, work.due_on) for work in works if work.due_on is not None]


def _by_rule(reminder: Reminder, works: list[Obligation], origin: str, on: date) -> Texts:
    owed = owed_of(works)
    if not owed:
        return Texts("", "", "", "")
    return digest(
        owed,
        today=on,
        unit=reminder.unit.name,
        sender=f"Văn phòng UBND {reminder.authority.name}",
        link=link_of(reminder, origin),
    )


def _with_own_words(reminder: Reminder, by_rule: Texts, gone: set[str]) -> Texts:
    return Texts(
        subject=reminder.subject or by_rule.subject,
        body=without(reminder.body, gone) or by_rule.body,
        group=reminder.group_text or by_rule.group,
        sms=reminder.sms_text or by_rule.sms,
    )


def _works(reminder: Reminder) -> list[Obligation]:
    """Return each piece of work once, the nearest day first; it may stand at two stages in one digest."""
    found = {item.obligation_id: item.obligation for item in reminder.items.all()}
    return sorted(found.values(), key=lambda work: (work.due_on or date.max, work.title))
