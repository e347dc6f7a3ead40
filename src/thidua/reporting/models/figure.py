from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from thidua.core.figures import Cell, CellState
from thidua.core.room import MAX_DECIMAL_PLACES
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.foundation.models.numbers import number_column
from thidua.foundation.public import PublicReason
from thidua.reporting.enums import CellChoice, ChangeKind, EvidenceKind, FigureState, Route
from thidua.reporting.models.report import Report

RESULTS_ARE_PUBLIC = PublicReason(
    "Khoản 1 Điều 5 Luật Thi đua, khen thưởng 2022: thi đua theo nguyên tắc tự nguyện, tự giác, công khai.",
    source="06/2022/QH15",
)
"""Only what was verified, of units and never of persons."""

_DIGITS_OF_TOTALS = 30
Numbers = tuple[str, Decimal | None, Decimal | None]
"""What a cell says, its number, and the whole that is out of."""
_COUNTS = (FigureState.SENT, FigureState.VERIFIED)


def _total(label: str) -> Any:
    """Wide enough for the sum of any number of figures, each as long as a figure may be."""
    return models.DecimalField(
        label, max_digits=_DIGITS_OF_TOTALS, decimal_places=MAX_DECIMAL_PLACES, null=True, blank=True
    )


class FigureQuerySet(models.QuerySet["Figure"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(commune_id__in=actor.authority_ids)

    def sent(self) -> Self:
        """Those that stand in totals: handed in and not sent back."""
        return self.filter(state__in=_COUNTS)

    def verified(self) -> Self:
        """Those that count in scores."""
        return self.filter(state=FigureState.VERIFIED)

    def written(self) -> Self:
        """Those in which anything stands, sent or not."""
        return self.exclude(said=CellChoice.EMPTY, typed="", typed_base="")

    def with_inspected(self) -> Self:
        """Say of each whether an inspection put it right (`is_inspected`)."""
        found = FigureChange.objects.filter(figure=OuterRef("id"), kind=ChangeKind.INSPECTED)
        return self.annotate(is_inspected=Exists(found))


class Figure(VersionedModel):
    """What a unit reports of one target for one period ("số liệu báo cáo").

    The key begins with province and commune, so that rows of many communes never meet and a province's
    database may be parted by it.

    `value` is what the cell counts in this period: an amount, a numerator whose denominator is `base`, 1 or 0
    for a state, steps done for a milestone with its `decision`. `typed` keeps the words in the field, be they
    a number or not.
    Those that begin with `returned` are what had been sent when it was last sent back, why, and the version
    it had then.
    Changed only through `reporting.services`.
    """

    pk = models.CompositePrimaryKey("province_id", "commune_id", "id")
    id = models.UUIDField(default=new_key, unique=True, editable=False)
    province = models.ForeignKey(
        "organisation.Authority", on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    commune = models.ForeignKey(
        "organisation.Authority", on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, related_name="figures", verbose_name="báo cáo", db_index=False
    )
    target = models.ForeignKey(
        "movements.Target", on_delete=models.PROTECT, related_name="figures", verbose_name="chỉ tiêu"
    )
    said = models.CharField("ghi là", max_length=14, choices=CellChoice.choices, default=CellChoice.EMPTY)
    value = number_column("số liệu")
    base = number_column("trong tổng số")
    decision = models.CharField("quyết định công nhận", max_length=200, blank=True)
    typed = models.CharField("nội dung đã gõ", max_length=100, blank=True)
    typed_base = models.CharField("tổng số đã gõ", max_length=100, blank=True)
    note = models.CharField("ghi chú", max_length=1000, blank=True)
    state = models.CharField(
        "trạng thái", max_length=8, choices=FigureState.choices, default=FigureState.DRAFT, editable=False
    )
    route = models.CharField(
        "đường vào", max_length=8, choices=Route.choices, default=Route.PHONE, editable=False
    )
    entered_by = models.CharField("người ghi", max_length=200, editable=False)
    entered_by_user_id = models.BigIntegerField("tài khoản người ghi", null=True, editable=False)
    entered_at = models.DateTimeField("ghi lúc", editable=False)
    verified_by = models.CharField("người thẩm định", max_length=200, blank=True, editable=False)
    verified_at = models.DateTimeField("thẩm định lúc", null=True, blank=True, editable=False)
    returned_because = models.CharField("lý do trả lại", max_length=500, blank=True, editable=False)
    returned_said = models.CharField(
        "khi trả lại ghi là", max_length=14, choices=CellChoice.choices, blank=True, editable=False
    )
    returned_value = number_column("số khi trả lại")
    returned_base = number_column("tổng số khi trả lại")
    returned_version = models.PositiveIntegerField("bản khi trả lại", default=0, editable=False)

    objects: Any = FigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "target"], name="figure_is_one_a_report"),
            models.CheckConstraint(
                condition=Q(said=CellChoice.NUMBER) ^ Q(value__isnull=True),
                name="figure_has_number_if_it_says_so",
                violation_error_message="Ô ghi số phải có số.",
            ),
            models.CheckConstraint(
                condition=~Q(state=FigureState.RETURNED) | ~Q(returned_because=""),
                name="figure_returned_has_reason",
                violation_error_message="Trả lại phải ghi lý do.",
            ),
            models.CheckConstraint(
                condition=~Q(state=FigureState.VERIFIED) | Q(verified_at__isnull=False),
                name="figure_verified_has_moment",
                violation_error_message="Số đã thẩm định phải có thời điểm.",
            ),
        ]

    def __str__(self) -> str:
        return self.title_of(self.target, self.report)

    @staticmethod
    def title_of(target: object, report: object) -> str:
        """Name the figure of a target in a report."""
        return f"{target} – {report}"

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.commune_id

    @property
    def cell(self) -> Cell:
        return Cell(CellState(self.said), self.value)

    @property
    def said_numbers(self) -> Numbers:
        """What it says now, to be held against what it said before."""
        return self.said, self.value, self.base

    @property
    def is_rewritten(self) -> bool:
        """Whether the unit has written anew what was sent back to it, and not sent that yet."""
        return self.state == FigureState.RETURNED and self.version != self.returned_version

    @property
    def returned_numbers(self) -> Numbers | None:
        """What it said when it was sent back; None while it never was."""
        return (self.returned_said, self.returned_value, self.returned_base) if self.returned_said else None


