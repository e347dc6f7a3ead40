"""Who may give, finish and cancel work."""

from thidua.foundation.actors import Actor
from thidua.foundation.policy import YES, Answer
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.organisation.enums import Role
from thidua.organisation.models import Unit

_OTHER = Answer("Việc này của cơ quan khác nên chỉ xem được.")


def can_assign(actor: Actor) -> Answer:
    if actor.has(Role.OFFICE, Role.CHAIRMAN):
        return YES
    return Answer("Chỉ văn phòng hoặc chủ tịch được giao việc cho đơn vị.")


def can_assign_to(actor: Actor, unit: Unit) -> Answer:
    if unit.authority_id != actor.authority_id:
        return Answer(f"{unit} thuộc cơ quan khác nên không giao việc được.")
    return can_assign(actor)


def can_complete(actor: Actor, obligation: Obligation) -> Answer:
    if obligation.authority_id != actor.authority_id:
        return _OTHER
    if actor.has(Role.OFFICE) or (actor.has(Role.UNIT_HEAD) and obligation.unit_id in actor.unit_ids):
        return YES
    return Answer("Chỉ đơn vị được giao hoặc văn phòng được ghi việc này đã xong.")


def can_cancel(actor: Actor, obligation: Obligation) -> Answer:
    if obligation.authority_id != actor.authority_id:
        return _OTHER
    if actor.has(Role.OFFICE, Role.CHAIRMAN):
        return YES
    return Answer(f"Chỉ văn phòng hoặc chủ tịch được hủy việc giao cho {obligation.unit}.")


def can_reopen(actor: Actor, obligation: Obligation) -> Answer:
    """Undo a step: whoever may take it may take it back."""
    is_cancelled = obligation.state == ObligationState.CANCELLED
    return (can_cancel if is_cancelled else can_complete)(actor, obligation)
