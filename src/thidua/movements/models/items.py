from typing import Any, Self

from django.db import models

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.movements.enums import ItemOrigin, ItemState, MovementLevel
from thidua.movements.models.draft import LaunchDraft, readable_by
from thidua.movements.models.goal_columns import GoalColumns, goal_constraint


class ItemQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(readable_by(actor, "draft__"))

    def waiting(self) -> Self:
        return self.filter(state=ItemState.WAITING)

    def accepted(self) -> Self:
        return self.filter(state=ItemState.ACCEPTED)


class DraftItem(VersionedModel):
    """One thing a draft proposes: where it stands in the text, what is doubtful, what was decided.

    `decided_in` groups the items that one press of a button accepted, so that it can be undone.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    draft = models.ForeignKey(
        LaunchDraft, on_delete=models.CASCADE, related_name="%(class)s_set", verbose_name="dự thảo"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    doubts = models.JSONField("chỗ cần hỏi", default=list, blank=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=ItemState.choices, default=ItemState.WAITING, editable=False
    )
    origin = models.CharField(
        "nguồn gốc", max_length=10, choices=ItemOrigin.choices, default=ItemOrigin.READ, editable=False
    )
    decided_in = models.UUIDField("lần nhận chung", null=True, editable=False)

    objects: Any = ItemQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "id"]

    @property
    def caption(self) -> str:
        """Name the item in a list that shows the rest beside it."""
        return str(self)

    @property
    def authority_id(self) -> Any:
        return self.draft.authority_id


class SpannedItem(DraftItem):
    start = models.PositiveIntegerField("từ ký tự", null=True, blank=True)
    end = models.PositiveIntegerField("đến ký tự", null=True, blank=True)

    class Meta(DraftItem.Meta):
        abstract = True


class DraftTarget(DraftItem, GoalColumns):
    """A target the draft proposes.

    `before_merge` holds what a merge changed, until it is undone; the target it took in points here with
    `merged_into` and the version this one had then. `split_from` is the target that a split left out.
    """

    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="parts",
        verbose_name="là phần của",
    )
    owner = models.ForeignKey(
        "organisation.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="đơn vị phụ trách",
    )
    before_merge = models.JSONField("trước khi gộp", null=True, editable=False)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="merged",
        verbose_name="đã gộp vào",
    )
    merged_at_version = models.PositiveIntegerField("bản của mục gộp", null=True, editable=False)
    split_from = models.ForeignKey(
        "self",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="halves",
        verbose_name="tách từ",
    )

    class Meta(DraftItem.Meta):
        constraints = [goal_constraint("drafttarget")]

    def __str__(self) -> str:
        return self.name


class DraftTask(SpannedItem):
    """A task of the letter; `units` are those matched by name, none when nothing fits for sure."""

    printed_unit = models.CharField("đơn vị ghi trong văn bản", max_length=300)
    title = models.CharField("việc", max_length=300)
    detail = models.TextField("nội dung", blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    due_text = models.CharField("hạn ghi trong văn bản", max_length=200, blank=True)
    units = models.ManyToManyField("organisation.Unit", blank=True, related_name="+", verbose_name="đơn vị")

    def __str__(self) -> str:
        return f"{self.printed_unit}: {self.title}"

    @property
    def caption(self) -> str:
        return self.printed_unit


class DraftBasis(SpannedItem):
    type = models.CharField("loại văn bản", max_length=60, blank=True)
    number = models.CharField("số, ký hiệu", max_length=100, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    issued_text = models.CharField("ngày ban hành", max_length=10, blank=True)
    name = models.CharField("tên văn bản", max_length=500, blank=True)

    def __str__(self) -> str:
        called = self.number or self.name
        return called if called.startswith(self.type) else f"{self.type} {called}"


class DraftRecipient(DraftItem):
    text = models.CharField("ghi trong văn bản", max_length=300)
    units = models.ManyToManyField("organisation.Unit", blank=True, related_name="+", verbose_name="đơn vị")

    def __str__(self) -> str:
        return self.text


class DraftMovement(SpannedItem):
    """Another movement the letter names: one from above that ours joins, or one of our own."""

    name = models.CharField("tên phong trào", max_length=500)
    level = models.CharField(
        "cấp phát động", max_length=10, choices=MovementLevel.choices, default=MovementLevel.CENTRAL
    )
    period = models.CharField("giai đoạn", max_length=25, blank=True)

    def __str__(self) -> str:
        return self.name
