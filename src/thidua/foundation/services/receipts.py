"""Receipts of forms that took effect: taken, filled, looked up, and thinned out with time."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from thidua.foundation.actors import Actor
from thidua.foundation.models import OnceRecord, add_if_new, change_many

_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH = 8
Finder = Callable[[str, Actor], str]
"""Returns the address of the page a code leads to, or nothing; it asks for the right to see it."""
_finders: list[Finder] = []


@dataclass(frozen=True, slots=True)
class Claim:
    """A form that wants to take effect."""

    key: UUID
    user_id: int | None
    action: str
    body_hash: str
    body: dict[str, list[str]]


def is_taken(key: UUID) -> bool:
    """Whether a form of this number has taken effect already."""
    return OnceRecord.objects.filter(key=key).exists()


def claim(form: Claim, *, at: datetime) -> tuple[OnceRecord, bool]:
    """Take the form's number for this request.

    A second request with the same number waits here until the first has ended, and then gets its record.
    """
    sent = OnceRecord(
        key=form.key,
        user_id=form.user_id,
        action=form.action,
        body_hash=form.body_hash,
        body=form.body,
        receipt=new_receipt(),
        status=0,
        at=at,
    )
    is_new = add_if_new(sent)
    return sent if is_new else OnceRecord.objects.get(key=form.key), is_new


def keep_answer(sent: OnceRecord, *, status: int, headers: Mapping[str, str], content: str) -> None:
    """Store the answer of the effect, in its transaction."""
    sent.status = status
    sent.headers = dict(headers)
    sent.content = content
    sent.location = headers.get("Location", "")[:500]
    change_many([sent], ["status", "headers", "content", "location"], key="key")


def find(code: str, *, by: Actor) -> OnceRecord | None:
    """Look a receipt up as people type it: small letters, with or without the space. Only one's own."""
    plain = code_of(code)
    return OnceRecord.objects.visible_to(by).filter(receipt=plain).first() if plain else None


def register_finder(finder: Finder) -> None:
    """Let an app find receipts of its own by their code."""
    _finders.append(finder)


def page_of(code: str, *, by: Actor) -> str:
    """Return the address of the receipt that an app keeps under this code, or nothing."""
    return next(filter(None, (finder(code, by) for finder in _finders)), "") if code_of(code) else ""


def code_of(text: str) -> str:
    """Read a code as people type it: small letters, with or without the space; nothing if it is none."""
    letters = "".join(text.upper().split())
    is_code = len(letters) == _LENGTH and set(letters) <= set(_ALPHABET)
    return f"{letters[:4]} {letters[4:]}" if is_code else ""


def forget_contents(*, before: datetime) -> int:
    """Drop what old forms said; number, hash and receipt stay, so that they still count once."""
    old = OnceRecord.objects.filter(at__lt=before).exclude(body={}, content="")
    return old.update(body={}, content="")


def forget_about(action: str, key: UUID) -> int:
    """Drop what forms of an action said at addresses with this key, and hashes from which it is guessed."""
    about = OnceRecord.objects.filter(action__startswith=f"{action} ", action__contains=str(key))
    return about.update(body={}, content="", body_hash="")


def new_receipt() -> str:
    """Return a code of 8 characters that can be read aloud: no 0, O, 1 or I."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return f"{code[:4]} {code[4:]}"
