"""Write the audit trail; the only place that does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models

from thidua.foundation.actors import Actor
from thidua.foundation.keys import key_of
from thidua.foundation.models import AuditEntry, add_each


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done, beside the object: before and after by field, why, and for whom."""

    changes: Mapping[str, tuple[object, object]] | None = None
    reason: str = ""
    on_behalf_of: str = ""
    batch: UUID | None = None


class Thing(NamedTuple):
    """What a deed is about, as the trail names it: for rows that were read without their models."""

    model: type[models.Model]
    key: UUID
    label: str
    authority_id: UUID


def record(action: str, obj: models.Model, *, by: Actor, at: datetime, deed: Deed | None = None) -> None:
    """Add one entry in the current transaction. `action` is `app.aggregate.verb`."""
    record_each(action, [(obj, deed or Deed())], by=by, at=at)


def record_each(
    action: str, deeds: Iterable[tuple[models.Model | Thing, Deed]], *, by: Actor, at: datetime
) -> None:
    """Add one entry for each thing, by one statement for all."""
    who = (at, by.user_id, by.name, action)
    add_each(AuditEntry, _COLUMNS, [(*who, *_about(obj, by), *_told(deed)) for obj, deed in deeds])


_COLUMNS = (
    *("at", "by_user_id", "by_name", "action"),
    *("authority_id", "object_type", "object_id", "object_label"),
    *("on_behalf_of", "changes", "reason", "batch"),
)


def _about(obj: models.Model | Thing, by: Actor) -> tuple[UUID | None, str, str, str]:
    """Return whose history it is in, and the kind, key and label of the thing."""
    if isinstance(obj, Thing):
        return obj.authority_id, obj.model._meta.label_lower, str(obj.key), obj.label[:300]  # noqa: SLF001 -- see below
    authority_id = getattr(obj, "authority_id", None) or by.authority_id
    kind = obj._meta.label_lower  # noqa: SLF001 -- Django's documented model API
    return authority_id, kind, key_of(obj), str(obj)[:300]


def _told(deed: Deed) -> tuple[str, dict[str, Any], str, UUID | None]:
    changes = (deed.changes or {}).items()
    told = {name: [plain(before), plain(after)] for name, (before, after) in changes}
    return deed.on_behalf_of, told, deed.reason, deed.batch


def plain(value: object) -> Any:
    """Turn a field's value into what JSON keeps without loss; a related record keeps its label for people."""
    if value is None or type(value) is str or isinstance(value, bool | int):
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
