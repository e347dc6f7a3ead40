from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.obligations.enums import ObligationState
from thidua.organisation.models import AuthorityOwned


class ObligationQuerySet(models.QuerySet["Obligation"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)

    def open(self) -> Self:
        return self.filter(state=ObligationState.OPEN)

    def late(self, on: date) -> Self:
        return self.open().filter(due_on__lt=on)

    def of_units(self, unit_ids: frozenset[Any]) -> Self:
        return self.filter(unit_id__in=unit_ids)

    def same_as(self, work: "Obligation") -> Self:
        """Keep the same work of all units: what one sentence of a letter asks of many."""
        return self.filter(title=work.title, due_on=work.due_on)

    def for_list(self) -> Self:
        """Load all that a row shows; the most urgent first, undated ones last."""
        return self.select_related("unit").order_by(
            models.F("due_on").asc(nulls_last=True), "unit__kind_rank", "unit__sort_key", "id"
        )


class Obligation(AuthorityOwned, VersionedModel):
    """What a unit owes, by when, and where it comes from ("việc phải làm").

    Any app above may create one through `obligations.services.obligations`; `origin_kind`, `origin_id` and
    `origin_url` lead back to it without a foreign key upwards. `due_text` keeps the words of the letter.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="obligations", verbose_name="đơn vị"
    )
    title = models.CharField("việc", max_length=300)
    detail = models.TextField("nội dung", blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    due_text = models.CharField("hạn ghi trong văn bản", max_length=200, blank=True)
    origin_kind = models.CharField("nguồn", max_length=40)
    origin_id = models.CharField("khóa nguồn", max_length=64, blank=True)
    origin_url = models.CharField("địa chỉ nguồn", max_length=300, blank=True)
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=ObligationState.choices,
        default=ObligationState.OPEN,
        editable=False,
    )
    closed_at = models.DateTimeField("xong lúc", null=True, blank=True, editable=False)
    closed_by = models.CharField("người ghi", max_length=200, blank=True, editable=False)
    closing_note = models.CharField("kết quả hoặc lý do", max_length=500, blank=True, editable=False)
    created_at = models.DateTimeField("giao lúc", editable=False)

    objects: Any = ObligationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ObligationState.OPEN) ^ Q(closed_at__isnull=False),
                name="obligation_has_date_unless_open",
                violation_error_message="Việc đã xong hoặc đã hủy phải có thời điểm.",
            ),
            models.CheckConstraint(
                condition=~Q(state=ObligationState.CANCELLED) | ~Q(closing_note=""),
                name="obligation_cancelled_has_reason",
                violation_error_message="Hủy việc phải ghi lý do.",
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "state", "due_on"], name="obligation_by_due"),
            models.Index(fields=["origin_kind", "origin_id"], name="obligation_by_origin"),
        ]

    def __str__(self) -> str:
        return self.title
