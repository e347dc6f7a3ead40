"""Load authorities and their lineage; run again it changes nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction

from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record
from thidua.organisation import policies
from thidua.organisation.models import Authority, AuthorityChange
from thidua.organisation.services.authority_data import AuthorityRow, ChangeRow


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows were new, changed, or known already."""

    created: int
    changed: int
    known: int
    steps: int


@transaction.atomic
def load(rows: Iterable[AuthorityRow], steps: Iterable[ChangeRow], *, by: Actor, at: datetime) -> Loaded:
    """Enter what the tables tell. Rows a person has confirmed, and the sample commune, stay as they are."""
    policies.can_manage(by).enforce()
    counts = {"created": 0, "changed": 0, "known": 0}
    for row in rows:
        counts[_enter(row, by=by, at=at)] += 1
    return Loaded(**counts, steps=sum(_enter_step(step) for step in steps))


def _enter(row: AuthorityRow, *, by: Actor, at: datetime) -> str:
    known = _find(row)
    values = _values(row)
    if known is None:
        made = Authority(**values)
        made.full_clean()
        made.save()
        record("organisation.authority.create", made, by=by, at=at, deed=Deed(reason=row.source))
        return "created"
    changes = {
        name: (getattr(known, name), new) for name, new in values.items() if getattr(known, name) != new
    }
    if known.is_confirmed or known.is_demo or not changes:
        return "known"
    for name in changes:
        setattr(known, name, values[name])
    known.full_clean()
    known.save(update_fields=list(changes))
    record("organisation.authority.change", known, by=by, at=at, deed=Deed(changes, row.source))
    return "changed"


def _find(row: AuthorityRow) -> Authority | None:
    named = Authority.objects.select_related("parent").filter(name=row.name, level=row.level)
    same = named.filter(valid_to=row.valid_to).first() if row.valid_to else named.in_force_still().first()
    return same or named.filter(is_demo=True).first()


def _values(row: AuthorityRow) -> dict[str, object]:
    values: dict[str, object] = {field.name: getattr(row, field.name) for field in fields(row)}
    values["parent"] = Authority.objects.filter(name=row.parent).first() if row.parent else None
    return values


def _enter_step(step: ChangeRow) -> bool:
    ended = Authority.objects.filter(name=step.before)
    before = ended.filter(valid_to=step.before_ended_on).first() or ended.get(is_demo=True)
    after = Authority.objects.in_force_still().get(name=step.after) if step.after else None
    _, is_new = AuthorityChange.objects.get_or_create(
        before=before, after=after, on=step.on, defaults={"kind": step.kind, "source": step.source}
    )
    return is_new
