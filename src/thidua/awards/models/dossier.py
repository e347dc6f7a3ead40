from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.awards.enums import PaperState, ProposalState
from thidua.awards.models.nomination import AwardRound, Nomination
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.organisation.enums import Role
from thidua.organisation.models import AuthorityOwned


class DossierPaper(models.Model):
    """One paper of a dossier ("thành phần hồ sơ"): written from data, or brought as a file.

    `key` is that of the part in the rule pack; `text` is what a person changed in the form.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="papers")
    key = models.CharField("thành phần", max_length=40)
    text = models.TextField("nội dung", blank=True)
    file = models.ForeignKey(
        "foundation.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file_name = models.CharField("tên tệp", max_length=200, blank=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=PaperState.choices, default=PaperState.MISSING
    )
    returned_because = models.CharField("lý do trả lại", max_length=500, blank=True)
    by_name = models.CharField("người làm", max_length=200, blank=True)
    at = models.DateTimeField("làm lúc", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nomination", "key"], name="dossierpaper_is_one_a_part"),
            models.CheckConstraint(
                condition=~Q(state=PaperState.RETURNED) | ~Q(returned_because=""),
                name="dossierpaper_returned_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class OfficeOnlyQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """What citizens write reaches the office and the chairman only."""
        if not actor.has(Role.OFFICE, Role.CHAIRMAN):
            return self.none()
        return self.filter(authority_id=actor.authority_id)


class WindowComment(AuthorityOwned):
    """What somebody wrote about a list that hangs out ("ý kiến"); only the office reads it.

    Its label says nothing of it: labels stay in the log for ever.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    round = models.ForeignKey(AwardRound, on_delete=models.PROTECT, related_name="comments")
    nomination = models.ForeignKey(
        Nomination, null=True, blank=True, on_delete=models.PROTECT, related_name="comments"
    )
    text = models.TextField("ý kiến")
    name = models.CharField("họ và tên", max_length=120, blank=True)
    contact = models.CharField("điện thoại", max_length=60, blank=True)
    sent_at = models.DateTimeField("gửi lúc", editable=False)
    sender = models.CharField("dấu máy gửi trong ngày", max_length=32, blank=True, editable=False)
    answer = models.CharField("đã xem xét", max_length=500, blank=True, editable=False)
    answered_by = models.CharField("người xem xét", max_length=200, blank=True, editable=False)
    answered_at = models.DateTimeField("xem xét lúc", null=True, editable=False)

    history_is_private = True
    objects: Any = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-id"]

    def __str__(self) -> str:
        return "Ý kiến về danh sách"


class CitizenProposal(AuthorityOwned, VersionedModel):
    """A good deed that a citizen told of ("giới thiệu người tốt, việc tốt"), looked at before it counts."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    who = models.CharField("người, tập thể được giới thiệu", max_length=200)
    where = models.CharField("ở đâu", max_length=200, blank=True)
    deed = models.TextField("việc đã làm")
    deed_on = models.DateField("ngày", null=True, blank=True)
    name = models.CharField("người giới thiệu", max_length=120)
    contact = models.CharField("điện thoại", max_length=60, blank=True)
    sent_at = models.DateTimeField("gửi lúc", editable=False)
    sender = models.CharField("dấu máy gửi trong ngày", max_length=32, blank=True, editable=False)
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=ProposalState.choices,
        default=ProposalState.NEW,
        editable=False,
    )
    declined_because = models.CharField("lý do", max_length=500, blank=True, editable=False)
    nomination = models.OneToOneField(
        Nomination,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="proposal",
        editable=False,
    )

    history_is_private = True
    objects: Any = OfficeOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ProposalState.DECLINED) | ~Q(declined_because=""),
                name="citizenproposal_declined_has_reason",
                violation_error_message="Không lập đề nghị phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return "Giới thiệu việc tốt"
