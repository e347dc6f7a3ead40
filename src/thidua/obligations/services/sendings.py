"""Let reminders leave: notices and mails at once or at seven in the morning, the machine by the worker."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.timezone import localdate, localtime

from thidua.core.errors import DomainError
from thidua.core.reminders import Texts, sending_time
from thidua.foundation.actors import SYSTEM
from thidua.foundation.services import notices, outbox
from thidua.foundation.services.notices import News
from thidua.foundation.services.outbox import Letter as Mail
from thidua.obligations.enums import Channel, ObligationState, ReminderState, SendingState
from thidua.obligations.models import Reminder, Sending
from thidua.obligations.queries.letters import letter_of
from thidua.obligations.queries.sendings import CARRIED, addresses_of, is_held, mail_key, urging_of
from thidua.obligations.services import receiver

_A_RUN = 20  # calls to machines in one run of the worker, each of some seconds at most
_MOST_HERE = 500  # the next run of the worker, a minute later, goes on
_LONGEST_DETAIL = 600


@dataclass(frozen=True, slots=True)
class Way:
    """A channel and whom it reaches."""

    channel: Channel
    recipient: str


def ways_of(reminder: Reminder, *, at: datetime) -> list[Way]:
    """Return by which ways a reminder leaves when it is sent."""
    mails = [Way(Channel.MAIL, address) for address in addresses_of(reminder.unit, localdate(at))]
    url = urging_of(reminder.authority).receiver_url
    machine = [Way(Channel.MACHINE, url)] if url else []
    return [Way(Channel.NOTICE, reminder.unit.name), *mails, *machine]


def put(
    reminder: Reminder, *, by_name: str, at: datetime, only: Collection[Channel] | None = None
) -> list[Sending]:
    """Write what is to leave, beside what left before; what may go now goes, except to the machine.

    `only` leaves other channels out; there must be a way by one of them.
    """
    had = {(row.channel, row.recipient) for row in reminder.sendings.all()}
    ways = [way for way in ways_of(reminder, at=at) if only is None or way.channel in only]
    if not ways:
        raise DomainError("Chưa chọn cách gửi nào. Đánh dấu ít nhất một cách rồi bấm gửi.")
    rows = [
        _row(reminder, way, by_name=by_name, at=at) for way in ways if (way.channel, way.recipient) not in had
    ]
    return _leave_now(rows, at)


def put_notices(reminders: Sequence[Reminder], *, at: datetime) -> None:
    """Let the notices of fresh drafts leave without a hand, as the commune chose; the rest waits."""
    rows = [
        _row(reminder, Way(Channel.NOTICE, reminder.unit.name), by_name=SYSTEM.name, at=at)
        for reminder in reminders
    ]
    _leave_now(rows, at)


def note_carried(reminder: Reminder, channel: Channel, *, by_name: str, at: datetime) -> Sending:
    """Note what people carry themselves: pasted into the group, sent from a telephone. Twice is once."""
    noted, _ = Sending.objects.get_or_create(
        reminder=reminder,
        channel=channel,
        recipient=reminder.unit.name,
        defaults={
            "authority_id": reminder.authority_id,
            "state": SendingState.SENT,
            "by_name": by_name,
            "created_at": at,
            "leaves_at": at,
            "sent_at": at,
        },
    )
    return noted


def forget_carried(reminder: Reminder, channel: Channel) -> bool:
    """Take back a note that was made by mistake; return whether there was one."""
    noted = Sending.objects.filter(reminder=reminder, channel=channel, recipient=reminder.unit.name)
    return bool(noted.delete()[0])


def stop(reminders: Sequence[Reminder], *, outcome: str) -> None:
    """Keep back what has not left yet."""
    waiting = Sending.objects.filter(reminder__in=reminders, state=SendingState.WAITING)
    waiting.update(state=SendingState.STOPPED, outcome=outcome)


def take_back(reminder: Reminder) -> None:
    """Let nothing leave of what waits for its hour; refuses once a part of it has left."""
    rows = list(Sending.objects.select_for_update(of=("self",)).filter(reminder=reminder))
    if not is_held(rows):
        raise DomainError("Lời nhắc đã đi nên không thu hồi được. Việc xong thì ghi ở mục Việc giao.")
    Sending.objects.filter(pk__in=[row.pk for row in rows if row.channel not in CARRIED]).delete()


def leave_due(*, at: datetime) -> int:
    """Let go what waited for its hour; return how much left. Nothing is sent twice by two workers."""
    due = Sending.objects.due(at).order_by("leaves_at", "pk")
    here = due.exclude(channel=Channel.MACHINE).values_list("pk", flat=True)[:_MOST_HERE]
    machines = due.filter(channel=Channel.MACHINE).values_list("pk", flat=True)[:_A_RUN]
    return sum(_leave_one(key, at) for key in list(here)) + sum(
        receiver.deliver(key, at=at) for key in list(machines)
    )


@transaction.atomic
def _leave_one(key: int, at: datetime) -> bool:
    due = Sending.objects.due(at).select_for_update(of=("self",))
    row = due.select_related("reminder__unit", "reminder__authority").filter(pk=key).first()
    if row is None:
        return False
    at = row.reminder.authority.moment(at)
    prefetch_related_objects([row], "reminder__items__obligation")
    if not _is_still_owed(row.reminder):
        row.state, row.outcome = SendingState.STOPPED, "Việc đã xong trước giờ gửi."
    else:
        _leave(row, at)
    row.save(update_fields=["state", "sent_at", "outcome"])
    return row.state == SendingState.SENT


def _leave_now(rows: Iterable[Sending], at: datetime) -> list[Sending]:
    kept = Sending.objects.bulk_create(rows)
    for row in kept:
        if row.leaves_at <= at and row.channel != Channel.MACHINE:
            _leave(row, at)
            row.save(update_fields=["state", "sent_at"])
    return kept


def _row(reminder: Reminder, way: Way, *, by_name: str, at: datetime) -> Sending:
    return Sending(
        authority_id=reminder.authority_id,
        reminder=reminder,
        channel=way.channel,
        recipient=way.recipient[:300],
        by_name=by_name,
        created_at=at,
        leaves_at=sending_time(localtime(at)),
    )


def _leave(row: Sending, at: datetime) -> None:
    texts = letter_of(row.reminder, origin="", on=localdate(at)).texts
    if row.channel == Channel.MAIL:
        outbox.post(Mail(mail_key(row), row.recipient, texts.subject, texts.body), at=at)
    else:
        notices.tell([_news(row.reminder, texts)], at=at)
    row.state, row.sent_at = SendingState.SENT, at


def _news(reminder: Reminder, texts: Texts) -> News:
    """Word a notice: it leads to the work by itself, so the line with the link is left out."""
    lines = [line for line in texts.body.splitlines() if line.strip() and not line.startswith("Mở: ")]
    detail = "\n".join(lines)
    cut = detail if len(detail) <= _LONGEST_DETAIL else f"{detail[: _LONGEST_DETAIL - 1]}…"
    return News(
        dedup_key=f"reminder:{reminder.pk}",
        authority_id=reminder.authority_id,
        unit_id=reminder.unit_id,
        title=f"{texts.subject}.",
        detail=cut,
        url=f"/v/{reminder.code}/",
    )


def _is_still_owed(reminder: Reminder) -> bool:
    if reminder.state == ReminderState.DROPPED:
        return False
    return any(item.obligation.state == ObligationState.OPEN for item in reminder.items.all())
