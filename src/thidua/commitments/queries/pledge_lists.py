"""Pledges of a movement, a unit a row, and those that wait for the chairman."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count

from thidua.commitments.enums import PledgeSide, PledgeState
from thidua.commitments.models import Pledge, PledgeLine
from thidua.commitments.queries.pledge_papers import words_of
from thidua.commitments.queries.unit_pledges import NONE, NONE_WORDS, UnitPledge, unit_pledges
from thidua.foundation.actors import Actor
from thidua.movements.models import Allocation, Movement
from thidua.organisation.models import Unit

_READ_ALL = ("office", "chairman", "council", "inspector", "upper")


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """A unit with its pledge; `lines` is how many the edition shown has."""

    unit: Unit
    pledge: UnitPledge
    lines: int


@dataclass(frozen=True, slots=True)
class PledgeList:
    """The rows shown, of how many units, and how many editions are in each state whatever is filtered."""

    rows: tuple[PledgeRow, ...]
    counts: tuple[tuple[str, str, int], ...]
    total: int
    signed: int


def pledge_list(movement: Movement, actor: Actor, on: date, *, state: str = "") -> PledgeList:
    """Return a row for each unit the actor may read about that was given something or has a pledge.

    Five queries for any number of units.
    """
    found = unit_pledges(movement, actor)
    units = {unit_id: one.shown.unit for unit_id, one in found.items() if one.shown is not None}
    if not actor.unit_ids or actor.has(*_READ_ALL):
        units |= {unit.pk: unit for unit in Unit.objects.filter(pk__in=given_in(movement)).in_force(on)}
    lines = _line_counts(found.values())
    ordered = sorted(units.values(), key=lambda one: (one.kind_rank, one.sort_key, str(one.pk)))
    rows = [_row(unit, found.get(unit.pk, UnitPledge()), lines) for unit in ordered]
    states = Counter(state for row in rows for state in row.pledge.states)
    labels = {**dict(PledgeState.choices), NONE: NONE_WORDS}
    return PledgeList(
        tuple(row for row in rows if not state or state in row.pledge.states),
        tuple((key, str(label), states[key]) for key, label in labels.items() if states[key]),
        len(rows),
        sum(row.pledge.holding is not None for row in rows),
    )


def given_in(movement: Movement) -> Any:
    """Return the keys of the units that were given a part of a target of the movement, to filter by."""
    return Allocation.objects.given().filter(target__movement=movement).values("unit_id")


def _line_counts(found: Iterable[UnitPledge]) -> dict[UUID, int]:
    shown = [one.shown.pk for one in found if one.shown is not None]
    rows = PledgeLine.objects.filter(pledge__in=shown).order_by().values("pledge")
    return dict(rows.annotate(count=Count("pk")).values_list("pledge", "count"))


def _row(unit: Unit, pledge: UnitPledge, lines: Mapping[UUID, int]) -> PledgeRow:
    return PledgeRow(unit, pledge, lines.get(pledge.shown.pk, 0) if pledge.shown is not None else 0)


@dataclass(frozen=True, slots=True)
class ToSign:
    """A pledge as the chairman reads it before signing many: every line with its number."""

    pledge: Pledge
    lines: tuple[tuple[PledgeLine, str], ...]


def waiting_for_committee(movement: Movement, actor: Actor) -> list[ToSign]:
    """Return the agreed pledges of a movement that the committee has not signed. Three queries."""
    agreed = Pledge.objects.visible_to(actor).filter(movement=movement, state=PledgeState.AGREED)
    waiting = agreed.exclude(signatures__side=PledgeSide.AUTHORITY).for_list()
    found = waiting.prefetch_related("lines__target", "signatures")
    return [ToSign(pledge, tuple((line, words_of(line)) for line in pledge.lines.all())) for pledge in found]


def editions_of(pledge: Pledge, actor: Actor) -> list[Pledge]:
    """Return all editions of a unit's pledge of a movement, the newest first."""
    found = Pledge.objects.visible_to(actor).filter(movement=pledge.movement_id, unit=pledge.unit_id)
    return list(found.order_by("-number"))


def editions_in(movement: Movement, actor: Actor, unit_ids: Sequence[UUID]) -> Any:
    """Return every edition of these units in a movement, unit by unit, the newest first. Two queries."""
    found = Pledge.objects.visible_to(actor).filter(movement=movement, unit_id__in=unit_ids)
    ordered = found.select_related("unit").order_by("unit__kind_rank", "unit__sort_key", "-number")
    return ordered.prefetch_related("signatures")


def pledges_of_unit(unit: Unit, year: int, actor: Actor) -> list[Pledge]:
    """Return the pledges of a unit in a year that hold or are made, as far as the actor may read."""
    found = Pledge.objects.visible_to(actor).standing().filter(unit=unit, movement__year=year)
    return list(found.select_related("movement").order_by("movement__title", "number"))
