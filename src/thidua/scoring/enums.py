"""States of criteria sets, rounds of scoring, sheets and replies, and the steps between them."""

from django.db.models import TextChoices

from thidua.core.scoring import GroupKind, LineState, Reading, TieKind
from thidua.core.scoring.rules import RuleKind
from thidua.core.workflow import Transition, Workflow


class SetState(TextChoices):
    DRAFT = "draft", "Đang soạn"
    LOCKED = "locked", "Đã khóa"
    REPLACED = "replaced", "Đã thay bằng bản mới"


_S = SetState
SET_WORKFLOW: Workflow[SetState] = Workflow(
    (
        Transition("lock", frozenset({_S.DRAFT}), _S.LOCKED),
        Transition("replace", frozenset({_S.LOCKED}), _S.REPLACED),
    )
)


class GroupKindChoice(TextChoices):
    BASE = GroupKind.BASE.value, "điểm chính"
    BONUS = GroupKind.BONUS.value, "điểm thưởng"
    DEDUCTION = GroupKind.DEDUCTION.value, "điểm trừ"


class ReadingChoice(TextChoices):
    """Where the facts of a criterion come from."""

    TARGET = Reading.TARGET.value, "kết quả chỉ tiêu"
    EVENTS = Reading.EVENTS.value, "số lần đếm được"
    PERSON = Reading.PERSON.value, "người chấm"


class RuleChoice(TextChoices):
    """The thirteen ways to give points."""

    PROPORTIONAL = RuleKind.PROPORTIONAL.value, "theo tỷ lệ"
    BANDS = RuleKind.BANDS.value, "theo bậc"
    ALL_OR_NOTHING = RuleKind.ALL_OR_NOTHING.value, "đạt hoặc không"
    AGAINST_AVERAGE = RuleKind.AGAINST_AVERAGE.value, "so với trung bình"
    MILESTONES = RuleKind.MILESTONES.value, "theo việc đã làm"
    COUNTED = RuleKind.COUNTED.value, "theo số lần"
    DEDUCTED = RuleKind.DEDUCTED.value, "trừ theo lần"
    AGAINST_LEADER = RuleKind.AGAINST_LEADER.value, "so với đơn vị dẫn đầu"
    BASE_AND_STEPS = RuleKind.BASE_AND_STEPS.value, "cơ sở và cộng thêm"
    SAMPLED = RuleKind.SAMPLED.value, "kiểm tra mẫu"
    MEAN_OF_SHARES = RuleKind.MEAN_OF_SHARES.value, "trung bình nhiều chỉ tiêu"
    BASE_LESS_FAULTS = RuleKind.BASE_LESS_FAULTS.value, "điểm nền cộng trừ"
    JUDGED = RuleKind.JUDGED.value, "người chấm cho điểm"


class TieChoice(TextChoices):
    """What tells units with equal points apart."""

    CRITERION = TieKind.CRITERION.value, "điểm của một tiêu chí"
    GROUP = TieKind.GROUP.value, "điểm của một nhóm"
    VALUE = TieKind.VALUE.value, "kết quả của một chỉ tiêu"
    FEWER_DEDUCTIONS = TieKind.FEWER_DEDUCTIONS.value, "ít bị trừ điểm hơn"
    PROGRESS = TieKind.PROGRESS.value, "tiến bộ hơn kỳ trước"
    PRIORITY = TieKind.PRIORITY.value, "diện ưu tiên"
    BALLOT = TieKind.BALLOT.value, "bỏ phiếu"
    DECISION = TieKind.DECISION.value, "cấp có thẩm quyền quyết định"


class EventKind(TextChoices):
    """What is counted for a criterion; all but the last are counted by the program from what happened."""

    LATE_REPORT = "late_report", "báo cáo gửi muộn"
    MISSING_REPORT = "missing_report", "báo cáo không gửi"
    UNPUNCTUAL = "unpunctual", "báo cáo gửi muộn hoặc không gửi"
    LOWERED_FIGURE = "lowered_figure", "số liệu bị hạ sau kiểm tra"
    NO_PLEDGE = "no_pledge", "không ký giao ước"
    NO_PLAN = "no_plan", "không có kế hoạch được nhận"
    UNSENT_PLAN = "unsent_plan", "không gửi kế hoạch"
    NO_REGISTRATION = "no_registration", "không gửi đăng ký tham gia đúng hạn"
    UNRECORDED_REGISTRATION = "unrecorded", "không có đăng ký tham gia được ghi nhận"
    WRITTEN = "written", "người chấm ghi"


