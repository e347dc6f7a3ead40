from typing import Self

from django.db import models
from django.db.models import Q

from thidua.core.register.copies import Entry, Part
from thidua.core.register.leaves import FORMAT, Leaf, LeafKind
from thidua.foundation.actors import Actor
from thidua.register.models.register import Register


class LeafQuerySet(models.QuerySet["RegisterLeaf"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(register__authority_id__in=actor.authority_ids)

    def public(self) -> Self:
        """Every entry: the log is public by what it is for, and holds what decisions say openly."""
        return self.select_related("register")

    def telling_of(self, key: str) -> Self:
        return self.filter(about=key)


class RegisterLeaf(models.Model):
    """One entry of a register: the sealed hash of a record and its parts, and beside it record and salt.

    What it tells of a person stands in a `RegisterPart`. An entry of the first `format` has none: there salt
    and record go as a whole when the law asks for it; the seal stays, so the log still fits. `about` names
    what it tells of ("decision:<key>"), for queries; it is no part of the log.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="leaves")
    number = models.PositiveIntegerField("mục")
    kind = models.CharField("loại", max_length=12, choices=[(kind.value, kind.words) for kind in LeafKind])
    on = models.DateField("ngày")
    format = models.PositiveSmallIntegerField("dạng", default=FORMAT)
    seal = models.BinaryField("dấu niêm", max_length=32)
    salt = models.BinaryField("muối", max_length=32, null=True)
    record = models.JSONField("nội dung", null=True)
    about = models.CharField("nói về", max_length=80, blank=True)
    written_at = models.DateTimeField("ghi lúc")

    objects = LeafQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="registerleaf_number_is_given_once"),
            models.CheckConstraint(
                condition=Q(salt__isnull=True, record__isnull=True)
                | Q(salt__isnull=False, record__isnull=False),
                name="registerleaf_record_goes_with_its_salt",
            ),
            models.CheckConstraint(
                condition=Q(format=1) | Q(record__isnull=False),
                name="registerleaf_record_stays_where_parts_go",
            ),
        ]
        indexes = [models.Index(fields=["about"], name="registerleaf_by_subject")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Mục {self.shown_number} của sổ vàng"

    @property
    def entry(self) -> Entry:
        """The leaf as a copy holds it."""
        salt = None if self.salt is None else bytes(self.salt)
        leaf = Leaf(self.number, LeafKind(self.kind), self.on.isoformat(), bytes(self.seal), self.format)
        return Entry(leaf, salt, self.record, tuple(part.sealed for part in self.parts.all()))

    @property
    def is_erased(self) -> bool:
        """Whether its record went, as it does in the first form."""
        return self.record is None

    @property
    def shown_number(self) -> int:
        """The number as people count, from 1."""
        return self.number + 1


class PartQuerySet(models.QuerySet["RegisterPart"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(leaf__register__authority_id__in=actor.authority_ids)

    def erased(self) -> Self:
        return self.filter(erasure__isnull=False)


class RegisterPart(models.Model):
    """What an entry tells of one person: sealed by itself, so that it is erased without the others.

    `about` names whom it tells of ("award:<key>"), for queries; empty where it is nobody's alone, such as a
    title. Once text and salt are erased, `erasure` is the entry that says so.
    """

    leaf = models.ForeignKey(RegisterLeaf, on_delete=models.PROTECT, related_name="parts")
    place = models.PositiveIntegerField("thứ tự trong mục")
    seal = models.BinaryField("dấu niêm", max_length=32)
    salt = models.BinaryField("muối", max_length=32, null=True)
    text = models.JSONField("nội dung", null=True)
    about = models.CharField("nói về", max_length=80, blank=True)
    erasure = models.ForeignKey(RegisterLeaf, null=True, on_delete=models.PROTECT, related_name="+")

    objects = PartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["leaf", "place"], name="registerpart_has_its_place"),
            models.CheckConstraint(
                condition=Q(salt__isnull=True, text__isnull=True, erasure__isnull=False)
                | Q(salt__isnull=False, text__isnull=False, erasure__isnull=True),
                name="registerpart_goes_with_the_entry_that_says_so",
            ),
        ]
        indexes = [models.Index(fields=["about"], name="registerpart_by_subject")]
        ordering = ["place"]

    def __str__(self) -> str:
        return f"Phần {self.place + 1} của mục {self.leaf.shown_number}"

    @property
    def sealed(self) -> Part:
        """The part as a copy holds it."""
        return Part(bytes(self.seal), None if self.salt is None else bytes(self.salt), self.text)


class RegisterNode(models.Model):
    """The hash over `1 << level` leaves from `place << level`, kept once they are all there.

    Derived from the leaves: an append and a proof read a few of these and never the whole log.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="nodes")
    level = models.PositiveSmallIntegerField("tầng")
    place = models.PositiveIntegerField("vị trí")
    hash = models.BinaryField("mã băm", max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "level", "place"], name="registernode_is_kept_once")
        ]

    def __str__(self) -> str:
        return f"{self.level}.{self.place}"
