"""Mail that leaves only after the transaction which caused it is safe."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from thidua.foundation.models import OutboxMessage

_MOST_ATTEMPTS = 8
_FIRST_PAUSE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be sent, and the key under which it is sent once."""

    dedup_key: str
    recipient: str
    subject: str
    body: str


def post(letter: Letter, *, at: datetime) -> OutboxMessage:
    """Put a mail into the outbox, in the transaction of its cause; a second one with the key is the first."""
    message, _ = OutboxMessage.objects.get_or_create(
        dedup_key=letter.dedup_key,
        defaults={
            "recipient": letter.recipient,
            "subject": letter.subject,
            "body": letter.body,
            "created_at": at,
            "try_after": at,
        },
    )
    return message


def drain(*, at: datetime) -> int:
    """Send what waits, each in a transaction of its own; return how many left."""
    keys = list(OutboxMessage.objects.waiting().filter(try_after__lte=at).values_list("pk", flat=True)[:500])
    return sum(_send(key, at) for key in keys)


@transaction.atomic
def _send(key: int, at: datetime) -> bool:
    waiting = OutboxMessage.objects.waiting().select_for_update().filter(try_after__lte=at)
    message = waiting.filter(pk=key).first()
    if message is None:
        return False
    message.attempts += 1
    try:
        _mail(message).send()
    except (OSError, SMTPException) as error:
        message.last_error = f"{type(error).__name__}: {error}"[:300]
        message.try_after = at + _FIRST_PAUSE * 2 ** (message.attempts - 1)
        message.given_up_at = at if message.attempts >= _MOST_ATTEMPTS else None
    else:
        message.sent_at = at
        message.last_error = ""
    message.save(update_fields=["attempts", "last_error", "try_after", "given_up_at", "sent_at"])
    return message.sent_at is not None


def _mail(message: OutboxMessage) -> EmailMessage:
    number = sha256(message.dedup_key.encode()).hexdigest()[:32]
    return EmailMessage(
        subject=message.subject,
        body=message.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.recipient],
        headers={"Message-ID": f"<{number}@thidua>"},
    )
