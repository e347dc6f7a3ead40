"""States of periods, reports and figures, and their workflows."""

from django.db.models import TextChoices

from thidua.core.figures import CellState
from thidua.core.standing import StandingStatus
from thidua.core.workflow import Transition, Workflow

REPORT_ORIGIN = "report"
"""What work is called that comes from a report."""


class PeriodState(TextChoices):
    WAITING = "waiting", "Chưa đến kỳ"
    OPEN = "open", "Đang nhận báo cáo"
    CLOSED = "closed", "Đã khóa"


_P = PeriodState
PERIOD_WORKFLOW: Workflow[PeriodState] = Workflow(
    (
        Transition("begin", frozenset({_P.WAITING}), _P.OPEN),
        Transition("close", frozenset({_P.OPEN}), _P.CLOSED),
        Transition("reopen", frozenset({_P.CLOSED}), _P.OPEN),
    )
)


class ReportState(TextChoices):
    DRAFT = "draft", "Chưa gửi"
    PARTIAL = "partial", "Gửi thiếu số"
    SENT = "sent", "Đã gửi"
    RETURNED = "returned", "Trả lại"
    VERIFIED = "verified", "Đã thẩm định"


HANDED_IN = (ReportState.SENT, ReportState.VERIFIED)
"""A report counts as sent when all it owes is there; sent in part or sent back, its unit still has work."""


class FigureState(TextChoices):
    DRAFT = "draft", "Chưa gửi"
    SENT = "sent", "Chờ thẩm định"
    RETURNED = "returned", "Trả lại"
    VERIFIED = "verified", "Đã thẩm định"


_F = FigureState
FIGURE_WORKFLOW: Workflow[FigureState] = Workflow(
    (
        Transition("send", frozenset({_F.DRAFT, _F.RETURNED}), _F.SENT),
        Transition("correct", frozenset({_F.SENT, _F.RETURNED, _F.VERIFIED}), _F.SENT),
        Transition("return", frozenset({_F.SENT, _F.VERIFIED}), _F.RETURNED),
        Transition("verify", frozenset({_F.SENT}), _F.VERIFIED),
        Transition("lower", frozenset({_F.SENT, _F.VERIFIED}), _F.VERIFIED),
        Transition("undo", frozenset({_F.VERIFIED, _F.RETURNED}), _F.SENT),
    )
)


class CellChoice(TextChoices):
    """The four things a cell can say."""

    EMPTY = CellState.EMPTY.value, "để trống"
    NUMBER = CellState.NUMBER.value, "số"
    NONE = CellState.NONE.value, "không có"
    NOT_APPLICABLE = CellState.NOT_APPLICABLE.value, "không áp dụng"


class ChangeKind(TextChoices):
    """Why a figure that had been sent has another value."""

    CORRECTED = "corrected", "đơn vị đính chính"
    MENDED = "mended", "người thẩm định sửa"
    INSPECTED = "inspected", "sửa theo kết quả kiểm tra"
    IMPORTED = "imported", "nhập lại từ tệp"
    UNDONE = "undone", "hoàn tác"
    RESENT = "resent", "ghi lại sau khi bị trả lại"


class EvidenceKind(TextChoices):
    PHOTO = "photo", "ảnh"
    PDF = "pdf", "tệp PDF"
    LINK = "link", "đường dẫn"


class Route(TextChoices):
    """By which way a figure came in."""

    PHONE = "phone", "điện thoại"
    GRID = "grid", "lưới nhập"
    WORKBOOK = "workbook", "tệp Excel"
    OFFLINE = "offline", "gửi lại khi có mạng"


class ResultStatus(TextChoices):
    """How a target stands on a day; nothing due yet is not the same as due and empty."""

    REACHED = StandingStatus.REACHED.value, "Đạt"
    ON_TRACK = StandingStatus.ON_TRACK.value, "Đúng tiến độ"
    BEHIND = StandingStatus.BEHIND.value, "Chậm"
    AT_RISK = StandingStatus.AT_RISK.value, "Nguy cơ"
    NOT_REPORTED = StandingStatus.NOT_REPORTED.value, "Chưa báo cáo"
    NOT_DUE = StandingStatus.NOT_DUE.value, "Chưa đến kỳ"

    @property
    def look(self) -> str:
        """The class that colours it, on a page never without icon and word."""
        return _LOOKS.get(self.value, "none")

    @property
    def icon(self) -> str:
        return _ICONS[self.value]


_LOOKS = {"reached": "ok", "on_track": "run", "behind": "slow", "at_risk": "risk"}
_ICONS = {
    "reached": "circle-check",
    "on_track": "arrow-up-right",
    "behind": "clock",
    "at_risk": "alert-triangle",
    "not_reported": "circle-dashed",
    "not_due": "hourglass",
}


class ImportState(TextChoices):
    """How far a workbook is that was handed in."""

    READY = "ready", "Chờ xem và nhập"
    TAKING = "taking", "Đang nhập"
    TAKEN = "taken", "Đã nhập"
    FAILED = "failed", "Không nhập được"
    UNDONE = "undone", "Đã hoàn tác"


_I = ImportState
IMPORT_WORKFLOW: Workflow[ImportState] = Workflow(
    (
        Transition("queue", frozenset({_I.READY, _I.FAILED}), _I.TAKING),
        Transition("take", frozenset({_I.READY, _I.TAKING, _I.FAILED}), _I.TAKEN),
        Transition("fail", frozenset({_I.TAKING}), _I.FAILED),
        Transition("undo", frozenset({_I.TAKEN}), _I.UNDONE),
    )
)


class ColumnPart(TextChoices):
    """Which part of a figure a column of a workbook holds."""

    VALUE = "value", "số liệu"
    RUNNING = "running", "luỹ kế từ đầu năm"
    BASE = "base", "tổng số"
    DECISION = "decision", "quyết định"
