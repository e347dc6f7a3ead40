"""Choices of movements and drafts, and their workflows."""

from django.db.models import TextChoices

from thidua.core.achievement import Nature
from thidua.core.allocation import AllocationKind
from thidua.core.parsing.reading import Comparator, Field
from thidua.core.periods import Frequency
from thidua.core.progress import CurvePlan
from thidua.core.targets import Manner
from thidua.core.workflow import Transition, Workflow


class MovementKind(TextChoices):
    """Two kinds of the Law on Emulation and Commendation 2022, article 16."""

    REGULAR = "regular", "Thường xuyên"
    THEMATIC = "thematic", "Theo chuyên đề"


class MovementLevel(TextChoices):
    COMMUNE = "commune", "Xã"
    DISTRICT = "district", "Huyện"
    PROVINCE = "province", "Tỉnh"
    CENTRAL = "central", "Trung ương"
    BRANCH = "branch", "Ngành"


class MovementState(TextChoices):
    DRAFT = "draft", "Chưa mở"
    OPEN = "open", "Đang mở"
    CLOSED = "closed", "Đã kết thúc"


_M = MovementState
MOVEMENT_WORKFLOW: Workflow[MovementState] = Workflow(
    (
        Transition("open", frozenset({_M.DRAFT}), _M.OPEN),
        Transition("close", frozenset({_M.OPEN}), _M.CLOSED),
        Transition("reopen", frozenset({_M.CLOSED}), _M.OPEN),
    )
)


class DraftState(TextChoices):
    CHECKING = "checking", "Đang kiểm lại"
    CONFIRMED = "confirmed", "Đã mở phong trào"
    DROPPED = "dropped", "Đã bỏ"


_D = DraftState
DRAFT_WORKFLOW: Workflow[DraftState] = Workflow(
    (
        Transition("confirm", frozenset({_D.CHECKING}), _D.CONFIRMED),
        Transition("drop", frozenset({_D.CHECKING}), _D.DROPPED),
        Transition("restore", frozenset({_D.DROPPED}), _D.CHECKING),
    )
)


class ItemState(TextChoices):
    WAITING = "waiting", "Chưa xem"
    ACCEPTED = "accepted", "Đã nhận"
    DROPPED = "dropped", "Đã bỏ"


_I = ItemState
ITEM_WORKFLOW: Workflow[ItemState] = Workflow(
    (
        Transition("accept", frozenset({_I.WAITING, _I.DROPPED}), _I.ACCEPTED),
        Transition("drop", frozenset({_I.WAITING, _I.ACCEPTED}), _I.DROPPED),
        Transition("restore", frozenset({_I.ACCEPTED, _I.DROPPED}), _I.WAITING),
    )
)


class ItemOrigin(TextChoices):
    READ = "read", "Đọc từ văn bản"
    ADDED = "added", "Thêm tay"
    SPLIT = "split", "Tách ra"
    MERGED = "merged", "Gộp lại"
    COPIED = "copied", "Chép từ năm trước"


class TargetField(TextChoices):
    """The field of work of a target, in the order boards show them."""

    ECONOMY = Field.ECONOMY.value, "Kinh tế"
    CULTURE_SOCIETY = Field.CULTURE_SOCIETY.value, "Văn hóa – xã hội"
    ENVIRONMENT = Field.ENVIRONMENT.value, "Môi trường"
    DEFENCE_SECURITY = Field.DEFENCE_SECURITY.value, "Quốc phòng, an ninh"
    NEW_RURAL = Field.NEW_RURAL.value, "Nông thôn mới"
    ADMINISTRATION = Field.ADMINISTRATION.value, "Cải cách hành chính"
    PARTY_BUILDING = Field.PARTY_BUILDING.value, "Xây dựng Đảng, đoàn thể"
    OTHER = Field.OTHER.value, "Lĩnh vực khác"


