"""Phones that need no password: cards printed at the office, devices known by a secret in their cookie."""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from thidua.core.errors import DomainError, RefusedError
from thidua.core.text import fold
from thidua.foundation.actors import SYSTEM, Actor
from thidua.foundation.services.audit import record
from thidua.organisation import policies, queries
from thidua.organisation.enums import Role
from thidua.organisation.models import Device, EnrolmentCard, User
from thidua.organisation.services import accounts, entrances

IN_SESSION = "device"
"""Under this name a session keeps which device it was opened on."""
_WAITS = timedelta(hours=24)
"""How long a card waits for the second person."""
_SEEN_EVERY = timedelta(hours=1)
_SPOKEN = str.maketrans({"0": "o", "1": "l", "8": "b", " ": None, "-": None})
_CARD_IS_OVER = "Thẻ này đã dùng hoặc đã hết hạn. Nhờ Văn phòng in thẻ mới."


@transaction.atomic
def issue_card(user: User, *, by: Actor, at: datetime) -> EnrolmentCard:
    """Make a card that enrols one device; cards printed before and not yet used are void.

    A card for a trusted account waits until a second person confirms it.
    """
    user = User.objects.select_related("person").select_for_update(of=("self",)).get(pk=user.pk)
    policies.can_give_access(by, user).enforce()
    if not user.is_active:
        raise DomainError("Tài khoản này đã khóa. Mở lại tài khoản trước khi cấp thẻ.")
    EnrolmentCard.objects.unused().filter(user=user).delete()
    needs_second = _needs_second(user, by=by, at=at)
    card = EnrolmentCard(user=user, issued_by=by.name, issuer_id=by.user_id, issued_at=at)
    card.needs_second = needs_second
    card.expires_at = at + (_WAITS if needs_second else _life())
    card.code_hash = hash_of(code_of(card))
    card.save()
    record("organisation.card.issue", user, by=by, at=at)
    return card


@transaction.atomic
def confirm_card(card: EnrolmentCard, *, by: Actor, at: datetime) -> EnrolmentCard:
    """Let a card for a trusted account be used; from now on it lives as briefly as any other."""
    found = EnrolmentCard.objects.select_for_update(of=("self",)).select_related("user__person")
    card = found.get(pk=card.pk)
    policies.can_confirm(by, card).enforce()
    if not card.is_waiting or card.expires_at < at:
        raise DomainError("Thẻ này không còn chờ xác nhận.")
    card.confirmed_by, card.confirmed_at, card.expires_at = by.name, at, at + _life()
    card.save(update_fields=["confirmed_by", "confirmed_at", "expires_at"])
    record("organisation.card.confirm", card.user, by=by, at=at)
    return card


@transaction.atomic
def know_card(card: EnrolmentCard, *, device_id: int | None, by: Actor, at: datetime) -> None:
    """Note that the owner asked for the card; the machine that came in by it cannot say so."""
    _own_card(card, by)
    if card.device_id is not None and card.device_id == device_id:
        raise DomainError("Nhờ xác nhận thẻ này trên máy khác.")
    EnrolmentCard.objects.filter(pk=card.pk, known_at__isnull=True).update(known_at=at)


@transaction.atomic
def disown_card(card: EnrolmentCard, *, by: Actor, at: datetime) -> None:
    """Void a card its owner did not ask for, and end the machine that came in by it."""
    _own_card(card, by)
    User.objects.select_for_update().get(pk=card.user_id)  # as enrolling does: one of the two comes first
    card = EnrolmentCard.objects.select_related("device").get(pk=card.pk)
    if card.device is not None:
        _end(card.device, by_name=by.name, at=at)
    record("organisation.card.disown", card.user, by=by, at=at)
    if card.used_at is None:
        card.delete()
    else:
        EnrolmentCard.objects.filter(pk=card.pk).update(known_at=at)


def code_of(card: EnrolmentCard) -> str:
    """Return the code printed on a card, made anew from the server's secret, so that it is kept nowhere."""
    seed = f"card {card.user_id} {card.issued_at.isoformat()}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), seed, hashlib.sha256).digest()
    return base64.b32encode(digest).decode().lower()[:12]


def find_card(code: str, *, at: datetime) -> EnrolmentCard:
    """Return the card of a code as scanned or typed, or refuse."""
    spoken = fold(code).translate(_SPOKEN)
    card = (
        EnrolmentCard.objects.select_related("user__person__unit", "user__person__authority")
        .filter(code_hash=hash_of(spoken))
        .first()
    )
    if card is None or card.used_at is not None or card.expires_at < at or not card.user.is_active:
        raise DomainError(_CARD_IS_OVER)
    if card.is_waiting:
        raise DomainError("Thẻ này còn chờ người thứ hai xác nhận. Nhờ Văn phòng xem lại.")
    return card


