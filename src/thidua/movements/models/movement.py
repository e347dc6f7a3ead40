from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Count, F, Q
from django.utils.timezone import localdate

from thidua.core.text import search_key
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import MatchingQuerySet, VersionedModel
from thidua.foundation.public import PublicReason
from thidua.movements.enums import MovementKind, MovementLevel, MovementState
from thidua.organisation.models import AuthorityOwned

LAUNCH_IS_PUBLIC = PublicReason(
    "Khoản 1 Điều 5 Luật Thi đua, khen thưởng 2022: thi đua theo nguyên tắc tự nguyện, tự giác, công khai.",
    source="06/2022/QH15",
)


class MovementQuerySet(MatchingQuerySet["Movement"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)

    def public(self) -> Self:
        """What strangers may see: own movements once they are opened."""
        return self.filter(is_own=True).exclude(state=MovementState.DRAFT)

    def for_list(self) -> Self:
        return self.annotate(target_count=Count("targets")).order_by("-year", "-opened_at", "title")


class Movement(AuthorityOwned, VersionedModel):
    """A movement ("phong trào thi đua"): our own, or one from above that ours answers.

    `state` changes only through `movements.services.movements`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    title = models.CharField("tên phong trào", max_length=500)
    theme = models.CharField("chủ đề", max_length=500, blank=True)
    kind = models.CharField("loại", max_length=10, choices=MovementKind.choices, default=MovementKind.REGULAR)
    level = models.CharField(
        "cấp phát động", max_length=10, choices=MovementLevel.choices, default=MovementLevel.COMMUNE
    )
    year = models.PositiveSmallIntegerField("năm", null=True, blank=True)
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    is_own = models.BooleanField("do cơ quan này phát động", default=True)
    launched_by = models.CharField("cơ quan phát động", max_length=200, blank=True)
    answers = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="answered_by", verbose_name="hưởng ứng"
    )
    launching_document = models.ForeignKey(
        "documents.OfficialDocument",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="movements",
        verbose_name="văn bản phát động",
    )
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=MovementState.choices,
        default=MovementState.DRAFT,
        editable=False,
    )
    search = models.TextField("khóa tìm", editable=False, default="")
    opened_at = models.DateTimeField("mở lúc", null=True, blank=True, editable=False)
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True, editable=False)

    objects: Any = MovementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MovementState.DRAFT) ^ Q(opened_at__isnull=False),
                name="movement_has_opening_unless_draft",
                violation_error_message="Phong trào đã mở phải có thời điểm mở.",
            ),
            models.CheckConstraint(
                condition=~Q(state=MovementState.CLOSED) ^ Q(closed_at__isnull=False),
                name="movement_has_closing_if_closed",
                violation_error_message="Phong trào đã kết thúc phải có thời điểm kết thúc.",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(starts_on__lte=F("ends_on")),
                name="movement_starts_before_it_ends",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
        ]
        indexes = [models.Index(fields=["authority", "-year"], name="movement_by_year")]

    public_fields: ClassVar[Mapping[str, PublicReason]] = dict.fromkeys(
        ("title", "theme", "year", "starts_on", "ends_on", "get_kind_display", "get_state_display"),
        LAUNCH_IS_PUBLIC,
    )

    def __str__(self) -> str:
        return self.title

    @property
    def first_and_last_day(self) -> tuple[date, date]:
        """Return the days the movement runs: as written, else those of its year, else of the year it opened.

        A movement that is not opened and names no year has none: ValueError.
        """
        opened = localdate(self.opened_at) if self.opened_at else None
        known = next((day for day in (self.starts_on, self.ends_on, opened) if day is not None), None)
        year = self.year or (known.year if known else 0)
        first = self.starts_on or date(year, 1, 1)
        last = self.ends_on or date(max(year, first.year), 12, 31)
        return min(first, last), last

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded key of the list's search true to the title."""
        self.search = " " + search_key(f"{self.title} {self.theme}")
        super().save(*args, **kwargs)


class Recipient(models.Model):
    """Somebody the launching document was sent to ("nơi nhận"), matched to a unit where one fits."""

    movement = models.ForeignKey(
        Movement, on_delete=models.CASCADE, related_name="recipients", verbose_name="phong trào"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("ghi trong văn bản", max_length=300)
    units = models.ManyToManyField("organisation.Unit", blank=True, related_name="+", verbose_name="đơn vị")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["movement", "position"], name="recipient_position_is_unique")
        ]

    def __str__(self) -> str:
        return self.text
