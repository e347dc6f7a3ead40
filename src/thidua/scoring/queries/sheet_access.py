"""Which sheets somebody may open: their own, those they check, and those beside theirs in a block."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from thidua.foundation.actors import Actor
from thidua.foundation.models import prepared
from thidua.organisation.enums import Role
from thidua.scoring.models import ScoreEvent, ScoreLine, ScoreProof, ScoreSheet

_OF_SHEET = ("round__criteria_set", "round__block", "unit", "second__person")
_OF_LINE = (
    "criterion__group",
    "sheet__round__criteria_set",
    "sheet__round__block",
    "sheet__unit",
    "sheet__second",
)


def sheets_for(actor: Actor) -> Any:
    """Return what `actor` may read: heads of units of one block read each other's sheets."""
    return readable(actor).select_related(*_OF_SHEET)


def readable(actor: Actor) -> Any:
    return ScoreSheet.objects.filter(_read_by(actor))


def lines_for(actor: Actor) -> Any:
    return ScoreLine.objects.filter(sheet__in=_ids(actor)).select_related(*_OF_LINE)


def line_for(actor: Actor, pk: UUID) -> ScoreLine | None:
    """Return one line as `lines_for` would: each score that is saved asks for it."""
    return next(iter(_line(pk, actor)), None)


@prepared
def _line(pk: UUID, actor: Actor) -> Any:
    return lines_for(actor).filter(pk=pk).order_by()


def proofs_for(actor: Actor) -> Any:
    found = ScoreProof.objects.filter(line__sheet__in=_ids(actor))
    return found.select_related("file", *(f"line__{name}" for name in _OF_LINE))


def events_for(actor: Actor) -> Any:
    found = ScoreEvent.objects.filter(line__sheet__in=_ids(actor))
    return found.select_related(*(f"line__{name}" for name in _OF_LINE))


def _ids(actor: Actor) -> Any:
    return readable(actor).values("pk")


def _read_by(actor: Actor) -> Q:
    seen = Q(pk__in=ScoreSheet.objects.visible_to(actor).values("pk"))
    if not actor.has(Role.UNIT_HEAD) or not actor.unit_ids:
        return seen
    own = ScoreSheet.objects.visible_to(actor).filter(unit_id__in=actor.unit_ids, round__block__isnull=False)
    return seen | Q(round__in=own.values("round"))
