"""Issue a decision: number, paper, awards, facts, register and history stand together, or not at all."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from thidua.awards.enums import FactOrigin
from thidua.awards.services import facts, nominations
from thidua.awards.services.fact_shapes import AwardFacts
from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.decisions import policies
from thidua.decisions.enums import AWARD_WORKFLOW, AwardState, PaperKind
from thidua.decisions.models import Award, Decision, IssuedPaper
from thidua.decisions.queries.amounts import law_on
from thidua.decisions.queries.decision_letter import decision_letter
from thidua.decisions.queries.review import Review
from thidua.decisions.services import decisions, entering, numbers, pricing, reviewing
from thidua.decisions.services.numbers import PaperFacts
from thidua.foundation.actors import Actor
from thidua.foundation.models import change_many

_GRANTED = ("amount", "paid", "paid_because", "book_year", "book_number", "state", "fact", "version")
_LISTED = ("nomination__round", "person__unit", "unit", "household__head")


@transaction.atomic
def issue(decision: Decision, *, expected: int, by: Actor, at: datetime) -> Decision:
    """Give a submitted decision its number and grant its awards.

    Everything is looked through once more as it is now.

    :raises DomainError: the law bars somebody, a warning has no reason, the day does not fit the numbers
    """
    decision = decisions.lock(decision)
    policies.can_issue_decision(by, decision).enforce()
    _refuse_open(decision, reviewing.review(decision, by=by, at=at))
    awards = list(
        decision.awards.select_for_update(of=("self",)).select_related(*_LISTED).order_by("position")
    )
    pricing.price(decision, awards, law_on(decision.authority, decision.decided_on), is_issued=True)
    paper = numbers.issue(
        _facts_of(decision), lambda number: decision_letter(decision, awards, number), by=by, at=at
    )
    decisions.step("issue", decision, {"paper": paper}, expected=expected, by=by, at=at)
    nominations.mark_decided([award.nomination for award in awards], by=by, at=at)
    _grant(decision, awards, paper, by, at)
    pricing.price_others(decision, awards)
    entering.enter_issued(decision, paper, at=at)
    return decision


def _refuse_open(decision: Decision, found: Review) -> None:
    bars = [one.sentence for one in found.warnings if one.is_bar]
    if bars:
        raise DomainError(f"{' '.join(bars)} Trả lại để đưa ra khỏi danh sách.")
    left = reviewing.unexplained(decision, found)
    if left:
        raise DomainError(f"Còn {len(left)} cảnh báo chưa có lý do. Ghi lý do rồi ban hành.")


def _facts_of(decision: Decision) -> PaperFacts:
    return PaperFacts(
        authority=decision.authority,
        kind=PaperKind.DECISION,
        title=decision.title,
        on=decision.decided_on,
        signer=decision.signer,
        signer_title=decision.signer_title,
    )


def _grant(decision: Decision, awards: Sequence[Award], paper: IssuedPaper, by: Actor, at: datetime) -> None:
    """Grant the awards under their numbers in the golden book; eligibility knows of them from now on."""
    told = f"Quyết định {paper.number} ngày {show_date(decision.decided_on)}"
    written = facts.add_prior_awards(
        [
            AwardFacts(
                person=award.person,
                unit=award.unit,
                household=award.household,
                paper=told,
                name=award.kind_name,
                year=award.year,
                code=award.kind_code,
                merit=decision.round.merit,
                achievement=award.achievement,
                decided_on=decision.decided_on,
            )
            for award in awards
        ],
        by=by,
        at=at,
        origin=FactOrigin.DECIDED,
    )
    numbers.number_awards(awards, paper)
    for award, fact in zip(awards, written, strict=True):
        award.state = AWARD_WORKFLOW.target_of("grant", state=AwardState(award.state))
        award.fact, award.version = fact, award.version + 1
    change_many(awards, _GRANTED, key="id")
