"""States of inspection rounds and visits, and their workflows."""

from django.db.models import TextChoices

from thidua.core.plausibility import DoubtCode
from thidua.core.workflow import Transition, Workflow


class RoundState(TextChoices):
    PLANNED = "planned", "Đang lập"
    FIXED = "fixed", "Đã chốt, chờ số công khai"
    DRAWN = "drawn", "Đã rút thăm"
    CLOSED = "closed", "Đã kết thúc"
    CANCELLED = "cancelled", "Đã hủy"


_R = RoundState
ROUND_WORKFLOW: Workflow[RoundState] = Workflow(
    (
        Transition("fix", frozenset({_R.PLANNED}), _R.FIXED),
        Transition("draw", frozenset({_R.FIXED}), _R.DRAWN),
        Transition("close", frozenset({_R.DRAWN}), _R.CLOSED),
        Transition("reopen", frozenset({_R.CLOSED}), _R.DRAWN),
        Transition("cancel", frozenset({_R.PLANNED, _R.FIXED}), _R.CANCELLED),
    )
)


class VisitState(TextChoices):
    PLANNED = "planned", "Chưa xong"
    WAITING = "waiting", "Chờ ký"
    SIGNED = "signed", "Hai bên đã ký"
    CANCELLED = "cancelled", "Đã bỏ"


_V = VisitState
VISIT_WORKFLOW: Workflow[VisitState] = Workflow(
    (
        Transition("finish", frozenset({_V.PLANNED}), _V.WAITING),
        Transition("mend", frozenset({_V.WAITING}), _V.PLANNED),
        Transition("seal", frozenset({_V.WAITING}), _V.SIGNED),
        Transition("cancel", frozenset({_V.PLANNED}), _V.CANCELLED),
    )
)


class ChosenBy(TextChoices):
    """Why a unit is visited."""

    DRAW = "draw", "rút thăm"
    DOUBTS = "doubts", "có chỗ nên đi xem"


class ItemVerdict(TextChoices):
    """What was found beside a figure; empty is not looked at yet."""

    MATCHES = "matches", "Khớp"
    DIFFERS = "differs", "Không khớp"
    UNSEEN = "unseen", "Chưa xem được"


class SignSide(TextChoices):
    UNIT = "unit", "Đại diện đơn vị"
    TEAM = "team", "Tổ kiểm tra"


class SignManner(TextChoices):
    """How somebody stands behind the record of a visit."""

    ACCOUNT = "account", "ký bằng tài khoản"
    CODE = "code", "ký bằng mã trên máy tổ kiểm tra"
    PAPER = "paper", "ký trên giấy"
    REFUSED = "refused", "không ký"


class DoubtChoice(TextChoices):
    """The kinds of doubts, as a filter names them."""

    ALL_FULL = DoubtCode.ALL_FULL.value, "Tất cả đúng 100%"
    SAME_AS_LAST_YEAR = DoubtCode.SAME_AS_LAST_YEAR.value, "Giống hệt năm trước"
    JUMP = DoubtCode.JUMP.value, "Khác hẳn các kỳ trước"
    ROUND_NUMBERS = DoubtCode.ROUND_NUMBERS.value, "Nhiều số tròn"
    ALL_ABOVE_LAST_YEAR = DoubtCode.ALL_ABOVE_LAST_YEAR.value, "Đơn vị nào cũng hơn năm trước"
    PARTS_DIFFER = DoubtCode.PARTS_DIFFER.value, "Các phần không khớp tổng"
    FELL = DoubtCode.FELL.value, "Số cộng dồn giảm"
    ABOVE_CEILING = DoubtCode.ABOVE_CEILING.value, "Cao hơn mức có thể"
    MORE_THAN_ALL = DoubtCode.MORE_THAN_ALL.value, "Nhiều hơn tổng số"
    PHOTO_TWICE = DoubtCode.PHOTO_TWICE.value, "Hai ảnh giống nhau"
    LAST_MINUTE = DoubtCode.LAST_MINUTE.value, "Ghi sát giờ hết hạn"
