from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.foundation.public import PublicReason
from thidua.organisation.models import AuthorityOwned
from thidua.scoring.enums import POINTS_ARE, SETTLED_ROUNDS, RoundState, TieManner
from thidua.scoring.models.criteria import CriteriaSet

STANDING_IS_PUBLIC = PublicReason(
    "Khoản 1 Điều 5 Luật Thi đua, khen thưởng 2022: thi đua theo nguyên tắc tự nguyện, tự giác, công khai.",
    source="06/2022/QH15",
)
"""Places and points of units once they are published; never names of persons."""


class ScoringRoundQuerySet(models.QuerySet["ScoringRound"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)

    def public(self) -> Self:
        return self.filter(state=RoundState.PUBLISHED)

    def for_list(self) -> Self:
        return self.select_related("movement", "criteria_set", "block").order_by("-ends_on", "name")


class ScoringRound(AuthorityOwned, VersionedModel):
    """One scoring of units by one set ("đợt chấm điểm"): of a block, or of the whole commune.

    Points follow the figures of `starts_on` to `ends_on` until the round is frozen. `replies_until` is the
    last day on which units may answer the provisional result. Changed only through `scoring.services.rounds`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    movement = models.ForeignKey(
        "movements.Movement", on_delete=models.PROTECT, related_name="scorings", verbose_name="phong trào"
    )
    criteria_set = models.ForeignKey(
        CriteriaSet, on_delete=models.PROTECT, related_name="rounds", verbose_name="bộ tiêu chí"
    )
    block = models.ForeignKey(
        "organisation.Block",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="scorings",
        verbose_name="cụm, khối",
    )
    name = models.CharField("tên đợt chấm", max_length=200)
    starts_on = models.DateField("kết quả từ ngày")
    ends_on = models.DateField("đến hết ngày")
    self_due_on = models.DateField("hạn tự chấm", null=True, blank=True)
    reply_days = models.PositiveSmallIntegerField("số ngày làm việc để có ý kiến", default=5)
    replies_until = models.DateField("có ý kiến đến hết ngày", null=True, blank=True, editable=False)
    last = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="so với đợt trước",
    )
    state = models.CharField(
        "trạng thái", max_length=12, choices=RoundState.choices, default=RoundState.DRAFT, editable=False
    )
    opened_at = models.DateTimeField("mở lúc", null=True, blank=True, editable=False)
    announced_at = models.DateTimeField("báo kết quả dự kiến lúc", null=True, blank=True, editable=False)
    frozen_at = models.DateTimeField("chốt lúc", null=True, blank=True, editable=False)
    frozen_by = models.CharField("người chốt", max_length=200, blank=True, editable=False)
    published_at = models.DateTimeField("công bố lúc", null=True, blank=True, editable=False)
    cancelled_because = models.CharField("lý do hủy", max_length=500, blank=True, editable=False)

    objects: Any = ScoringRoundQuerySet.as_manager()
    public_fields: ClassVar[Mapping[str, PublicReason]] = dict.fromkeys(
        ("name", "starts_on", "ends_on", "published_at"), STANDING_IS_PUBLIC
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="scoringround_starts_before_it_ends",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(SETTLED_ROUNDS)) ^ Q(frozen_at__isnull=True),
                name="scoringround_has_moment_once_frozen",
                violation_error_message="Đợt chấm đã chốt phải có thời điểm chốt.",
            ),
            models.CheckConstraint(
                condition=~Q(state=RoundState.CANCELLED) | ~Q(cancelled_because=""),
                name="scoringround_cancelled_has_reason",
                violation_error_message="Hủy đợt chấm phải ghi lý do.",
            ),
        ]
        indexes = [models.Index(fields=["authority", "state"], name="scoringround_by_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def points_are(self) -> str:
        """How firm its points are, as it is said before them."""
        return POINTS_ARE.get(RoundState(self.state), "")

    @property
    def takes_own_points(self) -> bool:
        """Whether a unit that has not sent its own points still may: nothing was announced yet."""
        return self.state in {RoundState.DRAFT, RoundState.OPEN}


class TieDecision(models.Model):
    """How people told equals of a round apart: the units in order, the manner, the paper it stands in."""

    round = models.ForeignKey(ScoringRound, on_delete=models.CASCADE, related_name="tie_decisions")
    manner = models.CharField("cách phân hạng", max_length=10, choices=TieManner.choices)
    order = models.JSONField("thứ tự các đơn vị")
    document_number = models.CharField("biên bản hoặc quyết định", max_length=200)
    reason = models.CharField("nội dung", max_length=500, blank=True)
    by_name = models.CharField("người ghi", max_length=200, editable=False)
    at = models.DateTimeField("ghi lúc", editable=False)
    withdrawn_at = models.DateTimeField("bỏ lúc", null=True, blank=True, editable=False)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.get_manner_display()}: {self.document_number}"

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.round.authority_id
