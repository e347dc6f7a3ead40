"""Who may see doubts, plan and fill inspections, and sign them."""

from thidua.foundation.actors import Actor
from thidua.foundation.policy import YES, Answer
from thidua.monitoring.enums import RoundState, SignSide, VisitState
from thidua.monitoring.models import DoubtAnswer, InspectionRound, Visit
from thidua.movements.models import Movement
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority, AuthorityOwned

_JUDGES = (Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL, Role.INSPECTOR)
_OTHER = Answer("Việc kiểm tra này của cơ quan khác nên chỉ xem được.")
_SIGNED = Answer("Biên bản đã ký xong nên không sửa được. Có gì mới thì lập lượt kiểm tra khác.")


def can_see_doubts(actor: Actor) -> Answer:
    """See what stands out; not for units, so that nobody reads a question about a neighbour as a charge."""
    if actor.has(*_JUDGES):
        return YES
    return Answer("Trang này dành cho Văn phòng, Chủ tịch, Hội đồng và tổ kiểm tra.")


def can_answer(actor: Actor, movement: Movement) -> Answer:
    """Say that a doubt has a reason."""
    return _office_of(actor, movement, "Chỉ Văn phòng của xã được ghi lý do cho chỗ nên đi xem.")


def can_take_back(actor: Actor, given: DoubtAnswer) -> Answer:
    """Put a doubt with a reason back on the board."""
    return _office_of(actor, given, "Chỉ Văn phòng của xã được đưa chỗ này lên bảng lại.")


def can_plan(actor: Actor) -> Answer:
    """Set up a round of inspection."""
    if actor.has(Role.OFFICE) and actor.authority_id is not None:
        return YES
    return Answer("Chỉ Văn phòng được lập đợt kiểm tra và rút thăm.")


def can_change_round(actor: Actor, plan: InspectionRound) -> Answer:
    """Change what is drawn from, until the list is fixed."""
    allowed = can_run(actor, plan)
    if allowed and plan.state != RoundState.PLANNED:
        return Answer("Danh sách đã chốt nên không đổi được. Sai thì hủy đợt, có ghi lý do, rồi lập đợt mới.")
    return allowed


def can_run(actor: Actor, plan: InspectionRound) -> Answer:
    """Take a round from one step to the next."""
    return _office_of(actor, plan, "Chỉ Văn phòng của xã được lập đợt kiểm tra và rút thăm.")


def can_arrange(actor: Actor, visit: Visit) -> Answer:
    """Name who goes and when, or give a visit up."""
    return _office_of(actor, visit, "Chỉ Văn phòng của xã được phân công lượt kiểm tra.")


def can_fill(actor: Actor, visit: Visit) -> Answer:
    """Write what was found: the inspector who was named."""
    allowed = can_be_team(actor, visit)
    if not allowed:
        return allowed
    if visit.state == VisitState.SIGNED:
        return _SIGNED
    if visit.state == VisitState.CANCELLED:
        return Answer("Lượt kiểm tra này đã bỏ.")
    if visit.state == VisitState.WAITING:
        return Answer("Biên bản đang chờ ký. Bấm “Sửa lại biên bản” rồi mới ghi tiếp được.")
    return YES


def can_choose(actor: Actor, visit: Visit) -> Answer:
    """Say which figures are looked at: the office that plans, or the inspector who goes."""
    if visit.state == VisitState.PLANNED and can_arrange(actor, visit):
        return YES
    return can_fill(actor, visit)


def can_be_team(actor: Actor, visit: Visit) -> Answer:
    """Act for the team on a visit, whatever its step."""
    if visit.authority_id != actor.authority_id:
        return _OTHER
    if visit.inspector_id is None:
        return Answer("Chưa phân công ai đi lượt này. Nhờ Văn phòng phân công.")
    if visit.inspector_id != actor.user_id:
        return Answer(f"Lượt này giao cho {visit.inspector_name} ghi.")
    return YES


def can_sign(actor: Actor, visit: Visit, side: str) -> Answer:
    """Sign the record: the head of the unit for one side, the inspector for the other."""
    if visit.state != VisitState.WAITING:
        return Answer("Biên bản chưa chốt hoặc đã ký xong nên không ký được.")
    if side == SignSide.TEAM:
        return can_be_team(actor, visit)
    if visit.authority_id != actor.authority_id:
        return _OTHER
    if visit.inspector_id == actor.user_id:
        return Answer("Người kiểm tra không ký thay đơn vị. Nhờ người khác của đơn vị ký.")
    if actor.has(Role.UNIT_HEAD) and visit.unit_id in actor.unit_ids:
        return YES
    return Answer(f"Chỉ người đứng đầu {visit.unit} được ký bên đơn vị.")


def can_sign_for_unit(actor: Actor, visit: Visit) -> Answer:
    """Put down that the unit signed on paper, or did not sign: the inspector who was there."""
    if visit.state != VisitState.WAITING:
        return Answer("Biên bản chưa chốt hoặc đã ký xong nên không ghi chữ ký được.")
    return can_be_team(actor, visit)


def can_lower(actor: Actor, visit: Visit) -> Answer:
    """Lower a figure by what a signed record says."""
    if visit.authority_id != actor.authority_id:
        return _OTHER
    if not actor.has(Role.OFFICE, Role.CHAIRMAN) and visit.inspector_id != actor.user_id:
        return Answer("Chỉ Văn phòng, Chủ tịch hoặc người kiểm tra được sửa số theo biên bản.")
    if visit.state != VisitState.SIGNED:
        return Answer("Hai bên ký biên bản xong mới sửa số được.")
    return YES


def _office_of(actor: Actor, owned: AuthorityOwned, refusal: str) -> Answer:
    if owned.authority_id != actor.authority_id:
        return _OTHER
    return YES if actor.has(Role.OFFICE) else Answer(refusal)


def can_move_day(actor: Actor, authority: Authority) -> Answer:
    """Let the day of the sample commune come forward; the day of a real one is that of the calendar."""
    if authority.stands_on is None:
        return Answer("Chỉ xã mẫu có ngày riêng. Ở đây mọi hạn tính theo lịch.")
    if actor.has(Role.OFFICE) and authority.pk == actor.authority_id:
        return YES
    return Answer("Chỉ Văn phòng của xã mẫu được đổi ngày.")
