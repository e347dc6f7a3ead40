from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.core.money import Entry
from thidua.decisions.models.decision import Award
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.organisation.enums import Role
from thidua.organisation.models import AuthorityOwned

MONEY_READERS = (Role.OFFICE, Role.CHAIRMAN, Role.INSPECTOR)


class FundEntryQuerySet(models.QuerySet["FundEntry"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.has(*MONEY_READERS):
            return self.none()
        return self.filter(authority_id=actor.authority_id)

    def standing(self) -> Self:
        """Those that count: neither taken back nor taking back."""
        return self.filter(reverses__isnull=True, reversed_by__isnull=True)


class FundEntry(AuthorityOwned):
    """A line of the fund book of a year ("sổ quỹ thi đua, khen thưởng"): income above zero, spending below.

    In đồng. A line is never changed: a wrong one is taken back by another with the opposite amount.
    Written only through `decisions.services.funds` and `decisions.services.payments`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    year = models.PositiveSmallIntegerField("năm")
    on = models.DateField("ngày")
    amount = models.BigIntegerField("số tiền")
    is_organising = models.BooleanField("chi tổ chức", default=False)
    paper = models.CharField("chứng từ", max_length=200)
    note = models.CharField("nội dung", max_length=300)
    reverses = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reversed_by",
        verbose_name="xóa dòng",
        editable=False,
    )
    added_by = models.CharField("người ghi", max_length=200, editable=False)
    added_at = models.DateTimeField("ghi lúc", editable=False)

    history_is_private = True
    objects: Any = FundEntryQuerySet.as_manager()

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount=0), name="fundentry_moves_money", violation_error_message="Ghi số tiền."
            ),
            models.CheckConstraint(
                condition=Q(amount__lt=0) | Q(is_organising=False) | Q(reverses__isnull=False),
                name="fundentry_organising_is_spent",
            ),
        ]
        indexes = [models.Index(fields=["authority", "year"], name="fundentry_by_year")]

    def __str__(self) -> str:
        return f"{self.note} {self.on:%d/%m/%Y}"

    @property
    def counted(self) -> Entry:
        """The line as the fund is added up; its revocation comes with it."""
        return Entry(self.on, self.amount, self.is_organising, is_returned=hasattr(self, "revocation"))


class PaymentQuerySet(models.QuerySet["Payment"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(entry__in=FundEntry.objects.visible_to(actor))


class Payment(models.Model):
    """The money of an award, handed over ("đã chi"): when, to whom, and its line in the fund book."""

    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="payment")
    entry = models.OneToOneField(FundEntry, on_delete=models.PROTECT, related_name="payment")
    on = models.DateField("ngày chi")
    received_by = models.CharField("người nhận", max_length=200)
    noted_by = models.CharField("người ghi", max_length=200, editable=False)
    noted_at = models.DateTimeField("ghi lúc", editable=False)

    objects: Any = PaymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(received_by=""), name="payment_names_who_received_it"),
        ]

    def __str__(self) -> str:
        return f"{self.received_by} {self.on:%d/%m/%Y}"
