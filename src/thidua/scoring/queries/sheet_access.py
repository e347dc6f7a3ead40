"""Which sheets somebody may open: their own, those they check, and those beside theirs in a block."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from thidua.foundation.actors import Actor
from thidua.foundation.models import prepared
from thidua.organisation.enums import Role
from thidua.scoring.models import ScoreEvent, ScoreLine, ScoreProof, ScoreSheet

_OF_SHEET = ("round__criteria_set", "round__block", "unit", "second__person")
_OF_LINE = ("criterion__group", "sheet__round__criteria_set", "sheet__unit")


def sheets_for(actor: Actor) -> Any:
    """Return what `actor` may read: heads of units of one block read each other's sheets."""
    return readable(actor).select_related(*_OF_SHEET)


def readable(actor: Actor) -> Any:
    seen = ScoreSheet.objects.visible_to(actor)
    if not actor.has(Role.UNIT_HEAD) or not actor.unit_ids:
        return seen
    own = seen.filter(unit_id__in=actor.unit_ids, round__block__isnull=False)
    return ScoreSheet.objects.filter(Q(pk__in=seen.values("pk")) | Q(round__in=own.values("round")))


def lines_for(actor: Actor) -> Any:
    return ScoreLine.objects.filter(_is_of_readable(actor, "sheet")).select_related(*_OF_LINE)


def line_for(actor: Actor, pk: UUID) -> ScoreLine | None:
    """Return one line as `lines_for` would: each score that is saved asks for it."""
    return next(iter(_line(pk, actor)), None)


@prepared
def _line(pk: UUID, actor: Actor) -> Any:
    return lines_for(actor).filter(pk=pk).order_by()


def proofs_for(actor: Actor) -> Any:
    found = ScoreProof.objects.filter(_is_of_readable(actor, "line__sheet"))
    return found.select_related("file", *(f"line__{name}" for name in _OF_LINE))


def events_for(actor: Actor) -> Any:
    found = ScoreEvent.objects.filter(_is_of_readable(actor, "line__sheet"))
    return found.select_related(*(f"line__{name}" for name in _OF_LINE))


def _is_of_readable(actor: Actor, sheet: str) -> Exists:
    """Ask of each row whether its own sheet may be read: a list of all such sheets grows with the years."""
    return Exists(readable(actor).filter(pk=OuterRef(sheet)))
