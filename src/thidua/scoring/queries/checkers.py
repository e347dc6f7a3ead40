"""Who may be named to check a sheet."""

from datetime import date

from thidua.organisation.enums import Role
from thidua.organisation.models import Position, User
from thidua.scoring.models import ScoreSheet

CHECKERS = (Role.OFFICE, Role.COUNCIL, Role.INSPECTOR)


def checkers_of(sheet: ScoreSheet, on: date) -> list[User]:
    """Return the accounts of office, council and inspectors, without those of the unit itself."""
    held = Position.objects.filter(authority=sheet.authority_id).held_on(on)
    own = held.filter(unit=sheet.unit_id).values("person")
    fit = held.filter(role__in=CHECKERS).exclude(person__in=own).values("person")
    return list(
        User.objects.filter(person__in=fit, is_active=True)
        .select_related("person")
        .order_by("person__full_name")
    )