class ComparatorChoice(TextChoices):
    EQ = Comparator.EQ.value, "Đạt mức"
    GE = Comparator.GE.value, "Từ mức này trở lên"
    GT = Comparator.GT.value, "Trên mức này"
    LE = Comparator.LE.value, "Không quá mức này"
    LT = Comparator.LT.value, "Dưới mức này"
    RANGE = Comparator.RANGE.value, "Trong khoảng"
    MAINTAIN = Comparator.MAINTAIN.value, "Giữ vững"
    INCREASE_BY = Comparator.INCREASE_BY.value, "Tăng thêm"
    DECREASE_BY = Comparator.DECREASE_BY.value, "Giảm"
    QUALITATIVE = Comparator.QUALITATIVE.value, "Không đo bằng số"


class MannerChoice(TextChoices):
    """What the form of a target offers; the words say how an exact hit is judged."""

    EQ = Manner.EQ.value, "Đạt mức này"
    GE = Manner.GE.value, "Từ mức này trở lên (≥)"
    GT = Manner.GT.value, "Trên mức này, đúng mức là chưa đạt (>)"
    LE = Manner.LE.value, "Không quá mức này (≤)"
    LT = Manner.LT.value, "Dưới mức này, đúng mức là chưa đạt (<)"
    RANGE = Manner.RANGE.value, "Trong khoảng, từ số đầu đến số cuối"
    MAINTAIN = Manner.MAINTAIN.value, "Giữ vững"
    INCREASE_BY = Manner.INCREASE_BY.value, "Tăng thêm"
    INCREASE_AT_LEAST = Manner.INCREASE_AT_LEAST.value, "Tăng thêm ít nhất"
    INCREASE_AT_MOST = Manner.INCREASE_AT_MOST.value, "Tăng thêm nhiều nhất"
    DECREASE_BY = Manner.DECREASE_BY.value, "Giảm"
    DECREASE_AT_LEAST = Manner.DECREASE_AT_LEAST.value, "Giảm ít nhất"
    DECREASE_AT_MOST = Manner.DECREASE_AT_MOST.value, "Giảm nhiều nhất"
    QUALITATIVE = Manner.QUALITATIVE.value, "Không đo bằng số, xét theo minh chứng"


class NatureChoice(TextChoices):
    """How the figures of an indicator behave over the periods of a year."""

    CUMULATIVE = Nature.CUMULATIVE.value, "cộng dồn qua các kỳ"
    LEVEL = Nature.LEVEL.value, "mức tại cuối kỳ"
    RATE = Nature.RATE.value, "tỷ lệ"
    STATE = Nature.STATE.value, "đạt hay chưa"
    MILESTONE = Nature.MILESTONE.value, "đạt dần từng tiêu chí"


class FrequencyChoice(TextChoices):
    """How often a figure is reported."""

    MONTH = Frequency.MONTH.value, "tháng"
    QUARTER = Frequency.QUARTER.value, "quý"
    HALF_YEAR = Frequency.HALF_YEAR.value, "6 tháng"
    YEAR = Frequency.YEAR.value, "năm"
    SEASON = Frequency.SEASON.value, "vụ"
    SCHOOL_YEAR = Frequency.SCHOOL_YEAR.value, "năm học"


class AllocationKindChoice(TextChoices):
    """How the parts given to units make the whole."""

    SUM = AllocationKind.SUM.value, "chia phần, cộng lại bằng chỉ tiêu"
    WEIGHTED_MEAN = AllocationKind.WEIGHTED_MEAN.value, "mỗi đơn vị đếm, tính tỷ lệ chung"
    EACH = AllocationKind.EACH.value, "đơn vị nào cũng phải đạt"
    ONE = AllocationKind.ONE.value, "một đơn vị chủ trì, không chia"


class CurveKind(TextChoices):
    """By which plan the year's figure is expected to come."""

    EVEN = CurvePlan.EVEN.value, "chia đều theo ngày"
    SEASONS = CurvePlan.SEASONS.value, "theo mùa vụ"
    BUDGET = CurvePlan.BUDGET.value, "theo dự toán từng quý"
    SCHOOL = CurvePlan.SCHOOL.value, "theo năm học"
    POINTS = CurvePlan.POINTS.value, "theo các mốc tự đặt"
