from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.decisions.models.decision import Award
from thidua.decisions.models.money import FundEntry
from thidua.decisions.models.paper import IssuedPaper
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.organisation.enums import Role
from thidua.organisation.models import AuthorityOwned


class RevocationQuerySet(models.QuerySet["Revocation"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.has(Role.OFFICE, Role.CHAIRMAN, Role.INSPECTOR):
            return self.none()
        return self.filter(authority_id=actor.authority_id)


class Revocation(AuthorityOwned, VersionedModel):
    """That an award was taken back ("hủy bỏ quyết định tặng, thu hồi"): by which decision, on what ground.

    `due` is the money to be returned, in đồng; `returned_on` is empty while it was not, `entry` is its line
    in the fund book. The award stays, and its certificates say that they are no longer valid.
    Written only through `decisions.services`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="revocation")
    paper = models.ForeignKey(
        IssuedPaper, on_delete=models.PROTECT, related_name="revocations", verbose_name="quyết định hủy bỏ"
    )
    basis = models.CharField("căn cứ pháp lý", max_length=300)
    reason = models.CharField("lý do", max_length=500)
    due = models.PositiveBigIntegerField("tiền phải nộp lại", default=0)
    returned_on = models.DateField("nộp lại ngày", null=True, blank=True)
    returned_paper = models.CharField("chứng từ nộp lại", max_length=200, blank=True)
    entry = models.OneToOneField(
        FundEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="revocation",
        verbose_name="dòng sổ quỹ",
        editable=False,
    )
    revoked_by = models.CharField("người ghi", max_length=200, editable=False)
    revoked_at = models.DateTimeField("ghi lúc", editable=False)

    objects: Any = RevocationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis="") & ~Q(reason=""), name="revocation_has_ground_and_reason"
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True, returned_paper="")
                | Q(returned_on__isnull=False) & ~Q(returned_paper=""),
                name="revocation_returned_has_its_paper",
                violation_error_message="Ghi chứng từ nộp lại.",
            ),
        ]

    def __str__(self) -> str:
        return f"Hủy {self.award}"

    @property
    def owes(self) -> bool:
        """Whether money is still to be returned."""
        return bool(self.due) and self.returned_on is None
