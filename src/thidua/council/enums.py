"""Seats of a council, states of sessions, items and polls, and the steps between them."""

from django.db.models import TextChoices

from thidua.core.voting.council import Presence
from thidua.core.workflow import Transition, Workflow


class Seat(TextChoices):
    """What a member is in the council; the order is that of the list."""

    CHAIR = "chair", "Chủ tịch Hội đồng"
    VICE = "vice", "Phó Chủ tịch Hội đồng"
    SECRETARY = "secretary", "Thư ký Hội đồng"
    MEMBER = "member", "Ủy viên"


class PresenceChoice(TextChoices):
    """How a member takes part in a session."""

    PRESENT = Presence.PRESENT.value, "có mặt"
    WRITTEN = Presence.WRITTEN.value, "vắng, gửi ý kiến bằng văn bản"
    ABSENT = Presence.ABSENT.value, "vắng"


class Manner(TextChoices):
    """How a session votes."""

    BALLOT = "ballot", "bỏ phiếu kín"
    HANDS = "hands", "giơ tay"


class SessionState(TextChoices):
    PLANNED = "planned", "Đang chuẩn bị"
    INVITED = "invited", "Đã gửi giấy mời"
    OPENED = "opened", "Đang họp"
    CLOSED = "closed", "Đã bế mạc"
    CANCELLED = "cancelled", "Đã hủy"


_S = SessionState
SESSION_WORKFLOW: Workflow[SessionState] = Workflow(
    (
        Transition("invite", frozenset({_S.PLANNED}), _S.INVITED),
        Transition("open", frozenset({_S.PLANNED, _S.INVITED}), _S.OPENED),
        Transition("close", frozenset({_S.OPENED}), _S.CLOSED),
        Transition("reopen", frozenset({_S.CLOSED}), _S.OPENED),
        Transition("cancel", frozenset({_S.PLANNED, _S.INVITED}), _S.CANCELLED),
    )
)
BEFORE_SESSION = frozenset({_S.PLANNED, _S.INVITED})
"""States in which agenda and place may still change."""


class ItemState(TextChoices):
    """How far a nomination is on the table of a session."""

    WAITING = "waiting", "Chưa bỏ phiếu"
    VOTING = "voting", "Đang bỏ phiếu"
    COUNTED = "counted", "Đã kiểm phiếu"
    PUT_OFF = "put_off", "Để phiên sau"


class PollState(TextChoices):
    OPEN = "open", "Chờ kiểm phiếu"
    COUNTED = "counted", "Đã kiểm phiếu"
    VOID = "void", "Đã bỏ"


POLL_WORKFLOW: Workflow[PollState] = Workflow(
    (
        Transition("agree", frozenset({PollState.OPEN}), PollState.COUNTED),
        Transition("void", frozenset({PollState.OPEN, PollState.COUNTED}), PollState.VOID),
    )
)


class StepOutCause(TextChoices):
    """Why a member does not vote on an item."""

    NOMINEE = "nominee", "là người được đề nghị"
    RELATIVE = "relative", "là người thân của người được đề nghị"
    UNIT = "unit", "thuộc tập thể được đề nghị"
    OTHER = "other", "có liên quan khác"
    LEFT = "left", "đã về trước"


class StepOutState(TextChoices):
    """What was said of a proposed conflict."""

    PROPOSED = "proposed", "chờ xác nhận"
    CONFIRMED = "confirmed", "không bỏ phiếu"
    DISMISSED = "dismissed", "được bỏ phiếu"


class PaperKind(TextChoices):
    """The papers a session leaves."""

    MINUTES = "minutes", "Biên bản họp Hội đồng"
    COUNT = "count", "Biên bản kiểm phiếu"