class RoundState(TextChoices):
    DRAFT = "draft", "Đang lập"
    OPEN = "open", "Đang chấm"
    PROVISIONAL = "provisional", "Kết quả dự kiến"
    FROZEN = "frozen", "Đã chốt"
    PUBLISHED = "published", "Đã công bố"
    CANCELLED = "cancelled", "Đã hủy"


_R = RoundState
ROUND_WORKFLOW: Workflow[RoundState] = Workflow(
    (
        Transition("open", frozenset({_R.DRAFT}), _R.OPEN),
        Transition("announce", frozenset({_R.OPEN}), _R.PROVISIONAL),
        Transition("resume", frozenset({_R.PROVISIONAL}), _R.OPEN),
        Transition("freeze", frozenset({_R.PROVISIONAL}), _R.FROZEN),
        Transition("publish", frozenset({_R.FROZEN}), _R.PUBLISHED),
        Transition("cancel", frozenset({_R.DRAFT, _R.OPEN}), _R.CANCELLED),
    )
)
LIVE_ROUNDS = frozenset({_R.OPEN, _R.PROVISIONAL})
"""Rounds whose points still follow the figures."""
SETTLED_ROUNDS = frozenset({_R.FROZEN, _R.PUBLISHED})
COMPARED_ROUNDS = SETTLED_ROUNDS | {_R.PROVISIONAL}
"""Rounds whose result was told, so that one may be held against another."""
CLOSED_ROUNDS = SETTLED_ROUNDS | {_R.CANCELLED}
"""Rounds in which nobody gives points any more, not even after another step."""

POINTS_ARE = {
    _R.OPEN: "Đang tính",
    _R.PROVISIONAL: "Dự kiến",
    _R.FROZEN: "Đã chốt",
    _R.PUBLISHED: "Đã công bố",
    _R.CANCELLED: "Đã tính",
}
"""What is said before points, by the state of their round."""


class SelfState(TextChoices):
    """The unit's own column of a sheet."""

    DRAFT = "draft", "Đang tự chấm"
    SENT = "sent", "Đã gửi"
    RETURNED = "returned", "Trả lại"


_F = SelfState
SELF_WORKFLOW: Workflow[SelfState] = Workflow(
    (
        Transition("send", frozenset({_F.DRAFT, _F.RETURNED}), _F.SENT),
        Transition("send_back", frozenset({_F.SENT}), _F.RETURNED),
    )
)


class Column(TextChoices):
    """Who gave points of a line."""

    SELF = "self", "tự chấm"
    SECOND = "second", "thẩm định"
    CROSS = "cross", "chấm chéo"
    COUNCIL = "council", "Hội đồng"


class LineStateChoice(TextChoices):
    SCORED = LineState.SCORED.value, "có điểm"
    NOT_ASSIGNED = LineState.NOT_ASSIGNED.value, "không giao"
    NOT_REPORTED = LineState.NOT_REPORTED.value, "chưa có số liệu"
    NOT_JUDGED = LineState.NOT_JUDGED.value, "chưa chấm"


class ReplyState(TextChoices):
    WAITING = "waiting", "Chờ trả lời"
    ACCEPTED = "accepted", "Chấp nhận"
    REFUSED = "refused", "Không chấp nhận"


_P = ReplyState
REPLY_WORKFLOW: Workflow[ReplyState] = Workflow(
    (
        Transition("accept", frozenset({_P.WAITING}), _P.ACCEPTED),
        Transition("refuse", frozenset({_P.WAITING}), _P.REFUSED),
    )
)


class TieManner(TextChoices):
    BALLOT = TieKind.BALLOT.value, "bỏ phiếu"
    DECISION = TieKind.DECISION.value, "quyết định của cấp có thẩm quyền"
