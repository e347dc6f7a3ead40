"""Who may be named to check a sheet."""

from datetime import date
from typing import Any
from uuid import UUID

from thidua.organisation.enums import Role
from thidua.organisation.models import Position, User
from thidua.scoring.models import ScoreSheet

CHECKERS = (Role.OFFICE, Role.COUNCIL, Role.INSPECTOR)


def checkers_of(sheet: ScoreSheet, on: date) -> list[User]:
    """Return the accounts of office, council and inspectors, without those of the unit itself."""
    own = _held(sheet.authority_id, on).filter(unit=sheet.unit_id).values("person")
    return list(_accounts(sheet.authority_id, on).exclude(person__in=own))


def checkers_in(authority_id: UUID, on: date) -> list[User]:
    """Return the accounts of office, council and inspectors."""
    return list(_accounts(authority_id, on))


def _held(authority_id: UUID, on: date) -> Any:
    return Position.objects.filter(authority=authority_id).held_on(on)


def _accounts(authority_id: UUID, on: date) -> Any:
    fit = _held(authority_id, on).filter(role__in=CHECKERS).values("person")
    found = User.objects.filter(person__in=fit, is_active=True).select_related("person")
    return found.order_by("person__full_name")
