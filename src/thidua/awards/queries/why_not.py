"""What the law would say of somebody nobody put forward: the answer to "why not me"."""

from dataclasses import dataclass
from datetime import date

from thidua.awards.models import AwardRound, Nomination, PriorAward
from thidua.awards.queries.eligibility import Finding, findings_of
from thidua.awards.queries.kinds import kinds_on, receivers_of
from thidua.awards.queries.nomination_page import AnswerShown, shown
from thidua.awards.queries.rounds import VERDICT_LOOKS
from thidua.awards.queries.subjects import Whom
from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.law.shipped import national_law


@dataclass(frozen=True, slots=True)
class Question:
    """An award kind, the year of the merit, and the day by whose law it is judged."""

    code: str
    year: int
    on: date


@dataclass(frozen=True, slots=True)
class WhyNot:
    """The answer of every rule, and the nominations there are for the same award and year."""

    kind: str
    finding: Finding
    answers: tuple[AnswerShown, ...]
    there: tuple[Nomination, ...]

    @property
    def look(self) -> tuple[str, str]:
        return VERDICT_LOOKS[self.finding.verdict]


def kinds_to_ask(whom: Whom, on: date) -> list[tuple[str, str]]:
    """Return the kinds somebody may ask about.

    :raises DomainError: no rule pack covers the day
    """
    return kinds_on(on, None, whom)


def awards_of(whom: Whom, year: int) -> list[str]:
    """Say what somebody was given for a year, and by which decision: public, so for their unit too."""
    given = PriorAward.objects.filter(**whom.values, authority_id=whom.thing.authority_id, year=year)
    standing = given.filter(revoked_on__isnull=True).order_by("decided_on", "id")
    return [f"{award.name}, theo {_decision_in(award.paper)}" for award in standing]


def _decision_in(paper: str) -> str:
    """Name the paper as a decision where only its number was typed."""
    return f"Quyết định số {paper}" if paper[:1].isdigit() else paper


def why_not(actor: Actor, whom: Whom, question: Question) -> WhyNot:
    """Hold somebody against an award without writing anything down.

    :raises DomainError: the law of the day does not know the kind, or no law is known for the day
    """
    pack = national_law().pack_on(question.on)
    kind = pack.kind(question.code)
    if not kind.is_for(whom.subject):
        raise DomainError(f"{kind.name} không dành cho {whom.sort.label}. Chọn hình thức khác.")
    if whom.unit is not None and kind.only and kind.only.surely_not(receivers_of(whom, question.on)):
        raise DomainError(f"{kind.name} chỉ dành cho {kind.only.words}. Chọn hình thức khác.")
    round_of_thought = AwardRound(
        authority_id=whom.thing.authority_id,
        merit=kind.merits[0].value,
        year=question.year,
        judged_on=question.on,
    )
    thought = Nomination(
        authority_id=whom.thing.authority_id, round=round_of_thought, kind_code=kind.code, **whom.values
    )
    finding = findings_of([thought])[thought.pk]
    there = Nomination.objects.visible_to(actor).filter(
        **whom.values, kind_code=kind.code, round__year=question.year
    )
    return WhyNot(kind.name, finding, shown(actor, finding, pack), tuple(there.select_related("round")))
