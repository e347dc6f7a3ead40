"""Who may give, finish and cancel work, and remind of it."""

from thidua.foundation.actors import Actor
from thidua.foundation.policy import YES, Answer
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation, Reminder
from thidua.obligations.models.reminder import READERS
from thidua.organisation.enums import REPORTERS, Role
from thidua.organisation.models import Authority, Unit

_BY_REPORT = Answer(
    "Việc này theo báo cáo: gửi đủ thì xong, số bị trả lại thì mở lại. Mở báo cáo ở mục Nguồn để làm."
)
_BY_PLAN = Answer("Việc này theo kế hoạch của đơn vị. Mở mục Nguồn và ghi tiến độ, đã xong thì việc tự xong.")
_BY_PROMISE = Answer("Việc này tự xong khi đơn vị gửi đủ. Mở mục Nguồn để làm.")
_BY_SHEET = Answer(
    "Việc này xong khi phiếu tự chấm được gửi. Phiếu đã gửi cần sửa thì nhờ Văn phòng trả lại phiếu."
)
_FOLLOWS = {
    "report": _BY_REPORT,
    "plan": _BY_PLAN,
    "registration": _BY_PROMISE,
    "plan_due": _BY_PROMISE,
    "pledge_due": _BY_PROMISE,
    "scoring": _BY_SHEET,
}
"""Kinds of origin that settle their work themselves, and what is said to who presses a button instead."""
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
    if obligation.origin_kind in _FOLLOWS:
        return _FOLLOWS[obligation.origin_kind]
    if actor.has(Role.OFFICE) or (actor.has(*REPORTERS) and obligation.unit_id in actor.unit_ids):
        return YES
    return Answer("Chỉ đơn vị được giao hoặc văn phòng được ghi việc này đã xong.")


def can_cancel(actor: Actor, obligation: Obligation) -> Answer:
    if obligation.authority_id != actor.authority_id:
        return _OTHER
    if obligation.origin_kind in _FOLLOWS:
        return _FOLLOWS[obligation.origin_kind]
    if actor.has(Role.OFFICE, Role.CHAIRMAN):
        return YES
    return Answer(f"Chỉ văn phòng hoặc chủ tịch được hủy việc giao cho {obligation.unit}.")


def can_reopen(actor: Actor, obligation: Obligation) -> Answer:
    """Undo a step: whoever may take it may take it back."""
    is_cancelled = obligation.state == ObligationState.CANCELLED
    return (can_cancel if is_cancelled else can_complete)(actor, obligation)


def can_see_reminders(actor: Actor) -> Answer:
    """See what waits to leave and what has left."""
    if actor.has(*READERS):
        return YES
    return Answer("Trang đôn đốc dành cho Văn phòng và Chủ tịch.")


def can_urge(actor: Actor) -> Answer:
    """Word, send and drop reminders."""
    if actor.has(Role.OFFICE):
        return YES
    return Answer("Chỉ Văn phòng được sửa, gửi và bỏ nhắc việc.")


def can_change_reminder(actor: Actor, reminder: Reminder) -> Answer:
    if reminder.authority_id != actor.authority_id:
        return Answer("Nhắc việc này của cơ quan khác nên chỉ xem được.")
    return can_urge(actor)


def can_choose_urging(actor: Actor, authority: Authority) -> Answer:
    """Say what leaves by itself, and which machine is told."""
    if authority.pk != actor.authority_id:
        return Answer(f"{authority} là cơ quan khác, chỉ xem được.")
    return can_urge(actor)


def can_have_feed(actor: Actor) -> Answer:
    """Have a secret address of the own calendar; no one makes another's."""
    return YES if actor.user_id is not None else Answer("Đăng nhập rồi mới tạo lịch được.")
