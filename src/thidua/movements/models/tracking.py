from decimal import Decimal
from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.core.achievement import Nature
from thidua.core.allocation import AllocationKind
from thidua.core.indicators import Profile
from thidua.core.periods import Frequency
from thidua.core.progress import Curve, CurvePlan, curve_of, marks_of
from thidua.foundation.actors import Actor
from thidua.foundation.models import VersionedModel
from thidua.foundation.models.numbers import number_column
from thidua.movements.enums import (
    AllocationKindChoice,
    CurveKind,
    FrequencyChoice,
    NatureChoice,
)
from thidua.movements.models.target import Target


class TrackingQuerySet(models.QuerySet["Tracking"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(target__authority_id__in=actor.authority_ids)


class Tracking(VersionedModel):
    """How a target is followed through its year ("cách theo dõi"): one for each target.

    `assigned_above` and `assigned_by_council` are the two plan values a report names beside the target's own
    level (cấp trên giao, HĐND giao); `last_year` and `baseline` are results in the unit of the target.
    `numerator_name` and `denominator_name` say what is counted for a rate that units report in two numbers.
    `curve_points` are [day, share in percent] for a curve that people typed ("31/05", "40").
    """

    target = models.OneToOneField(
        Target, primary_key=True, on_delete=models.PROTECT, related_name="tracking", verbose_name="chỉ tiêu"
    )
    nature = models.CharField("loại số liệu", max_length=10, choices=NatureChoice.choices)
    frequency = models.CharField("kỳ báo cáo", max_length=12, choices=FrequencyChoice.choices)
    allocation_kind = models.CharField("cách giao", max_length=14, choices=AllocationKindChoice.choices)
    ceiling = number_column("mức lớn nhất có thể có")
    assigned_above = number_column("cấp trên giao")
    assigned_by_council = number_column("HĐND xã giao")
    last_year = number_column("kết quả năm trước")
    baseline = number_column("mức gốc")
    curve_kind = models.CharField("tiến độ", max_length=10, choices=CurveKind.choices, default=CurveKind.EVEN)
    curve_points = models.JSONField("các mốc tiến độ", default=list, blank=True)
    numerator_name = models.CharField("số đếm được", max_length=100, blank=True)
    denominator_name = models.CharField("trong tổng số", max_length=100, blank=True)
    steps_total = models.PositiveSmallIntegerField("số tiêu chí phải đạt", null=True, blank=True)
    source = models.CharField("nguồn số liệu", max_length=200, blank=True)
    due_days = models.SmallIntegerField("gửi sau khi hết kỳ (ngày)", default=5)

    objects: Any = TrackingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ceiling__isnull=True) | Q(ceiling__gt=0),
                name="tracking_ceiling_is_above_nothing",
                violation_error_message="Mức lớn nhất phải lớn hơn 0.",
            )
        ]

    def __str__(self) -> str:
        return f"Cách theo dõi: {self.target}"

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.target.authority_id

    @property
    def profile(self) -> Profile:
        return Profile(
            Nature(self.nature), Frequency(self.frequency), self.target.lower_is_better, self.ceiling
        )

    @property
    def kind(self) -> AllocationKind:
        """How the target is given; one that lost its number since is not split."""
        return AllocationKind(self.allocation_kind) if self.target.has_numbers else AllocationKind.ONE

    @property
    def is_counted_in_two(self) -> bool:
        """Whether units report how many of how many, instead of a percentage that cannot be added."""
        return self.kind == AllocationKind.WEIGHTED_MEAN

    @property
    def due_text(self) -> str:
        """Say when a report is due: "gửi trước khi hết kỳ 6 ngày"."""
        if not self.due_days:
            return "gửi đúng ngày hết kỳ"
        return f"gửi {'trước' if self.due_days < 0 else 'sau'} khi hết kỳ {abs(self.due_days)} ngày"

    @property
    def curve(self) -> Curve:
        """What share of the target should be reached by each day of its movement."""
        return curve_of(
            CurvePlan(self.curve_kind), marks_of(self.curve_points), *self.target.movement.first_and_last_day
        )

    @property
    def adds_up(self) -> bool:
        """Whether the figures of the periods add up to the year's."""
        return self.nature == Nature.CUMULATIVE


class AllocationQuerySet(models.QuerySet["Allocation"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(target__authority_id__in=actor.authority_ids)

    def given(self) -> Self:
        """Those that make a unit report: an amount or the answer for the whole. Not given is not zero."""
        return self.filter(Q(amount__isnull=False) | Q(is_owner=True))


class Allocation(VersionedModel):
    """What one unit is given of a target ("giao chỉ tiêu"); no amount is not assigned, which is not zero.

    `amount` is a size, a level to reach, or the numerator of a rate whose denominator is `base`;
    `is_owner` marks who answers for a whole that is not split. `last_year` is the unit's own result.
    Changed only through `movements.services.allocations`.
    """

    target = models.ForeignKey(
        Target, on_delete=models.PROTECT, related_name="allocations", verbose_name="chỉ tiêu"
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="allocations", verbose_name="đơn vị"
    )
    amount = number_column("giao")
    base = number_column("trong tổng số")
    is_owner = models.BooleanField("chủ trì", default=False)
    last_year = number_column("năm trước")

    objects: Any = AllocationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "unit"], name="allocation_is_one_a_unit"),
            models.CheckConstraint(
                condition=(Q(amount__isnull=True) | Q(amount__gte=Decimal(0)))
                & (Q(base__isnull=True) | Q(base__gt=Decimal(0))),
                name="allocation_is_not_negative",
                violation_error_message="Số giao không được âm; tổng số phải lớn hơn 0.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target} – {self.unit}"

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.target.authority_id

    @property
    def is_given(self) -> bool:
        return self.amount is not None or self.is_owner
