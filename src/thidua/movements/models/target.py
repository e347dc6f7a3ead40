from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.foundation.public import PublicReason
from thidua.movements.models.goal_columns import GoalColumns, goal_constraint
from thidua.movements.models.movement import LAUNCH_IS_PUBLIC, Movement
from thidua.organisation.models import AuthorityOwned


class TargetQuerySet(models.QuerySet["Target"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)

    def public(self) -> Self:
        return self.filter(movement__in=Movement.objects.public())

    def given_to_nobody(self) -> Self:
        """Those without an owner of which no unit was given a part either."""
        given = Q(allocations__amount__isnull=False) | Q(allocations__is_owner=True)
        return self.filter(owner=None).exclude(given)

    def for_board(self) -> Self:
        return self.select_related("owner", "parent").order_by("position", "id")


class Target(AuthorityOwned, VersionedModel, GoalColumns):
    """A level the movement promises ("chỉ tiêu"), pointing to the sentence that set it.

    Changed only through `movements.services.targets.change`, which keeps the old one with a reason.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    movement = models.ForeignKey(
        Movement, on_delete=models.PROTECT, related_name="targets", verbose_name="phong trào"
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
        verbose_name="là phần của",
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    document = models.ForeignKey(
        "documents.OfficialDocument",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="targets",
        verbose_name="văn bản",
    )
    owner = models.ForeignKey(
        "organisation.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="targets",
        verbose_name="đơn vị phụ trách",
    )

    objects: Any = TargetQuerySet.as_manager()
    public_fields: ClassVar[Mapping[str, PublicReason]] = dict.fromkeys(
        ("name", "goal_text", "goal_sentence", "sentence"), LAUNCH_IS_PUBLIC
    )

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            goal_constraint("target"),
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="target_is_no_part_of_itself",
                violation_error_message="Chỉ tiêu không thể là phần của chính nó.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TargetRevision(models.Model):
    """What a target was before it was changed in an open season, and why it was changed."""

    target = models.ForeignKey(
        Target, on_delete=models.PROTECT, related_name="revisions", verbose_name="chỉ tiêu"
    )
    name = models.CharField("tên cũ", max_length=500)
    goal_text = models.CharField("mức cũ", max_length=200)
    values = models.JSONField("các giá trị cũ")
    reason = models.CharField("lý do", max_length=500)
    by_name = models.CharField("người đổi", max_length=200)
    at = models.DateTimeField("đổi lúc")

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="targetrevision_has_reason",
                violation_error_message="Ghi lý do đổi chỉ tiêu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.goal_text}"
