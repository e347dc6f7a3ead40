"""What left, to whom, and what came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thidua.foundation.models import OutboxMessage
from thidua.foundation.sentences import moment
from thidua.obligations.enums import Channel, SendingState
from thidua.obligations.models import Sending, Urging
from thidua.obligations.models.urging import A_WORKING_DAY
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority, Position, Unit, User


@dataclass(frozen=True, slots=True)
class Told:
    """One sending with its outcome in words; `look` draws the state (ok, slow, risk, none)."""

    sending: Sending
    look: str
    words: str

    @property
    def badge(self) -> str:
        """The state in short; a mail that the mail server does not have yet still waits."""
        return _BADGES[self.look]

    @property
    def text(self) -> str:
        """What left by this way, with its line breaks; the machine gets the body too."""
        reminder = self.sending.reminder
        own = {Channel.GROUP: reminder.group_text, Channel.SMS: reminder.sms_text}
        return own.get(Channel(self.sending.channel), reminder.body)


_BADGES = {
    "ok": SendingState.SENT.label,
    "slow": SendingState.WAITING.label,
    "risk": SendingState.FAILED.label,
    "none": SendingState.STOPPED.label,
}


CARRIED = (Channel.GROUP, Channel.SMS)
"""Ways by which people carry a text themselves."""


def is_held(sendings: Iterable[Sending]) -> bool:
    """Say whether all that the program sends of a reminder still waits for its hour."""
    own = [row for row in sendings if row.channel not in CARRIED]
    return bool(own) and all(row.state == SendingState.WAITING and row.attempts == 0 for row in own)


def urging_of(authority: Authority) -> Urging:
    """Return how a commune sends its reminders; what was never chosen is as it begins."""
    return Urging.objects.filter(authority=authority).first() or Urging(authority=authority)


def most_hours_of(authority_id: UUID | None) -> int:
    """Return the number of hours a month from which a unit of a commune has too much to do."""
    if authority_id is None:
        return A_WORKING_DAY
    found = Urging.objects.filter(authority_id=authority_id).values_list("most_hours", flat=True).first()
    return A_WORKING_DAY if found is None else found


def addresses_of(unit: Unit, on: date) -> list[str]:
    """Return the mail addresses of those who head a unit on the day, each once."""
    heads = Position.objects.held_on(on).filter(unit=unit, role=Role.UNIT_HEAD)
    users = User.objects.filter(is_active=True, person__positions__in=heads).exclude(email="")
    return sorted(set(users.values_list("email", flat=True)))


def has_reader(unit: Unit, on: date) -> bool:
    """Whether anybody who acts for the unit on the day has an account to read notices with."""
    held = Position.objects.held_on(on).filter(unit=unit)
    return bool(User.objects.filter(is_active=True, person__positions__in=held).exists())


def mail_key(sending: Sending) -> str:
    """Return the key under which a mail stands in the outbox."""
    return f"reminder-mail:{sending.pk}"


def told(sendings: Sequence[Sending]) -> list[Told]:
    """Say of each what came of it; one query more for those that went by mail."""
    keys = [mail_key(sending) for sending in sendings if sending.channel == Channel.MAIL]
    mails = (
        {mail.dedup_key: mail for mail in OutboxMessage.objects.filter(dedup_key__in=keys)} if keys else {}
    )
    return [_told(sending, mails.get(mail_key(sending))) for sending in sendings]


def _told(sending: Sending, mail: OutboxMessage | None) -> Told:
    if sending.state == SendingState.WAITING:
        rest = f" {sending.outcome}" if sending.outcome else ""
        return Told(sending, "slow", f"Chờ đến {moment(sending.leaves_at)}.{rest}")
    if sending.state == SendingState.FAILED:
        return Told(sending, "risk", f"Không gửi được. {sending.outcome}")
    if sending.state == SendingState.STOPPED:
        return Told(sending, "none", f"Không gửi. {sending.outcome}")
    if mail is not None and mail.given_up_at is not None:
        return Told(sending, "risk", "Máy thư không nhận sau nhiều lần thử. Kiểm lại địa chỉ thư.")
    if mail is not None and mail.sent_at is None:
        return Told(sending, "slow", "Đang chờ máy thư.")
    return Told(sending, "ok", f"Đã gửi {moment(sending.sent_at)}." if sending.sent_at else "Đã gửi.")
