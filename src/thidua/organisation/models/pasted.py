from typing import Self

from django.db import models
from django.db.models import Q

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.organisation.enums import ListKind
from thidua.organisation.models.authority import AuthorityOwned


class PastedListQuerySet(models.QuerySet["PastedList"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)


class PastedList(AuthorityOwned):
    """A list of units or people taken from Excel at once ("lần nhập từ Excel").

    Its key is the batch of the deeds in the audit trail. Taking it back removes what it added and gives units
    the counts they had, as long as nothing hangs on that; the list itself stays and says so.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    kind = models.CharField("loại danh sách", max_length=8, choices=ListKind.choices)
    count = models.PositiveIntegerField("số dòng đã nhập")
    taken_by = models.CharField("người nhập", max_length=200)
    taken_at = models.DateTimeField("nhập lúc")
    undone_by = models.CharField("người hoàn tác", max_length=200, blank=True)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True)

    history_is_private = True
    objects = PastedListQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="pastedlist_undone_by_somebody",
                condition=Q(undone_at__isnull=True, undone_by="")
                | (Q(undone_at__isnull=False) & ~Q(undone_by="")),
                violation_error_message="Lần nhập đã hoàn tác phải ghi ai hoàn tác.",
            ),
        ]
        ordering = ["-taken_at", "-id"]

    def __str__(self) -> str:
        return f"danh sách {self.count} {self.get_kind_display()}"


class PastedCounts(models.Model):
    """What a known unit was counted with before a list put it right, so that it can be taken back.

    `version` is the unit's own after the list; a higher one says that somebody changed it since.
    """

    pasted = models.ForeignKey(
        PastedList, on_delete=models.PROTECT, related_name="counts", verbose_name="lần nhập"
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị"
    )
    version = models.PositiveIntegerField("phiên bản sau khi nhập")
    household_count_before = models.PositiveIntegerField("số hộ trước", null=True)
    population_before = models.PositiveIntegerField("số khẩu trước", null=True)
    household_count_after = models.PositiveIntegerField("số hộ sau", null=True)
    population_after = models.PositiveIntegerField("số khẩu sau", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pasted", "unit"], name="pastedcounts_is_one_a_unit"),
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.pasted_id} {self.unit_id}"
