from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.organisation.models import AuthorityOwned
from thidua.reporting.enums import HANDED_IN, ReportState
from thidua.reporting.models.period import Period


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)

    def owed(self) -> Self:
        """Those that wait for their unit: never sent, sent in part, or sent back."""
        return self.exclude(state__in=HANDED_IN)

    def for_list(self) -> Self:
        return self.select_related("unit", "period").order_by("unit__kind_rank", "unit__sort_key", "id")


class Report(AuthorityOwned, VersionedModel):
    """What one unit reports for one period ("báo cáo kỳ"): a figure for each target it was given.

    `entered_for_by` names who of the office entered it in the unit's place ("nhập hộ"); the unit may object.
    `state` and `missing`, how many figures are still owed after a sending, follow from the figures and
    change only through `reporting.services`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    period = models.ForeignKey(
        Period, on_delete=models.PROTECT, related_name="reports", verbose_name="kỳ báo cáo"
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="reports", verbose_name="đơn vị"
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=ReportState.choices, default=ReportState.DRAFT, editable=False
    )
    missing = models.PositiveSmallIntegerField("số còn thiếu", default=0, editable=False)
    note = models.TextField("ghi chú chung", blank=True)
    receipt = models.CharField("mã nhận", max_length=20, blank=True, editable=False)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True, editable=False)
    sent_by = models.CharField("người gửi", max_length=200, blank=True, editable=False)
    entered_for_by = models.CharField("người nhập hộ", max_length=200, blank=True, editable=False)
    objection = models.CharField("ý kiến của đơn vị", max_length=500, blank=True, editable=False)
    objected_at = models.DateTimeField("phản đối lúc", null=True, blank=True, editable=False)

    objects: Any = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["period", "unit"], name="report_is_one_a_unit_and_period"),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT) | (Q(sent_at__isnull=False) & ~Q(receipt="")),
                name="report_has_receipt_once_sent",
                violation_error_message="Báo cáo đã gửi phải có thời điểm và mã nhận.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} – {self.unit}"

    @property
    def is_handed_in(self) -> bool:
        """Whether all it owes was sent and nothing of it was sent back."""
        return self.state in HANDED_IN
