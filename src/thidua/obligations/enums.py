"""States of obligations and of the reminders of them, and the steps between them."""

from django.db.models import TextChoices

from thidua.core.reminders import Stage
from thidua.core.workflow import Transition, Workflow


class ObligationState(TextChoices):
    OPEN = "open", "Đang làm"
    DONE = "done", "Đã xong"
    CANCELLED = "cancelled", "Đã hủy"


_S = ObligationState
OBLIGATION_WORKFLOW: Workflow[ObligationState] = Workflow(
    (
        Transition("complete", frozenset({_S.OPEN}), _S.DONE),
        Transition("cancel", frozenset({_S.OPEN}), _S.CANCELLED),
        Transition("reopen", frozenset({_S.DONE, _S.CANCELLED}), _S.OPEN),
    )
)


class StageChoice(TextChoices):
    """How near the day is; the values are those of `core.reminders.Stage`."""

    SEVEN_DAYS = Stage.SEVEN_DAYS.value, "còn 7 ngày"
    THREE_DAYS = Stage.THREE_DAYS.value, "còn 3 ngày"
    ONE_DAY = Stage.ONE_DAY.value, "còn 1 ngày"
    LATE = Stage.LATE.value, "quá hạn"


class ReminderState(TextChoices):
    DRAFTED = "drafted", "Máy soạn"
    EDITED = "edited", "Đã sửa lời"
    SENT = "sent", "Đã gửi"
    DROPPED = "dropped", "Đã bỏ"


_R = ReminderState
REMINDER_WORKFLOW: Workflow[ReminderState] = Workflow(
    (
        Transition("edit", frozenset({_R.DRAFTED, _R.EDITED}), _R.EDITED),
        Transition("reword", frozenset({_R.DRAFTED, _R.EDITED}), _R.DRAFTED),
        Transition("send", frozenset({_R.DRAFTED, _R.EDITED}), _R.SENT),
        Transition("drop", frozenset({_R.DRAFTED, _R.EDITED}), _R.DROPPED),
        Transition("restore", frozenset({_R.DROPPED}), _R.DRAFTED),
        Transition("recall", frozenset({_R.SENT}), _R.DRAFTED),
    )
)


class Channel(TextChoices):
    """By which way a reminder reaches people."""

    NOTICE = "notice", "Thông báo trong chương trình"
    MAIL = "mail", "Thư điện tử"
    GROUP = "group", "Nhóm Zalo"
    SMS = "sms", "Tin nhắn điện thoại"
    MACHINE = "machine", "Máy nhận tin"


class SendingState(TextChoices):
    WAITING = "waiting", "Chờ gửi"
    SENT = "sent", "Đã gửi"
    STOPPED = "stopped", "Không gửi"
    FAILED = "failed", "Không gửi được"
