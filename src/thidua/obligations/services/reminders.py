"""Word, send, drop and bring back reminders; nothing leaves without one of these."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thidua.core.errors import DomainError
from thidua.core.reminders import Texts
from thidua.foundation.actors import Actor
from thidua.foundation.sentences import moment
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.obligations import policies
from thidua.obligations.enums import REMINDER_WORKFLOW, Channel, ReminderState, SendingState
from thidua.obligations.models import Reminder
from thidua.obligations.queries.letters import letter_of
from thidua.obligations.queries.sendings import CARRIED
from thidua.obligations.services import sendings


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The texts that somebody wrote anew; an empty one is worded by rule."""

    subject: str = ""
    body: str = ""
    group_text: str = ""
    sms_text: str = ""

    @classmethod
    def of(cls, typed: Texts, by_rule: Texts) -> "OwnWords":
        """Keep only what differs from the words of the rule, so that the rest goes on following the work."""
        return cls(
            subject=typed.subject if typed.subject != by_rule.subject else "",
            body=typed.body if typed.body != by_rule.body else "",
            group_text=typed.group if typed.group != by_rule.group else "",
            sms_text=typed.sms if typed.sms != by_rule.sms else "",
        )


@dataclass(frozen=True, slots=True)
class Bundle:
    """What came of sending several: how many left, when, and why others stayed."""

    sent: int
    waits_until: datetime | None
    stayed: tuple[str, ...]


@transaction.atomic
def edit(reminder: Reminder, words: OwnWords, *, expected: int, by: Actor, at: datetime) -> Reminder:
    """Write texts anew; whoever does has read them. Without any, all is worded by rule again."""
    reminder = _locked(reminder, by)
    has_any = any(asdict(words).values())
    after = REMINDER_WORKFLOW.target_of("edit" if has_any else "reword", state=_state(reminder))
    values = {**asdict(words), "state": after}
    changes = versions.apply(reminder, values, expected=expected)
    reminder.read_at = at
    reminder.save(update_fields=["read_at"])
    if changes:
        record("obligations.reminder.edit", reminder, by=by, at=at, deed=Deed(changes=changes))
    return reminder


@transaction.atomic
def mark_read(reminder: Reminder, *, expected: int, by: Actor, at: datetime) -> Reminder:
    """Note that somebody of the office has read it as it stands, so that it may go with the others."""
    reminder = _locked(reminder, by)
    _still_waits(reminder, expected)
    if reminder.read_at is None:
        reminder.read_at = at
        reminder.save(update_fields=["read_at"])
        record("obligations.reminder.read", reminder, by=by, at=at)
    return reminder


@transaction.atomic
def send(
    reminder: Reminder,
    *,
    origin: str,
    expected: int,
    by: Actor,
    at: datetime,
    only: Collection[Channel] | None = None,
) -> Reminder:
    """Send what is still owed by every way there is, or `only` by some; at night it waits for the morning.

    Two who send the same at once send it once: the second is told who did.
    """
    reminder = _locked(reminder, by)
    _still_waits(reminder, expected)
    letter = letter_of(reminder, origin=origin, on=reminder.authority.day(localdate(at)))
    if not letter.open:
        raise DomainError("Mọi việc trong nhắc việc này đã xong, không còn gì để gửi.")
    values = {
        "subject": letter.texts.subject,
        "body": letter.texts.body,
        "group_text": letter.texts.group,
        "sms_text": letter.texts.sms,
        "state": REMINDER_WORKFLOW.target_of("send", state=_state(reminder)),
        "sent_at": at,
        "sent_by": by.name,
    }
    changes = versions.apply(reminder, values, expected=expected)
    sendings.put(reminder, by_name=by.name, at=at, only=only)
    record("obligations.reminder.send", reminder, by=by, at=at, deed=Deed(changes=_told(changes)))
    return reminder


@transaction.atomic
def send_many(chosen: Sequence[tuple[UUID, int]], *, origin: str, by: Actor, at: datetime) -> Bundle:
    """Send several, each as it was seen; what cannot go stays and says why."""
    policies.can_urge(by).enforce()
    seen = dict(chosen)
    sent: list[Reminder] = []
    stayed: list[str] = []
    for reminder in Reminder.objects.visible_to(by).filter(pk__in=seen).for_list():
        try:
            sent.append(send(reminder, origin=origin, expected=seen[reminder.pk], by=by, at=at))
        except DomainError as refusal:
            stayed.append(f"{reminder.unit.name}: {refusal}")
    return Bundle(len(sent), waits_until(sent[-1]) if sent else None, tuple(stayed))


