"""Open and close accounts."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from thidua.core.errors import DomainError
from thidua.core.text import fold
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record
from thidua.organisation import policies
from thidua.organisation.models import Authority, Person, User
from thidua.organisation.services import entrances, people, positions
from thidua.organisation.services.people import PersonFacts
from thidua.organisation.services.positions import PositionFacts


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who comes with a post and an account."""

    authority: Authority
    person: PersonFacts
    post: PositionFacts
    username: str


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
def admit(newcomer: Newcomer, *, password: str, by: Actor, at: datetime) -> User:
    """Enter a person with a post, an account and a password, all or nothing."""
    person = people.create(newcomer.authority, newcomer.person, by=by, at=at)
    positions.begin(person, newcomer.post, by=by, at=at)
    user = create(person, username=newcomer.username, by=by, at=at)
    set_password(user, password, by=by, at=at)
    return user


@transaction.atomic
def set_password(user: User, password: str, *, by: Actor, at: datetime) -> None:
    """Give an account a password that holds against guessing; its sessions elsewhere end."""
    policies.can_set_password(by, user).enforce()
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise DomainError(" ".join(error.messages)) from error
    user.set_password(password)
    user.save(update_fields=["password"])
    record("organisation.user.set_password", user, by=by, at=at)


@transaction.atomic
def set_mail(user: User, address: str, *, by: Actor, at: datetime) -> User:
    """Say where mail to the owner goes; nothing takes the address away. Only the owner does."""
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    policies.can_set_mail(by, user).enforce()
    before = user.email
    if before != address:
        user.email = address
        user.save(update_fields=["email"])
        deed = Deed(changes={"email": (before, address)})
        record("organisation.user.set_mail", user, by=by, at=at, deed=deed)
    return user


def note_password(user: User, *, at: datetime) -> None:
    """Write down that the owner has set a password."""
    record("organisation.user.set_password", user, by=owner_of(user), at=at)


def owner_of(user: User) -> Actor:
    """See somebody as the owner of the own account, whatever posts are held."""
    person = user.person
    return Actor(
        user_id=user.pk,
        name=person.full_name if person else user.username,
        authority_id=person.authority_id if person else None,
    )


@transaction.atomic
def forget_password(user: User, *, by: Actor, at: datetime) -> None:
    """Take a forgotten password away; a card lets its owner in to set another."""
    policies.can_shut_out(by, user, timezone.localdate(at)).enforce()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    record("organisation.user.forget_password", user, by=by, at=at)


@transaction.atomic
def close(user: User, *, by: Actor, at: datetime) -> None:
    """Let the account sign in no more; what it did stays."""
    policies.can_shut_out(by, user, timezone.localdate(at)).enforce()
    _switch(user, is_active=False)
    entrances.end_sessions(user)
    user.devices.live().update(ended_at=at, ended_by=by.name)
    record("organisation.user.close", user, by=by, at=at)


@transaction.atomic
def reopen(user: User, *, by: Actor, at: datetime) -> None:
    policies.can_shut_out(by, user, timezone.localdate(at)).enforce()
    _switch(user, is_active=True)
    record("organisation.user.reopen", user, by=by, at=at)


def _switch(user: User, *, is_active: bool) -> None:
    user.is_active = is_active
    user.save(update_fields=["is_active"])
