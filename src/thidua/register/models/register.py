from typing import Self

from django.db import models
from django.db.models import Q

from thidua.core.register.notes import verifier_key
from thidua.foundation.actors import Actor
from thidua.organisation.models import AuthorityOwned


class RegisterQuerySet(models.QuerySet["Register"]):
    def visible_to(self, actor: Actor) -> Self:
        return self.filter(authority_id__in=actor.authority_ids)

    def public(self) -> Self:
        """The registers as strangers find them: the log itself is public by what it is for."""
        return self.select_related("authority").order_by("authority__name", "pk")


class Register(AuthorityOwned):
    """The golden book of an authority ("sổ vàng"): a Merkle log that only grows.

    `size` counts its leaves; the row is locked while one is appended, so that numbers run from 0 without a
    gap. `name` is what its checkpoints and its key are known by, and never changes. Written only through
    `register.services`.
    """

    name = models.SlugField("tên trên mốc", max_length=80, unique=True, editable=False)
    size = models.PositiveIntegerField("số mục", default=0, editable=False)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority"], name="register_is_one_an_authority")]

    def __str__(self) -> str:
        return f"Sổ vàng {self.authority}"


class RegisterKey(models.Model):
    """The key a register is signed with; its private half never enters the database.

    The newest key signs. Older ones stay, since their checkpoints are still held against them.
    """

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="keys")
    public = models.BinaryField("khóa công khai", max_length=32)
    made_at = models.DateTimeField("tạo lúc")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return bytes(self.public).hex()[:12]

    @property
    def text(self) -> str:
        """The key as it is handed to those who check."""
        return verifier_key(self.register.name, bytes(self.public))


class RegisterCheckpoint(models.Model):
    """A signed statement of a register ("mốc"): how long it was, its root, in the form of a signed note."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="checkpoints")
    key = models.ForeignKey(RegisterKey, on_delete=models.PROTECT, related_name="checkpoints")
    size = models.PositiveIntegerField("số mục")
    root = models.BinaryField("gốc", max_length=32)
    note = models.TextField("mốc đã ký")
    made_at = models.DateTimeField("ký lúc")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "size", "key"], name="registercheckpoint_is_signed_once"
            ),
            models.CheckConstraint(condition=~Q(note=""), name="registercheckpoint_is_signed"),
        ]
        ordering = ["-size", "-id"]

    def __str__(self) -> str:
        return f"Mốc {self.size} mục"
