import re
from datetime import date
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from thidua.core.text import sort_key
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import VersionedModel
from thidua.organisation.enums import ANY_HEAD_TITLE, HEAD_TITLES, VILLAGE_HEAD_TITLES, UnitKind
from thidua.organisation.models.authority import AuthorityOwned

_NUMBER = re.compile(r"[0-9]+")
_DIGITS = 6  # "Thôn 10" comes after "Thôn 9"


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)

    def in_force_still(self) -> Self:
        return self.filter(valid_to__isnull=True)

    def in_force(self, on: date) -> Self:
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))

    def for_list(self) -> Self:
        return self.order_by("kind_rank", "sort_key", "pk")


class Unit(AuthorityOwned, VersionedModel):
    """A unit that takes part ("đơn vị"): a village, a board, a school, a cooperative.

    `aliases` are other names letters use for it, one a line. `valid_to` is its last day; a unit
    is closed with a reason, never deleted.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField("tên đơn vị", max_length=200)
    short_name = models.CharField("tên ngắn", max_length=60, blank=True)
    kind = models.CharField("loại", max_length=12, choices=UnitKind.choices)
    aliases = models.TextField("tên khác trong văn bản", blank=True)
    household_count = models.PositiveIntegerField("số hộ", null=True, blank=True)
    population = models.PositiveIntegerField("số khẩu", null=True, blank=True)
    valid_from = models.DateField("hoạt động từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    pasted_in = models.ForeignKey(
        "organisation.PastedList",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="units",
        verbose_name="lần nhập",
        editable=False,
    )
    sort_key = models.CharField("khóa thứ tự", max_length=700, editable=False)
    kind_rank = models.PositiveSmallIntegerField("thứ tự loại", editable=False, default=0)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "name"],
                condition=Q(valid_to__isnull=True),
                name="unit_name_is_unique_in_force",
                violation_error_message="Đã có đơn vị cùng tên đang hoạt động.",
            ),
            models.CheckConstraint(
                name="unit_ends_after_it_starts",
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
        ]
        indexes = [models.Index(fields=["authority", "kind_rank", "sort_key"], name="unit_in_order")]

    def __str__(self) -> str:
        return self.name

    def fill_keys(self) -> None:
        """Fill the columns lists are ordered by; `save` does, what writes many at once must ask for it."""
        self.sort_key = sort_key(_NUMBER.sub(lambda found: found[0].zfill(_DIGITS), self.name, count=1))
        self.kind_rank = list(UnitKind.values).index(self.kind)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_keys()
        fields = kwargs.get("update_fields")
        if fields is not None:
            kwargs["update_fields"] = {*fields, "sort_key", "kind_rank"}
        super().save(*args, **kwargs)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name a letter may use for it."""
        return tuple(
            name for name in (self.name, self.short_name, *self.aliases.splitlines()) if name.strip()
        )

    @property
    def head_title(self) -> str:
        """What its head signs papers as: "Trưởng thôn", "Hiệu trưởng"."""
        if self.kind == UnitKind.VILLAGE:
            name = f"{self.name.casefold()} "
            own = (title for word, title in VILLAGE_HEAD_TITLES.items() if name.startswith(f"{word} "))
            return next(own, HEAD_TITLES[UnitKind.VILLAGE])
        return HEAD_TITLES.get(UnitKind(self.kind), ANY_HEAD_TITLE)


class BlockQuerySet(models.QuerySet["Block"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)


class Block(AuthorityOwned, VersionedModel):
    """A group of units that compete with each other ("cụm, khối thi đua")."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField("tên cụm, khối", max_length=200)
    units = models.ManyToManyField(Unit, through="BlockMembership", related_name="blocks")

    objects = BlockQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority", "name"], name="block_name_is_unique")]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class BlockMembershipQuerySet(models.QuerySet["BlockMembership"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(block__authority_id__in=actor.authority_ids)

    def held_on(self, on: date) -> Self:
        return self.filter(starts_on__lte=on).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))

    def overlapping(self, starts_on: date) -> Self:
        """Those that hold on that day or later."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on))


class BlockMembership(models.Model):
    """A unit in a block from a day on, until a day."""

    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)

    objects = BlockMembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["block", "unit"],
                condition=Q(ends_on__isnull=True),
                name="blockmembership_is_open_once",
                violation_error_message="Đơn vị đang ở trong cụm, khối này.",
            ),
            models.CheckConstraint(
                name="blockmembership_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} – {self.block}"

    @property
    def authority_id(self) -> UUID:
        """Whose history tells of it."""
        return self.block.authority_id


class BlockHeadQuerySet(models.QuerySet["BlockHead"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(block__authority_id__in=actor.authority_ids)

    def held_on(self, on: date) -> Self:
        return self.filter(starts_on__lte=on).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))


class BlockHead(models.Model):
    """The unit that heads a block from a day on ("đơn vị trưởng cụm, khối"); the office passes on in turn.

    The last one has no last day until the next is chosen, whose first day is that of the handing over.
    """

    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="heads")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="blocks_headed", verbose_name="đơn vị trưởng"
    )
    starts_on = models.DateField("nhận bàn giao ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    chosen_by = models.CharField("người ghi", max_length=200, editable=False)

    objects = BlockHeadQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["block"],
                condition=Q(ends_on__isnull=True),
                name="blockhead_is_open_once",
                violation_error_message="Cụm, khối đã có đơn vị trưởng.",
            ),
            models.CheckConstraint(
                name="blockhead_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}, trưởng {self.block}"

    @property
    def authority_id(self) -> UUID:
        """Whose history tells of it."""
        return self.block.authority_id
