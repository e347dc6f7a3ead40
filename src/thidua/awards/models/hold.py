from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from thidua.awards.enums import HoldKind
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.organisation.enums import Role
from thidua.organisation.models import AuthorityOwned

HOLD_READERS = (Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL, Role.INSPECTOR)


class HoldQuerySet(models.QuerySet["Hold"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of the own commune, for those who judge; a complaint is nobody else's business."""
        if not actor.has(*HOLD_READERS):
            return self.none()
        return self.filter(authority_id=actor.authority_id)

    def in_force(self, on: date) -> Self:
        """Those that hold on a day: begun, not ended, not lifted."""
        begun = self.filter(starts_on__lte=on, lifted_at__isnull=True)
        return begun.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))

    def for_list(self) -> Self:
        return self.select_related("unit").order_by("-starts_on", "-id")


class Hold(AuthorityOwned, VersionedModel):
    """A violation or a complaint for which praise waits ("tạm dừng xét khen"), with proof and dates.

    It is about a unit or about one person; `ends_on` is its last day, empty while nobody knows. It is lifted
    with a reason, never deleted. Changed only through `awards.services.holds`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    unit = models.ForeignKey(
        "organisation.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="đơn vị",
    )
    person_name = models.CharField("cá nhân", max_length=120, blank=True)
    kind = models.CharField("loại", max_length=14, choices=HoldKind.choices)
    document_number = models.CharField("văn bản làm căn cứ", max_length=200)
    reason = models.CharField("nội dung", max_length=500)
    file = models.ForeignKey(
        "foundation.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file_name = models.CharField("tên tệp", max_length=200, blank=True)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    added_by = models.CharField("người ghi", max_length=200, editable=False)
    added_at = models.DateTimeField("ghi lúc", editable=False)
    lifted_at = models.DateTimeField("gỡ lúc", null=True, blank=True, editable=False)
    lifted_by = models.CharField("người gỡ", max_length=200, blank=True, editable=False)
    lifted_because = models.CharField("lý do gỡ", max_length=500, blank=True, editable=False)

    history_is_private = True
    known_before_as = "monitoring.hold"
    objects: Any = HoldQuerySet.as_manager()

    class Meta:
        db_table = "monitoring_hold"  # it stood there first, and rows stay where they are
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | ~Q(person_name=""),
                name="hold_is_about_somebody",
                violation_error_message="Chọn đơn vị hoặc ghi tên cá nhân.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="hold_ends_after_it_starts",
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True) ^ ~Q(lifted_because=""),
                name="hold_is_lifted_with_reason",
                violation_error_message="Gỡ phải ghi lý do.",
            ),
        ]
        indexes = [models.Index(fields=["authority", "starts_on"], name="hold_by_start")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"

    @property
    def subject(self) -> str:
        """Whom it is about: the person, with the unit where both are known."""
        names = [name for name in (self.person_name, str(self.unit or "")) if name]
        return ", ".join(names)


class HoldChange(models.Model):
    """What a hold was before its last day or its paper changed, and why ("lần đổi").

    The paper it stood on before stays here, so that it can still be read.
    """

    hold = models.ForeignKey(Hold, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField("đổi lúc")
    by_name = models.CharField("người đổi", max_length=200)
    reason = models.CharField("lý do", max_length=500)
    ends_on_before = models.DateField("đến hết ngày trước đó", null=True)
    ends_on_after = models.DateField("đến hết ngày sau đó", null=True)
    number_before = models.CharField("căn cứ trước đó", max_length=200)
    number_after = models.CharField("căn cứ sau đó", max_length=200)
    file_before = models.ForeignKey(
        "foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+"
    )
    file_name_before = models.CharField("tên tệp trước đó", max_length=200, blank=True)
    is_file_new = models.BooleanField("có bản chụp mới", default=False)

    class Meta:
        db_table = "monitoring_holdchange"
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="holdchange_has_reason",
                violation_error_message="Đổi phải ghi lý do.",
            )
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Đổi {self.hold}"

    @property
    def is_end_moved(self) -> bool:
        return self.ends_on_before != self.ends_on_after

    @property
    def is_number_new(self) -> bool:
        return self.number_before != self.number_after
