from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.commitments.enums import RegistrationState, SubjectKind
from thidua.commitments.models.plan import READERS
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.organisation.models import AuthorityOwned


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, actor: Actor) -> Self:
        found = self.filter(authority_id__in=actor.authority_ids)
        return found if actor.has(*READERS) else found.filter(unit_id__in=actor.unit_ids)

    def for_list(self) -> Self:
        return self.select_related("unit", "movement").order_by("unit__kind_rank", "unit__sort_key", "id")


class Registration(AuthorityOwned, VersionedModel):
    """That a unit takes part in a movement and which titles it aims at ("đăng ký thi đua").

    Since 2024 it is no condition of an award; its absence warns and never blocks. `first_sent_on` is the day
    it was in the commune; what is returned and sent again came when it first did. Changed only through
    `commitments.services.registrations`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    movement = models.ForeignKey(
        "movements.Movement",
        on_delete=models.PROTECT,
        related_name="registrations",
        verbose_name="phong trào",
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="registrations", verbose_name="đơn vị"
    )
    takes_part = models.BooleanField("tham gia phong trào", default=True)
    meeting_on = models.DateField("ngày họp bàn", null=True, blank=True)
    note = models.TextField("ghi chú", blank=True)
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=RegistrationState.choices,
        default=RegistrationState.DRAFT,
        editable=False,
    )
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True, editable=False)
    first_sent_on = models.DateField("ngày gửi lần đầu", null=True, blank=True, editable=False)
    sent_by = models.CharField("người gửi", max_length=200, blank=True, editable=False)
    returned_because = models.CharField("lý do trả lại", max_length=500, blank=True, editable=False)
    accepted_at = models.DateTimeField("ghi nhận lúc", null=True, blank=True, editable=False)

    objects: Any = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["movement", "unit"], name="registration_is_one_a_unit"),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.RETURNED) | ~Q(returned_because=""),
                name="registration_returned_has_reason",
                violation_error_message="Trả lại phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"Đăng ký thi đua của {self.unit}"


class RegisteredTitle(models.Model):
    """A title that somebody of the unit aims at ("danh hiệu đăng ký")."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="titles")
    position = models.PositiveSmallIntegerField("thứ tự")
    subject = models.CharField("đối tượng", max_length=10, choices=SubjectKind.choices)
    name = models.CharField("tên", max_length=200)
    title = models.CharField("danh hiệu", max_length=200)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.name}: {self.title}"
