"""Phones that need no password: cards printed at the office, devices known by a secret in their cookie."""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from thidua.core.errors import DomainError
from thidua.core.text import fold
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import record
from thidua.organisation import policies
from thidua.organisation.models import Device, EnrolmentCard, User
from thidua.organisation.services import accounts

IN_SESSION = "device"
"""Under this name a session keeps which device it was opened on."""
_SEEN_EVERY = timedelta(hours=1)
_SPOKEN = str.maketrans({"0": "o", "1": "l", "8": "b", " ": None, "-": None})
_CARD_IS_OVER = "Thẻ này đã dùng hoặc đã hết hạn. Nhờ Văn phòng in thẻ mới."


@transaction.atomic
def issue_card(user: User, *, by: Actor, at: datetime) -> EnrolmentCard:
    """Make a card that enrols one device; cards printed before and not yet used are void."""
    policies.can_give_access(by, user).enforce()
    if not user.is_active:
        raise DomainError("Tài khoản này đã khóa. Mở lại tài khoản trước khi cấp thẻ.")
    EnrolmentCard.objects.filter(user=user, used_at__isnull=True).delete()
    minutes = timedelta(minutes=settings.ENROLMENT_CARD_MINUTES)
    card = EnrolmentCard(user=user, issued_by=by.name, issued_at=at, expires_at=at + minutes)
    card.code_hash = hash_of(code_of(card))
    card.save()
    record("organisation.card.issue", user, by=by, at=at)
    return card


def code_of(card: EnrolmentCard) -> str:
    """Return the code printed on a card, made anew from the server's secret, so that it is kept nowhere."""
    seed = f"card {card.user_id} {card.issued_at.isoformat()}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), seed, hashlib.sha256).digest()
    return base64.b32encode(digest).decode().lower()[:12]


def find_card(code: str, *, at: datetime) -> EnrolmentCard:
    """Return the card of a code as scanned or typed, or refuse."""
    spoken = fold(code).translate(_SPOKEN)
    card = (
        EnrolmentCard.objects.select_related("user__person__unit").filter(code_hash=hash_of(spoken)).first()
    )
    if card is None or card.used_at is not None or card.expires_at < at or not card.user.is_active:
        raise DomainError(_CARD_IS_OVER)
    return card


@transaction.atomic
def enrol(code: str, *, token: str, name: str, at: datetime, replaces: str = "") -> Device:
    """Make the browser that holds `token` known to the card's user; the card is spent.

    The same browser sending the form twice gets the same device. `replaces` is the secret it held
    before, which ends: a phone is known to one account.
    """
    known = Device.objects.live().select_related("user__person").filter(token_hash=hash_of(token)).first()
    if known is not None:
        return known
    card = find_card(code, at=at)
    spent = EnrolmentCard.objects.filter(pk=card.pk, used_at__isnull=True).update(used_at=at)
    if not spent:
        raise DomainError(_CARD_IS_OVER)
    device = Device.objects.create(
        user=card.user, token_hash=hash_of(token), name=name, enrolled_at=at, last_seen_at=at
    )
    record("organisation.device.enrol", device, by=accounts.owner_of(card.user), at=at)
    if replaces:
        for old in Device.objects.live().filter(token_hash=hash_of(replaces)):
            _end(old, by_name=accounts.owner_of(card.user).name, at=at)
    return device


def note_sign_in(user: User, *, session_key: str, name: str, at: datetime) -> Device:
    """Keep a sign-in by password among the devices, so that its owner sees it and can end it.

    Those whose session has run out leave the list.
    """
    open_now = Session.objects.filter(expire_date__gt=at).values("session_key")
    of_password = user.devices.live().filter(token_hash="")
    of_password.exclude(session_key__in=open_now).update(ended_at=at)
    return Device.objects.create(
        user=user, session_key=session_key, name=name, enrolled_at=at, last_seen_at=at
    )


def note_sign_out(session_key: str, *, at: datetime) -> None:
    """End the entry of a sign-in by password; an enrolled device only loses its session."""
    if session_key:
        known = Device.objects.live().filter(session_key=session_key)
        known.filter(token_hash="").update(ended_at=at)
        known.update(session_key="")


def resume(device: Device, *, session_key: str, at: datetime) -> None:
    """Note the session an enrolled device works in now."""
    device.session_key = session_key
    device.last_seen_at = at
    device.save(update_fields=["session_key", "last_seen_at"])


def move(device_id: int, *, session_key: str) -> None:
    """Note the new key of a session, as a change of the password gives it one."""
    Device.objects.live().filter(pk=device_id).update(session_key=session_key)


def seen(session_key: str, *, at: datetime) -> None:
    """Note that a device is in use; written once an hour at most."""
    Device.objects.live().filter(session_key=session_key, last_seen_at__lt=at - _SEEN_EVERY).update(
        last_seen_at=at
    )


@transaction.atomic
def rename(device: Device, *, name: str, by: Actor, at: datetime) -> None:
    policies.can_end(by, device).enforce()
    device.name = name.strip()[:120] or device.name
    device.save(update_fields=["name"])
    record("organisation.device.rename", device, by=by, at=at)


@transaction.atomic
def end(device: Device, *, by: Actor, at: datetime) -> None:
    """Let a device in no more, and end what is open on it now."""
    policies.can_end(by, device).enforce()
    _end(device, by_name=by.name, at=at)
    record("organisation.device.end", device, by=by, at=at)


@transaction.atomic
def end_all(user: User, *, by: Actor, at: datetime) -> None:
    """Sign the account out everywhere: sessions and devices alike."""
    if user.pk != by.user_id:
        policies.can_give_access(by, user).enforce()
    accounts.end_sessions(user)
    user.devices.live().update(ended_at=at, ended_by=by.name)
    record("organisation.user.end_everywhere", user, by=by, at=at)


def hash_of(secret: str) -> str:
    """Only the hash of a secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _end(device: Device, *, by_name: str, at: datetime) -> None:
    """End the device with every session opened on it, not only the last: a copied secret opens its own."""
    Device.objects.live().filter(pk=device.pk).update(ended_at=at, ended_by=by_name)
    opened = Session.objects.filter(expire_date__gt=at).iterator()
    keys = [session.pk for session in opened if session.get_decoded().get(IN_SESSION) == device.pk]
    Session.objects.filter(pk__in=[*keys, device.session_key]).delete()
