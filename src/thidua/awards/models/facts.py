"""What eligibility asks of persons, collectives and households, each fact with the paper it stands in."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from thidua.awards.enums import DisciplineChoice, FactOrigin, GradeChoice, MeritChoice
from thidua.awards.models.subject import AboutSubject
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.organisation.enums import Role
from thidua.organisation.models import AuthorityOwned

FACT_READERS = (Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL)


class FactQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of the own commune, for those who judge; what is known of a person is nobody else's."""
        if not actor.has(*FACT_READERS):
            return self.none()
        return self.filter(authority_id=actor.authority_id)


class Fact(AuthorityOwned, VersionedModel):
    """One fact the office wrote down or imported; changed only through `awards.services.facts`."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    paper = models.CharField("văn bản làm căn cứ", max_length=200)
    origin = models.CharField(
        "nguồn", max_length=10, choices=FactOrigin.choices, default=FactOrigin.TYPED, editable=False
    )
    added_by = models.CharField("người ghi", max_length=200, editable=False)
    added_at = models.DateTimeField("ghi lúc", editable=False)

    history_is_private = True
    objects: Any = FactQuerySet.as_manager()

    class Meta:
        abstract = True


class Rating(Fact, AboutSubject):
    """The yearly rating of somebody ("xếp loại")."""

    year = models.PositiveSmallIntegerField("năm")
    grade = models.CharField("xếp loại", max_length=12, choices=GradeChoice.choices)

    class Meta:
        constraints = [
            AboutSubject.one_subject("rating_is_about_one"),
            *AboutSubject.one_each("rating_is_one_a_year", "year", told="Đã có xếp loại của năm này."),
        ]

    def __str__(self) -> str:
        return f"{self.subject_name} năm {self.year}: {self.get_grade_display()}"


class PriorAward(Fact, AboutSubject):
    """An award somebody holds ("đã được khen"): typed in, imported, or granted by a decision made here.

    `code` is that of the award kind where it is known. A revoked one stays, with the day of its end.
    """

    code = models.CharField("mã hình thức", max_length=30, blank=True)
    name = models.CharField("danh hiệu, hình thức", max_length=200)
    year = models.PositiveSmallIntegerField("năm thành tích")
    merit = models.CharField(
        "loại hình", max_length=10, choices=MeritChoice.choices, default=MeritChoice.REGULAR
    )
    achievement = models.CharField("thành tích", max_length=500, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    revoked_on = models.DateField("ngày hủy", null=True, blank=True, editable=False)

    class Meta:
        constraints = [AboutSubject.one_subject("prioraward_is_about_one")]
        indexes = [
            models.Index(fields=["authority", "person"], name="prioraward_by_person"),
            models.Index(fields=["authority", "unit"], name="prioraward_by_unit"),
            models.Index(fields=["authority", "household"], name="prioraward_by_household"),
        ]

    def __str__(self) -> str:
        return f"{self.name} năm {self.year}: {self.subject_name}"


class Initiative(Fact):
    """A recognised initiative, topic or work of a person ("sáng kiến, đề tài, đề án")."""

    person = models.ForeignKey(
        "organisation.Person", on_delete=models.PROTECT, related_name="initiatives", verbose_name="cá nhân"
    )
    year = models.PositiveSmallIntegerField("năm công nhận")
    name = models.CharField("tên sáng kiến, đề tài", max_length=300)

    def __str__(self) -> str:
        return self.name


class Discipline(Fact, AboutSubject):
    """A form of discipline and the last day of its period, empty while nobody wrote it down."""

    level = models.CharField("hình thức kỷ luật", max_length=12, choices=DisciplineChoice.choices)
    decided_on = models.DateField("ngày quyết định")
    ends_on = models.DateField("hết thời hạn ngày", null=True, blank=True)

    class Meta:
        constraints = [
            AboutSubject.one_subject("discipline_is_about_one"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("decided_on")),
                name="discipline_ends_after_it_starts",
                violation_error_message="Ngày hết thời hạn phải sau ngày quyết định.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.subject_name}"


class CollectiveYear(Fact):
    """The people of a unit in a year, as counts ("tập thể trong năm"); empty where nobody said."""

    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="years", verbose_name="tập thể"
    )
    year = models.PositiveSmallIntegerField("năm")
    members = models.PositiveIntegerField("số người")
    completed = models.PositiveIntegerField("hoàn thành nhiệm vụ", null=True, blank=True)
    advanced = models.PositiveIntegerField("Lao động tiên tiến", null=True, blank=True)
    exemplary = models.PositiveIntegerField("Chiến sĩ thi đua cơ sở", null=True, blank=True)
    warned = models.PositiveIntegerField("bị cảnh cáo trở lên", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year"],
                name="collectiveyear_is_one_a_year",
                violation_error_message="Đã có số liệu của tập thể năm này.",
            ),
            models.CheckConstraint(
                condition=(Q(completed__isnull=True) | Q(completed__lte=F("members")))
                & (Q(advanced__isnull=True) | Q(advanced__lte=F("members")))
                & (Q(exemplary__isnull=True) | Q(exemplary__lte=F("members")))
                & (Q(warned__isnull=True) | Q(warned__lte=F("members"))),
                name="collectiveyear_parts_fit",
                violation_error_message="Số người trong từng mục không được nhiều hơn tổng số người.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} năm {self.year}"


class WorkYear(Fact):
    """How many months of a year a person worked; maternity leave counts as work where the law says so."""

    person = models.ForeignKey(
        "organisation.Person", on_delete=models.PROTECT, related_name="work_years", verbose_name="cá nhân"
    )
    year = models.PositiveSmallIntegerField("năm")
    months = models.PositiveSmallIntegerField("số tháng làm việc")
    is_on_maternity = models.BooleanField("có nghỉ thai sản", default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "year"],
                name="workyear_is_one_a_year",
                violation_error_message="Đã có số tháng làm việc của năm này.",
            ),
            models.CheckConstraint(
                condition=Q(months__lte=12),
                name="workyear_has_at_most_twelve_months",
                violation_error_message="Một năm có 12 tháng.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.months} tháng năm {self.year}"


class PersonProfile(Fact):
    """What tells people apart and what balance asks of them; never public."""

    person = models.OneToOneField(
        "organisation.Person", on_delete=models.PROTECT, related_name="profile", verbose_name="cá nhân"
    )
    identity_number = models.CharField("số định danh", max_length=12, blank=True)
    is_leader = models.BooleanField("giữ chức vụ lãnh đạo", null=True, blank=True)
    is_direct_worker = models.BooleanField("lao động trực tiếp", null=True, blank=True)

    def __str__(self) -> str:
        return str(self.person)
