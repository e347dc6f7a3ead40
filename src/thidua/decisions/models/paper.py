from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.core.paper_numbers import PaperBook
from thidua.decisions.enums import PaperKind, PaperState, SigningManner
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.organisation.enums import Role
from thidua.organisation.models import AuthorityOwned

PAPER_READERS = (Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL, Role.INSPECTOR)
"""Who reads the books of numbers and what stands in them."""


def _file(name: str, **more: Any) -> Any:
    return models.ForeignKey(
        "foundation.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name=name, **more
    )


class NumberBookQuerySet(models.QuerySet["NumberBook"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.has(*PAPER_READERS):
            return self.none()
        return self.filter(authority_id=actor.authority_id)


class NumberBook(AuthorityOwned):
    """The book of numbers of one kind of paper in a year ("sổ đăng ký văn bản đi").

    `last` is the highest number given; the row is locked while one is taken, so numbers run from 1 without
    a gap. Written only through `decisions.services.numbers`.
    """

    year = models.PositiveSmallIntegerField("năm")
    code = models.CharField("ký hiệu", max_length=30)
    name = models.CharField("tên sổ", max_length=100)
    last = models.PositiveIntegerField("số cuối", default=0, editable=False)

    objects: Any = NumberBookQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "code"]
        constraints = [
            models.UniqueConstraint(fields=["authority", "year", "code"], name="numberbook_is_one_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.name} năm {self.year}"

    def number(self, ordinal: int) -> str:
        """Return the whole number of a paper: "05/QĐ-UBND"."""
        return PaperBook(self.year, self.code).number(ordinal)


class IssuedPaperQuerySet(models.QuerySet["IssuedPaper"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.has(*PAPER_READERS):
            return self.none()
        return self.filter(authority_id=actor.authority_id)

    def for_list(self) -> Self:
        return self.select_related("book").order_by("-book__year", "book__code", "-ordinal")


class IssuedPaper(AuthorityOwned):
    """A paper that was issued under a number; its bytes are kept and never drawn again.

    The hash of each file is the key of its `StoredFile`. `signed_file` is the scan of the signed paper, or
    the PDF with the signature in it. `corrects` names the paper whose slip of the pen this one mends.
    Written only through `decisions.services.numbers` and `decisions.services.signing`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    book = models.ForeignKey(NumberBook, on_delete=models.PROTECT, related_name="papers", verbose_name="sổ")
    ordinal = models.PositiveIntegerField("thứ tự")
    number = models.CharField("số, ký hiệu", max_length=60)
    kind = models.CharField("loại văn bản", max_length=12, choices=PaperKind.choices)
    title = models.CharField("trích yếu", max_length=500)
    issued_on = models.DateField("ngày ban hành")
    issued_at = models.DateTimeField("lấy số lúc")
    issued_by = models.CharField("người ban hành", max_length=200)
    signer = models.CharField("người ký", max_length=120)
    signer_title = models.CharField("chức vụ người ký", max_length=120)
    pdf = _file("bản PDF")
    docx = _file("bản Word")
    corrects = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrections",
        verbose_name="đính chính văn bản",
    )
    signed_file = _file("bản đã ký", null=True, blank=True)
    signed_manner = models.CharField("cách ký", max_length=12, choices=SigningManner.choices, blank=True)
    signed_at = models.DateTimeField("ghi đã ký lúc", null=True, blank=True)
    signed_by = models.CharField("người ghi đã ký", max_length=200, blank=True)

    objects: Any = IssuedPaperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "ordinal"], name="issuedpaper_number_is_given_once"),
            models.CheckConstraint(condition=Q(ordinal__gte=1), name="issuedpaper_number_begins_with_one"),
            models.CheckConstraint(
                condition=Q(signed_file__isnull=True, signed_at__isnull=True, signed_manner="")
                | Q(signed_file__isnull=False, signed_at__isnull=False) & ~Q(signed_manner=""),
                name="issuedpaper_signed_has_its_copy",
            ),
        ]
        indexes = [models.Index(fields=["authority", "-issued_on"], name="issuedpaper_by_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} số {self.number}"

    @property
    def is_signed(self) -> bool:
        return self.signed_file_id is not None


class PaperDraftQuerySet(models.QuerySet["PaperDraft"]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.has(Role.OFFICE, Role.CHAIRMAN):
            return self.none()
        return self.filter(authority_id=actor.authority_id)

    def locked(self) -> Self:
        """Take drafts for changing, with what their steps ask for."""
        return self.select_for_update(of=("self",)).select_related("authority", "corrects")


class PaperDraft(AuthorityOwned, VersionedModel):
    """A paper somebody writes in the program ("soạn văn bản"); it has no number before it is issued.

    `bases`, `to`, `body` and `recipients` are lines of text. `revokes` names the award it was begun to take
    back, for good. Changed only through `decisions.services.drafts` and, where it corrects a list,
    `decisions.services.corrections`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    kind = models.CharField("loại văn bản", max_length=12, choices=PaperKind.choices)
    title = models.CharField("trích yếu", max_length=500)
    to = models.TextField("kính gửi", blank=True)
    bases = models.TextField("căn cứ", blank=True)
    body = models.TextField("nội dung")
    recipients = models.TextField("nơi nhận", blank=True)
    on = models.DateField("ngày văn bản")
    signer = models.CharField("người ký", max_length=120)
    signer_title = models.CharField("chức vụ người ký", max_length=120)
    corrects = models.ForeignKey(
        IssuedPaper,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="đính chính văn bản",
    )
    revokes = models.ForeignKey(
        "decisions.Award",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="revoking_drafts",
        verbose_name="hủy khen thưởng",
        editable=False,
    )
    paper = models.OneToOneField(
        IssuedPaper, null=True, on_delete=models.PROTECT, related_name="draft", editable=False
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=PaperState.choices, default=PaperState.DRAFT, editable=False
    )
    made_by = models.CharField("người soạn", max_length=200, editable=False)
    made_at = models.DateTimeField("soạn lúc", editable=False)

    history_is_private = True
    objects: Any = PaperDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=PaperState.ISSUED) ^ Q(paper__isnull=True),
                name="paperdraft_issued_has_its_paper",
            )
        ]
        indexes = [models.Index(fields=["authority", "state"], name="paperdraft_by_state")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"
