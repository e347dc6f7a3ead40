"""The thirteen ways to give points as a clerk chooses between them: in words, with an example each."""

from dataclasses import dataclass
from decimal import Decimal

from thidua.core.scoring.rules import (
    AgainstAverage,
    AgainstLeader,
    AllOrNothing,
    Band,
    Bands,
    BaseAndSteps,
    BaseLessFaults,
    Counted,
    Deducted,
    Judged,
    MeanOfShares,
    Milestones,
    Proportional,
    Rule,
    RuleKind,
    Sampled,
    Step,
)
from thidua.scoring.enums import RuleChoice

_TEN, _FIVE, _THREE, _ONE, _HALF = (Decimal(text) for text in ("10", "5", "3", "1", "0.5"))
_BANDS = (Band(Decimal(100), _TEN), Band(Decimal(90), Decimal(8)), Band(Decimal(80), _FIVE))
_STEPS = (
    Step("a", "có kế hoạch", _ONE),
    Step("b", "ký giao ước", _ONE),
    Step("c", "báo cáo đúng hạn", _THREE),
)
_EXAMPLES: tuple[tuple[Rule, str], ...] = (
    (Proportional(_TEN), "Đạt bao nhiêu phần thì được bấy nhiêu phần điểm."),
    (Bands(_TEN, _BANDS), "Mỗi khoảng kết quả một mức điểm."),
    (AllOrNothing(_TEN), "Đạt thì đủ điểm, chưa đạt thì không có điểm."),
    (MeanOfShares(_TEN), "Tính chung nhiều chỉ tiêu."),
    (BaseAndSteps(_FIVE, Decimal(70), _THREE, _FIVE, _HALF), "Có mức điểm cơ sở, thêm dần theo từng bước."),
    (AgainstAverage(_TEN), "So với trung bình của cụm, khối."),
    (AgainstLeader(_TEN), "So với đơn vị dẫn đầu; có điểm cho phần vượt."),
    (Milestones(_FIVE, _STEPS), "Đánh dấu từng việc đã làm."),
    (Counted(_FIVE, _ONE), "Đếm số lần rồi cộng điểm."),
    (Deducted(Decimal(0), _HALF, _FIVE), "Đếm số lần rồi trừ điểm."),
    (BaseLessFaults(_TEN, _TEN), "Có sẵn điểm, lỗi thì trừ, việc tốt thì cộng."),
    (Sampled(_TEN, 50, Decimal("0.2")), "Hỏi ngẫu nhiên một số người, một số hộ."),
    (Judged(_TEN, _HALF), "Người chấm tự cho điểm."),
)


@dataclass(frozen=True, slots=True)
class RuleWords:
    """One way to give points: its name, what it is for, and how an example of it reads."""

    kind: RuleKind
    name: str
    use: str
    example: str


RULE_CHOICES = tuple(
    RuleWords(rule.kind, str(RuleChoice(rule.kind.value).label), use, rule.sentence)
    for rule, use in _EXAMPLES
)
