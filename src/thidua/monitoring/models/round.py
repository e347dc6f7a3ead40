from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.foundation.public import PublicReason
from thidua.monitoring.enums import RoundState
from thidua.organisation.models import AuthorityOwned

DRAW_IS_PUBLIC = PublicReason(
    "Khoản 1 Điều 5 Luật Thi đua, khen thưởng 2022: thi đua theo nguyên tắc tự nguyện, tự giác, công khai. "
    "Trang này chỉ nêu tên đơn vị, không nêu tên người.",
    source="06/2022/QH15",
)
_KNOWN_TO_ALL = (RoundState.FIXED, RoundState.DRAWN, RoundState.CLOSED)
_DRAWN = (RoundState.DRAWN, RoundState.CLOSED)


class RoundQuerySet(models.QuerySet["InspectionRound"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)

    def public(self) -> Self:
        """Those with a fixed list: also one cancelled afterwards, so that no draw vanishes unseen."""
        return self.filter(fixed_at__isnull=False)

    def running(self) -> Self:
        """Those that still take visits."""
        return self.filter(state__in=(RoundState.PLANNED, RoundState.FIXED, RoundState.DRAWN))

    def drawn(self) -> Self:
        return self.filter(state__in=_DRAWN)


class InspectionRound(AuthorityOwned, VersionedModel):
    """A round of visits to units drawn by lot ("đợt kiểm tra").

    `candidates` are kept as they were when the list was fixed: unit key and name, how often it was drawn
    before, whether it was in the round before. Where the public number will come from is fixed with them,
    before anybody can know it. Changed only through `monitoring.services.rounds`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField("tên đợt", max_length=200)
    movement = models.ForeignKey(
        "movements.Movement", on_delete=models.PROTECT, related_name="+", verbose_name="phong trào"
    )
    period = models.ForeignKey(
        "reporting.Period",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="kỳ báo cáo",
    )
    count = models.PositiveSmallIntegerField("số đơn vị rút")
    seed_source = models.CharField("số công khai lấy từ đâu", max_length=300)
    candidates = models.JSONField("các đơn vị được đưa vào", default=list, blank=True)
    fixed_at = models.DateTimeField("chốt lúc", null=True, blank=True, editable=False)
    fixed_by = models.CharField("người chốt", max_length=200, blank=True, editable=False)
    seed = models.CharField("số công khai", max_length=60, blank=True, editable=False)
    drawn_at = models.DateTimeField("rút lúc", null=True, blank=True, editable=False)
    drawn_by = models.CharField("người rút", max_length=200, blank=True, editable=False)
    cancelled_because = models.CharField("lý do hủy", max_length=500, blank=True, editable=False)
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=RoundState.choices,
        default=RoundState.PLANNED,
        editable=False,
    )
    created_at = models.DateTimeField("lập lúc", editable=False)

    objects: Any = RoundQuerySet.as_manager()
    public_fields: ClassVar[Mapping[str, PublicReason]] = dict.fromkeys(
        (
            "name",
            "count",
            "seed_source",
            "fixed_at",
            "seed",
            "drawn_at",
            "state",
            "get_state_display",
            "cancelled_because",
        ),
        DRAW_IS_PUBLIC,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "name"], name="round_name_is_unique"),
            models.CheckConstraint(
                condition=~Q(state__in=_KNOWN_TO_ALL) | Q(fixed_at__isnull=False),
                name="round_is_fixed_before_it_is_drawn",
                violation_error_message="Chốt danh sách trước khi rút.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_DRAWN) | (Q(drawn_at__isnull=False) & ~Q(seed="")),
                name="round_drawn_has_number",
                violation_error_message="Đợt đã rút phải có số công khai.",
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.CANCELLED) | ~Q(cancelled_because=""),
                name="round_cancelled_has_reason",
                violation_error_message="Hủy đợt phải ghi lý do.",
            ),
        ]
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name
