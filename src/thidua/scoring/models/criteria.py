from typing import Any, Self

from django.db import models
from django.db.models import Q

from thidua.core.scoring import CriteriaSet as Table
from thidua.core.scoring import Criterion as Row
from thidua.core.scoring import Group as Chapter
from thidua.core.scoring import GroupKind, Reading
from thidua.core.scoring.exchange import ceilings_from, rating_bands_from, rule_from, ties_from
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.organisation.models import AuthorityOwned
from thidua.scoring.enums import EventKind, GroupKindChoice, ReadingChoice, RuleChoice, SetState


def points_column(label: str, **more: Any) -> Any:
    """Return a column for points: up to 99.999, with four decimals at most."""
    return models.DecimalField(label, max_digits=9, decimal_places=4, **more)


class CriteriaSetQuerySet(models.QuerySet["CriteriaSet"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)

    def for_list(self) -> Self:
        return self.select_related("movement").order_by("-movement__year", "name", "-number")


class CriteriaSet(AuthorityOwned, VersionedModel):
    """A table of criteria ("bộ tiêu chí chấm điểm"), one edition of it.

    A locked edition never changes; a new edition replaces it with a reason. Criteria keep their `key` over
    the editions. `bands`, `ceilings` and `ties` are in the exchange form of `core.scoring.exchange`;
    `dropped` holds lines that were taken out of the draft, newest first. Changed only through
    `scoring.services.criteria` and `editions`.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    movement = models.ForeignKey(
        "movements.Movement",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="criteria_sets",
        verbose_name="phong trào",
    )
    name = models.CharField("tên bộ tiêu chí", max_length=300)
    number = models.PositiveSmallIntegerField("bản thứ", default=1, editable=False)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by", editable=False
    )
    replaced_because = models.CharField("lý do thay", max_length=500, blank=True, editable=False)
    state = models.CharField(
        "trạng thái", max_length=10, choices=SetState.choices, default=SetState.DRAFT, editable=False
    )
    total = points_column("tổng điểm", default=100)
    places = models.PositiveSmallIntegerField("số chữ số sau dấu phẩy", default=2)
    rescales = models.BooleanField("không giao thì quy đổi", default=True)
    is_scored = models.BooleanField("có chấm điểm", default=True)
    bands = models.JSONField("xếp loại", default=list, blank=True)
    ceilings = models.JSONField("mức xếp loại cao nhất khi có vi phạm", default=list, blank=True)
    ties = models.JSONField("khi bằng điểm", default=list, blank=True)
    source = models.CharField("nguồn", max_length=500, blank=True)
    dropped = models.JSONField("tiêu chí đã bỏ", default=list, blank=True, editable=False)
    locked_at = models.DateTimeField("khóa lúc", null=True, blank=True, editable=False)
    locked_by = models.CharField("người khóa", max_length=200, blank=True, editable=False)

    objects: Any = CriteriaSetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "movement", "name", "number"],
                name="criteriaset_edition_is_unique",
                violation_error_message="Đã có bộ tiêu chí tên này.",
            ),
            models.CheckConstraint(
                condition=Q(state=SetState.DRAFT) ^ Q(locked_at__isnull=False),
                name="criteriaset_has_moment_once_locked",
                violation_error_message="Bộ tiêu chí đã khóa phải có thời điểm khóa.",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaced_because=""),
                name="criteriaset_edition_has_reason",
                violation_error_message="Bản mới phải ghi lý do.",
            ),
            models.CheckConstraint(
                condition=Q(total__gte=0) & Q(places__lte=4),
                name="criteriaset_total_is_sound",
                violation_error_message="Tổng điểm không âm; nhiều nhất 4 chữ số sau dấu phẩy.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def table(self) -> Table:
        """The set as the rules read it; prefetch `groups__criteria` first."""
        return self.table_with(tuple(group.chapter for group in self.groups.all()))

    def table_with(self, groups: tuple[Chapter, ...]) -> Table:
        """Return the set with groups that are at hand already."""
        return Table(
            name=self.name,
            total=self.total,
            groups=groups,
            bands=rating_bands_from(self.bands),
            ceilings=ceilings_from(self.ceilings),
            ties=ties_from(self.ties),
            places=self.places,
            rescales=self.rescales,
            is_scored=self.is_scored,
            source=self.source,
        )


class CriterionGroup(VersionedModel):
    """A chapter of a set ("nhóm tiêu chí"); in one of deductions `maximum` is the most that may be lost."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    criteria_set = models.ForeignKey(
        CriteriaSet, on_delete=models.CASCADE, related_name="groups", verbose_name="bộ tiêu chí"
    )
    key = models.CharField("mã", max_length=40)
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("tên nhóm", max_length=300)
    kind = models.CharField(
        "loại", max_length=10, choices=GroupKindChoice.choices, default=GroupKindChoice.BASE
    )
    maximum = points_column("điểm tối đa")
    floor = models.DecimalField("phải đạt ít nhất", max_digits=5, decimal_places=4, default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "key"], name="criteriongroup_key_is_unique"),
            models.CheckConstraint(
                condition=Q(maximum__gte=0) & Q(floor__gte=0) & Q(floor__lte=1),
                name="criteriongroup_numbers_are_sound",
                violation_error_message="Điểm không âm; mức phải đạt từ 0 đến 100%.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.criteria_set.authority_id

    @property
    def head(self) -> Chapter:
        """The group without its criteria, for what looks at one line."""
        return Chapter(self.key, self.name, self.maximum, (), GroupKind(self.kind), self.floor)

    @property
    def chapter(self) -> Chapter:
        return Chapter(
            key=self.key,
            name=self.name,
            maximum=self.maximum,
            criteria=tuple(criterion.row for criterion in self.criteria.all()),
            kind=GroupKind(self.kind),
            floor=self.floor,
        )


class Criterion(VersionedModel):
    """One line of a set ("tiêu chí"). `rule` holds the numbers of its way to give points."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    group = models.ForeignKey(
        CriterionGroup, on_delete=models.CASCADE, related_name="criteria", verbose_name="nhóm"
    )
    key = models.CharField("mã", max_length=40)
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("tiêu chí", max_length=500)
    guidance = models.TextField("hướng dẫn chấm", blank=True)
    maximum = points_column("điểm tối đa")
    rule_kind = models.CharField("cách tính", max_length=12, choices=RuleChoice.choices)
    rule = models.JSONField("các số của cách tính", default=dict, blank=True)
    reading = models.CharField(
        "lấy từ", max_length=8, choices=ReadingChoice.choices, default=ReadingChoice.PERSON
    )
    targets = models.ManyToManyField(
        "movements.Target", blank=True, related_name="criteria", verbose_name="chỉ tiêu"
    )
    event_kind = models.CharField("đếm gì", max_length=16, choices=EventKind.choices, blank=True)
    base_condition = models.CharField("điều kiện để có điểm", max_length=300, blank=True)
    needs_evidence = models.BooleanField("phải có minh chứng", default=False)
    self_scored = models.BooleanField("đơn vị tự chấm", default=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["group", "key"], name="criterion_key_is_unique"),
            models.CheckConstraint(
                condition=Q(maximum__gte=0),
                name="criterion_maximum_is_not_negative",
                violation_error_message="Điểm tối đa không được âm.",
            ),
            models.CheckConstraint(
                condition=~Q(reading=ReadingChoice.EVENTS) | ~Q(event_kind=""),
                name="criterion_of_events_says_which",
                violation_error_message="Chọn đếm việc gì.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.group.authority_id

    @property
    def is_computed(self) -> bool:
        """Whether the program alone gives the points: from figures, or from what it counts itself."""
        counts_itself = self.reading == ReadingChoice.EVENTS and self.event_kind != EventKind.WRITTEN
        return self.reading == ReadingChoice.TARGET or counts_itself

    @property
    def is_counted_by_hand(self) -> bool:
        """Whether each event is written down with its day ("người chấm ghi")."""
        return self.reading == ReadingChoice.EVENTS and self.event_kind == EventKind.WRITTEN

    @property
    def row(self) -> Row:
        return Row(
            key=self.key,
            name=self.name,
            rule=rule_from(self.rule_kind, self.maximum, self.rule),
            reading=Reading(self.reading),
            guidance=self.guidance,
            base_condition=self.base_condition,
            needs_evidence=self.needs_evidence,
            self_scored=self.self_scored,
            counts=self.event_kind,
        )
