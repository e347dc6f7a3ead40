"""Who may give, finish and cancel work."""

from thidua.foundation.actors import Actor
from thidua.foundation.policy import YES, Answer
from thidua.obligations.models import Obligation
from thidua.organisation.enums import Role


def can_assign(actor: Actor) -> Answer:
    if actor.has(Role.OFFICE, Role.CHAIRMAN):
        return YES
    return Answer("Chỉ văn phòng hoặc chủ tịch được giao việc cho đơn vị.")


def can_complete(actor: Actor, obligation: Obligation) -> Answer:
    if actor.has(Role.OFFICE) or (actor.has(Role.UNIT_HEAD) and obligation.unit_id in actor.unit_ids):
        return YES
    return Answer("Chỉ đơn vị được giao hoặc văn phòng được ghi việc này đã xong.")


def can_cancel(actor: Actor, obligation: Obligation) -> Answer:
    if actor.has(Role.OFFICE, Role.CHAIRMAN):
        return YES
    return Answer(f"Chỉ văn phòng hoặc chủ tịch được hủy việc giao cho {obligation.unit}.")
