from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.movements.enums import DraftState, MovementKind, MovementLevel
from thidua.organisation.enums import Role
from thidua.organisation.models import AuthorityOwned

READERS = (Role.OFFICE, Role.KEEPER, Role.CHAIRMAN, Role.EDITOR)
"""Who sees what is not opened yet: those who prepare it, look after it, open it, or write of it."""


def readable_by(actor: Actor, draft: str = "") -> Q:
    """Return the condition under which a draft is read; `draft` is the path to it, ending in "__".

    An unopened one is for its makers; once opened it is as public in the commune as its movement.
    """
    opened = {f"{draft}state": DraftState.CONFIRMED, f"{draft}authority_id__in": actor.authority_ids}
    if actor.authority_id is None or not actor.has(*READERS):
        return Q(**opened)
    return Q(**opened) | Q(**{f"{draft}authority_id": actor.authority_id})


class DraftQuerySet(models.QuerySet["LaunchDraft"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(readable_by(actor))

    def checking(self) -> Self:
        return self.filter(state=DraftState.CHECKING)


class LaunchDraft(AuthorityOwned, VersionedModel):
    """What the reader proposes, or a person types, before a movement is opened ("dự thảo").

    Nothing of it stands in the movement until it is confirmed. `read_text` is empty for a
    movement typed by hand or copied from last year's.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    read_text = models.ForeignKey(
        "documents.ReadText",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="drafts",
        verbose_name="bản đọc",
    )
    copied_from = models.ForeignKey(
        "movements.Movement",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="copies",
        verbose_name="chép từ",
    )
    title = models.CharField("tên phong trào", max_length=500, blank=True)
    theme = models.CharField("chủ đề", max_length=500, blank=True)
    kind = models.CharField("loại", max_length=10, choices=MovementKind.choices, default=MovementKind.REGULAR)
    level = models.CharField(
        "cấp phát động", max_length=10, choices=MovementLevel.choices, default=MovementLevel.COMMUNE
    )
    year = models.PositiveSmallIntegerField("năm", null=True, blank=True)
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến ngày", null=True, blank=True)
    answers = models.ForeignKey(
        "movements.Movement",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="hưởng ứng phong trào",
    )
    type = models.CharField("loại văn bản", max_length=60, blank=True)
    number = models.CharField("số, ký hiệu", max_length=100, blank=True)
    issued_text = models.CharField("ngày ban hành", max_length=10, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    place = models.CharField("nơi ban hành", max_length=100, blank=True)
    subject = models.CharField("trích yếu", max_length=1000, blank=True)
    signer = models.CharField("người ký", max_length=200, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=200, blank=True)
    doubts = models.JSONField("chỗ cần hỏi", default=list, blank=True)
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=DraftState.choices,
        default=DraftState.CHECKING,
        editable=False,
    )
    movement = models.OneToOneField(
        "movements.Movement",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="draft",
        verbose_name="phong trào đã mở",
    )
    created_at = models.DateTimeField("lập lúc", editable=False)
    created_by = models.CharField("người lập", max_length=200, editable=False)
    saved_at = models.DateTimeField("lưu lúc", editable=False)

    objects: Any = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["read_text"],
                condition=~Q(state=DraftState.DROPPED),
                name="launchdraft_is_one_a_letter",
                violation_error_message="Văn bản này đã có một dự thảo.",
            ),
            models.CheckConstraint(
                condition=~Q(state=DraftState.CONFIRMED) ^ Q(movement__isnull=False),
                name="launchdraft_confirmed_has_movement",
            ),
        ]

    def __str__(self) -> str:
        return self.title or "Dự thảo chưa có tên"
