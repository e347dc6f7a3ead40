"""Decisions with their certificates, as the office sees them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thidua.core.check_codes import read_code
from thidua.decisions.enums import AwardState, DecisionState
from thidua.decisions.models import Certificate, CorrectionLine, Decision
from thidua.decisions.queries.certificates import given_on
from thidua.decisions.queries.erasures import unnamed_awards
from thidua.foundation.actors import Actor

_SIGNED = (DecisionState.SIGNED, DecisionState.PUBLISHED)
_MOST_FOUND = 50


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A signed decision: how many it names that get a certificate, and how many of them have one."""

    decision: Decision
    wanted: int
    made: int

    @property
    def lacking(self) -> int:
        return self.wanted - self.made


def signed_decisions(actor: Actor) -> QuerySet[Decision]:
    """Return the decisions whose certificates may be printed, the newest first."""
    found: QuerySet[Decision] = Decision.objects.visible_to(actor).filter(state__in=_SIGNED)
    return found.select_related("paper").order_by("-decided_on", "-id")


def rows_of(decisions: Iterable[Decision]) -> list[DecisionRow]:
    """Count for each decision, by two queries for all."""
    listed = list(decisions)
    gone = unnamed_awards(listed[0].authority_id) if listed else []
    granted = Q(awards__state=AwardState.GRANTED) & ~Q(awards__in=gone, awards__certificates__isnull=True)
    counted = (
        Decision.objects.filter(pk__in=[one.pk for one in listed])
        .values("pk", "decided_on", "awards__kind_code")
        .annotate(
            wanted=Count("awards", filter=granted, distinct=True),
            made=Count(
                "awards",
                filter=granted & Q(awards__certificates__isnull=False),
                distinct=True,
            ),
        )
    )
    sums: dict[object, list[int]] = {one.pk: [0, 0] for one in listed}
    for row in counted:
        if row["awards__kind_code"] in given_on(row["decided_on"]):
            sums[row["pk"]][0] += row["wanted"]
            sums[row["pk"]][1] += row["made"]
    return [DecisionRow(one, *sums[one.pk]) for one in listed]


def certificates_named(actor: Actor, words: str) -> list[Certificate]:
    """Return certificates by their code or by a part of the recipient's name, at most 50."""
    code = read_code(words)
    wanted = Q(code=code) if code else Q(award__recipient__icontains=words)
    found = Certificate.objects.visible_to(actor).filter(wanted)
    return list(_with_all(found).order_by("-issued_at", "place")[:_MOST_FOUND])


def certificates_of(decision: Decision) -> QuerySet[Certificate]:
    """Return all certificates of a decision in the order of its list, replaced ones included."""
    return _with_all(Certificate.objects.filter(award__decision=decision)).order_by("award__position", "copy")


def _with_all(found: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Read with each all that a line names; `is_outdated` where it was corrected since it was printed."""
    later = CorrectionLine.objects.filter(award=OuterRef("award"), leaf__number__gt=OuterRef("leaf__number"))
    return found.select_related(
        "award__decision__paper", "award__revocation", "batch", "leaf", "replaced_by"
    ).annotate(is_outdated=Exists(later))
