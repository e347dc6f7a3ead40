"""Open and close accounts."""

import secrets
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from thidua.core.errors import DomainError
from thidua.core.text import fold
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import record
from thidua.organisation import policies
from thidua.organisation.models import Person, User


@transaction.atomic
def create(person: Person, *, username: str, by: Actor, at: datetime) -> User:
    """Open an account without a password: its holder comes in with a card and may set one then."""
    person = Person.objects.select_for_update(of=("self",)).select_related("authority").get(pk=person.pk)
    policies.can_change(by, person).enforce()
    if User.objects.filter(person=person).exists():
        raise DomainError(f"{person} đã có tài khoản.")
    user = User(username=fold(username).strip(), person=person, date_joined=at)
    user.set_unusable_password()
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        raise DomainError("Tên đăng nhập này đã có người dùng hoặc để trống. Nhờ chọn tên khác.") from error
    user.save()
    record("organisation.user.create", user, by=by, at=at)
    return user


@transaction.atomic
def close(user: User, *, by: Actor, at: datetime) -> None:
    """Let the account sign in no more; what it did stays."""
    policies.can_give_access(by, user).enforce()
    _switch(user, is_active=False)
    end_sessions(user)
    user.devices.live().update(ended_at=at, ended_by=by.name)
    record("organisation.user.close", user, by=by, at=at)


@transaction.atomic
def reopen(user: User, *, by: Actor, at: datetime) -> None:
    policies.can_give_access(by, user).enforce()
    _switch(user, is_active=True)
    record("organisation.user.reopen", user, by=by, at=at)


def end_sessions(user: User) -> None:
    """End every session of the account, wherever it is open."""
    user.session_salt = secrets.token_hex(16)
    user.save(update_fields=["session_salt"])


def _switch(user: User, *, is_active: bool) -> None:
    user.is_active = is_active
    user.save(update_fields=["is_active"])
