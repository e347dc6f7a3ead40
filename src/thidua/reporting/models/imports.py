from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models.numbers import number_column
from thidua.organisation.models import AuthorityOwned
from thidua.reporting.enums import CellChoice, ColumnPart, FigureState, ImportState
from thidua.reporting.models.figure import Figure
from thidua.reporting.models.period import Period

_HELD = (ImportState.TAKING, ImportState.TAKEN)


class FigureImportQuerySet(models.QuerySet["FigureImport"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)

    def waiting_or_held(self) -> Self:
        """Those that may still be taken, or are; one that was taken back may be handed in again."""
        return self.filter(state__in=(ImportState.READY, *_HELD)).order_by("-received_at", "-id")


class FigureImport(AuthorityOwned):
    """A workbook handed in for a period ("lần nhập tệp"): looked at first, taken in whole, taken back whole.

    `unit` is whose workbook it is; without one it is the office's. Its key is the batch of its deeds in the
    history. `sheet` is the name of the sheet that is read, chosen by a person or by the machine, or "*" for
    all of them. Of a sheet with targets in rows, `subject` is whose figures stand in it, `value_column` which
    column they are in.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    period = models.ForeignKey(
        Period, on_delete=models.PROTECT, related_name="imports", verbose_name="kỳ báo cáo"
    )
    unit = models.ForeignKey(
        "organisation.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="đơn vị",
    )
    file = models.ForeignKey(
        "foundation.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="tệp gốc"
    )
    file_name = models.CharField("tên tệp", max_length=255)
    sheet = models.CharField("trang tính", max_length=200, blank=True)
    subject = models.ForeignKey(
        "organisation.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="đơn vị có số trong tệp",
    )
    value_column = models.CharField("cột số của kỳ", max_length=12, blank=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=ImportState.choices, default=ImportState.READY, editable=False
    )
    count = models.PositiveIntegerField("số ô đã nhập", default=0, editable=False)
    left_out = models.PositiveIntegerField("số ô để lại", default=0, editable=False)
    reason = models.CharField("lý do sửa số đã gửi", max_length=500, blank=True, editable=False)
    fault = models.CharField("lý do không nhập được", max_length=500, blank=True, editable=False)
    task_id = models.CharField("mã việc", max_length=64, blank=True, editable=False)
    received_by = models.CharField("người đưa lên", max_length=200, editable=False)
    received_at = models.DateTimeField("đưa lên lúc", editable=False)
    taken_by = models.CharField("người nhập", max_length=200, blank=True, editable=False)
    taken_at = models.DateTimeField("nhập lúc", null=True, editable=False)
    undone_by = models.CharField("người hoàn tác", max_length=200, blank=True, editable=False)
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, editable=False)

    objects: Any = FigureImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "file", "unit"],
                condition=Q(state__in=_HELD, unit__isnull=False),
                name="figureimport_is_taken_once_by_unit",
                violation_error_message="Tệp này đã được nhập cho kỳ này.",
            ),
            models.UniqueConstraint(
                fields=["period", "file"],
                condition=Q(state__in=_HELD, unit__isnull=True),
                name="figureimport_is_taken_once_by_office",
                violation_error_message="Tệp này đã được nhập cho kỳ này.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(ImportState.TAKEN, ImportState.UNDONE)) ^ Q(taken_at__isnull=False),
                name="figureimport_taken_has_moment",
                violation_error_message="Lần nhập phải ghi thời điểm nhập.",
            ),
            models.CheckConstraint(
                condition=~Q(state=ImportState.UNDONE) ^ Q(undone_at__isnull=False),
                name="figureimport_undone_has_moment",
                violation_error_message="Lần hoàn tác phải ghi thời điểm.",
            ),
        ]
        indexes = [models.Index(fields=["period", "-received_at"], name="figureimport_by_period")]

    def __str__(self) -> str:
        return f"{self.file_name}, {self.period}"


class ImportedFigure(models.Model):
    """What an import put into one figure, and what stood there before, so that it can be taken back.

    `version` is the figure's own after the import; a higher one says that somebody changed it since.
    """

    batch = models.ForeignKey(
        FigureImport, on_delete=models.PROTECT, related_name="figures", verbose_name="lần nhập"
    )
    figure = models.ForeignKey(
        Figure, to_field="id", on_delete=models.PROTECT, related_name="imported", verbose_name="số liệu"
    )
    version = models.PositiveIntegerField("phiên bản sau khi nhập")
    said_before = models.CharField(
        "trước ghi là", max_length=14, choices=CellChoice.choices, default=CellChoice.EMPTY
    )
    value_before = number_column("trước")
    base_before = number_column("tổng số trước")
    decision_before = models.CharField("quyết định trước", max_length=200, blank=True)
    typed_before = models.CharField("nội dung trước", max_length=100, blank=True)
    typed_base_before = models.CharField("tổng số đã gõ trước", max_length=100, blank=True)
    state_before = models.CharField(
        "trạng thái trước", max_length=8, choices=FigureState.choices, default=FigureState.DRAFT
    )
    returned_because_before = models.CharField("lý do trả lại trước", max_length=500, blank=True)
    verified_by_before = models.CharField("người thẩm định trước", max_length=200, blank=True)
    verified_at_before = models.DateTimeField("thẩm định lúc trước", null=True)
    entered_by_before = models.CharField("người ghi trước", max_length=200, blank=True)
    entered_by_user_id_before = models.BigIntegerField("tài khoản người ghi trước", null=True)
    entered_at_before = models.DateTimeField("ghi lúc trước", null=True)
    kept_because = models.CharField("vì sao không hoàn tác", max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "figure"], name="importedfigure_is_one_a_figure")
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.figure_id}"


class ColumnMappingQuerySet(models.QuerySet["ColumnMapping"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)


class ColumnMapping(AuthorityOwned):
    """Which target a column of somebody's workbooks means ("cột đã ghép"), said once by a person.

    `heading` is the heading without accents and marks; `target` is None for a column that is not read.
    A target of another year is followed by its name.
    """

    unit = models.ForeignKey(
        "organisation.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="đơn vị",
    )
    heading = models.CharField("tiêu đề cột", max_length=300)
    target = models.ForeignKey(
        "movements.Target",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="chỉ tiêu",
    )
    part = models.CharField("phần", max_length=10, choices=ColumnPart.choices, default=ColumnPart.VALUE)
    said_by = models.CharField("người ghép", max_length=200, editable=False)
    said_at = models.DateTimeField("ghép lúc", editable=False)

    objects: Any = ColumnMappingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "unit", "heading"],
                condition=Q(unit__isnull=False),
                name="columnmapping_is_one_a_heading_of_unit",
            ),
            models.UniqueConstraint(
                fields=["authority", "heading"],
                condition=Q(unit__isnull=True),
                name="columnmapping_is_one_a_heading_of_office",
            ),
        ]

    def __str__(self) -> str:
        return self.heading
