"""Reads of what citizens tell of: the list, one beside who may be meant and what may be the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.timezone import localdate

from thidua.awards.enums import AwardRoundState, ProposalState
from thidua.awards.models import AwardRound, CitizenProposal, Nomination
from thidua.awards.queries.subjects import Whom, found_by
from thidua.core.text import search_key
from thidua.foundation.actors import Actor
from thidua.organisation.models import Authority, Unit

_MOST = 200
_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """Who may be meant, what they are put forward for already, and others who tell of the same name."""

    found: Sequence[Whom]
    nominations: Sequence[Nomination]
    alike: Sequence[CitizenProposal]


def offices() -> list[Authority]:
    """Return the offices a citizen may write to: those that have units. One query."""
    return list(Authority.objects.filter(pk__in=Unit.objects.values("authority_id")).order_by("name"))


def proposals_for_list(actor: Actor) -> Any:
    """Return what came in, first what nobody looked at."""
    is_new = Case(When(state=ProposalState.NEW, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = CitizenProposal.objects.visible_to(actor).select_related("nomination")
    return found.order_by(is_new, "-sent_at", "-id")


def proposal_page(actor: Actor, proposal: CitizenProposal, words: str, on: date) -> ProposalPage:
    """Look for the name that was told, or for what the office types; nothing is merged by itself."""
    found = found_by(actor, words or proposal.who, on)
    people, units, households = (
        [thing.pk for one in found if (thing := getattr(one, name)) is not None]
        for name in ("person", "unit", "household")
    )
    seen = Nomination.objects.visible_to(actor)
    about = seen.filter(Q(person__in=people) | Q(unit__in=units) | Q(household__in=households))
    return ProposalPage(
        found=found,
        nominations=list(about.for_list()[:_MOST]),
        alike=_alike(actor, proposal),
    )


def rounds_open_to(actor: Actor) -> Any:
    """Return the rounds that take nominations."""
    found = AwardRound.objects.visible_to(actor).filter(authority_id=actor.authority_id or "")
    return found.filter(state=AwardRoundState.OPEN).order_by("-judged_on", "name")


def proposals_waiting(actor: Actor) -> Any:
    """Return what nobody looked at yet."""
    return CitizenProposal.objects.visible_to(actor).filter(state=ProposalState.NEW)


def _alike(actor: Actor, proposal: CitizenProposal) -> list[CitizenProposal]:
    """Return others of the year before and after that name the same."""
    on = localdate(proposal.sent_at)
    near = CitizenProposal.objects.visible_to(actor).exclude(pk=proposal.pk)
    near = near.filter(sent_at__date__range=(on - _YEAR, on + _YEAR))
    key = search_key(proposal.who)
    return [one for one in near[:_MOST] if search_key(one.who) == key]
