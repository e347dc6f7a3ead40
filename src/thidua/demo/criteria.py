"""The two sets of criteria of the sample commune, for its villages and for its boards. Both are invented."""

from collections.abc import Mapping
from decimal import Decimal

from thidua.core.scoring import (
    CriteriaSet,
    Criterion,
    Group,
    GroupKind,
    RatingBand,
    Reading,
    TieBreak,
    TieKind,
)
from thidua.core.scoring.criteria import Ceiling
from thidua.core.scoring.rules import (
    AllOrNothing,
    Band,
    Bands,
    Counted,
    Deducted,
    Judged,
    Measure,
    Milestones,
    Proportional,
    Rule,
    Step,
)
from thidua.movements.models import Target
from thidua.scoring.enums import EventKind

NO_SELF_SCORE = "no-self-score"
_HALF = Decimal("0.5")
_REACHED = AllOrNothing(Decimal(10), at_least=Decimal(100), measure=Measure.SHARE)
_BANDS = (
    RatingBand("Hoàn thành xuất sắc", Decimal(90), nothing_at_zero=True, groups_above_floor=True),
    RatingBand("Hoàn thành tốt", Decimal(75), groups_above_floor=True),
    RatingBand("Hoàn thành", Decimal(50)),
    RatingBand("Chưa hoàn thành", Decimal(0)),
)
_NOT_SCORED = Ceiling(NO_SELF_SCORE, "Không tự chấm điểm", "Hoàn thành")


def for_villages(targets: Mapping[str, Target]) -> CriteriaSet:
    """A hundred points for the half year: what is counted counts most, judging has a fifth."""
    return CriteriaSet(
        name="Thi đua các thôn, 6 tháng đầu năm 2024",
        total=Decimal(100),
        groups=(
            Group("kinh-te", "Kinh tế", Decimal(45), _economy(targets), floor=_HALF),
            Group("xa-hoi", "Văn hóa – xã hội", Decimal(25), _society(targets), floor=_HALF),
            Group("moi-truong", "Môi trường", Decimal(10), _environment(targets)),
            Group("phong-trao", "Tổ chức phong trào", Decimal(20), _organising(), floor=_HALF),
            Group("thuong", "Điểm thưởng", Decimal(4), _bonus(), kind=GroupKind.BONUS),
            Group("tru", "Điểm trừ", Decimal(5), _faults(), kind=GroupKind.DEDUCTION),
        ),
        bands=_BANDS,
        ceilings=(Ceiling("discipline", "Trưởng thôn bị khiển trách", "Hoàn thành tốt"), _NOT_SCORED),
        ties=(
            TieBreak(TieKind.CRITERION, "danh-bat", "điểm sản lượng đánh bắt"),
            TieBreak(TieKind.FEWER_DEDUCTIONS, "", "ít bị trừ điểm"),
            TieBreak(TieKind.BALLOT),
        ),
        source="Số liệu minh họa",
    )


def for_boards() -> CriteriaSet:
    """A hundred points that people judge; the work of boards has few common figures."""
    lines = (
        ("nhiem-vu", "Hoàn thành nhiệm vụ được giao", 50),
        ("cai-cach", "Cải cách hành chính, chuyển đổi số", 20),
        ("phoi-hop", "Phối hợp, tham mưu", 20),
        ("ky-luat", "Kỷ luật, kỷ cương", 10),
    )
    return CriteriaSet(
        name="Thi đua khối ban, ngành năm 2024",
        total=Decimal(100),
        groups=tuple(
            Group(key, name, Decimal(most), (Criterion(f"{key}-1", name, Judged(Decimal(most), _HALF)),))
            for key, name, most in lines
        ),
        bands=_BANDS,
        ceilings=(Ceiling("discipline", "Trưởng đơn vị bị khiển trách", "Hoàn thành tốt"), _NOT_SCORED),
        ties=(TieBreak(TieKind.DECISION),),
        source="Số liệu minh họa",
    )


def _bands(*steps: tuple[str, str]) -> Bands:
    """Return bands by percent of the year's goal; the last gives the maximum."""
    bands = tuple(Band(Decimal(low), Decimal(points)) for low, points in steps)
    return Bands(bands[-1].points, bands)


def _reads(key: str, target: Target, rule: Rule) -> Criterion:
    return Criterion(key, target.name, rule, reading=Reading.TARGET, targets=(target.name,))


def _economy(targets: Mapping[str, Target]) -> tuple[Criterion, ...]:
    return (
        _reads("luong-thuc", targets["grain"], _bands(("55", "5"), ("58", "8"), ("60", "10"))),
        _reads("danh-bat", targets["fish"], _bands(("40", "6"), ("45", "11"), ("50", "15"))),
        _reads("cay-phan-tan", targets["trees"], Proportional(Decimal(20))),
    )


def _society(targets: Mapping[str, Target]) -> tuple[Criterion, ...]:
    return (
        _reads("bao-hiem", targets["insured"], Proportional(Decimal(15))),
        _reads("lao-dong", targets["labour"], _bands(("30", "4"), ("40", "7"), ("50", "10"))),
    )


def _environment(targets: Mapping[str, Target]) -> tuple[Criterion, ...]:
    return (_reads("thu-gom-rac", targets["waste"], _REACHED),)


def _organising() -> tuple[Criterion, ...]:
    steps = (
        ("ke-hoach", "có kế hoạch", 3),
        ("phat-dong", "họp thôn phát động", 4),
        ("so-ket", "họp sơ kết", 3),
    )
    done = Milestones(Decimal(10), tuple(Step(key, name, Decimal(points)) for key, name, points in steps))
    return (
        Criterion("viec-to-chuc", "Các việc tổ chức phong trào", done),
        Criterion("chat-luong", "Chất lượng tuyên truyền, vận động", Judged(Decimal(10), _HALF)),
    )


def _bonus() -> tuple[Criterion, ...]:
    models = Counted(Decimal(4), each=Decimal(2))
    return (
        Criterion(
            "mo-hinh",
            "Mô hình mới được xã công nhận",
            models,
            reading=Reading.EVENTS,
            counts=EventKind.WRITTEN.value,
            self_scored=False,
        ),
    )


def _faults() -> tuple[Criterion, ...]:
    late = Deducted(Decimal(0), each=Decimal("0.5"))
    lowered = Deducted(Decimal(0), each=Decimal(2))
    return (
        Criterion(
            "gui-muon",
            "Báo cáo gửi muộn",
            late,
            reading=Reading.EVENTS,
            counts=EventKind.LATE_REPORT.value,
            self_scored=False,
        ),
        Criterion(
            "so-bi-ha",
            "Số liệu bị sửa sau kiểm tra",
            lowered,
            reading=Reading.EVENTS,
            counts=EventKind.LOWERED_FIGURE.value,
            self_scored=False,
        ),
    )
