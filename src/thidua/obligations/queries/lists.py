"""What work lists ask: which work is late, which falls due soon, and whose it is."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from thidua.foundation.actors import Actor
from thidua.obligations.models import Obligation
from thidua.organisation.enums import Role


@dataclass(frozen=True, slots=True)
class Counts:
    """How much work is open, late, and due within the days asked for."""

    open: int
    late: int
    soon: int


def mine(actor: Actor, *, on: date, days: int, limit: int = 50) -> list[Obligation]:
    """Return open work that is late or due within `days`: of the actor's units, or of all for the office."""
    found = Obligation.objects.visible_to(actor).open().filter(due_on__lte=on + timedelta(days=days))
    if not actor.has(Role.OFFICE, Role.CHAIRMAN):
        found = found.of_units(actor.unit_ids)
    return list(found.for_list()[:limit])


def counts(actor: Actor, *, on: date, days: int) -> Counts:
    found = Obligation.objects.visible_to(actor).open()
    if not actor.has(Role.OFFICE, Role.CHAIRMAN):
        found = found.of_units(actor.unit_ids)
    numbers = found.aggregate(
        open=Count("id"),
        late=Count("id", filter=Q(due_on__lt=on)),
        soon=Count("id", filter=Q(due_on__gte=on, due_on__lte=on + timedelta(days=days))),
    )
    return Counts(**numbers)
