"""Tell the machine a commune named of a reminder: JSON, signed, tried again when it does not answer."""

import json
import socket
import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localtime

from thidua.core.receivers import fault_of, is_own_machine, may_reach, signature
from thidua.core.reminders import sending_time
from thidua.obligations.enums import SendingState
from thidua.obligations.models import Sending
from thidua.obligations.queries.sendings import urging_of

MOST_ATTEMPTS = 8
_FIRST_PAUSE = timedelta(minutes=1)
_SECONDS = 5
_MOST_ADDRESSES = 3


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is brought to the machine."""

    key: str
    url: str
    secret: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of bringing it, in words for the clerk."""

    is_taken: bool
    words: str


def deliver(key: int, *, at: datetime) -> bool:
    """Bring one waiting sending to its machine, outside a transaction: nobody waits for a slow machine.

    The next try is written before the call, so that a worker that dies in it loses nothing; the machine
    may get the same `key` twice then, and knows by it.
    """
    parcel = _take(key, at)
    if parcel is None:
        return False
    answer = bring(parcel, at=at)
    _note(key, answer, at)
    return answer.is_taken


def bring(parcel: Parcel, *, at: datetime) -> Answer:
    """Make the call. A redirect is not followed: what was checked is the address itself.

    The signature tells the real moment, for machines refuse what was signed long ago.
    """
    if fault := fault_of(parcel.url, own_machine=settings.LOCAL_RECEIVER):
        return Answer(is_taken=False, words=fault)
    moment = int(at.timestamp())
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "X-Thidua-Delivery": parcel.key,
        "X-Thidua-Signature": f"t={moment},v1={signature(parcel.secret, moment=moment, body=parcel.body)}",
    }
    parts = urlsplit(parcel.url)
    path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    try:
        connection = _connect(parcel.url)
        try:
            connection.request("POST", path, parcel.body, headers)
            status = connection.getresponse().status
        finally:
            connection.close()
    except PermissionError:
        return Answer(is_taken=False, words="Địa chỉ này dẫn vào mạng nội bộ nên không gửi.")
    except (OSError, HTTPException, ValueError):  # ValueError: an address that no library can write
        return Answer(is_taken=False, words="Máy nhận tin không trả lời.")
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Answer(is_taken=True, words=f"Máy nhận tin đã nhận (trả lời {status}).")
    return Answer(is_taken=False, words=f"Máy nhận tin trả lời {status}.")


def parcel_of(row: Sending) -> Parcel:
    """Put a sent reminder into JSON; the words are those that were sent."""
    reminder = row.reminder
    urging = urging_of(reminder.authority)
    content = {
        "key": f"sending-{row.pk}",
        "authority": reminder.authority.name,
        "unit": reminder.unit.name,
        "unit_key": str(reminder.unit_id),
        "stage": reminder.stage,
        "subject": reminder.subject,
        "text": reminder.body,
        "group_text": reminder.group_text,
        "sms_text": reminder.sms_text,
        "sent_by": reminder.sent_by,
        "sent_at": reminder.sent_at.isoformat() if reminder.sent_at else None,
    }
    body = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    return Parcel(f"sending-{row.pk}", row.recipient, urging.receiver_key, body)


@transaction.atomic
def _take(key: int, at: datetime) -> Parcel | None:
    """Count the try and set the next one; None when another worker was faster."""
    due = Sending.objects.due(at).select_for_update(of=("self",))
    row = due.select_related("reminder__unit", "reminder__authority").filter(pk=key).first()
    if row is None:
        return None
    row.attempts += 1
    now = row.reminder.authority.moment(at)
    row.leaves_at = sending_time(localtime(now + _FIRST_PAUSE * 2 ** (row.attempts - 1)))
    row.save(update_fields=["attempts", "leaves_at"])
    return parcel_of(row)


@transaction.atomic
def _note(key: int, answer: Answer, at: datetime) -> None:
    row = Sending.objects.select_for_update(of=("self",)).select_related("authority").get(pk=key)
    row.outcome = answer.words
    if answer.is_taken:
        row.state, row.sent_at = SendingState.SENT, row.authority.moment(at)
    elif row.attempts >= MOST_ATTEMPTS:
        row.state = SendingState.FAILED
    row.save(update_fields=["state", "sent_at", "outcome"])


def _connect(url: str) -> HTTPConnection:
    """Open a connection to the very address that was checked; a name may lead elsewhere a moment later."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    line = _line(host, port, own_machine=settings.LOCAL_RECEIVER and is_own_machine(url))
    if parts.scheme == "http":
        connection = HTTPConnection(host, port, timeout=_SECONDS)
        connection.sock = line
        return connection
    context = ssl.create_default_context()
    secured = HTTPSConnection(host, port, timeout=_SECONDS, context=context)
    secured.sock = context.wrap_socket(line, server_hostname=host)
    return secured


def _line(host: str, port: int, *, own_machine: bool) -> socket.socket:
    """Dial the addresses of a name one after the other: the first may be of a network that is not there."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))[:_MOST_ADDRESSES]
    if not all(may_reach(address, own_machine=own_machine) for address in addresses):
        raise PermissionError(host)
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, port), timeout=_SECONDS)
        except OSError:
            continue
    return socket.create_connection((addresses[-1], port), timeout=_SECONDS)
