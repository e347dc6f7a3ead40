"""Replies of a round, and what a unit can reply to."""

from typing import Any

from thidua.foundation.actors import Actor
from thidua.scoring.enums import LineStateChoice
from thidua.scoring.models import ScoreLine, ScoreReply, ScoreSheet, ScoringRound


def replies_of(scoring: ScoringRound, actor: Actor) -> list[ScoreReply]:
    """Return what the actor may read, those that wait first. One query."""
    seen = ScoreSheet.objects.visible_to(actor).filter(round=scoring)
    found = ScoreReply.objects.filter(sheet__in=seen).select_related("sheet__unit", "line__criterion")
    return sorted(found.order_by("at", "id"), key=lambda reply: reply.answered_at is not None)


def lines_of(sheet: ScoreSheet) -> Any:
    """Return the lines a unit may name, in the order of the set: those it was given."""
    lines = ScoreLine.objects.filter(sheet=sheet).exclude(auto_state=LineStateChoice.NOT_ASSIGNED)
    lines = lines.select_related("criterion__group", "sheet__round__criteria_set")
    return lines.order_by("criterion__group__position", "criterion__position", "id")
