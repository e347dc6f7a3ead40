from typing import Any, Self

from django.db import models

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.reporting.models.report import Report


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def visible_to(self, actor: Actor) -> Self:
        """Whoever may see the report may see what was received of it."""
        return self.filter(report__authority_id__in=actor.authority_ids)


class Receipt(models.Model):
    """What was received by one sending of a report ("giấy nhận"), kept as it was and never changed.

    `received_on` is the day it was in the commune: in the sample its own day, wherever that stands later.
    `lines` hold each figure of that sending in the words of the moment, `fingerprint` is the SHA-256 of all
    that was received. A receipt older than the keeping of lines has none, and no fingerprint.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, related_name="receipts", verbose_name="báo cáo"
    )
    code = models.CharField("mã nhận", max_length=20, unique=True, editable=False)
    sent_at = models.DateTimeField("gửi lúc", editable=False)
    received_on = models.DateField("ngày nhận", editable=False)
    sent_by = models.CharField("người gửi", max_length=200, editable=False)
    is_for_another = models.BooleanField("nhập hộ", default=False, editable=False)
    note = models.TextField("ghi chú chung", blank=True, editable=False)
    lines = models.JSONField("số liệu đã nhận", default=list, editable=False)
    fingerprint = models.CharField("mã băm nội dung", max_length=64, blank=True, editable=False)

    objects: Any = ReceiptQuerySet.as_manager()

    class Meta:
        ordering = ["sent_at", "id"]

    def __str__(self) -> str:
        return self.code

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.report.authority_id