class FigureChange(models.Model):
    """A figure before and after a change made once it had been sent, and why; both stay for ever."""

    figure = models.ForeignKey(
        Figure, to_field="id", on_delete=models.PROTECT, related_name="changes_made", verbose_name="số liệu"
    )
    kind = models.CharField("loại", max_length=10, choices=ChangeKind.choices)
    said_before = models.CharField("trước ghi là", max_length=14, choices=CellChoice.choices)
    value_before = number_column("trước")
    base_before = number_column("tổng số trước")
    said_after = models.CharField("sau ghi là", max_length=14, choices=CellChoice.choices)
    value_after = number_column("sau")
    base_after = number_column("tổng số sau")
    reason = models.CharField("lý do", max_length=500)
    by_name = models.CharField("người sửa", max_length=200)
    at = models.DateTimeField("sửa lúc")

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="figurechange_has_reason",
                violation_error_message="Ghi lý do sửa số liệu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.figure_id}"

    @classmethod
    def of(cls, figure: Figure, kind: ChangeKind, before: Numbers, **told: Any) -> Self:
        """Return the change of a figure from what it said before to what it says now, not saved yet."""
        said, value, base = before
        return cls(
            figure=figure,
            kind=kind,
            said_before=said,
            value_before=value,
            base_before=base,
            said_after=figure.said,
            value_after=figure.value,
            base_after=figure.base,
            **told,
        )


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(figure__commune_id__in=actor.authority_ids)

    def kept(self) -> Self:
        return self.filter(removed_at__isnull=True)


class Evidence(models.Model):
    """What proves a figure ("minh chứng"): a photo without its place and time of the camera, a PDF, a link.

    `look` is a perceptual hash of 64 bits in hexadecimal, nearly the same for nearly the same photo.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    figure = models.ForeignKey(
        Figure, to_field="id", on_delete=models.PROTECT, related_name="evidence", verbose_name="số liệu"
    )
    kind = models.CharField("loại", max_length=6, choices=EvidenceKind.choices)
    file = models.ForeignKey(
        "foundation.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    url = models.URLField("đường dẫn", max_length=500, blank=True)
    name = models.CharField("tên", max_length=200)
    look = models.CharField("dấu ảnh", max_length=16, blank=True, editable=False)
    added_by = models.CharField("người gửi", max_length=200, editable=False)
    added_at = models.DateTimeField("gửi lúc", editable=False)
    removed_at = models.DateTimeField("bỏ lúc", null=True, blank=True, editable=False)

    objects: Any = EvidenceQuerySet.as_manager()
    public_fields: ClassVar[Mapping[str, Any]] = {}

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind=EvidenceKind.LINK) & ~Q(url="") & Q(file__isnull=True))
                | (~Q(kind=EvidenceKind.LINK) & Q(url="") & Q(file__isnull=False)),
                name="evidence_is_file_or_link",
                violation_error_message="Minh chứng là một tệp hoặc một đường dẫn.",
            )
        ]
        indexes = [
            models.Index(fields=["look"], condition=~Q(look=""), name="evidence_by_look"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.figure.commune_id


class PeriodTotal(models.Model):
    """What the figures of a target add up to in one period: derived, kept so that boards need not add again.

    Rewritten by `reporting.services.totals` in the transaction of each figure. `value` and `base` are of all
    that were sent, those called verified of those that count in scores; `worst` is the
    least good of the sent ones, for targets that every unit must reach. `outside` counts those of `sent` that
    owe it no longer: what they did stays in the sums, but answers for nobody else.
    """

    target = models.ForeignKey("movements.Target", on_delete=models.CASCADE, related_name="period_totals")
    period = models.ForeignKey("reporting.Period", on_delete=models.CASCADE, related_name="totals")
    value = _total("tổng đã gửi")
    base = _total("tổng mẫu số đã gửi")
    verified_value = _total("tổng đã thẩm định")
    verified_base = _total("tổng mẫu số đã thẩm định")
    worst = _total("đơn vị thấp nhất")
    decision = models.CharField("quyết định công nhận", max_length=200, blank=True)
    verified_decision = models.CharField("quyết định đã thẩm định", max_length=200, blank=True)
    owed = models.PositiveSmallIntegerField("số đơn vị phải báo cáo", default=0)
    sent = models.PositiveSmallIntegerField("số đơn vị đã báo cáo", default=0)
    verified = models.PositiveSmallIntegerField("số đơn vị đã thẩm định", default=0)
    outside = models.PositiveSmallIntegerField("số đơn vị báo cáo mà nay không được giao", default=0)

    public_fields: ClassVar[Mapping[str, PublicReason]] = dict.fromkeys(
        ("verified_value", "verified_base", "verified_decision"), RESULTS_ARE_PUBLIC
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "period"], name="periodtotal_is_one_a_period")
        ]

    def __str__(self) -> str:
        return f"{self.target_id} {self.period_id}"
