"""Households of villages."""

from datetime import datetime

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.organisation import policies
from thidua.organisation.enums import UnitKind
from thidua.organisation.models import Household, Person, Unit


@transaction.atomic
def create(unit: Unit, head: Person, *, members: int | None, by: Actor, at: datetime) -> Household:
    """Add a household to a village, named after its head."""
    policies.can_change(by, unit).enforce()
    if unit.kind != UnitKind.VILLAGE:
        raise DomainError(f"{unit} không phải là thôn. Hộ gia đình ghi theo thôn.")
    if head.authority_id != unit.authority_id:
        raise DomainError(f"{head} không thuộc {unit.authority}.")
    if Household.objects.filter(head=head).exists():
        raise DomainError(f"{head} đã là chủ hộ của một hộ.")
    household = Household(authority=unit.authority, unit=unit, head=head, members=members)
    household.full_clean()
    household.save()
    record("organisation.household.create", household, by=by, at=at)
    return household


@transaction.atomic
def change(household: Household, *, members: int | None, expected: int, by: Actor, at: datetime) -> Household:
    """Correct how many people belong to the household."""
    found = Household.objects.select_for_update(of=("self",)).select_related("authority", "head")
    household = found.get(pk=household.pk)
    policies.can_change(by, household).enforce()
    changes = versions.apply(household, {"members": members}, expected=expected)
    if changes:
        record("organisation.household.change", household, by=by, at=at, deed=Deed(changes=changes))
    return household