@transaction.atomic
def note_carried(reminder: Reminder, channel: Channel, *, by: Actor, at: datetime) -> Reminder:
    """Note that somebody pasted the text into the group, or sent it from a telephone."""
    reminder = _locked(reminder, by)
    if channel not in CARRIED or reminder.state == ReminderState.DROPPED:
        raise DomainError("Nhắc việc này không ghi được là đã chuyển bằng tay.")
    sendings.note_carried(reminder, channel, by_name=by.name, at=at)
    record(f"obligations.reminder.carry_{channel.value}", reminder, by=by, at=at)
    return reminder


@transaction.atomic
def forget_carried(reminder: Reminder, channel: Channel, *, by: Actor, at: datetime) -> Reminder:
    """Undo `note_carried`: it was noted by mistake, or of another unit."""
    reminder = _locked(reminder, by)
    if channel in CARRIED and sendings.forget_carried(reminder, channel):
        record(f"obligations.reminder.uncarry_{channel.value}", reminder, by=by, at=at)
    return reminder


@transaction.atomic
def drop(reminder: Reminder, *, expected: int, by: Actor, at: datetime) -> Reminder:
    """Decide not to send it; what waited for its hour stays here too."""
    reminder = _step("drop", reminder, {"dropped_reason": "Văn phòng bỏ."}, expected=expected, by=by, at=at)
    sendings.stop([reminder], outcome="Văn phòng bỏ nhắc việc này.")
    return reminder


@transaction.atomic
def restore(reminder: Reminder, *, expected: int, by: Actor, at: datetime) -> Reminder:
    """Bring a dropped one back with the words it had."""
    reminder = _step("restore", reminder, {"dropped_reason": ""}, expected=expected, by=by, at=at)
    reminder.sendings.filter(state=SendingState.STOPPED).delete()
    return reminder


@transaction.atomic
def recall(reminder: Reminder, *, origin: str, expected: int, by: Actor, at: datetime) -> Reminder:
    """Take one back that waits for the morning: it stands among those to be sent, with the words it had."""
    reminder = _locked(reminder, by)
    state = REMINDER_WORKFLOW.target_of("recall", state=_state(reminder))
    sendings.take_back(reminder)
    letter = letter_of(reminder, origin=origin, on=reminder.authority.day(localdate(at)))
    words = OwnWords.of(letter.texts, letter.by_rule)
    if any(asdict(words).values()):
        state = REMINDER_WORKFLOW.target_of("edit", state=state)
    values = {**asdict(words), "state": state, "sent_at": None, "sent_by": ""}
    changes = versions.apply(reminder, values, expected=expected)
    record("obligations.reminder.recall", reminder, by=by, at=at, deed=Deed(changes=_told(changes)))
    return reminder


def waits_until(reminder: Reminder) -> datetime | None:
    """Return until when what was sent waits in the quiet hours; None when it is on its way."""
    first = reminder.sendings.filter(state=SendingState.WAITING, attempts=0).order_by("leaves_at").first()
    is_held = first is not None and reminder.sent_at is not None and first.leaves_at > reminder.sent_at
    return first.leaves_at if first is not None and is_held else None


def _step(
    verb: str, reminder: Reminder, values: dict[str, object], *, expected: int, by: Actor, at: datetime
) -> Reminder:
    reminder = _locked(reminder, by)
    state = REMINDER_WORKFLOW.target_of(verb, state=_state(reminder))
    if verb == "restore" and reminder.has_own_words:
        state = REMINDER_WORKFLOW.target_of("edit", state=state)
    changes = versions.apply(reminder, {**values, "state": state}, expected=expected)
    record(f"obligations.reminder.{verb}", reminder, by=by, at=at, deed=Deed(changes=changes))
    return reminder


def _locked(reminder: Reminder, by: Actor) -> Reminder:
    found: Reminder = Reminder.objects.for_list().select_for_update(of=("self",)).get(pk=reminder.pk)
    policies.can_change_reminder(by, found).enforce()
    return found


def _still_waits(reminder: Reminder, expected: int) -> None:
    """Refuse what was sent, dropped or written anew since the page was opened."""
    if reminder.state == ReminderState.SENT and reminder.sent_at is not None:
        raise DomainError(f"{reminder.sent_by} đã gửi lúc {moment(reminder.sent_at)}, không gửi lần nữa.")
    if reminder.state == ReminderState.DROPPED:
        raise DomainError("Nhắc việc này đã bỏ. Bấm “Hoàn tác” ở phần đã bỏ rồi gửi.")
    if reminder.version != expected:
        raise DomainError("Lời nhắc đã đổi sau khi mở trang. Xem lại lời mới rồi gửi.")


def _state(reminder: Reminder) -> ReminderState:
    return ReminderState(reminder.state)


def _told(changes: dict[str, tuple[object, object]]) -> dict[str, tuple[object, object]]:
    """Tell words and state; who and when the entry says itself."""
    return {name: change for name, change in changes.items() if name not in ("sent_at", "sent_by")}
