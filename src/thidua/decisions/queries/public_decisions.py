"""Published decisions as strangers see them: what stands on the paper, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F

from thidua.decisions.models import Decision
from thidua.decisions.queries.decision_pages import named
from thidua.foundation.public import PublicView, public_view, public_views


@dataclass(frozen=True, slots=True)
class Correction:
    """A paper that mends a slip of the decision."""

    number: str
    on: date
    title: str


@dataclass(frozen=True, slots=True)
class PublicDecision:
    """One decision: its own fields, what is on its list, what corrects it."""

    decision: PublicView
    awards: Sequence[PublicView]
    corrections: Sequence[Correction]


def public_decisions(*, year: int | None, words: str) -> Any:
    """Return rows of what was published, newest first; `words` look into number, title and names."""
    found: Any = Decision.objects.public()
    if year is not None:
        found = found.filter(decided_on__year=year)
    if words:
        found = found.filter(named(words))
    return (
        found.order_by("-decided_on", "-pk")
        .annotate(count=Count("awards"), number=F("paper__number"), by=F("authority__name"))
        .values("id", "number", "title", "decided_on", "by", "count")
    )


def public_decision(decision: Decision) -> PublicDecision:
    """Return one published decision; it comes with its authority and its paper."""
    paper = decision.paper
    if paper is None:
        raise ValueError(decision.pk)
    shown = public_view(
        decision,
        number=paper.number,
        sha256=paper.signed_file_id,
        committee=decision.authority.committee,
        is_demo=decision.authority.is_demo,
    )
    signed = paper.corrections.filter(signed_file__isnull=False).order_by("issued_on")
    corrections = signed.values_list("number", "issued_on", "title")
    awards = public_views(decision.awards.order_by("position"))
    return PublicDecision(shown, awards, [Correction(*row) for row in corrections])
