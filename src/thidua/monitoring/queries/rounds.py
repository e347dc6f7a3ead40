"""Reads of inspection: rounds, what they can be about, and the visits of a list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from thidua.foundation.actors import Actor
from thidua.monitoring.enums import ItemVerdict, VisitState
from thidua.monitoring.models import InspectionRound, Visit
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement
from thidua.organisation.enums import Role
from thidua.organisation.models import Position, Unit, User
from thidua.reporting.models import Period

_INSPECTING = (Role.INSPECTOR, Role.COUNCIL, Role.EDITOR, Role.OFFICE)
_ROUNDS_SHOWN = 50
_PERIODS_OFFERED = 40


@dataclass(frozen=True, slots=True)
class RoundChoices:
    """What the form of a round offers."""

    movements: Any
    periods: Any
    units: Any


def own_movements(actor: Actor) -> list[Movement]:
    """Return the movements the own office has opened, the newest first. One query."""
    return list(_movements(actor))


def choices_for(actor: Actor, on: date) -> RoundChoices:
    periods = Period.objects.visible_to(actor).begun().filter(authority_id__in=_own(actor))
    newest = periods.order_by("-ends_on").values("pk")[:_PERIODS_OFFERED]
    return RoundChoices(
        movements=_movements(actor),
        periods=Period.objects.filter(pk__in=list(newest.values_list("pk", flat=True))).order_by("-ends_on"),
        units=units_of(actor, on),
    )


def units_of(actor: Actor, on: date) -> Any:
    """Return the units of the own commune that are in force."""
    return Unit.objects.visible_to(actor).filter(authority_id__in=_own(actor)).in_force(on).for_list()


def rounds_for_list(actor: Actor) -> list[InspectionRound]:
    """Return the rounds with how many visits are done, the newest first. One query."""
    counted = InspectionRound.objects.visible_to(actor).annotate(
        visit_count=Count("visits", filter=~Q(visits__state=VisitState.CANCELLED)),
        signed_count=Count("visits", filter=Q(visits__state=VisitState.SIGNED)),
    )
    return list(counted.order_by("-created_at", "-id")[:_ROUNDS_SHOWN])


def visits_for_list(actor: Actor) -> Any:
    """Return visits with how many figures were looked at and how many differ."""
    counted = Visit.objects.visible_to(actor).annotate(
        item_count=Count("items"),
        differing=Count("items", filter=Q(items__verdict=ItemVerdict.DIFFERS)),
    )
    return counted.for_list()


def visits_to_print(actor: Actor, plan: InspectionRound) -> list[Visit]:
    """Return the visits of a round whose records are still to be filled, with all they name. Two queries."""
    found = Visit.objects.visible_to(actor).filter(round=plan, state=VisitState.PLANNED).for_list()
    return list(found.select_related("round__movement", "round__authority").prefetch_related("items"))


def visits_waiting_for(actor: Actor) -> list[Visit]:
    """Return the visits the actor goes on, or whose record waits for the actor's unit. One query."""
    own = Q(inspector_id=actor.user_id)
    if actor.has(Role.UNIT_HEAD):
        own |= Q(unit_id__in=actor.unit_ids)
    found = Visit.objects.visible_to(actor).going_on().filter(own)
    return list(found.for_list().order_by("planned_on", "place", "id"))


def inspectors_of(actor: Actor, on: date) -> Any:
    """Return the accounts of those who may be sent, by name of the person."""
    posts = Position.objects.held_on(on).filter(authority_id__in=_own(actor), role__in=_INSPECTING)
    people = User.objects.visible_to(actor).filter(is_active=True, person__positions__in=posts)
    return people.select_related("person").distinct().order_by("person__sort_key", "pk")


def _movements(actor: Actor) -> Any:
    found = Movement.objects.visible_to(actor).filter(is_own=True, authority_id__in=_own(actor))
    return found.exclude(state=MovementState.DRAFT).order_by("-year", "-opened_at")


def _own(actor: Actor) -> list[Any]:
    return [] if actor.authority_id is None else [actor.authority_id]
