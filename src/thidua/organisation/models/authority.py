from datetime import date, datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.organisation.enums import ChangeKind, Level

_LEVEL_WORDS = frozenset({"xã", "phường", "huyện", "tỉnh"})


class AuthorityQuerySet(models.QuerySet["Authority"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(pk__in=actor.authority_ids)

    def in_force_still(self) -> Self:
        return self.filter(valid_to__isnull=True)

    def in_force(self, on: date) -> Self:
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on)).filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )

    def day_of(self, authority_id: UUID | None, today: date) -> date:
        """Return the day the boards of an authority are judged on; one query."""
        if authority_id is None:
            return today
        stands_on = self.filter(pk=authority_id).values_list("stands_on", flat=True).first()
        return stands_on or today

    def has_come(self, field: str, at: datetime, *, owner: str = "authority") -> Q:
        """Match rows whose moment has come by the clock of their authority: none comes where it stands still.

        One query; hardly any authority stands still.
        """
        come = Q(**{f"{owner}__stands_on": None, f"{field}__lte": at})
        for still in self.exclude(stands_on=None):
            come |= Q(**{owner: still, f"{field}__lte": still.moment(at)})
        return come


class Authority(VersionedModel):
    """A body of government ("cơ quan, chính quyền"): commune, district, province, the centre.

    `valid_to` is the last day it existed; what became of it is an `AuthorityChange`. What no source
    told stays empty, and `is_confirmed` says whether a person has checked the rest.

    `stands_on` is the day on which the sample commune stands still: its year is long over, and judged by
    the calendar every report of it would be years late. A real office has none.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField("tên", max_length=200)
    level = models.CharField("cấp", max_length=10, choices=Level.choices)
    code = models.CharField("mã đơn vị hành chính", max_length=10, blank=True)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name="cấp trên",
    )
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    formed_from = models.CharField("hình thành từ", max_length=500, blank=True)
    source = models.CharField("nguồn", max_length=200, blank=True)
    is_confirmed = models.BooleanField("đã kiểm chứng", default=False)
    office_phone = models.CharField("điện thoại văn phòng", max_length=20, blank=True)
    office_zalo = models.CharField("Zalo văn phòng", max_length=20, blank=True)
    office_address = models.CharField("địa chỉ văn phòng", max_length=200, blank=True)
    place_name = models.CharField("địa danh", max_length=60, blank=True)
    content_by = models.CharField("người chịu trách nhiệm nội dung", max_length=200, blank=True)
    is_demo = models.BooleanField("số liệu minh họa", default=False)
    stands_on = models.DateField("ngày của xã mẫu", null=True, blank=True, editable=False)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="authority_ends_after_it_starts",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code="") & Q(valid_to__isnull=True),
                name="authority_code_is_unique_in_force",
                violation_error_message="Mã này đã dùng cho một cơ quan đang hoạt động.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def day(self, today: date) -> date:
        """Return the day its boards are judged on: today, or the day on which it stands still."""
        return self.stands_on or today

    def moment(self, now: datetime) -> datetime:
        """Return when a deed of now is written down: at this hour of the day its boards are judged on."""
        today = localdate(now)
        return now + (self.day(today) - today)

    def received_on(self, today: date) -> date:
        """Return the day on which something comes in: never later than the day the commune stands on."""
        return min(today, self.day(today))

    @property
    def committee(self) -> str:
        """The body that issues its letters: "Ủy ban nhân dân xã Cẩm Lĩnh"."""
        return f"Ủy ban nhân dân {self.name}"

    @property
    def place(self) -> str:
        """The place before a date ("Cẩm Lĩnh, ngày 05 …"): as told, else the name without its level.

        Nghị định 30/2020, annex I: official documents name the place where the issuing body sits.
        """
        first, _, rest = self.name.partition(" ")
        return self.place_name or (rest if first in _LEVEL_WORDS else self.name)

    @property
    def answers_for_content(self) -> str:
        """Who is responsible for what the public pages say."""
        return self.content_by or f"Thường trực Hội đồng Thi đua – Khen thưởng {self.name}"


class AuthorityChange(models.Model):
    """One step of lineage: what became of an authority, when, by which document."""

    kind = models.CharField("hình thức", max_length=10, choices=ChangeKind.choices)
    before = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="became", verbose_name="trước"
    )
    after = models.ForeignKey(
        Authority,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="came_from",
        verbose_name="sau",
    )
    on = models.DateField("từ ngày")
    source = models.CharField("nguồn", max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["before", "after", "on"], name="authoritychange_is_told_once"),
            models.CheckConstraint(
                name="authoritychange_names_what_came",
                condition=Q(kind=ChangeKind.ABOLISHED) | Q(after__isnull=False),
                violation_error_message="Ghi đơn vị mới, trừ khi kết thúc hoạt động.",
            ),
        ]
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.before} {self.get_kind_display()} {self.on:%d/%m/%Y}"


class AuthorityOwned(models.Model):
    """Base of every domain row: it belongs to one authority and is read through `visible_to`."""

    authority = models.ForeignKey(
        Authority, on_delete=models.PROTECT, related_name="+", verbose_name="cơ quan", editable=False
    )

    class Meta:
        abstract = True
