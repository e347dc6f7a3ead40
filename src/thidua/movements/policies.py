"""Who may draft, open, change and close a movement."""

from thidua.foundation.actors import Actor
from thidua.foundation.policy import YES, Answer
from thidua.movements.enums import DraftState, MovementState
from thidua.movements.models import LaunchDraft, Movement, Target
from thidua.organisation.enums import Role

OTHER_COMMUNE = Answer("Dự thảo này của cơ quan khác nên chỉ xem được.")


def can_draft(actor: Actor) -> Answer:
    if actor.has(Role.OFFICE) and actor.authority_id is not None:
        return YES
    return Answer("Chỉ văn phòng được lập và sửa dự thảo phong trào. Nhờ văn phòng làm giúp.")


def can_drop(actor: Actor, draft: LaunchDraft) -> Answer:
    """Drop a draft or take it back."""
    if draft.authority_id != actor.authority_id:
        return OTHER_COMMUNE
    return can_draft(actor)


def can_edit(actor: Actor, draft: LaunchDraft) -> Answer:
    allowed = can_draft(actor)
    if not allowed:
        return allowed
    if draft.authority_id != actor.authority_id:
        return OTHER_COMMUNE
    if draft.state == DraftState.CONFIRMED:
        return Answer("Phong trào đã mở. Muốn đổi chỉ tiêu thì đổi ở trang chỉ tiêu, có ghi lý do.")
    if draft.state == DraftState.DROPPED:
        return Answer("Dự thảo này đã bỏ. Bấm “Lấy lại dự thảo” rồi mới sửa được.")
    return YES


def can_open(actor: Actor, draft: LaunchDraft) -> Answer:
    """Opening is the office's work; the chairman may do it too."""
    if not actor.has(Role.OFFICE, Role.CHAIRMAN) or draft.authority_id != actor.authority_id:
        return Answer("Chỉ văn phòng hoặc chủ tịch của xã được mở phong trào.")
    if draft.state == DraftState.CONFIRMED:
        return Answer("Phong trào này đã mở rồi.")
    if draft.state == DraftState.DROPPED:
        return Answer("Dự thảo này đã bỏ nên chưa mở được.")
    return YES


def can_close(actor: Actor, movement: Movement) -> Answer:
    if not actor.has(Role.OFFICE, Role.CHAIRMAN) or movement.authority_id != actor.authority_id:
        return Answer("Chỉ văn phòng hoặc chủ tịch của xã được kết thúc hoặc mở lại phong trào.")
    return YES


def can_change(actor: Actor, target: Target) -> Answer:
    if not actor.has(Role.OFFICE) or target.authority_id != actor.authority_id:
        return Answer("Chỉ văn phòng của xã được đổi chỉ tiêu. Nhờ văn phòng đổi giúp.")
    if target.movement.state == MovementState.CLOSED:
        return Answer("Phong trào đã kết thúc nên chỉ tiêu không đổi được nữa.")
    return YES


def can_prepare_tracking(actor: Actor, movement: Movement) -> Answer:
    """Let proposals of how targets are followed be written down, as opening a season does."""
    if not actor.has(Role.OFFICE, Role.CHAIRMAN) or movement.authority_id != actor.authority_id:
        return Answer("Chỉ văn phòng hoặc chủ tịch của xã được lập cách theo dõi chỉ tiêu.")
    return YES


def can_track(actor: Actor, movement: Movement) -> Answer:
    """Say how the targets of a movement are followed."""
    if not actor.has(Role.OFFICE) or movement.authority_id != actor.authority_id:
        return Answer("Chỉ văn phòng của xã được đổi cách theo dõi. Nhờ văn phòng đổi giúp.")
    if movement.state == MovementState.CLOSED:
        return Answer("Phong trào đã kết thúc nên cách theo dõi không đổi được nữa.")
    return YES


def can_give(actor: Actor, movement: Movement) -> Answer:
    """Give targets of a movement to units."""
    if not actor.has(Role.OFFICE) or movement.authority_id != actor.authority_id:
        return Answer("Chỉ văn phòng của xã được giao chỉ tiêu cho đơn vị. Nhờ văn phòng giao giúp.")
    if movement.state == MovementState.CLOSED:
        return Answer("Phong trào đã kết thúc nên không giao thêm, không đổi phần đã giao được nữa.")
    return YES
