"""Give work to a unit, and say that it is done, cancelled, or open again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.policy import Answer
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.obligations import policies
from thidua.obligations.enums import OBLIGATION_WORKFLOW, ObligationState
from thidua.obligations.models import Obligation
from thidua.obligations.signals import work_stepped
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
    """Say that the work is done; `note` may tell the result, a later note takes its place."""
    return _step("complete", obligation, note, expected=expected, by=by, at=at)


def cancel(obligation: Obligation, *, reason: str, expected: int, by: Actor, at: datetime) -> Obligation:
    """Take the work back, with a reason that stays."""
    if not reason.strip():
        raise DomainError("Ghi lý do hủy việc này.")
    return _step("cancel", obligation, reason, expected=expected, by=by, at=at)


def reopen(obligation: Obligation, *, expected: int, by: Actor, at: datetime) -> Obligation:
    """Undo `complete` or `cancel`; whoever may do the one may undo it."""
    return _step("reopen", obligation, "", expected=expected, by=by, at=at)


@transaction.atomic
def _step(
    verb: str, obligation: Obligation, note: str, *, expected: int, by: Actor, at: datetime
) -> Obligation:
    """Take a step from the version that was seen; the same step with the same note changes nothing."""
    obligation = (
        Obligation.objects.select_for_update(of=("self",)).select_related("unit").get(pk=obligation.pk)
    )
    _allowed(verb, obligation, by).enforce()
    before, after = ObligationState(obligation.state), _GOALS[verb]
    values = {"state": after, "closing_note": note.strip()}
    if all(getattr(obligation, name) == value for name, value in values.items()):
        return obligation
    if obligation.version != expected:
        raise versions.stale(obligation, values, expected=expected)
    if before != after:
        OBLIGATION_WORKFLOW.target_of(verb, state=before)
    is_open = after == ObligationState.OPEN
    closing = {"closed_at": None if is_open else at, "closed_by": "" if is_open else by.name}
    changes = versions.apply(obligation, {**values, **closing}, expected=expected)
    deed = _deed(changes, reason=note.strip() if verb == "cancel" else "")
    record(f"obligations.obligation.{verb}", obligation, by=by, at=at, deed=deed)
    work_stepped.send(sender=Obligation, work=obligation, by=by, at=at)
    return obligation


def _deed(changes: Mapping[str, tuple[object, object]], *, reason: str) -> Deed:
    """Tell state and note; who and when the entry says itself, and a reason stands on its own."""
    untold = {"closed_at", "closed_by", *(("closing_note",) if reason else ())}
    told = {name: change for name, change in changes.items() if name not in untold}
    return Deed(changes=told, reason=reason)


_GOALS = {
    "complete": ObligationState.DONE,
    "cancel": ObligationState.CANCELLED,
    "reopen": ObligationState.OPEN,
}


def _allowed(verb: str, obligation: Obligation, by: Actor) -> Answer:
    asked = {"cancel": policies.can_cancel, "reopen": policies.can_reopen}
    return asked.get(verb, policies.can_complete)(by, obligation)