@transaction.atomic
def enrol(code: str, *, token: str, name: str, at: datetime, replaces: str = "") -> Device:
    """Make the browser that holds `token` known to the card's user; the card is spent.

    The same browser sending the form twice gets the same device. `replaces` is the secret it held
    before, which ends: a phone is known to one account. The account is locked, so that a card is
    spent once, and a post that gives more rights voids it.
    """
    known = Device.objects.live().select_related("user__person").filter(token_hash=hash_of(token)).first()
    if known is not None:
        return known
    User.objects.select_for_update().get(pk=find_card(code, at=at).user_id)
    card = find_card(code, at=at)
    device = Device.objects.create(
        user=card.user, token_hash=hash_of(token), name=name, enrolled_at=at, last_seen_at=at
    )
    EnrolmentCard.objects.filter(pk=card.pk).update(device=device, used_at=at)
    record("organisation.device.enrol", device, by=accounts.owner_of(card.user), at=at)
    if replaces:
        for old in Device.objects.live().filter(token_hash=hash_of(replaces)):
            _end(old, by_name=accounts.owner_of(card.user).name, at=at)
            record("organisation.device.replace", old, by=accounts.owner_of(card.user), at=at)
    return device


@transaction.atomic
def note_sign_in(user: User, *, session_key: str, name: str, at: datetime) -> Device:
    """Keep a sign-in by password among the devices, so that its owner sees it and can end it.

    Those whose session has run out leave the list.
    """
    open_now = Session.objects.filter(expire_date__gt=at).values("session_key")
    of_password = user.devices.live().filter(token_hash="")
    of_password.exclude(session_key__in=open_now).update(ended_at=at)
    device = Device.objects.create(
        user=user, session_key=session_key, name=name, enrolled_at=at, last_seen_at=at
    )
    record("organisation.device.sign_in", device, by=accounts.owner_of(user), at=at)
    return device


@transaction.atomic
def note_sign_out(session_key: str, *, at: datetime) -> None:
    """End the entry of a sign-in by password; an enrolled device only loses its session."""
    if session_key:
        known = Device.objects.live().filter(session_key=session_key)
        for device in known.select_related("user__person"):
            record("organisation.device.sign_out", device, by=accounts.owner_of(device.user), at=at)
        known.filter(token_hash="").update(ended_at=at)
        known.update(session_key="")


@transaction.atomic
def resume(device: Device, *, session_key: str, at: datetime) -> None:
    """Note the session an enrolled device works in now."""
    device.session_key = session_key
    device.last_seen_at = at
    device.save(update_fields=["session_key", "last_seen_at"])
    record("organisation.device.resume", device, by=accounts.owner_of(device.user), at=at)


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
    policies.can_end(by, device, timezone.localdate(at)).enforce()
    device.name = name.strip()[:120] or device.name
    device.save(update_fields=["name"])
    record("organisation.device.rename", device, by=by, at=at)


@transaction.atomic
def end(device: Device, *, by: Actor, at: datetime) -> None:
    """Let a device in no more, and end what is open on it now."""
    policies.can_end(by, device, timezone.localdate(at)).enforce()
    _end(device, by_name=by.name, at=at)
    record("organisation.device.end", device, by=by, at=at)


@transaction.atomic
def end_all(user: User, *, by: Actor, at: datetime) -> int:
    """Sign the account out everywhere, sessions and devices alike; return from how many machines."""
    if user.pk != by.user_id:
        policies.can_shut_out(by, user, timezone.localdate(at)).enforce()
    entrances.end_sessions(user)
    open_now = Session.objects.filter(expire_date__gt=at).values("session_key")
    ran_out = user.devices.live().filter(token_hash="").exclude(session_key__in=open_now)
    ran_out.update(ended_at=at)
    ended = user.devices.live().update(ended_at=at, ended_by=by.name)
    record("organisation.user.end_everywhere", user, by=by, at=at)
    return ended


def hash_of(secret: str) -> str:
    """Only the hash of a secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _life() -> timedelta:
    return timedelta(minutes=settings.ENROLMENT_CARD_MINUTES)


def _needs_second(user: User, *, by: Actor, at: datetime) -> bool:
    """A keeper who sets an installation up is alone; from the first other one on, nobody is."""
    if by == SYSTEM or user.person is None or not queries.is_trusted(user.person, timezone.localdate(at)):
        return False
    is_first = by.has(Role.KEEPER) and not queries.has_ever_had_a_second(
        user.person.authority_id, but=by.user_id
    )
    return not is_first


def _own_card(card: EnrolmentCard, by: Actor) -> None:
    if card.user_id != by.user_id:
        raise RefusedError("Chỉ chủ tài khoản trả lời được việc này.")


def _end(device: Device, *, by_name: str, at: datetime) -> None:
    """End the device with every session opened on it, not only the last: a copied secret opens its own."""
    Device.objects.live().filter(pk=device.pk).update(ended_at=at, ended_by=by_name)
    opened = Session.objects.filter(expire_date__gt=at).iterator()
    keys = [session.pk for session in opened if session.get_decoded().get(IN_SESSION) == device.pk]
    Session.objects.filter(pk__in=[*keys, device.session_key]).delete()
