"""Codes of six digits that one phone shows and the other takes, so that nobody signs for the unit alone."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import record
from thidua.monitoring import policies
from thidua.monitoring.enums import SignSide
from thidua.monitoring.models import SigningCode, Visit, VisitSignature
from thidua.monitoring.queries.visit_content import CHANGED, fingerprint_of
from thidua.monitoring.services.visits import lock

MOST_WRONG = 5
_LIFE = timedelta(minutes=10)
_DIGITS = 6
_NOT_RIGHT = "Mã không đúng hoặc đã hết hạn. Xem lại mã trên máy kia, hoặc lấy mã mới."


@transaction.atomic
def issue(visit: Visit, side: SignSide, *, seen: str, by: Actor, at: datetime) -> SigningCode:
    """Make the code of a side for the record that was seen; the one it had before is void."""
    visit = lock(visit)
    policies.can_sign(by, visit, side).enforce()
    if VisitSignature.objects.filter(visit=visit, side=SignSide.UNIT).exists():
        raise DomainError("Đơn vị đã ký biên bản này nên không cần mã nữa.")
    if seen != fingerprint_of(visit):
        raise DomainError(CHANGED)
    values = {
        "user_id": by.user_id,
        "fingerprint": seen,
        "made_at": at,
        "expires_at": at + _LIFE,
        "wrong": 0,
        "used_at": None,
    }
    code, _ = SigningCode.objects.update_or_create(visit=visit, side=side, defaults=values)
    record("monitoring.visit.code", visit, by=by, at=at)
    return code


def digits_of(code: SigningCode) -> str:
    """Return the digits, made anew from the server's secret: "042 917" without the gap."""
    seed = f"signing {code.visit_id} {code.side} {code.user_id} {code.made_at.timestamp()}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), seed, hashlib.sha256).hexdigest()
    return f"{int(digest, 16) % 10**_DIGITS:0{_DIGITS}d}"


def live_code(visit: Visit, side: SignSide, *, at: datetime) -> SigningCode | None:
    """Return the code of a side that may still be used."""
    found = SigningCode.objects.filter(visit=visit, side=side, used_at=None, wrong__lt=MOST_WRONG)
    return found.filter(expires_at__gte=at).first()


def guess(visit: Visit, side: SignSide, typed: str, *, at: datetime) -> bool:
    """Say whether the digits are right, and count wrong ones: five end the code.

    Called before the transaction that signs, which is undone when it refuses.
    """
    code = live_code(visit, side, at=at)
    if code is None:
        return False
    if _is_same(code, typed):
        return True
    SigningCode.objects.filter(pk=code.pk).update(wrong=F("wrong") + 1)
    return False


def spend(visit: Visit, side: SignSide, typed: str, *, at: datetime) -> SigningCode:
    """Use the code of a side up, for the record as it was when the code was made.

    Raises:
        DomainError: it is not the one, it has ended, or the record has changed.

    """
    code = live_code(visit, side, at=at)
    if code is None or not _is_same(code, typed):
        raise DomainError(_NOT_RIGHT)
    if code.fingerprint != fingerprint_of(visit):
        raise DomainError(CHANGED)
    code.used_at = at
    code.save(update_fields=["used_at"])
    return code


def _is_same(code: SigningCode, typed: str) -> bool:
    return constant_time_compare(digits_of(code), "".join(typed.split()))
