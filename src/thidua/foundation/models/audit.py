from collections.abc import Iterable
from typing import Any, Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    def visible_to(self, actor: Actor) -> Self:
        """Of one's own commune and those below; deeds on people and accounts to the own office only."""
        found = self.filter(authority_id__in=actor.authority_ids)
        is_private = Q(object_type__in=_private_types())
        if actor.has("office", "keeper"):
            return found.exclude(is_private & ~Q(authority_id=actor.authority_id))
        return found.exclude(is_private)

    def about(self, object_id: object) -> Self:
        return self.filter(object_id=str(object_id))

    def together(self, batches: Iterable[UUID]) -> Self:
        """Deeds on single things that were done in these batches, in order."""
        return self.filter(batch__in=list(batches)).order_by("id")

    def update(self, **_: Any) -> int:
        raise DomainError("Nhật ký chỉ ghi thêm, không sửa.")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise DomainError("Nhật ký chỉ ghi thêm, không xóa.")


class AuditEntry(models.Model):
    """One deed: who, on whose behalf, what, before and after, why ("nhật ký").

    Written in the transaction of the deed by `foundation.services.audit.record`, never changed: the
    database itself refuses UPDATE and DELETE. People are kept by name, so that it reads the same for ever.
    `batch` ties the deeds of one press of a button together: one tells of all, the others of one thing each.
    """

    at = models.DateTimeField("lúc")
    by_user_id = models.BigIntegerField("tài khoản", null=True)
    by_name = models.CharField("người làm", max_length=200)
    on_behalf_of = models.CharField("làm thay", max_length=200, blank=True)
    authority_id = models.UUIDField("cơ quan", null=True)
    action = models.CharField("việc", max_length=100)
    object_type = models.CharField("loại đối tượng", max_length=100)
    object_id = models.CharField("khóa đối tượng", max_length=64)
    object_label = models.CharField("đối tượng", max_length=300)
    changes = models.JSONField("thay đổi", default=dict)
    reason = models.TextField("lý do", blank=True)
    batch = models.UUIDField("lần làm chung", null=True, editable=False, db_index=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["object_id", "id"], name="audit_by_object"),
            models.Index(fields=["authority_id", "id"], name="audit_by_authority"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_label}"

    @property
    def tells_of_many(self) -> bool:
        """Whether the deed counts things that have entries of their own."""
        return self.batch is not None and "count" in self.changes


def _private_types() -> list[str]:
    """Name the models that say `history_is_private`, by the names they have and those they had before."""
    private = [model for model in apps.get_models() if getattr(model, "history_is_private", False)]
    names = [model._meta.label_lower for model in private]  # noqa: SLF001 -- Django's documented model API
    return names + [model.known_before_as for model in private if hasattr(model, "known_before_as")]
