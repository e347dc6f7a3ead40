"""Begin and end positions; rights come and go with them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from thidua.core.errors import DomainError
from thidua.foundation.actors import SYSTEM, Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.organisation import policies, queries
from thidua.organisation.enums import TRUSTED, Role
from thidua.organisation.models import Person, Position, Unit, User
from thidua.organisation.services import entrances


@dataclass(frozen=True, slots=True)
class PositionFacts:
    """A post: what it lets its holder do, how it is called, where, from when, by which decision."""

    role: str
    title: str
    starts_on: date
    unit: Unit | None = None
    decision: str = ""


@transaction.atomic
def begin(person: Person, facts: PositionFacts, *, by: Actor, at: datetime) -> Position:
    """Write down that a person holds a post from a day on."""
    person = Person.objects.select_related("authority").select_for_update(of=("self",)).get(pk=person.pk)
    policies.can_give_post(by, person, facts.role).enforce()
    _check(person, facts)
    if by != SYSTEM:
        _shut_before_trust(person, facts, by=by, at=at)
    position = Position(
        authority=person.authority,
        person=person,
        unit=facts.unit,
        role=facts.role,
        title=facts.title,
        starts_on=facts.starts_on,
        decision=facts.decision,
    )
    position.full_clean()
    position.save()
    record("organisation.position.begin", position, by=by, at=at)
    return position


@transaction.atomic
def end(
    position: Position, *, last_day: date, reason: str, expected: int, by: Actor, at: datetime
) -> Position:
    """Write down the last day of a post; its rights are gone from the next day on, whatever is open.

    That of a keeper needs a reason: afterwards the commune may have none.
    """
    found = Position.objects.select_related("authority", "person").select_for_update(of=("self",))
    position = found.get(pk=position.pk)
    policies.can_end_post(by, position).enforce()
    if position.role == Role.KEEPER and not reason.strip():
        raise DomainError("Ghi lý do hoặc quyết định kết thúc chức vụ quản trị hệ thống.")
    if position.role in TRUSTED and position.ends_on is not None and last_day > position.ends_on:
        raise DomainError("Chức vụ này đã ghi ngày cuối, không kéo dài được. Nhờ ghi chức vụ mới.")
    if last_day < position.starts_on:
        raise DomainError("Ngày cuối không được trước ngày bắt đầu.")
    changes = versions.apply(position, {"ends_on": last_day}, expected=expected)
    if changes:
        deed = Deed(changes=changes, reason=reason.strip())
        record("organisation.position.end", position, by=by, at=at, deed=deed)
    return position


def _shut_before_trust(person: Person, facts: PositionFacts, *, by: Actor, at: datetime) -> None:
    """Close the ways into an account that one person could have opened, before it gets more rights."""
    user = User.objects.select_for_update(of=("self",)).filter(person=person).first()
    if user is None or facts.role not in TRUSTED or queries.is_trusted(person, timezone.localdate(at)):
        return
    entrances.shut(user, by_name=by.name, at=at)
    record("organisation.user.shut", user, by=by, at=at)


def _check(person: Person, facts: PositionFacts) -> None:
    if facts.role == Role.UNIT_HEAD and facts.unit is None:
        raise DomainError("Trưởng đơn vị phải thuộc một đơn vị.")
    if facts.unit is None:
        return
    if facts.unit.authority_id != person.authority_id:
        raise DomainError(f"{facts.unit} không thuộc {person.authority}.")
    if facts.unit.valid_to is not None and facts.unit.valid_to < facts.starts_on:
        raise DomainError(f"{facts.unit} đã ngừng hoạt động trước ngày này.")
