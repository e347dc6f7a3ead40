"""Who may write plans, register, and prepare, negotiate, sign and replace pledges."""

from thidua.commitments.enums import PlanState, PledgeSide, PledgeState, RegistrationState
from thidua.commitments.models import Plan, Pledge, Registration
from thidua.commitments.models.plan import READERS
from thidua.foundation.actors import Actor
from thidua.foundation.policy import YES, Answer
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement
from thidua.organisation.enums import REPORTERS, Role
from thidua.organisation.models import Unit

# pledges

_SEALED = Answer("Giao ước đã ký nên không sửa được. Muốn đổi thì lập bản mới, có ghi lý do, hai bên ký lại.")
_NOT_CHAIRMAN = Answer("Chỉ Chủ tịch Ủy ban nhân dân xã được ký bên Ủy ban.")
_GONE = Answer("Bản giao ước này không còn hiệu lực nên chỉ xem được.")


def can_prepare_pledges(actor: Actor, movement: Movement) -> Answer:
    """Begin pledges of a movement."""
    if not actor.has(Role.OFFICE) or movement.authority_id != actor.authority_id:
        return Answer("Chỉ Văn phòng của xã được soạn giao ước thi đua.")
    if movement.state != MovementState.OPEN:
        return Answer("Phong trào chưa mở hoặc đã kết thúc nên không soạn giao ước được.")
    return YES


def can_write_pledge(actor: Actor, pledge: Pledge) -> Answer:
    """Change lines and words, and offer them to the unit."""
    return _office_in(actor, pledge, PledgeState.DRAFT, "Giao ước không còn ở bước soạn nên chưa sửa được.")


def can_answer_pledge(actor: Actor, pledge: Pledge) -> Answer:
    """Agree to what the office offers, or ask for something else."""
    if pledge.unit_id not in actor.unit_ids or not actor.has(*REPORTERS):
        return Answer(f"Chỉ người của {pledge.unit} được trả lời giao ước này.")
    return _in_state(pledge, PledgeState.OFFERED, "Giao ước này không chờ đơn vị trả lời.")


def can_reply_pledge(actor: Actor, pledge: Pledge) -> Answer:
    """Take what the unit asks for, or offer again."""
    return _office_in(actor, pledge, PledgeState.COUNTERED, "Giao ước này không chờ Văn phòng trả lời.")


def can_take_up_pledge(actor: Actor, pledge: Pledge) -> Answer:
    """Open what was agreed again, before both signed."""
    return _office_in(actor, pledge, PledgeState.AGREED, "Chỉ mở lại được bản đã thống nhất mà chưa ký xong.")


def can_withdraw_pledge(actor: Actor, pledge: Pledge) -> Answer:
    """Give a pledge up that is not signed."""
    allowed = _office_of(actor, pledge)
    return _live(pledge) if allowed else allowed


def can_sign_pledge(actor: Actor, pledge: Pledge, side: str) -> Answer:
    """Sign for a side: the head for the unit, the chairman for the committee."""
    allowed = _signer(actor, pledge, side)
    if not allowed:
        return allowed
    return _in_state(pledge, PledgeState.AGREED, "Hai bên chưa thống nhất xong nên chưa ký được.")


def can_give_pledge_code(actor: Actor, pledge: Pledge) -> Answer:
    """Get the digits with which the head of the unit signs on a phone that has no password."""
    allowed = _office_of(actor, pledge)
    if not allowed and not _signer(actor, pledge, PledgeSide.AUTHORITY):
        return Answer("Chỉ Văn phòng và Chủ tịch của xã được lấy mã ký cho đơn vị.")
    return _in_state(pledge, PledgeState.AGREED, "Hai bên chưa thống nhất xong nên chưa cần mã ký.")


def can_sign_pledges_of(actor: Actor, movement: Movement) -> Answer:
    """Sign several pledges of a movement for the committee."""
    if actor.has(Role.CHAIRMAN) and movement.authority_id == actor.authority_id:
        return YES
    return _NOT_CHAIRMAN


def can_sign_pledge_on_paper(actor: Actor, pledge: Pledge) -> Answer:
    """Put down that the pledge was signed on paper, with the scan."""
    return _office_in(
        actor, pledge, PledgeState.AGREED, "Hai bên chưa thống nhất xong nên chưa ghi chữ ký được."
    )


def can_renew_pledge(actor: Actor, pledge: Pledge) -> Answer:
    """Begin the edition that replaces a signed one."""
    allowed = _office_of(actor, pledge)
    if allowed and pledge.state != PledgeState.SIGNED:
        return Answer("Chỉ lập bản mới thay cho bản hai bên đã ký.")
    return allowed and can_prepare_pledges(actor, pledge.movement)


def can_note_remedy(actor: Actor, pledge: Pledge) -> Answer:
    """Say what is done about a line at risk: the unit itself, or the office for it."""
    is_own = pledge.unit_id in actor.unit_ids and actor.has(*REPORTERS)
    if not is_own and not _office_of(actor, pledge):
        return Answer(f"Chỉ người của {pledge.unit} hoặc Văn phòng được ghi cách gỡ.")
    if pledge.state != PledgeState.SIGNED:
        return Answer("Cách gỡ được ghi vào bản giao ước đang có hiệu lực.")
    return YES


def _signer(actor: Actor, pledge: Pledge, side: str) -> Answer:
    if side == PledgeSide.UNIT:
        is_head = actor.has(Role.UNIT_HEAD) and pledge.unit_id in actor.unit_ids
        return YES if is_head else Answer(f"Chỉ người đứng đầu {pledge.unit} được ký bên đơn vị.")
    if actor.has(Role.CHAIRMAN) and pledge.authority_id == actor.authority_id:
        return YES
    return _NOT_CHAIRMAN


