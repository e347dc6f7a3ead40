from typing import Self

from django.db import models
from django.db.models import Q

from thidua.core.register.copies import Entry
from thidua.core.register.leaves import Leaf, LeafKind
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
    """One entry of a register: the sealed hash of a record, and beside it the record and its salt.

    Salt and record go when a person asks for it, or when the law does; the seal stays, so the log still
    fits. `about` names what it tells of ("decision:<key>"), for queries; it is no part of the log.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="leaves")
    number = models.PositiveIntegerField("mục")
    kind = models.CharField("loại", max_length=12, choices=[(kind.value, kind.words) for kind in LeafKind])
    on = models.DateField("ngày")
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
        ]
        indexes = [models.Index(fields=["about"], name="registerleaf_by_subject")]
        ordering = ["number"]

    def __str__(self) -> str:
        return f"Mục {self.number} của sổ vàng"

    @property
    def entry(self) -> Entry:
        """The leaf as a copy holds it."""
        salt = None if self.salt is None else bytes(self.salt)
        leaf = Leaf(self.number, LeafKind(self.kind), self.on.isoformat(), bytes(self.seal))
        return Entry(leaf, salt, self.record)

    @property
    def is_erased(self) -> bool:
        return self.record is None


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
