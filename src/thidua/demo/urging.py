"""Reminders of the sample year: drafted by rule, read by the clerk, sent; the last ones still wait."""

from datetime import date, datetime

from thidua.demo.deeds import CLERK, moment
from thidua.demo.following import Season
from thidua.obligations.enums import Channel
from thidua.obligations.models import Obligation, Reminder
from thidua.obligations.services import drafting, obligations, reminders, sendings

ORIGIN = "http://127.0.0.1:8000"
"""Where `thidua run` serves; short links of reminders that were sent begin with it."""
_PLANS_DUE = date(2024, 5, 15)
_WITHOUT_PLAN = frozenset({"Thôn 7", "Công an xã"})


def send_plans(season: Season) -> None:
    """Let the units send the plans the letter asks for; two of them do not."""
    at = moment("14/5", 15)
    due = Obligation.objects.open().filter(authority=season.commune.authority, due_on=_PLANS_DUE)
    for work in due.select_related("unit").exclude(unit__name__in=_WITHOUT_PLAN):
        finish(season, work, "Đã nhận kế hoạch.", at=at)


def finish(season: Season, work: Obligation, note: str, *, at: datetime) -> None:
    obligations.complete(work, note=note, expected=work.version, by=season.actor(CLERK, at), at=at)


def remind(season: Season, day: str) -> None:
    """Draft in the morning; the clerk reads each and sends it, and pastes the text into the group."""
    drafting.draft(season.commune.authority.pk, at=moment(day, 6))
    by, at = season.actor(CLERK, moment(day)), moment(day, 8, 30)
    for reminder in Reminder.objects.filter(authority=season.commune.authority).waiting().for_list():
        read = reminders.mark_read(reminder, expected=reminder.version, by=by, at=at)
        sent = reminders.send(read, origin=ORIGIN, expected=read.version, by=by, at=at)
        reminders.note_carried(sent, Channel.GROUP, by=by, at=at)
    sendings.leave_due(at=at)


def draft(season: Season, day: str) -> None:
    """Draft what the clerk has not read yet."""
    drafting.draft(season.commune.authority.pk, at=moment(day, 6))
