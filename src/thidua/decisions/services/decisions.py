"""Draft a decision from what passed, change it, submit it, send it back, give it up."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction

from thidua.awards.enums import SubjectChoice
from thidua.awards.models import AwardRound, Nomination
from thidua.core.errors import DomainError
from thidua.decisions import policies
from thidua.decisions.enums import DECISION_WORKFLOW, DecisionState
from thidua.decisions.models import Award, Decision
from thidua.decisions.queries.amounts import LawOfDay, law_on
from thidua.decisions.queries.obstacles import obstacle, round_obstacle
from thidua.decisions.services import pricing, reviewing
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record

_SORTS = [SubjectChoice.COLLECTIVE, SubjectChoice.HOUSEHOLD, SubjectChoice.PERSON]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """What a decision says beside its list."""

    title: str
    bases: str
    decided_on: date
    signer: str
    signer_title: str
    recipients: str = ""

    @property
    def values(self) -> dict[str, object]:
        return {one.name: getattr(self, one.name) for one in fields(self)}


@transaction.atomic
def draft(
    award_round: AwardRound,
    facts: DecisionFacts,
    nominations: Iterable[Nomination],
    *,
    by: Actor,
    at: datetime,
) -> Decision:
    """Draft a decision on nominations of one round that passed.

    :raises DomainError: somebody else decides on a kind, the day is before a result, no pack covers the day
    """
    policies.can_begin_decision(by, award_round.authority_id).enforce()
    if ended := round_obstacle(AwardRound.objects.get(pk=award_round.pk)):
        raise DomainError(ended)
    made = Decision(
        authority=award_round.authority, round=award_round, made_by=by.name, made_at=at, **facts.values
    )
    made.full_clean(exclude=["state", "authority", "round"], validate_constraints=False)
    made.save(force_insert=True)
    _list(made, nominations)
    record("decisions.decision.draft", made, by=by, at=at)
    return made


@transaction.atomic
def rewrite(
    decision: Decision,
    facts: DecisionFacts,
    nominations: Iterable[Nomination],
    *,
    expected: int,
    by: Actor,
    at: datetime,
) -> Decision:
    """Write a draft anew, its list with it; what was looked through before has to be looked through again."""
    decision = lock(decision)
    policies.can_write_decision(by, decision).enforce()
    before = sorted(decision.awards.values_list("recipient", flat=True))
    changes = versions.apply(decision, facts.values, expected=expected)
    _empty(decision)
    _list(decision, nominations)
    after = sorted(decision.awards.values_list("recipient", flat=True))
    if before != after:
        changes["awards"] = (", ".join(before)[:2000], ", ".join(after)[:2000])
    if changes:
        reviewing.forget(decision)
        record("decisions.decision.rewrite", decision, by=by, at=at, deed=Deed(changes=changes))
    return decision


@transaction.atomic
def submit(decision: Decision, *, expected: int, by: Actor, at: datetime) -> Decision:
    """Put a draft before the chairman, looked through as it stands."""
    decision = lock(decision)
    policies.can_write_decision(by, decision).enforce()
    reviewing.review(decision, by=by, at=at)
    values = {"submitted_by": by.name, "submitted_at": at, "returned_because": ""}
    return step("submit", decision, values, expected=expected, by=by, at=at)


@transaction.atomic
def send_back(decision: Decision, *, reason: str, expected: int, by: Actor, at: datetime) -> Decision:
    """Return what was submitted, with the reason."""
    decision = lock(decision)
    policies.can_issue_decision(by, decision).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do trả lại để Văn phòng biết sửa chỗ nào.")
    values = {"returned_because": reason.strip()}
    return step("send_back", decision, values, expected=expected, by=by, at=at)


@transaction.atomic
def drop(decision: Decision, *, reason: str, expected: int, by: Actor, at: datetime) -> Decision:
    """Give a draft up; its nominations wait for another decision."""
    decision = lock(decision)
    policies.can_drop_decision(by, decision).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do bỏ dự thảo.")
    _empty(decision)
    values = {"dropped_because": reason.strip()}
    return step("drop", decision, values, expected=expected, by=by, at=at)


def lock(decision: Decision) -> Decision:
    """Take a decision for changing."""
    found = Decision.objects.select_for_update(of=("self",)).select_related("authority", "round", "paper")
    locked: Decision = found.get(pk=decision.pk)
    return locked


def step(
    verb: str, decision: Decision, values: dict[str, Any], *, expected: int, by: Actor, at: datetime
) -> Decision:
    """Take a locked decision a step further."""
    state = DECISION_WORKFLOW.target_of(verb, state=DecisionState(decision.state))
    changes = versions.apply(decision, {**values, "state": state}, expected=expected)
    reason = next(
        (str(values[name]) for name in ("returned_because", "dropped_because") if values.get(name)), ""
    )
    record(f"decisions.decision.{verb}", decision, by=by, at=at, deed=Deed(changes=changes, reason=reason))
    return decision


def _empty(decision: Decision) -> None:
    """Take everybody off the list; other drafts pay what this one was to pay."""
    awards = list(decision.awards.all())
    decision.awards.all().delete()
    pricing.price_others(decision, awards)


def _list(decision: Decision, nominations: Iterable[Nomination]) -> None:
    """Put nominations into the list, in the order of kinds, collectives before households and people."""
    keys = [one.pk for one in nominations]
    locked = Nomination.objects.select_for_update(of=("self",)).filter(pk__in=keys, round=decision.round_id)
    taken = list(locked.select_related("person__unit", "unit", "household__head", "household__unit", "award"))
    if not taken or len(taken) != len(set(keys)):
        raise DomainError("Chọn ít nhất một đề nghị đã được thông qua của đợt này.")
    law = law_on(decision.authority, decision.decided_on)
    for one in taken:
        _refuse(one, decision, law)
    order = list(law.pack.kinds)
    taken.sort(key=lambda one: (order.index(one.kind_code), _SORTS.index(one.subject), one.position))
    awards = [_award(decision, one, place) for place, one in enumerate(taken, 1)]
    pricing.price(decision, awards, law)
    Award.objects.bulk_create(awards)
    pricing.price_others(decision, awards)


def _refuse(one: Nomination, decision: Decision, law: LawOfDay) -> None:
    """Refuse what this decision cannot grant."""
    if why_not := obstacle(one, one.subject_name, decision.decided_on, law):
        raise DomainError(why_not)
    if getattr(one, "award", None) is not None:
        raise DomainError(f"{one.subject_name} đã nằm trong dự thảo khác. Mở lại trang để xem danh sách mới.")


def _award(decision: Decision, one: Nomination, place: int) -> Award:
    return Award(
        authority=decision.authority,
        decision=decision,
        nomination=one,
        position=place,
        person=one.person,
        unit=one.unit,
        household=one.household,
        recipient=one.subject_name,
        detail=_detail(one),
        kind_code=one.kind_code,
        kind_name=one.kind_name,
        achievement=one.achievement,
        year=decision.round.year,
    )


def _detail(one: Nomination) -> str:
    """Say where somebody is from; a collective says it by its name."""
    if one.person is not None:
        return one.person.unit.name if one.person.unit else ""
    return one.household.unit.name if one.household is not None else ""
