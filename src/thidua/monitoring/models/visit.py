from decimal import Decimal
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.core.figures import Cell, CellState, cell_text
from thidua.core.quantities import format_number
from thidua.core.rates import share_of
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.foundation.models.numbers import number_column
from thidua.monitoring.enums import ChosenBy, ItemVerdict, SignManner, SignSide, VisitState
from thidua.monitoring.models.round import InspectionRound
from thidua.organisation.enums import Role
from thidua.organisation.models import AuthorityOwned
from thidua.reporting.enums import CellChoice

VISIT_READERS = (Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL, Role.INSPECTOR, Role.UPPER)


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, actor: Actor) -> Self:
        """All of them for those who inspect or judge; a unit sees its own."""
        found = self.filter(authority_id__in=actor.authority_ids)
        return found if actor.has(*VISIT_READERS) else found.filter(unit_id__in=actor.unit_ids)

    def going_on(self) -> Self:
        return self.filter(state__in=(VisitState.PLANNED, VisitState.WAITING))

    def unassigned(self) -> Self:
        return self.filter(state=VisitState.PLANNED, inspector__isnull=True)

    def for_list(self) -> Self:
        return self.select_related("unit", "round", "inspector__person").order_by("place", "id")


class Visit(AuthorityOwned, VersionedModel):
    """One unit looked at by the team ("lượt kiểm tra"), and its record that both sides sign.

    `ticket_line` and `ticket_digest` are what the unit drew. Changed only through
    `monitoring.services.visits` and `signing`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    round = models.ForeignKey(
        InspectionRound, on_delete=models.PROTECT, related_name="visits", verbose_name="đợt kiểm tra"
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="visits", verbose_name="đơn vị"
    )
    chosen_by = models.CharField("chọn vì", max_length=6, choices=ChosenBy.choices)
    reason = models.TextField("lý do chọn", blank=True)
    place = models.PositiveSmallIntegerField("thứ tự", default=0)
    ticket_line = models.CharField("dòng tính", max_length=400, blank=True, editable=False)
    ticket_digest = models.CharField("mã SHA-256", max_length=64, blank=True, editable=False)
    inspector = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người kiểm tra",
    )
    planned_on = models.DateField("ngày đi", null=True, blank=True)
    visited_on = models.DateField("ngày đã đi", null=True, blank=True)
    present = models.CharField("người làm việc cùng", max_length=300, blank=True)
    note = models.TextField("nhận xét chung", blank=True)
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=VisitState.choices,
        default=VisitState.PLANNED,
        editable=False,
    )
    cancelled_because = models.CharField("lý do bỏ", max_length=500, blank=True, editable=False)

    history_is_private = True
    objects: Any = VisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "unit"],
                condition=~Q(state=VisitState.CANCELLED),
                name="visit_is_one_a_unit",
                violation_error_message="Đơn vị này đã có trong đợt.",
            ),
            models.CheckConstraint(
                condition=~Q(state=VisitState.CANCELLED) | ~Q(cancelled_because=""),
                name="visit_cancelled_has_reason",
                violation_error_message="Bỏ lượt kiểm tra phải ghi lý do.",
            ),
        ]
        indexes = [models.Index(fields=["authority", "state"], name="visit_by_state")]

    def __str__(self) -> str:
        return f"Kiểm tra {self.unit}"

    @property
    def inspector_name(self) -> str:
        """The name of who goes, empty while nobody is named."""
        if self.inspector is None:
            return ""
        return str(self.inspector.person or self.inspector)


class VisitItem(VersionedModel):
    """A figure to hold against what is there ("số cần kiểm tra").

    What the unit claimed is copied when the figure is put on the list, so that a later correction does not
    change what was checked. `found` is what the team counted.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    visit = models.ForeignKey(
        Visit, on_delete=models.CASCADE, related_name="items", verbose_name="lượt kiểm tra"
    )
    figure = models.ForeignKey(
        "reporting.Figure",
        to_field="id",
        on_delete=models.PROTECT,
        related_name="checks",
        verbose_name="số liệu",
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    target_name = models.CharField("chỉ tiêu", max_length=500)
    period_name = models.CharField("kỳ", max_length=60)
    measure = models.CharField("đơn vị tính", max_length=60, blank=True)
    said = models.CharField("đã ghi là", max_length=14, choices=CellChoice.choices)
    claimed = number_column("đã báo cáo")
    claimed_base = number_column("trong tổng số")
    found = number_column("thực tế")
    found_base = number_column("tổng số thực tế")
    verdict = models.CharField("kết quả", max_length=8, choices=ItemVerdict.choices, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    lowered_at = models.DateTimeField("hạ số lúc", null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "figure"], name="visititem_is_one_a_figure"),
            models.CheckConstraint(
                condition=~Q(verdict=ItemVerdict.DIFFERS) | Q(found__isnull=False),
                name="visititem_that_differs_has_number",
                violation_error_message="Không khớp thì ghi số thực tế.",
            ),
        ]
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.target_name}, {self.period_name}"

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.visit.authority_id

    @property
    def claimed_text(self) -> str:
        """What the unit reported, as people write it."""
        text = cell_text(Cell(CellState(self.said), self.claimed)) or "để trống"
        return text if self.claimed_base is None else f"{text} trong {format_number(self.claimed_base)}"

    @property
    def found_text(self) -> str:
        """What was found, as people write it."""
        if self.found is None:
            return ""
        if self.found_base is None:
            return format_number(self.found)
        return f"{format_number(self.found)} trong {format_number(self.found_base)}"

    def compare(self, found: Decimal, found_base: Decimal | None) -> ItemVerdict:
        """Hold what was found against what was claimed; a total that nobody counted again is not compared."""
        same_base = found_base is None or found_base == self.claimed_base
        is_same = found == self.claimed_amount and same_base
        return ItemVerdict.MATCHES if is_same else ItemVerdict.DIFFERS

    def is_unlike(self, found: Decimal | None, found_base: Decimal | None) -> bool:
        """Whether a number was counted, and another one than was claimed."""
        return found is not None and self.compare(found, found_base) == ItemVerdict.DIFFERS

    @property
    def claimed_amount(self) -> Decimal | None:
        """What was claimed as a number: "không có" is 0."""
        return Cell(CellState(self.said), self.claimed).amount

    @property
    def is_overstated(self) -> bool:
        """Whether the unit reported better than was found: more, or less of what must not be passed."""
        if self.found is None or self.claimed_amount is None:
            return False
        found = share_of(self.found, self.found_base or self.claimed_base)
        claimed = share_of(self.claimed_amount, self.claimed_base)
        return found > claimed if self.figure.target.goal.is_limit else found < claimed


