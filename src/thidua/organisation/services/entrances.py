"""Shut what lets somebody in: sessions, devices, cards, the password."""

import secrets
from datetime import datetime

from thidua.organisation.models import EnrolmentCard, User


def end_sessions(user: User) -> None:
    """End every session of the account, wherever it is open."""
    user.session_salt = secrets.token_hex(16)
    user.save(update_fields=["session_salt"])


def shut(user: User, *, by_name: str, at: datetime) -> None:
    """Let nobody in by what was given before: only a new card opens the account."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    end_sessions(user)
    user.devices.live().update(ended_at=at, ended_by=by_name)
    EnrolmentCard.objects.unused().filter(user=user).delete()
