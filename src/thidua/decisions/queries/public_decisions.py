"""Published decisions as strangers see them: what stands on the paper, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thidua.decisions.enums import CorrectedField
from thidua.decisions.models import Award, CorrectionLine, Decision
from thidua.decisions.queries.corrections import names_written, signed_lines, told_of
from thidua.decisions.queries.erasures import erasures_of, public_title
from thidua.foundation.public import PublicView, public_view
from thidua.register.queries.erasures import Erased


@dataclass(frozen=True, slots=True)
class Correction:
    """A paper that mends a slip of the decision."""

    number: str
    on: date
    title: str


@dataclass(frozen=True, slots=True)
class PublicDecision:
    """One decision: its own fields, what is on its list, what corrects it.

    `names_all` is false once somebody's words were erased on request: then the signed copy, which still
    names them, is not shown either.
    """

    decision: PublicView
    awards: Sequence[PublicView]
    corrections: Sequence[Correction]
    names_all: bool


def public_decisions(*, year: int | None, words: str, hidden: frozenset[UUID]) -> QuerySet[Decision]:
    """Return what was published, newest first; `words` look into number, title and names.

    The name of a `hidden` award, whose words were erased on request, is found in no list and in no title.
    """
    found: Any = Decision.objects.public().select_related("paper", "authority")
    if year is not None:
        found = found.filter(decided_on__year=year)
    if words:
        found = found.filter(_named(words, hidden))
    listed: QuerySet[Decision] = found.order_by("-decided_on", "-pk").annotate(count=Count("awards"))
    return listed


def public_rows(decisions: Iterable[Decision], hidden: frozenset[UUID]) -> list[PublicView]:
    """Return decisions as a list shows them."""
    gone = _names_of(hidden)
    return [
        public_view(
            one,
            title=public_title(one.title, gone.get(one.pk, ())),
            number=one.paper.number if one.paper else "",
            by=one.authority.name,
            count=getattr(one, "count", 0),
        )
        for one in decisions
    ]


def public_decision(decision: Decision) -> PublicDecision:
    """Return one published decision; it comes with its authority and its paper."""
    paper = decision.paper
    if paper is None:
        raise ValueError(decision.pk)
    awards = list(decision.awards.order_by("position"))
    erased = erasures_of(awards)
    mended = signed_lines(award.pk for award in awards)
    gone = [award.recipient for award in awards if award.pk in erased]
    gone += names_written(erased) if erased else []
    shown = public_view(
        decision,
        title=public_title(decision.title, gone),
        number=paper.number,
        sha256=paper.signed_file_id,
        committee=decision.authority.committee,
        office_address=decision.authority.office_address,
        is_demo=decision.authority.is_demo,
    )
    signed = paper.corrections.filter(signed_file__isnull=False).order_by("issued_on")
    corrections = [
        Correction(number, on, public_title(title, gone))
        for number, on, title in signed.values_list("number", "issued_on", "title")
    ]
    rows = [_row(award, erased.get(award.pk), mended.get(award.pk, ())) for award in awards]
    return PublicDecision(shown, rows, corrections, names_all=not erased)


def is_shown(decision: Decision) -> bool:
    """Say whether everybody may have the signed copy: it names nobody whose words were erased."""
    return not erasures_of(decision.awards.all())


def _row(award: Award, erased: Erased | None, mended: Sequence[CorrectionLine]) -> PublicView:
    if erased is None:
        told = "; ".join(dict.fromkeys(map(told_of, mended)))
        return public_view(award, erased="", corrected=f"Đã đính chính {told}" if told else "")
    return public_view(award, recipient="", detail="", achievement="", erased=erased.sentence, corrected="")


def _named(words: str, hidden: frozenset[UUID]) -> Q:
    """Match number, title or a name of the list, none of it erased; asked apart, so that lists stay whole."""
    holds = Award.objects.filter(decision=OuterRef("pk"), recipient__icontains=words).exclude(pk__in=hidden)
    masked = Award.objects.filter(pk__in=hidden).values("decision")
    title = Q(title__icontains=words) & ~Q(pk__in=masked)
    return Q(paper__number__icontains=words) | title | Q(Exists(holds))


def _names_of(hidden: frozenset[UUID]) -> Mapping[UUID, list[str]]:
    """Return the names that no title may show, by decision."""
    found: dict[UUID, list[str]] = {}
    now = Award.objects.filter(pk__in=hidden).values_list("decision", "recipient")
    mended = CorrectionLine.objects.filter(award__in=hidden, field=CorrectedField.RECIPIENT)
    before, after = (mended.values_list("award__decision", name) for name in ("before", "after"))
    for decision_id, name in chain(now, before, after):
        found.setdefault(decision_id, []).append(name)
    return found
