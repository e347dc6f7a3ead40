"""Codes of six digits that one phone shows and the other takes, so that nobody signs alone.

What may be signed, by whom, and in whose history it stands, the paper's own app decides before it asks here.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils.crypto import constant_time_compare

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record
from thidua.organisation.models import SigningCode

MOST_WRONG = 5
NOT_RIGHT = "Mã không đúng hoặc đã hết hạn. Xem lại mã trên máy kia, hoặc lấy mã mới."
_LIFE = timedelta(minutes=10)
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Paper:
    """Which paper, in words that no other paper has, and the side that gets the digits."""

    about: str
    side: str


@transaction.atomic
def issue(paper: Paper, fingerprint: str, *, by: Actor, at: datetime) -> SigningCode:
    """Make the code of a side for the text with this fingerprint; the one it had before is void."""
    values = {
        "user_id": by.user_id,
        "fingerprint": fingerprint,
        "made_at": at,
        "expires_at": at + _LIFE,
        "wrong": 0,
        "used_at": None,
    }
    code, _ = SigningCode.objects.update_or_create(about=paper.about, side=paper.side, defaults=values)
    return code


def digits_of(code: SigningCode) -> str:
    """Return the digits, made anew from the server's secret: "042 917" without the gap."""
    seed = f"signing {code.about} {code.side} {code.user_id} {code.made_at.timestamp()}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), seed, hashlib.sha256).hexdigest()
    return f"{int(digest, 16) % 10**_DIGITS:0{_DIGITS}d}"


def live_code(paper: Paper, *, at: datetime) -> SigningCode | None:
    """Return the code of a side that may still be used."""
    return _live(paper, at=at).first()


def shown_to(user_id: int | None, paper: Paper, *, at: datetime) -> tuple[SigningCode | None, str]:
    """Return the live code and its digits in two groups, to the account alone that asked for it."""
    code = live_code(paper, at=at)
    if code is None or code.user_id != user_id:
        return None, ""
    digits = digits_of(code)
    return code, f"{digits[:3]} {digits[3:]}"


@transaction.atomic
def guess(paper: Paper, typed: str, *, of: models.Model, by: Actor, at: datetime) -> bool:
    """Say whether the digits are right; five wrong ones end the code, and each is in the history of `of`.

    Called before the transaction that signs, which is undone when it refuses. What was typed is kept nowhere:
    it may be right but for one digit.
    """
    code = _live(paper, at=at).select_for_update(of=("self",)).first()
    if code is None:
        return False
    if _is_same(code, typed):
        return True
    code.wrong += 1
    code.save(update_fields=["wrong"])
    told = Deed(reason=f"Lần sai thứ {code.wrong} trong {MOST_WRONG} lần được gõ.")
    record("organisation.signing.miss", of, by=by, at=at, deed=told)
    return False


def spend(paper: Paper, typed: str, *, fingerprint: str, changed: str, at: datetime) -> SigningCode:
    """Use the code of a side up, for the text as it was when the code was made.

    Raises:
        DomainError: it is not the one, it has ended, or the text is another one now (`changed` says so).

    """
    code = live_code(paper, at=at)
    if code is None or not _is_same(code, typed):
        raise DomainError(NOT_RIGHT)
    if code.fingerprint != fingerprint:
        raise DomainError(changed)
    code.used_at = at
    code.save(update_fields=["used_at"])
    return code


def _live(paper: Paper, *, at: datetime) -> models.QuerySet[SigningCode]:
    """Find the code; one of a later moment is of yesterday, in a commune whose every midnight leads back."""
    found = SigningCode.objects.filter(made_at__lte=at, expires_at__gte=at)
    return found.filter(about=paper.about, side=paper.side, used_at=None, wrong__lt=MOST_WRONG)


def _is_same(code: SigningCode, typed: str) -> bool:
    return constant_time_compare(digits_of(code), "".join(typed.split()))
