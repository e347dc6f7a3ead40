from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.documents.enums import IntakeState
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.organisation.models import AuthorityOwned


class IntakeQuerySet(models.QuerySet["Intake"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)

    def waiting(self) -> Self:
        return self.filter(state=IntakeState.WAITING)


class Intake(AuthorityOwned):
    """A long file that was received and is read in the background ("văn bản chờ đọc").

    The bytes are on disk before the row is; `task_id` names the work in the queue.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    file = models.ForeignKey(
        "foundation.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="tệp gốc"
    )
    file_name = models.CharField("tên tệp", max_length=255)
    user_id = models.BigIntegerField("tài khoản")
    task_id = models.CharField("mã việc", max_length=64, blank=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=IntakeState.choices, default=IntakeState.WAITING, editable=False
    )
    fault = models.CharField("lý do không đọc được", max_length=500, blank=True)
    read_text = models.ForeignKey(
        "documents.ReadText",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="intakes",
        verbose_name="bản đọc",
    )
    created_at = models.DateTimeField("nhận lúc", editable=False)
    ended_at = models.DateTimeField("đọc xong lúc", null=True, editable=False)

    objects: Any = IntakeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "file"],
                condition=Q(state=IntakeState.WAITING),
                name="intake_waits_once_a_file",
                violation_error_message="Tệp này đang chờ đọc.",
            ),
            models.CheckConstraint(
                condition=~Q(state=IntakeState.DONE) ^ Q(read_text__isnull=False),
                name="intake_done_has_reading",
            ),
            models.CheckConstraint(
                condition=~Q(state=IntakeState.FAILED) ^ ~Q(fault=""), name="intake_failed_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
