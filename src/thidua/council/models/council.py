from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from thidua.awards.models.nomination import JUDGES
from thidua.council.enums import Seat
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.organisation.models import AuthorityOwned


class JudgesOnlyQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """What a council does is read by those who judge: office, chairman, council."""
        if not actor.has(*JUDGES):
            return self.none()
        return self.filter(authority_id=actor.authority_id)


class Council(AuthorityOwned, VersionedModel):
    """A council for emulation and commendation ("Hội đồng Thi đua – Khen thưởng"), set up by a decision."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField("tên Hội đồng", max_length=200)
    decision = models.CharField("số quyết định thành lập", max_length=60)
    decided_on = models.DateField("ngày quyết định")
    starts_on = models.DateField("hoạt động từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)

    objects: Any = JudgesOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="council_ends_after_it_starts",
                violation_error_message="Ngày cuối phải sau ngày bắt đầu hoạt động.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MemberQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        if not actor.has(*JUDGES):
            return self.none()
        return self.filter(council__authority_id=actor.authority_id)

    def sitting_on(self, on: date) -> Self:
        """Those who are members on a day, in the order of the list."""
        found = self.filter(starts_on__lte=on).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        return found.select_related("person").order_by("rank", "person__sort_key", "pk")


class CouncilMember(VersionedModel):
    """A person's seat in a council from a day to a day; resigning ends it, the row stays."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(
        "organisation.Person", on_delete=models.PROTECT, related_name="council_seats", verbose_name="người"
    )
    seat = models.CharField("chức vụ trong Hội đồng", max_length=10, choices=Seat.choices)
    rank = models.PositiveSmallIntegerField("thứ tự chức vụ", editable=False)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    decision = models.CharField("theo quyết định", max_length=200, blank=True)

    objects: Any = MemberQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="councilmember_ends_after_it_starts",
                violation_error_message="Ngày thôi tham gia phải sau ngày bắt đầu.",
            ),
            models.UniqueConstraint(
                fields=["council", "person"],
                condition=Q(ends_on__isnull=True),
                name="councilmember_sits_once",
                violation_error_message="Người này đang là thành viên Hội đồng.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}"

    @property
    def authority_id(self) -> Any:
        """Whose history tells of it."""
        return self.council.authority_id

    @staticmethod
    def rank_of(seat: str) -> int:
        """Return the place of a seat in lists."""
        return Seat.values.index(seat)
