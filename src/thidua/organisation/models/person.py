from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from thidua.core.text import name_sort_key
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.organisation.enums import Role
from thidua.organisation.models.authority import AuthorityOwned
from thidua.organisation.models.unit import Unit


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)

    def for_list(self) -> Self:
        return self.order_by("sort_key", "pk")


class Person(AuthorityOwned, VersionedModel):
    """A person ("cá nhân"). Only what the work needs; nothing here is public without a legal basis.

    `given_name` overrules the last word of the name for sorting, for names built otherwise.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    full_name = models.CharField("họ và tên", max_length=120)
    given_name = models.CharField("tên gọi để xếp thứ tự", max_length=60, blank=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    is_female = models.BooleanField("là nữ", null=True, blank=True)
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="people", verbose_name="đơn vị"
    )
    pasted_in = models.ForeignKey(
        "organisation.PastedList",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
        verbose_name="lần nhập",
        editable=False,
    )
    sort_key = models.CharField("khóa thứ tự", max_length=500, editable=False)

    history_is_private = True
    objects = PersonQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["authority", "sort_key"], name="person_in_order")]

    def __str__(self) -> str:
        return self.full_name

    def fill_keys(self) -> None:
        """Fill the column lists are ordered by; `save` does, what writes many at once must ask for it."""
        self.sort_key = name_sort_key(self.full_name, self.given_name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_keys()
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "sort_key"}
        super().save(*args, **kwargs)


class HouseholdQuerySet(models.QuerySet["Household"]):
    def visible_to(self, actor: Actor) -> Self:
        """The office sees all of the commune, a village head those of the village, others none."""
        if actor.has(Role.OFFICE, Role.KEEPER):
            return self.filter(authority_id=actor.authority_id)
        return self.filter(authority_id=actor.authority_id, unit_id__in=actor.unit_ids)

    def for_list(self) -> Self:
        return self.select_related("unit", "head").order_by("unit__sort_key", "head__sort_key", "pk")


class Household(AuthorityOwned, VersionedModel):
    """A household ("hộ gia đình") of a village, named after its head."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="households", verbose_name="thôn")
    head = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="households_headed", verbose_name="chủ hộ"
    )
    members = models.PositiveSmallIntegerField("số nhân khẩu", null=True, blank=True)

    history_is_private = True
    objects = HouseholdQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["head"], name="household_has_own_head")]

    def __str__(self) -> str:
        return f"Hộ {self.head}"


class PositionQuerySet(models.QuerySet["Position"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)

    def ending_after(self, last_day: date) -> Self:
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last_day))

    def held_on(self, on: date | models.Func) -> Self:
        return self.filter(starts_on__lte=on).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))


class Position(AuthorityOwned, VersionedModel):
    """A post held by a person from a day to a day ("chức vụ"); it carries the rights of its role."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="positions", verbose_name="người giữ"
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="positions", verbose_name="đơn vị"
    )
    role = models.CharField("vai trò", max_length=12, choices=Role.choices)
    title = models.CharField("chức danh", max_length=120)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    decision = models.CharField("quyết định", max_length=200, blank=True)

    objects = PositionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="position_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                name="position_of_unit_head_has_unit",
                condition=~Q(role=Role.UNIT_HEAD) | Q(unit__isnull=False),
                violation_error_message="Trưởng đơn vị phải thuộc một đơn vị.",
            ),
        ]
        ordering = ["starts_on", "id"]

    def __str__(self) -> str:
        return f"{self.title} {self.person}"

    def is_held_on(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)
