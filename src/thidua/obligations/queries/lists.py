"""What work lists ask: which work is late, which falls due soon, and whose it is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.timezone import make_aware

from thidua.foundation.actors import Actor
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.organisation.enums import Role


@dataclass(frozen=True, slots=True)
class Counts:
    """How much work is open, late, and due within the days asked for."""

    open: int
    late: int
    soon: int


@dataclass(frozen=True, slots=True)
class Today:
    """Work that is late or near, the nearest day first, and what was finished, the latest first.

    `is_cut` says that there may be more than was asked for.
    """

    near: tuple[Obligation, ...]
    finished: tuple[Obligation, ...]
    is_cut: bool


def mine(actor: Actor, *, on: date, days: int, limit: int = 50) -> list[Obligation]:
    """Return open work that is late or due within `days`: of the actor's units, or of all for the office."""
    return list(_of(actor).filter(_near(on, days)).for_list()[:limit])


def today(actor: Actor, *, on: date, days: int, finished_on: date, limit: int) -> Today:
    """Return the same beside what was finished on a day of Vietnam, in one query."""
    start = make_aware(datetime.combine(finished_on, time.min))
    done = Q(state=ObligationState.DONE, closed_at__gte=start, closed_at__lt=start + timedelta(days=1))
    rows = list(_of(actor).filter(_near(on, days) | done).for_list()[:limit])
    finished = [work for work in rows if work.state == ObligationState.DONE]
    finished.sort(key=lambda work: work.closed_at or start, reverse=True)
    near = tuple(work for work in rows if work.state == ObligationState.OPEN)
    return Today(near, tuple(finished), is_cut=len(rows) == limit)


def counts(actor: Actor, *, on: date, days: int) -> Counts:
    numbers = (
        _of(actor)
        .open()
        .aggregate(
            open=Count("id"),
            late=Count("id", filter=Q(due_on__lt=on)),
            soon=Count("id", filter=Q(due_on__gte=on, due_on__lte=on + timedelta(days=days))),
        )
    )
    return Counts(**numbers)


def _near(on: date, days: int) -> Q:
    return Q(state=ObligationState.OPEN, due_on__lte=on + timedelta(days=days))


def _of(actor: Actor) -> Any:
    found = Obligation.objects.visible_to(actor)
    return found if actor.has(Role.OFFICE, Role.CHAIRMAN) else found.of_units(actor.unit_ids)
