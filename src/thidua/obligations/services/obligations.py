"""Give work to a unit, and say that it is done, cancelled, or open again."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.policy import Answer
from thidua.foundation.services.audit import Deed, record
from thidua.obligations import policies
from thidua.obligations.enums import OBLIGATION_WORKFLOW, ObligationState
from thidua.obligations.models import Obligation
from thidua.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done, and what it comes from; `due_text` keeps the words of the letter."""

    title: str
    detail: str = ""
    due_on: date | None = None
    due_text: str = ""
    origin_kind: str = "office"
    origin_id: str = ""
    origin_url: str = ""


@transaction.atomic
def create(unit: Unit, work: Work, *, by: Actor, at: datetime) -> Obligation:
    """Give work to a unit."""
    policies.can_assign_to(by, unit).enforce()
    obligation = Obligation(
        authority_id=unit.authority_id,
        unit=unit,
        title=work.title,
        detail=work.detail,
        due_on=work.due_on,
        due_text=work.due_text,
        origin_kind=work.origin_kind,
        origin_id=work.origin_id,
        origin_url=work.origin_url,
        created_at=at,
    )
    obligation.full_clean()
    obligation.save()
    record("obligations.obligation.create", obligation, by=by, at=at)
    return obligation


def complete(obligation: Obligation, *, note: str, expected: int, by: Actor, at: datetime) -> Obligation:
    """Say that the work is done; `note` may tell the result."""
    allowed = policies.can_complete(by, obligation)
    return _step("complete", obligation, _Step(allowed, note, expected), by=by, at=at)


def cancel(obligation: Obligation, *, reason: str, expected: int, by: Actor, at: datetime) -> Obligation:
    """Take the work back, with a reason that stays."""
    if not reason.strip():
        raise DomainError("Ghi lý do hủy việc này.")
    allowed = policies.can_cancel(by, obligation)
    return _step("cancel", obligation, _Step(allowed, reason, expected), by=by, at=at)


def reopen(obligation: Obligation, *, expected: int, by: Actor, at: datetime) -> Obligation:
    """Undo `complete` or `cancel`; whoever may do the one may undo it."""
    was_done = obligation.state == ObligationState.DONE
    allowed = policies.can_complete(by, obligation) if was_done else policies.can_cancel(by, obligation)
    return _step("reopen", obligation, _Step(allowed, "", expected), by=by, at=at)


@dataclass(frozen=True, slots=True)
class _Step:
    allowed: Answer
    note: str
    expected: int


@transaction.atomic
def _step(verb: str, obligation: Obligation, step: _Step, *, by: Actor, at: datetime) -> Obligation:
    obligation = (
        Obligation.objects.select_for_update(of=("self",)).select_related("unit").get(pk=obligation.pk)
    )
    step.allowed.enforce()
    if obligation.version != step.expected:
        raise DomainError("Việc này vừa được người khác ghi. Tải lại trang để xem bản mới nhất.")
    before = ObligationState(obligation.state)
    after = OBLIGATION_WORKFLOW.target_of(verb, state=before)
    is_open = after == ObligationState.OPEN
    obligation.state = after
    obligation.closed_at = None if is_open else at
    obligation.closed_by = "" if is_open else by.name
    obligation.closing_note = step.note.strip()
    obligation.version += 1
    obligation.full_clean()
    obligation.save()
    deed = Deed(
        changes={"state": (before.label, after.label), "version": (step.expected, obligation.version)},
        reason=step.note,
    )
    record(f"obligations.obligation.{verb}", obligation, by=by, at=at, deed=deed)
    return obligation
