"""How much each unit has to do in a month: movements, reports with their figures, other work, hours."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import Count, F

from thidua.core.load import Counted, Estimate, Load, estimate_on, loads
from thidua.foundation.actors import Actor
from thidua.movements.enums import MovementState
from thidua.movements.models import Allocation, Recipient, Target
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.obligations.queries.sendings import most_hours_of
from thidua.organisation.models import Unit
from thidua.reporting.models import Report

_REPORTS = "report"


@dataclass(frozen=True, slots=True)
class UnitLoad:
    """One row: a unit, what it has in the month, and what that comes to."""

    unit: Unit
    counted: Counted
    load: Load


@dataclass(frozen=True, slots=True)
class MonthLoad:
    """The rows of a month, the estimate behind the hours, and how many hours the commune calls too many."""

    rows: tuple[UnitLoad, ...]
    estimate: Estimate
    most_hours: int

    @property
    def heavy(self) -> tuple[UnitLoad, ...]:
        return tuple(row for row in self.rows if row.load.is_heavy)


def month_load(actor: Actor, first: date, last: date) -> MonthLoad:
    """Return the load of every unit from `first` to `last`. Seven queries for any number of units."""
    movements, figures = _given(actor)
    reports = list(
        Report.objects.visible_to(actor)
        .filter(period__due_on__range=(first, last))
        .values_list("unit_id", "period__frequency")
    )
    works = _works(actor, first, last)
    owed: Counter[UUID] = Counter()
    for unit_id, frequency in reports:
        owed[unit_id] += figures[unit_id, frequency]
    each = Counter(unit_id for unit_id, _ in reports)
    units = Unit.objects.visible_to(actor).in_force(first).for_list()
    counted = [
        (unit, Counted(len(movements[unit.pk]), each[unit.pk], owed[unit.pk], works[unit.pk]))
        for unit in units
    ]
    estimate = estimate_on(first)
    most = most_hours_of(actor.authority_id)
    return MonthLoad(tuple(_rows(counted, estimate, most)), estimate, most)


def _rows(counted: list[tuple[Unit, Counted]], estimate: Estimate, most: int) -> Iterator[UnitLoad]:
    """Compare units with those of their kind; a school has other work than a village."""
    for _, same in groupby(counted, key=lambda pair: pair[0].kind):
        group = list(same)
        found = loads([item for _, item in group], estimate, most)
        for (unit, item), load in zip(group, found, strict=True):
            yield UnitLoad(unit, item, load)


def _given(actor: Actor) -> tuple[dict[UUID, set[UUID]], Counter[tuple[UUID, str]]]:
    """Return the open movements of each unit, and how many figures it owes at each frequency."""
    movements: dict[UUID, set[UUID]] = defaultdict(set)
    figures: Counter[tuple[UUID, str]] = Counter()
    for row in (*_allocated(actor), *_owned(actor)):
        movements[row["unit_id"]].add(row["movement_id"])
        if row["frequency"]:
            figures[row["unit_id"], row["frequency"]] += row["number"]
    named = Recipient.objects.filter(
        movement__state=MovementState.OPEN,
        movement__authority_id__in=actor.authority_ids,
        units__isnull=False,
    )
    for movement_id, unit_id in named.order_by().values_list("movement_id", "units"):
        movements[unit_id].add(movement_id)
    return movements, figures


def _allocated(actor: Actor) -> Any:
    given = Allocation.objects.visible_to(actor).given().filter(target__movement__state=MovementState.OPEN)
    named = given.order_by().values(
        "unit_id", movement_id=F("target__movement_id"), frequency=F("target__tracking__frequency")
    )
    return named.annotate(number=Count("pk"))


def _owned(actor: Actor) -> Any:
    """Targets that are not split: their owner reports the whole."""
    split = Allocation.objects.visible_to(actor).given().values("target")
    whole = Target.objects.filter(
        authority_id__in=actor.authority_ids, movement__state=MovementState.OPEN, owner__isnull=False
    ).exclude(pk__in=split)
    named = whole.order_by().values("movement_id", unit_id=F("owner"), frequency=F("tracking__frequency"))
    return named.annotate(number=Count("pk"))


def _works(actor: Actor, first: date, last: date) -> Counter[UUID]:
    """Count work with a day in the month; reports are counted as reports."""
    found = Obligation.objects.visible_to(actor).filter(due_on__range=(first, last))
    counted = found.exclude(state=ObligationState.CANCELLED).exclude(origin_kind=_REPORTS)
    rows = counted.order_by().values("unit_id").annotate(number=Count("pk"))
    return Counter({row["unit_id"]: row["number"] for row in rows})
