"""Change a record only from the version that was seen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.keys import key_of
from thidua.foundation.models import AuditEntry, VersionedModel, change_many
from thidua.foundation.sentences import field_of, label_of, show
from thidua.foundation.services.audit import Deed, plain, record

_OF_SEVERAL = "pk"
"""How Django names a key that is made of several columns; one of them, `id`, is unique by itself."""


@dataclass(frozen=True, slots=True)
class ThreeWay:
    """One field in three versions: as typed now, as saved meanwhile, as it was before both.

    `before` is the plain form kept in the audit trail.
    """

    field: str
    mine: object
    theirs: object
    before: object
    object_type: str

    @property
    def differs(self) -> bool:
        mine, theirs = plain(self.mine), plain(self.theirs)
        return bool(mine != theirs)

    @property
    def is_mine_untouched(self) -> bool:
        """Only the other side changed it."""
        mine: object = plain(self.mine)
        return mine == self.before

    @property
    def label(self) -> str:
        return label_of(self.object_type, self.field)

    def shown(self, value: object) -> str:
        return show(field_of(self.object_type, self.field), value)


class StaleVersionError(DomainError):
    """Somebody saved the record meanwhile; nothing was overwritten.

    `resend` holds fields of the form that stand for what is shown now, for a choice made on the page.
    """

    def __init__(
        self,
        obj: VersionedModel,
        fields: tuple[ThreeWay, ...],
        saved_by: str,
        saved_at: datetime | None = None,
        resend: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(f"{saved_by} đã lưu mục này trước. Chưa có gì bị ghi đè.")
        self.obj = obj
        self.fields = fields
        self.saved_by = saved_by
        self.saved_at = saved_at
        self.resend = dict(resend or {})

    @property
    def differing(self) -> tuple[ThreeWay, ...]:
        return tuple(field for field in self.fields if field.differs)


def apply(
    obj: VersionedModel, values: Mapping[str, object], *, expected: int
) -> dict[str, tuple[object, object]]:
    """Set `values` on a locked record, raise its version, save, and return what changed for the audit.

    The changes hold the step of the version: hand all of them to `audit.record`, since the page of
    a conflict rebuilds from it what was before. Raises StaleVersionError when `expected` is not the
    version in the database and the values differ. Saving the same values again changes nothing. Fields that
    nobody touches are not looked at again: that would ask the database for every record they point to.
    """
    changes = {
        name: (getattr(obj, name), value) for name, value in values.items() if getattr(obj, name) != value
    }
    if not changes:
        return {}
    if obj.version != expected:
        raise stale(obj, values, expected=expected)
    for name in changes:
        setattr(obj, name, values[name])
    obj.version += 1
    fields = obj._meta.fields  # noqa: SLF001 -- Django's documented model API
    untouched = {field.name for field in fields if changes.keys().isdisjoint({field.name, field.attname})}
    obj.full_clean(untouched, validate_unique=False, validate_constraints=False)
    _store(obj, [*changes, "version"])
    changes["version"] = (expected, obj.version)
    return changes


def _store(obj: VersionedModel, names: Sequence[str]) -> None:
    """Store fields by one prepared statement, or as the model itself saves where it keeps columns in step."""
    key = obj._meta.pk.name  # noqa: SLF001 -- Django's documented model API
    if type(obj).save is models.Model.save:
        change_many([obj], names, key="id" if key == _OF_SEVERAL else key)
    else:
        obj.save(update_fields=names)


def stale(
    obj: VersionedModel,
    values: Mapping[str, object],
    *,
    expected: int,
    beside: Mapping[str, tuple[object, object]] | None = None,
) -> StaleVersionError:
    """Return the conflict of `values`, typed on version `expected`, with the record as it is now.

    `beside` gives, as typed and as saved, what is no column: the records at the other end of a relation.
    """
    kind = obj._meta.label_lower  # noqa: SLF001 -- Django's documented model API
    since = _since(obj, expected)
    before = _seen(since)
    sides = {name: (value, getattr(obj, name)) for name, value in values.items()} | dict(beside or {})
    fields = tuple(
        ThreeWay(name, mine, theirs, before.get(name, plain(theirs)), kind)
        for name, (mine, theirs) in sides.items()
    )
    last = since[-1] if since else None
    return StaleVersionError(obj, fields, last.by_name if last else "Người khác", last.at if last else None)


@dataclass(frozen=True, slots=True)
class Since:
    """What became of a record since a version of it was seen, and whose hand was last."""

    fields: tuple[ThreeWay, ...]
    saved_by: str
    saved_at: datetime | None


def since(obj: VersionedModel, expected: int) -> Since:
    """Tell what was seen at a version beside what stands now, for a form that acts on two records."""
    kind = obj._meta.label_lower  # noqa: SLF001 -- Django's documented model API
    entries = _since(obj, expected)
    fields = tuple(
        ThreeWay(name, old, getattr(obj, name), old, kind)
        for name, old in _seen(entries).items()
        if name != "version" and hasattr(obj, name)
    )
    last = entries[-1] if entries else None
    return Since(fields, last.by_name if last else "Người khác", last.at if last else None)


@transaction.atomic
def keep_refused(error: StaleVersionError, *, by: Actor, at: datetime) -> None:
    """Put what was typed, but not saved, into the history, so that nobody's text vanishes."""
    changes: dict[str, tuple[object, object]] = {
        field.field: (field.theirs, field.mine) for field in error.differing
    }
    kept = {name: [plain(theirs), plain(mine)] for name, (theirs, mine) in changes.items()}
    last = AuditEntry.objects.about(key_of(error.obj)).order_by("-id").first()
    told = (last.action, last.by_user_id, last.changes) if last is not None else None
    if told != ("foundation.version.refuse", by.user_id, kept):
        record("foundation.version.refuse", error.obj, by=by, at=at, deed=Deed(changes=changes))


def _since(obj: models.Model, expected: int) -> list[Any]:
    """Entries that raised the version after it was seen, oldest first."""
    steps = AuditEntry.objects.about(key_of(obj)).filter(changes__has_key="version").order_by("id")
    return [entry for entry in steps if int(entry.changes["version"][1]) > expected]


def _seen(entries: Iterable[AuditEntry]) -> dict[str, object]:
    """Return what each changed field held before the first of these steps."""
    seen: dict[str, object] = {}
    for entry in entries:
        for name, (old, _) in entry.changes.items():
            seen.setdefault(name, old)
    return seen