def _office_of(actor: Actor, pledge: Pledge) -> Answer:
    if actor.has(Role.OFFICE) and pledge.authority_id == actor.authority_id:
        return YES
    return Answer("Chỉ Văn phòng của xã được làm việc này với giao ước.")


def _office_in(actor: Actor, pledge: Pledge, state: PledgeState, refusal: str) -> Answer:
    allowed = _office_of(actor, pledge)
    return _in_state(pledge, state, refusal) if allowed else allowed


def _in_state(pledge: Pledge, state: PledgeState, refusal: str) -> Answer:
    live = _live(pledge)
    if live and pledge.state != state:
        return Answer(refusal)
    return live


def _live(pledge: Pledge) -> Answer:
    if pledge.movement.state == MovementState.CLOSED:
        return Answer("Phong trào đã kết thúc nên giao ước không đổi và không ký thêm được.")
    if pledge.state == PledgeState.SIGNED:
        return _SEALED
    return _GONE if pledge.state in {PledgeState.REPLACED, PledgeState.WITHDRAWN} else YES


# registrations, and the board of all promises

_NO_SEASON = Answer("Phong trào không mở nên không ghi đăng ký được.")


def can_see_promises(actor: Actor) -> Answer:
    """See what units register, plan and pledge: all of it or the own."""
    if actor.has(*READERS) or actor.unit_ids:
        return YES
    return Answer("Trang này dành cho đơn vị, Văn phòng, Chủ tịch, Hội đồng và tổ kiểm tra.")


def can_ask(actor: Actor, movement: Movement) -> Answer:
    """Ask units for registrations, plans and pledges by a day."""
    if not actor.has(Role.OFFICE) or movement.authority_id != actor.authority_id:
        return Answer("Chỉ Văn phòng của xã được đặt hạn gửi.")
    return YES if movement.state == MovementState.OPEN else _NO_SEASON


def can_register(actor: Actor, movement: Movement, unit: Unit, registration: Registration | None) -> Answer:
    """Write the registration of a unit: its people, and the office for a unit that brings its list."""
    is_own = unit.pk in actor.unit_ids and actor.has(*REPORTERS)
    is_office = actor.has(Role.OFFICE) and movement.authority_id == actor.authority_id
    if not (is_own or is_office) or unit.authority_id != movement.authority_id:
        return Answer("Chỉ người của đơn vị hoặc Văn phòng được ghi đăng ký của đơn vị.")
    if registration is not None and registration.state == RegistrationState.SENT:
        return Answer("Đăng ký đã gửi. Cần sửa thì nhờ Văn phòng trả lại.")
    if registration is not None and registration.state == RegistrationState.ACCEPTED:
        return Answer("Đăng ký đã ghi nhận. Cần sửa thì nhờ Văn phòng mở lại.")
    return YES if movement.state == MovementState.OPEN else _NO_SEASON


def can_send_registration(actor: Actor, registration: Registration) -> Answer:
    """Hand it to the office: who may write it."""
    return can_register(actor, registration.movement, registration.unit, registration)


def can_answer_registration(actor: Actor, registration: Registration) -> Answer:
    """Return, record or reopen a registration."""
    if actor.has(Role.OFFICE) and registration.authority_id == actor.authority_id:
        return YES
    return Answer("Chỉ Văn phòng của xã được ghi nhận hoặc trả lại đăng ký.")


# plans


def can_begin_plan(actor: Actor, movement: Movement, unit: Unit) -> Answer:
    """Begin the plan of a unit: its people, and the office for a unit that brings it on paper."""
    is_own = unit.pk in actor.unit_ids and actor.has(*REPORTERS)
    is_office = actor.has(Role.OFFICE) and movement.authority_id == actor.authority_id
    if not (is_own or is_office) or unit.authority_id != movement.authority_id:
        return Answer("Chỉ người của đơn vị hoặc Văn phòng được soạn kế hoạch của đơn vị.")
    return YES if movement.state == MovementState.OPEN else _NO_PLAN_NOW


def can_write_plan(actor: Actor, plan: Plan) -> Answer:
    """Change a plan until it is sent."""
    if plan.state == PlanState.SENT:
        return Answer("Kế hoạch đã gửi. Cần sửa thì nhờ Văn phòng trả lại.")
    if plan.state == PlanState.ACCEPTED:
        return Answer("Kế hoạch đã nhận. Cần sửa thì nhờ Văn phòng mở lại.")
    return can_begin_plan(actor, plan.movement, plan.unit)


def can_take_goals(actor: Actor, plan: Plan) -> Answer:
    """Take over what is given now: who writes the plan, and the office even after it was sent."""
    if actor.has(Role.OFFICE) and plan.authority_id == actor.authority_id:
        return YES if plan.movement.state == MovementState.OPEN else _NO_PLAN_NOW
    return can_write_plan(actor, plan)


def can_answer_plan(actor: Actor, plan: Plan) -> Answer:
    """Return, accept or reopen a plan."""
    if actor.has(Role.OFFICE) and plan.authority_id == actor.authority_id:
        return YES
    return Answer("Chỉ Văn phòng của xã được nhận, trả lại hoặc mở lại kế hoạch.")


def can_tell_progress(actor: Actor, plan: Plan) -> Answer:
    """Say how far the tasks of an accepted plan have come."""
    if plan.state != PlanState.ACCEPTED:
        return Answer("Kế hoạch được nhận rồi mới ghi tiến độ.")
    return can_begin_plan(actor, plan.movement, plan.unit)


_NO_PLAN_NOW = Answer("Phong trào không mở nên không ghi kế hoạch được.")
