"""What neighbours of a block gave each other's lines."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from thidua.foundation.actors import Actor
from thidua.foundation.models import prepared
from thidua.organisation.models import Unit
from thidua.scoring.models import CrossMark, ScoreLine, ScoreSheet


def neighbour_of(actor: Actor, sheet: ScoreSheet) -> Unit | None:
    """Return the unit of the actor that stands beside this sheet in the same block; None without one."""
    if sheet.round.block_id is None:
        return None
    beside = Unit.objects.filter(pk__in=actor.unit_ids, score_sheets__round=sheet.round_id)
    return beside.exclude(pk=sheet.unit_id).order_by("sort_key", "pk").first()


def mark_of(line: ScoreLine, unit: Unit | None) -> CrossMark | None:
    """Return what a unit gave a line."""
    return CrossMark.objects.filter(line=line, unit=unit).first() if unit is not None else None


def marks_by(lines: Iterable[ScoreLine], unit: Unit | None) -> dict[UUID, CrossMark]:
    """Return what a unit gave these lines and still stands by, by line. One query."""
    given = CrossMark.objects.filter(line__in=[line.pk for line in lines], unit=unit, points__isnull=False)
    return {one.line_id: one for one in given}


def crosses_of(lines: Iterable[ScoreLine]) -> dict[UUID, list[CrossMark]]:
    """Return the marks that stand, by line, each with its unit. One query."""
    found: dict[UUID, list[CrossMark]] = {}
    for one in _given(frozenset(line.pk for line in lines)):
        found.setdefault(one.line_id, []).append(one)
    return found


@prepared
def _given(line_ids: frozenset[UUID]) -> QuerySet[CrossMark]:
    given = CrossMark.objects.filter(line__in=line_ids, points__isnull=False)
    return given.select_related("unit")


def points_across(round_id: UUID) -> dict[UUID, dict[UUID, tuple[Decimal, ...]]]:
    """Return the points that neighbours gave, by sheet and line of a round. One query."""
    found: dict[UUID, dict[UUID, tuple[Decimal, ...]]] = {}
    for sheet_id, line_id, points in _across(round_id):
        of_sheet = found.setdefault(sheet_id, {})
        of_sheet[line_id] = (*of_sheet.get(line_id, ()), points)
    return found


@prepared
def _across(round_id: UUID) -> QuerySet[CrossMark, tuple[Any, ...]]:
    given = CrossMark.objects.filter(line__sheet__round=round_id, points__isnull=False)
    return given.values_list("line__sheet_id", "line_id", "points")
