from typing import Any, Self

from django.db import models
from django.db.models import Count, Q

from thidua.core.dates import parse_iso, show_date
from thidua.documents.enums import Direction
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import MatchingQuerySet, VersionedModel
from thidua.organisation.models import AuthorityOwned


class DocumentQuerySet(MatchingQuerySet["OfficialDocument"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)

    def for_list(self) -> Self:
        """Load all that a row of the register shows, newest first, undated ones last."""
        return (
            self.annotate(cited_by=Count("citations"))
            .select_related("file")
            .order_by(models.F("issued_on").desc(nulls_last=True), "-issued_text", "number", "id")
        )


class OfficialDocument(AuthorityOwned, VersionedModel):
    """A row of the register of documents ("văn bản"), with its file or known by number only.

    `number_key` and `issued_year` recognise the same document when it is cited again, so that
    one document is one row. `issued_text` keeps a partial date as ISO text ("2024-04").
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    type = models.CharField("loại văn bản", max_length=60, blank=True)
    number = models.CharField("số, ký hiệu", max_length=100, blank=True)
    number_key = models.CharField("khóa số, ký hiệu", max_length=100, blank=True, editable=False)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issued_text = models.CharField("ngày ban hành ghi trong văn bản", max_length=10, blank=True)
    issued_year = models.PositiveSmallIntegerField("năm ban hành", null=True, blank=True, editable=False)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    place = models.CharField("nơi ban hành", max_length=100, blank=True)
    subject = models.CharField("trích yếu", max_length=1000, blank=True)
    signer = models.CharField("người ký", max_length=200, blank=True)
    signer_title = models.CharField("chức vụ người ký", max_length=200, blank=True)
    direction = models.CharField("chiều văn bản", max_length=10, choices=Direction.choices)
    note = models.CharField("ghi chú", max_length=1000, blank=True)
    file = models.ForeignKey(
        "foundation.StoredFile",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="tệp gốc",
    )
    file_name = models.CharField("tên tệp", max_length=255, blank=True)
    read_text = models.ForeignKey(
        "documents.ReadText",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="documents",
        verbose_name="bản đọc",
    )
    registered_at = models.DateTimeField("vào sổ lúc")
    search = models.TextField("khóa tìm", editable=False)

    objects: Any = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "file"],
                condition=Q(file__isnull=False),
                name="officialdocument_has_own_file",
                violation_error_message="Tệp này đã có trong sổ văn bản.",
            ),
            models.CheckConstraint(
                condition=~Q(number="") | ~Q(subject="") | Q(file__isnull=False),
                name="officialdocument_can_be_named",
                violation_error_message="Ghi số, ký hiệu hoặc trích yếu, hoặc đính kèm tệp.",
            ),
        ]
        indexes = [models.Index(fields=["authority", "number_key"], name="document_by_number")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Name the document the way officials do: type, number, subject."""
        head = " ".join(part for part in (self.type, f"số {self.number}" if self.number else "") if part)
        if self.subject.startswith(self.type) or not head:
            return self.subject or head or self.file_name
        return f"{head}: {self.subject}" if self.subject else head

    @property
    def short_title(self) -> str:
        if not self.number:
            return self.title
        return " ".join(part for part in (self.type, self.number) if part)

    @property
    def dated_title(self) -> str:
        """Name the document as others cite it: Công văn 36/UBND-VP ngày 22/04/2024."""
        day = f"ngày {self.issued_shown}" if self.issued_on else self.issued_shown
        return " ".join(part for part in (self.short_title, day) if part)

    @property
    def issued_shown(self) -> str:
        """Print the date as far as it is known: 05/04/2024, tháng 4/2024, năm 2024."""
        return show_date(parse_iso(self.issued_text)) if self.issued_text else ""

    @property
    def has_copy(self) -> bool:
        return self.file_id is not None


class BasisQuerySet(models.QuerySet["LegalBasis"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(citing__authority_id__in=actor.authority_ids)


class LegalBasis(models.Model):
    """One document citing another ("căn cứ"), with the place in the text where it does."""

    citing = models.ForeignKey(
        OfficialDocument, on_delete=models.CASCADE, related_name="bases", verbose_name="văn bản viện dẫn"
    )
    cited = models.ForeignKey(
        OfficialDocument,
        on_delete=models.PROTECT,
        related_name="citations",
        verbose_name="văn bản được viện dẫn",
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    start = models.PositiveIntegerField("từ ký tự", null=True, blank=True)
    end = models.PositiveIntegerField("đến ký tự", null=True, blank=True)

    objects: Any = BasisQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["citing", "cited"], name="legalbasis_is_cited_once"),
            models.CheckConstraint(
                condition=~Q(citing=models.F("cited")), name="legalbasis_is_another_document"
            ),
        ]
        ordering = ["position"]

    def __str__(self) -> str:
        return str(self.cited)
