"""Kinds of papers that get a number, and the states of decisions and awards."""

from django.db.models import TextChoices

from thidua.core.workflow import Transition, Workflow


class PaperKind(TextChoices):
    """Papers with a number, by the names of Decree 30."""

    DECISION = "decision", "Quyết định"
    SUBMISSION = "submission", "Tờ trình"
    PLAN = "plan", "Kế hoạch"
    NOTICE = "notice", "Thông báo"
    MINUTES = "minutes", "Biên bản"
    INVITATION = "invitation", "Giấy mời"
    LETTER = "letter", "Công văn"


KIND_CODES = {
    PaperKind.DECISION: "QĐ",
    PaperKind.SUBMISSION: "TTr",
    PaperKind.PLAN: "KH",
    PaperKind.NOTICE: "TB",
    PaperKind.MINUTES: "BB",
    PaperKind.INVITATION: "GM",
    PaperKind.LETTER: "",
}
"""What stands for a kind in a number; a công văn has nothing there (NĐ 30/2020/NĐ-CP, phụ lục III)."""


class PaperState(TextChoices):
    """How far a paper that somebody writes is."""

    DRAFT = "draft", "Đang soạn"
    ISSUED = "issued", "Đã ban hành"
    DROPPED = "dropped", "Đã bỏ"


_P = PaperState
PAPER_WORKFLOW: Workflow[PaperState] = Workflow(
    (
        Transition("issue", frozenset({_P.DRAFT}), _P.ISSUED),
        Transition("drop", frozenset({_P.DRAFT}), _P.DROPPED),
    )
)


class SigningManner(TextChoices):
    """How an issued paper was signed."""

    PAPER = "paper", "trên giấy, có bản quét"
    CERTIFICATE = "certificate", "bằng chứng thư số"


class DecisionState(TextChoices):
    DRAFT = "draft", "Đang soạn"
    SUBMITTED = "submitted", "Đã trình"
    ISSUED = "issued", "Đã ban hành"
    SIGNED = "signed", "Đã ký"
    PUBLISHED = "published", "Đã công bố"
    DROPPED = "dropped", "Đã bỏ"


_D = DecisionState
DECISION_WORKFLOW: Workflow[DecisionState] = Workflow(
    (
        Transition("submit", frozenset({_D.DRAFT}), _D.SUBMITTED),
        Transition("send_back", frozenset({_D.SUBMITTED}), _D.DRAFT),
        Transition("issue", frozenset({_D.SUBMITTED}), _D.ISSUED),
        Transition("sign", frozenset({_D.ISSUED}), _D.SIGNED),
        Transition("publish", frozenset({_D.SIGNED}), _D.PUBLISHED),
        Transition("drop", frozenset({_D.DRAFT, _D.SUBMITTED}), _D.DROPPED),
    )
)
OPEN_DECISIONS = frozenset({_D.DRAFT, _D.SUBMITTED})
"""States of those without a number that may still get one."""
NUMBERED_DECISIONS = frozenset({_D.ISSUED, _D.SIGNED, _D.PUBLISHED})
"""States of those that have a number: nothing takes it away again."""


class AwardState(TextChoices):
    """What an award is: in a draft, granted by an issued decision, or revoked by another."""

    DRAFTED = "drafted", "Trong dự thảo"
    GRANTED = "granted", "Đã tặng"
    REVOKED = "revoked", "Đã hủy"


_W = AwardState
AWARD_WORKFLOW: Workflow[AwardState] = Workflow(
    (
        Transition("grant", frozenset({_W.DRAFTED}), _W.GRANTED),
        Transition("revoke", frozenset({_W.GRANTED}), _W.REVOKED),
    )
)


class BatchState(TextChoices):
    """How far certificates that were asked for are."""

    WAITING = "waiting", "Đang chờ in"
    DONE = "done", "Đã in"
    FAILED = "failed", "Chưa in được"


class CertificateStatus(TextChoices):
    """What a certificate is worth today; worked out, never kept."""

    VALID = "valid", "Còn giá trị"
    REPLACED = "replaced", "Đã cấp lại"
    REVOKED = "revoked", "Đã hủy"


class CorrectedField(TextChoices):
    """Which words of a line of the list a correction mends; the values are fields of an award."""

    RECIPIENT = "recipient", "Tên"
    DETAIL = "detail", "Chức vụ, đơn vị, địa chỉ"
    ACHIEVEMENT = "achievement", "Thành tích"
