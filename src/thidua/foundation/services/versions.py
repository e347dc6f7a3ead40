"""Change a record only from the version that was seen."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models

from thidua.core.errors import DomainError
from thidua.foundation.models import AuditEntry, VersionedModel


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """One field in three versions: as typed now, as saved meanwhile, as it was before both."""

    field: str
    label: str
    mine: object
    theirs: object
    before: object

    @property
    def differs(self) -> bool:
        return self.mine != self.theirs


class StaleVersionError(DomainError):
    """Somebody saved the record meanwhile; nothing was overwritten."""

    def __init__(self, obj: VersionedModel, fields: tuple[ThreeWay, ...], saved_by: str) -> None:
        super().__init__(f"{saved_by} đã lưu mục này trước. Chưa có gì bị ghi đè.")
        self.obj = obj
        self.fields = fields
        self.saved_by = saved_by


def apply(
    obj: VersionedModel, values: Mapping[str, object], *, expected: int
) -> dict[str, tuple[object, object]]:
    """Set `values` on a locked record, raise its version, save, and return what changed for the audit.

    Raises StaleVersionError when `expected` is not the version in the database. Saving the
    same values again changes nothing and keeps the version.
    """
    if obj.version != expected:
        raise _stale(obj, values, expected)
    changes = {
        name: (getattr(obj, name), value) for name, value in values.items() if getattr(obj, name) != value
    }
    if not changes:
        return {}
    for name, value in values.items():
        setattr(obj, name, value)
    obj.version += 1
    obj.full_clean(validate_unique=False, validate_constraints=False)
    obj.save(update_fields=[*_columns(obj, changes), "version"])
    changes["version"] = (expected, obj.version)
    return changes


def _columns(obj: models.Model, changes: Mapping[str, object]) -> list[str]:
    return [obj._meta.get_field(name).name for name in changes]  # noqa: SLF001 -- Django's documented model API


def _stale(obj: VersionedModel, values: Mapping[str, object], expected: int) -> StaleVersionError:
    entries = list(AuditEntry.objects.about(obj.pk).filter(changes__has_key="version").order_by("id"))
    since = [entry for entry in entries if int(entry.changes["version"][1]) > expected]
    before: dict[str, object] = {}
    for entry in since:
        for name, (old, _) in entry.changes.items():
            before.setdefault(name, old)
    fields = tuple(
        ThreeWay(
            field=name,
            label=str(obj._meta.get_field(name).verbose_name),  # type: ignore[union-attr]  # noqa: SLF001 -- concrete fields
            mine=value,
            theirs=getattr(obj, name),
            before=before.get(name, getattr(obj, name)),
        )
        for name, value in values.items()
    )
    return StaleVersionError(obj, fields, since[-1].by_name if since else "Người khác")
