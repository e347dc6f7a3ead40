"""States of plans, registrations and pledges, and the steps between them."""

from django.db.models import TextChoices

from thidua.core.pledges import TurnKind
from thidua.core.workflow import Transition, Workflow


class PlanState(TextChoices):
    DRAFT = "draft", "Đang soạn"
    SENT = "sent", "Đã gửi"
    RETURNED = "returned", "Trả lại"
    ACCEPTED = "accepted", "Đã nhận"


_P = PlanState
PLAN_WORKFLOW: Workflow[PlanState] = Workflow(
    (
        Transition("send", frozenset({_P.DRAFT, _P.RETURNED}), _P.SENT),
        Transition("send_back", frozenset({_P.SENT}), _P.RETURNED),
        Transition("accept", frozenset({_P.SENT}), _P.ACCEPTED),
        Transition("reopen", frozenset({_P.ACCEPTED}), _P.DRAFT),
    )
)


class TaskState(TextChoices):
    """How far a task of a plan has come."""

    WAITING = "waiting", "Chưa làm"
    GOING_ON = "going_on", "Đang làm"
    DONE = "done", "Đã xong"


class RegistrationState(TextChoices):
    DRAFT = "draft", "Đang ghi"
    SENT = "sent", "Đã gửi"
    RETURNED = "returned", "Trả lại"
    ACCEPTED = "accepted", "Đã ghi nhận"


_G = RegistrationState
REGISTRATION_WORKFLOW: Workflow[RegistrationState] = Workflow(
    (
        Transition("send", frozenset({_G.DRAFT, _G.RETURNED}), _G.SENT),
        Transition("send_back", frozenset({_G.SENT}), _G.RETURNED),
        Transition("accept", frozenset({_G.SENT}), _G.ACCEPTED),
        Transition("reopen", frozenset({_G.ACCEPTED}), _G.DRAFT),
    )
)


class SubjectKind(TextChoices):
    """Who aims at a title."""

    COLLECTIVE = "collective", "tập thể"
    PERSON = "person", "cá nhân"
    HOUSEHOLD = "household", "hộ gia đình"


class PledgeState(TextChoices):
    DRAFT = "draft", "Văn phòng soạn"
    OFFERED = "offered", "Chờ đơn vị"
    COUNTERED = "countered", "Đơn vị có ý kiến"
    AGREED = "agreed", "Đã thống nhất, chờ ký"
    SIGNED = "signed", "Hai bên đã ký"
    REPLACED = "replaced", "Đã thay bằng bản mới"
    WITHDRAWN = "withdrawn", "Đã bỏ"


_L = PledgeState
PLEDGE_WORKFLOW: Workflow[PledgeState] = Workflow(
    (
        Transition("offer", frozenset({_L.DRAFT, _L.COUNTERED}), _L.OFFERED),
        Transition("counter", frozenset({_L.OFFERED}), _L.COUNTERED),
        Transition("agree", frozenset({_L.OFFERED, _L.COUNTERED}), _L.AGREED),
        Transition("take_up", frozenset({_L.AGREED}), _L.DRAFT),
        Transition("seal", frozenset({_L.AGREED}), _L.SIGNED),
        Transition("replace", frozenset({_L.SIGNED}), _L.REPLACED),
        Transition("withdraw", frozenset({_L.DRAFT, _L.OFFERED, _L.COUNTERED, _L.AGREED}), _L.WITHDRAWN),
    )
)
STANDING_PLEDGES = frozenset({_L.DRAFT, _L.OFFERED, _L.COUNTERED, _L.AGREED, _L.SIGNED})


class PledgeSide(TextChoices):
    UNIT = "unit", "Đại diện đơn vị"
    AUTHORITY = "authority", "Ủy ban nhân dân"


class PledgeManner(TextChoices):
    """How somebody stands behind a pledge."""

    ACCOUNT = "account", "ký bằng tài khoản"
    PAPER = "paper", "ký trên giấy"


class TurnChoice(TextChoices):
    """What a side did with a line; the values are those of `core.pledges.TurnKind`."""

    OFFER = TurnKind.OFFER.value, "đề nghị"
    COUNTER = TurnKind.COUNTER.value, "đề nghị khác"
    AGREE = TurnKind.AGREE.value, "thống nhất"
