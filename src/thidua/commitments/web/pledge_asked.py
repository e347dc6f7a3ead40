"""What the views of pledges ask for in the same way."""

from collections.abc import Collection
from uuid import UUID

from django.shortcuts import get_object_or_404

from thidua.commitments import policies
from thidua.commitments.enums import PledgeSide, PledgeState
from thidua.commitments.models import Pledge
from thidua.foundation.actors import Actor
from thidua.foundation.policy import Answer
from thidua.foundation.web.access import SignedInRequest

SIDES = {"don-vi": PledgeSide.UNIT, "uy-ban": PledgeSide.AUTHORITY}


def pledge_of(request: SignedInRequest, pk: UUID) -> Pledge:
    """Take a pledge the actor may read, with all that its pages name."""
    found = Pledge.objects.visible_to(request.actor)
    found = found.select_related("unit", "movement", "authority", "replaces", "replaced_by")
    pledge: Pledge = get_object_or_404(found, pk=pk)
    return pledge


def may(actor: Actor, pledge: Pledge) -> dict[str, Answer]:
    """Say which steps the actor may take with a pledge as it stands."""
    return {
        "write": policies.can_write_pledge(actor, pledge),
        "answer": policies.can_answer_pledge(actor, pledge),
        "reply": policies.can_reply_pledge(actor, pledge),
        "take_up": policies.can_take_up_pledge(actor, pledge),
        "withdraw": policies.can_withdraw_pledge(actor, pledge),
        "sign_unit": policies.can_sign_pledge(actor, pledge, PledgeSide.UNIT),
        "sign_authority": policies.can_sign_pledge(actor, pledge, PledgeSide.AUTHORITY),
        "give_code": policies.can_give_pledge_code(actor, pledge),
        "sign_paper": policies.can_sign_pledge_on_paper(actor, pledge),
        "renew": policies.can_renew_pledge(actor, pledge),
        "remedy": policies.can_note_remedy(actor, pledge),
    }


def waits_for(pledge: Pledge, signed: Collection[str]) -> str:
    """Say who is to act next, for those who may not; a side that signed is awaited no more."""
    state = PledgeState(pledge.state)
    left = [side for side in _SIDES if side not in signed]
    if state == PledgeState.AGREED and len(left) == 1:
        return f"Bản này chờ {_SIDES[left[0]]} ký."
    return _WAITING.get(state, "")


_SIDES = {PledgeSide.UNIT: "đơn vị", PledgeSide.AUTHORITY: "Ủy ban"}


_WAITING = {
    PledgeState.DRAFT: "Văn phòng đang soạn bản này.",
    PledgeState.OFFERED: "Bản này chờ đơn vị trả lời.",
    PledgeState.COUNTERED: "Bản này chờ Văn phòng trả lời.",
    PledgeState.AGREED: "Bản này chờ hai bên ký.",
}