class Finding(AuthorityOwned, VersionedModel):
    """What has to be mended after a visit, by whom, by when ("kiến nghị").

    Once both sides have signed it is work of its unit: an `Obligation`, closed when that is done.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    visit = models.ForeignKey(
        Visit, on_delete=models.CASCADE, related_name="findings", verbose_name="lượt kiểm tra"
    )
    what = models.CharField("việc phải khắc phục", max_length=300)
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="đơn vị làm"
    )
    due_on = models.DateField("hạn")
    obligation = models.ForeignKey(
        "obligations.Obligation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    history_is_private = True

    class Meta:
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.what


class VisitSignature(models.Model):
    """Somebody who stands behind the record as it was: `fingerprint` is the SHA-256 of its whole content."""

    visit = models.ForeignKey(
        Visit, on_delete=models.CASCADE, related_name="signatures", verbose_name="lượt kiểm tra"
    )
    side = models.CharField("bên ký", max_length=4, choices=SignSide.choices)
    manner = models.CharField("cách ký", max_length=8, choices=SignManner.choices)
    signer_name = models.CharField("người ký", max_length=200)
    signer_title = models.CharField("chức vụ", max_length=200, blank=True)
    user_id = models.BigIntegerField("tài khoản", null=True)
    at = models.DateTimeField("ký lúc")
    opinion = models.CharField("ý kiến", max_length=500, blank=True)
    fingerprint = models.CharField("dấu nội dung", max_length=64)
    scan = models.ForeignKey(
        "foundation.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    scan_name = models.CharField("tên bản chụp", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "side"], name="visitsignature_is_one_a_side"),
            models.CheckConstraint(
                condition=~Q(manner=SignManner.PAPER) | Q(scan__isnull=False),
                name="visitsignature_on_paper_has_scan",
                violation_error_message="Ký trên giấy phải kèm bản chụp.",
            ),
            models.CheckConstraint(
                condition=~Q(manner=SignManner.REFUSED) | ~Q(opinion=""),
                name="visitsignature_refused_has_reason",
                violation_error_message="Không ký phải ghi lý do.",
            ),
        ]
        ordering = ["-side"]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.signer_name}"

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.visit.authority_id
