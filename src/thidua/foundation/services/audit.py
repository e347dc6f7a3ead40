"""Write the audit trail; the only place that does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from thidua.foundation.actors import Actor
from thidua.foundation.keys import key_of
from thidua.foundation.models import AuditEntry, add_many


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done, beside the object: before and after by field, why, and for whom."""

    changes: Mapping[str, tuple[object, object]] | None = None
    reason: str = ""
    on_behalf_of: str = ""
    batch: UUID | None = None


def record(
    action: str, obj: models.Model, *, by: Actor, at: datetime, deed: Deed | None = None
) -> AuditEntry:
    """Add one entry in the current transaction. `action` is `app.aggregate.verb`."""
    entry = _entry(action, obj, by=by, at=at, deed=deed or Deed())
    entry.save(force_insert=True)
    return entry


def record_each(action: str, deeds: Iterable[tuple[models.Model, Deed]], *, by: Actor, at: datetime) -> None:
    """Add one entry for each thing, by one statement for all."""
    add_many([_entry(action, obj, by=by, at=at, deed=deed) for obj, deed in deeds])


def _entry(action: str, obj: models.Model, *, by: Actor, at: datetime, deed: Deed) -> AuditEntry:
    return AuditEntry(
        at=at,
        by_user_id=by.user_id,
        by_name=by.name,
        on_behalf_of=deed.on_behalf_of,
        authority_id=getattr(obj, "authority_id", None) or by.authority_id,
        action=action,
        object_type=obj._meta.label_lower,  # noqa: SLF001 -- Django's documented model API
        object_id=key_of(obj),
        object_label=str(obj)[:300],
        changes={
            name: [plain(before), plain(after)] for name, (before, after) in (deed.changes or {}).items()
        },
        reason=deed.reason,
        batch=deed.batch,
    )


def plain(value: object) -> Any:
    """Turn a field's value into what JSON keeps without loss; a related record keeps its label for people."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, models.Model):
        return {"key": str(value.pk), "label": str(value)[:300]}
    return str(value)
