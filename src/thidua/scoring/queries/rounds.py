"""Reads of rounds: the list, what a new one can be about, and the units of one."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from thidua.foundation.actors import Actor
from thidua.foundation.models import prepared
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement
from thidua.organisation.models import Block, BlockMembership, Unit
from thidua.reporting.enums import FigureState
from thidua.reporting.models import Figure
from thidua.scoring.enums import ReplyState, SelfState, SetState
from thidua.scoring.models import CriteriaSet, Criterion, ScoreReply, ScoreSheet, ScoringRound

_ROUNDS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class RoundChoices:
    """What the form of a round offers."""

    movements: Any
    criteria_sets: Any
    blocks: Any
    last: Any


def rounds_for_list(actor: Actor) -> list[ScoringRound]:
    """Return the rounds with how many units they score, the newest first. One query."""
    counted = ScoringRound.objects.visible_to(actor).annotate(
        unit_count=Count("sheets"),
        sent_count=Count("sheets", filter=Q(sheets__self_state=SelfState.SENT)),
    )
    return list(counted.for_list()[:_ROUNDS_SHOWN])


def round_for(actor: Actor, pk: UUID) -> ScoringRound | None:
    """Return one round, for a page that is opened again after each score."""
    return next(iter(_round(pk, actor)), None)


@prepared
def _round(pk: UUID, actor: Actor) -> QuerySet[ScoringRound]:
    found: QuerySet[ScoringRound] = ScoringRound.objects.visible_to(actor).filter(pk=pk)
    return found


def has_locked_set(actor: Actor) -> bool:
    """Whether there is a set that a round may score by. One query."""
    return bool(_sets(actor).filter(state=SetState.LOCKED).exists())


def choices_for(actor: Actor) -> RoundChoices:
    own = [] if actor.authority_id is None else [actor.authority_id]
    movements = Movement.objects.visible_to(actor).filter(is_own=True, authority_id__in=own)
    return RoundChoices(
        movements=movements.exclude(state=MovementState.DRAFT).order_by("-year", "-opened_at"),
        criteria_sets=_sets(actor).filter(authority_id__in=own).for_list(),
        blocks=Block.objects.visible_to(actor).filter(authority_id__in=own).order_by("name"),
        last=ScoringRound.objects.visible_to(actor).filter(authority_id__in=own, opened_at__isnull=False),
    )


def units_of(scoring: ScoringRound) -> list[Unit]:
    """Return the units of the block on the last day of the round; without a block all that still work."""
    if scoring.block_id is None:
        everybody = Unit.objects.filter(authority_id=scoring.authority_id)
        return list(everybody.in_force(scoring.ends_on).for_list())
    members = BlockMembership.objects.filter(block=scoring.block_id).held_on(scoring.ends_on)
    return list(Unit.objects.filter(memberships__in=members).for_list())


def waiting_replies(scoring: ScoringRound) -> int:
    return ScoreReply.objects.filter(sheet__round=scoring, state=ReplyState.WAITING).count()


def unverified_figures(scoring: ScoringRound) -> int:
    """Count the figures that units sent, the set reads, and nobody verified. One query."""
    reading = Criterion.targets.through.objects.filter(
        criterion__group__criteria_set=scoring.criteria_set_id
    ).values("target_id")
    waiting = Figure.objects.filter(
        state=FigureState.SENT,
        target__in=reading,
        report__unit__in=ScoreSheet.objects.filter(round=scoring).values("unit_id"),
        report__period__ends_on__lte=scoring.ends_on,
    )
    return waiting.count()


def today_of(scoring: ScoringRound, today: date) -> date:
    return scoring.authority.day(today)


def _sets(actor: Actor) -> Any:
    found = CriteriaSet.objects.visible_to(actor).filter(is_scored=True)
    return found.exclude(state=SetState.REPLACED)
