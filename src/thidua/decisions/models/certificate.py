from typing import Any, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from thidua.core.check_codes import LENGTH, spoken
from thidua.core.commending.wording import Honorific
from thidua.decisions.enums import AwardState, BatchState, CertificateStatus
from thidua.decisions.models.decision import Award, Decision
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.organisation.enums import Role
from thidua.organisation.models import AuthorityOwned

PRINTERS = (Role.OFFICE, Role.CHAIRMAN)
HONORIFICS = [
    (Honorific.NONE.value, "Không ghi, chỉ có tên"),
    *((one.value, one.value) for one in Honorific if one),
]
FURTHEST = 30  # mm that printing may be moved


class OfOfficeQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.has(*PRINTERS):
            return self.none()
        return self.filter(authority_id=actor.authority_id)


def _shift(name: str) -> Any:
    limits = [MinValueValidator(-FURTHEST), MaxValueValidator(FURTHEST)]
    return models.DecimalField(name, max_digits=4, decimal_places=1, default=0, validators=limits)


class CertificateStock(AuthorityOwned, VersionedModel):
    """Paper in the cupboard that certificates are printed on ("phôi"): how far printing is moved, in mm.

    Changed only through `decisions.services.stocks`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField("tên phôi", max_length=100)
    right = _shift("dời sang phải (mm)")
    down = _shift("dời xuống dưới (mm)")
    has_frame = models.BooleanField("phôi đã in sẵn khung", default=False)
    has_heading = models.BooleanField("phôi đã in sẵn Quốc hiệu, Tiêu ngữ", default=False)

    objects: Any = OfOfficeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "name"],
                name="certificatestock_name_is_unique",
                violation_error_message="Đã có phôi mang tên này.",
            )
        ]
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class CertificateWording(AuthorityOwned, VersionedModel):
    """What a clerk wrote for the certificate of an award in place of the lines made by rule.

    The name stays that of the decision. Read by the next printing; what was printed before stays as it is.
    Changed only through `decisions.services.wording`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    award = models.OneToOneField(Award, on_delete=models.PROTECT, related_name="wording", editable=False)
    honorific = models.CharField("cách gọi", max_length=3, blank=True, choices=HONORIFICS)
    detail = models.CharField("địa chỉ, đơn vị", max_length=300, blank=True)
    achievement = models.CharField("thành tích", max_length=500)

    history_is_private = True
    objects: Any = OfOfficeQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Giấy của {self.award.recipient}"


class CertificateBatch(AuthorityOwned):
    """Certificates drawn together, and the file they are kept in; its bytes are never drawn again.

    A large one waits for the worker. Written only through `decisions.services.certificates`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="batches", verbose_name="quyết định"
    )
    stock = models.ForeignKey(
        CertificateStock, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="phôi"
    )
    link = models.CharField("địa chỉ kiểm tra", max_length=300)
    count = models.PositiveIntegerField("số giấy")
    file = models.ForeignKey(
        "foundation.StoredFile", null=True, on_delete=models.PROTECT, related_name="+", verbose_name="tệp in"
    )
    state = models.CharField("trạng thái", max_length=8, choices=BatchState.choices)
    fault = models.CharField("vì sao chưa in được", max_length=500, blank=True)
    ordered_by = models.CharField("người in", max_length=200)
    ordered_at = models.DateTimeField("yêu cầu lúc")
    made_at = models.DateTimeField("xong lúc", null=True)

    objects: Any = OfOfficeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=BatchState.DONE) ^ Q(file__isnull=True),
                name="certificatebatch_done_has_its_file",
            )
        ]
        ordering = ["-ordered_at", "-id"]

    def __str__(self) -> str:
        return f"{self.count} giấy theo {self.decision}"


class CertificateQuerySet(OfOfficeQuerySet):
    def public(self) -> Self:
        """Certificates that were handed out: what is printed on them is public, by their code."""
        return self.select_related(
            "award__decision__paper",
            "award__revocation__paper",
            "replaced_by",
            "leaf__register",
            "authority",
        )


class Certificate(AuthorityOwned):
    """One certificate ("giấy khen"), known by its code; it is page `place` of the file of its batch.

    `copy` is 1 for the first; a reissued one counts on, names what it replaces and why. Nothing is deleted:
    whether it is valid follows from what replaced it and from its award.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="certificates")
    batch = models.ForeignKey(CertificateBatch, on_delete=models.PROTECT, related_name="certificates")
    place = models.PositiveIntegerField("trang")
    code = models.CharField("mã kiểm tra", max_length=LENGTH, unique=True)
    copy = models.PositiveSmallIntegerField("lần cấp", default=1)
    replaces = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="replaced_by", verbose_name="thay giấy"
    )
    reissued_because = models.CharField("lý do cấp lại", max_length=300, blank=True)
    issued_at = models.DateTimeField("cấp lúc")
    leaf = models.OneToOneField("register.RegisterLeaf", on_delete=models.PROTECT, related_name="+")

    objects: Any = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "copy"], name="certificate_copy_is_given_once"),
            models.UniqueConstraint(fields=["batch", "place"], name="certificate_has_its_page"),
            models.CheckConstraint(
                condition=Q(copy=1, replaces__isnull=True) | Q(copy__gt=1, replaces__isnull=False),
                name="certificate_reissued_replaces_one",
            ),
            models.CheckConstraint(
                condition=Q(copy=1) | ~Q(reissued_because=""),
                name="certificate_reissued_has_reason",
                violation_error_message="Cấp lại phải ghi lý do.",
            ),
        ]
        ordering = ["award__position", "copy"]

    def __str__(self) -> str:
        return f"Giấy {self.spoken_code}"

    @property
    def spoken_code(self) -> str:
        """The code in groups of four, as people read it out."""
        return spoken(self.code)

    @property
    def printed_number(self) -> str:
        """The number that stands on the paper; on the first ones it was that of the list ("1")."""
        return str((self.leaf.record or {}).get("number", ""))

    @property
    def status(self) -> CertificateStatus:
        if self.award.state == AwardState.REVOKED:
            return CertificateStatus.REVOKED
        replaced = hasattr(self, "replaced_by")
        return CertificateStatus.REPLACED if replaced else CertificateStatus.VALID
