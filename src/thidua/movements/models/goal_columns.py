from django.db import models
from django.db.models import F, Q

from thidua.core.goal_text import direction_text, goal_sentence, goal_text
from thidua.core.parsing.reading import Comparator
from thidua.core.quantities import in_words
from thidua.core.targets import Goal
from thidua.foundation.models.numbers import number_column
from thidua.movements.enums import ComparatorChoice, TargetField

_C = Comparator
_LONG = 1000
_LOW, _HIGH = Q(low__isnull=False), Q(high__isnull=False)
_IN_ORDER = Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high"))
GOAL_RULE = _IN_ORDER & (
    (Q(comparator=_C.EQ.value) & _LOW & Q(high=F("low")))
    | (Q(comparator__in=[_C.GE.value, _C.GT.value]) & _LOW & ~_HIGH)
    | (Q(comparator__in=[_C.LE.value, _C.LT.value]) & ~_LOW & _HIGH)
    | (Q(comparator=_C.RANGE.value) & _LOW & _HIGH)
    | (Q(comparator=_C.MAINTAIN.value) & ((_LOW & Q(high=F("low"))) | (~_LOW & ~_HIGH)))
    | (Q(comparator__in=[_C.INCREASE_BY.value, _C.DECREASE_BY.value]) & (_LOW | _HIGH))
    | (Q(comparator=_C.QUALITATIVE.value) & ~_LOW & ~_HIGH)
)


class GoalColumns(models.Model):
    """The columns of one goal; the database ties the comparator to the numbers it needs."""

    field = models.CharField(
        "lĩnh vực", max_length=20, choices=TargetField.choices, default=TargetField.OTHER
    )
    heading = models.CharField("đề mục trong văn bản", max_length=300, blank=True)
    name = models.CharField("tên chỉ tiêu", max_length=500)
    comparator = models.CharField("cách so sánh", max_length=12, choices=ComparatorChoice.choices)
    low = number_column("mức thấp")
    high = number_column("mức cao")
    unit = models.CharField("đơn vị tính", max_length=60, blank=True)
    per = models.CharField("tính theo", max_length=20, blank=True)
    lower_is_better = models.BooleanField("càng thấp càng tốt", default=False)
    sentence = models.TextField("câu trong văn bản", blank=True)
    start = models.PositiveIntegerField("từ ký tự", null=True, blank=True)
    end = models.PositiveIntegerField("đến ký tự", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def goal(self) -> Goal:
        comparator = Comparator(self.comparator)
        return Goal(comparator, self.low, self.high, self.unit, self.per, self.lower_is_better)

    @property
    def has_numbers(self) -> bool:
        return self.low is not None or self.high is not None

    @property
    def goal_text(self) -> str:
        return goal_text(self.goal)

    @property
    def goal_sentence(self) -> str:
        return goal_sentence(self.goal)

    @property
    def direction_text(self) -> str:
        return direction_text(self.goal)

    @property
    def goal_in_words(self) -> str:
        """Spell out one long number, so that its zeros are seen: "hai nghìn ba trăm năm mươi tấn"."""
        number = self.low if self.low is not None else self.high
        if number is None or number < _LONG or (self.high is not None and self.high != number):
            return ""
        return f"{in_words(number)} {self.unit}".strip()


def goal_constraint(model: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=GOAL_RULE,
        name=f"{model}_numbers_fit_comparator",
        violation_error_message="Số ghi vào chưa khớp với cách so sánh đã chọn.",
    )
