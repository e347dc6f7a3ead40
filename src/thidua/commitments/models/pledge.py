from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.commitments.enums import STANDING_PLEDGES, PledgeManner, PledgeSide, PledgeState, TurnChoice
from thidua.commitments.models.plan import READERS
from thidua.core.pledges import PledgePaper, paper_from, spoken
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.foundation.models.numbers import number_column
from thidua.organisation.models import AuthorityOwned


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def visible_to(self, actor: Actor) -> Self:
        found = self.filter(authority_id__in=actor.authority_ids)
        return found if actor.has(*READERS) else found.filter(unit_id__in=actor.unit_ids)

    def standing(self) -> Self:
        """The edition that holds or is being made; older ones stay to be read."""
        return self.filter(state__in=STANDING_PLEDGES)

    def for_list(self) -> Self:
        return self.select_related("unit", "movement").order_by("unit__kind_rank", "unit__sort_key", "number")


class Pledge(AuthorityOwned, VersionedModel):
    """What a unit and the committee promise each other for a movement ("giao ước thi đua"), one edition.

    Both sign the same `fingerprint`, the SHA-256 of the text as printed; `agreed_paper` keeps that text from
    the moment both agree, so that later names of unit or target change nothing in it. What is signed never
    changes; a new edition replaces it with a reason. Changed only through `services.pledges`, `pledge_talk`,
    `pledge_signing` and `editions`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    movement = models.ForeignKey(
        "movements.Movement", on_delete=models.PROTECT, related_name="pledges", verbose_name="phong trào"
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="pledges", verbose_name="đơn vị"
    )
    number = models.PositiveSmallIntegerField("bản thứ", default=1, editable=False)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by", editable=False
    )
    replaced_because = models.CharField("lý do lập bản mới", max_length=500, blank=True, editable=False)
    theme = models.CharField("chủ đề", max_length=500, blank=True)
    promise = models.TextField("cam kết chung", blank=True)
    state = models.CharField(
        "trạng thái", max_length=10, choices=PledgeState.choices, default=PledgeState.DRAFT, editable=False
    )
    sign_by = models.DateField("ký trước ngày", null=True, blank=True)
    fingerprint = models.CharField("dấu vân tay", max_length=64, blank=True, editable=False)
    agreed_paper = models.JSONField("bản đã thống nhất", null=True, blank=True, editable=False)
    signed_at = models.DateTimeField("ký xong lúc", null=True, blank=True, editable=False)
    withdrawn_because = models.CharField("lý do bỏ", max_length=500, blank=True, editable=False)

    objects: Any = PledgeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["movement", "unit", "number"], name="pledge_edition_is_unique"),
            models.UniqueConstraint(
                fields=["movement", "unit"],
                condition=Q(state__in=sorted(STANDING_PLEDGES - {PledgeState.SIGNED})),
                name="pledge_is_made_once_at_a_time",
                violation_error_message="Đang có một bản giao ước chưa ký xong.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PledgeState.SIGNED, PledgeState.REPLACED])
                | (Q(signed_at__isnull=False) & ~Q(fingerprint="")),
                name="pledge_signed_has_fingerprint",
                violation_error_message="Giao ước đã ký phải có dấu vân tay và thời điểm.",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaced_because=""),
                name="pledge_edition_has_reason",
                violation_error_message="Bản mới phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"Giao ước thi đua của {self.unit}"

    @property
    def paper(self) -> PledgePaper | None:
        """What both agreed to, as it is printed; None before they did."""
        return None if self.agreed_paper is None else paper_from(self.agreed_paper)

    @property
    def spoken_fingerprint(self) -> str:
        return spoken(self.fingerprint)


class PledgeLine(VersionedModel):
    """One promise: what the office offered, what the unit asked for, what both agreed ("dòng giao ước").

    A line without a target is words only. For a rate the numbers are counts, of `base`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="lines")
    target = models.ForeignKey(
        "movements.Target",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pledge_lines",
        verbose_name="chỉ tiêu",
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("nội dung", max_length=500)
    measure = models.CharField("đơn vị tính", max_length=60, blank=True)
    base = number_column("trong tổng số")
    offered = number_column("văn phòng đề nghị")
    countered = number_column("đơn vị đề nghị")
    agreed = number_column("thống nhất")
    is_agreed = models.BooleanField("đã thống nhất", default=False)
    unit_note = models.CharField("ý kiến của đơn vị", max_length=500, blank=True)
    office_note = models.CharField("ý kiến của văn phòng", max_length=500, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pledge", "target"],
                condition=Q(target__isnull=False),
                name="pledgeline_is_one_a_target",
            ),
            models.CheckConstraint(
                condition=Q(is_agreed=True) | Q(agreed__isnull=True),
                name="pledgeline_number_stands_once_agreed",
                violation_error_message="Chưa thống nhất thì chưa có số thống nhất.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.pledge.authority_id


class PledgeTurn(models.Model):
    """Who said what about a line while it was negotiated ("lượt thương lượng"); only added, never changed."""

    line = models.ForeignKey(PledgeLine, on_delete=models.CASCADE, related_name="turns")
    side = models.CharField("bên", max_length=10, choices=PledgeSide.choices)
    kind = models.CharField("việc", max_length=8, choices=TurnChoice.choices)
    amount = number_column("số")
    note = models.CharField("ý kiến", max_length=500, blank=True)
    by_name = models.CharField("người nói", max_length=200)
    at = models.DateTimeField("lúc")

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.get_kind_display()}"


class PledgeRemedy(models.Model):
    """What is done about a line at risk: cause, remedy, who, by when ("cách gỡ"); the newest counts."""

    line = models.ForeignKey(PledgeLine, on_delete=models.PROTECT, related_name="remedies")
    cause = models.CharField("nguyên nhân", max_length=500)
    remedy = models.CharField("cách làm", max_length=500)
    owner = models.CharField("người lo", max_length=200)
    due_on = models.DateField("xong trước ngày")
    by_name = models.CharField("người ghi", max_length=200)
    at = models.DateTimeField("ghi lúc")

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.line}: {self.remedy}"

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.line.pledge.authority_id


class PledgeSignature(models.Model):
    """A side that stands behind an edition under its fingerprint, and on whose behalf ("chữ ký giao ước")."""

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField("bên", max_length=10, choices=PledgeSide.choices)
    manner = models.CharField("cách ký", max_length=8, choices=PledgeManner.choices)
    name = models.CharField("người ký", max_length=200)
    title = models.CharField("chức vụ", max_length=200, blank=True)
    on_behalf = models.CharField("thay mặt", max_length=200)
    user_id = models.BigIntegerField("tài khoản", null=True, blank=True)
    fingerprint = models.CharField("dấu vân tay", max_length=64)
    file = models.ForeignKey(
        "foundation.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("ký lúc")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pledge", "side"], name="pledgesignature_is_one_a_side")
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {self.name}"

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.pledge.authority_id
