"""Change a target of an open season: with a reason, and keeping what it was."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import search, versions
from thidua.foundation.services.audit import Deed, record
from thidua.movements import policies
from thidua.movements.models import Target, TargetRevision
from thidua.movements.services import allocations
from thidua.movements.services.parts import refuse_circle
from thidua.movements.signals import tell_of_duties


@transaction.atomic
def change(
    target: Target, values: Mapping[str, object], *, reason: str, expected: int, by: Actor, at: datetime
) -> Target:
    """Change name, level, owner or place of a target; the reason stays with the old version for ever."""
    target = (
        Target.objects.select_for_update(of=("self", "movement")).select_related("movement").get(pk=target.pk)
    )
    policies.can_change(by, target).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do đổi chỉ tiêu; lý do và mức cũ được giữ lại.")
    refuse_circle(target, values.get("parent"))
    name, old, owner = target.name, target.goal_text, target.owner
    changes = versions.apply(target, values, expected=expected)
    if not changes:
        return target
    target.validate_constraints()
    TargetRevision.objects.create(
        target=target,
        name=name,
        goal_text=old,
        values={field: _kept(before) for field, (before, _) in changes.items() if field != "version"},
        reason=reason.strip(),
        by_name=by.name,
        at=at,
    )
    index(target)
    if "owner" in changes:
        allocations.follow_owner(target, owner, reason=reason.strip(), by=by, at=at)
    tell_of_duties(target.authority_id, at=at)
    record("movements.target.change", target, by=by, at=at, deed=Deed(changes=changes, reason=reason.strip()))
    return target


def index(target: Target) -> None:
    """Keep the target findable by name."""
    search.index(_findable(target))


def _findable(target: Target) -> search.Findable:
    return search.Findable(
        authority_id=target.authority_id,
        kind="target",
        object_id=str(target.pk),
        title=target.name,
        detail=target.goal_text,
        url=page_of(target),
        place=_season_of(target),
    )


def _season_of(target: Target) -> str:
    """Return title and year of the movement, the year once."""
    title, year = target.movement.title, target.movement.year
    return title if not year or str(year) in title else f"{title}, năm {year}"


def _all() -> Iterator[search.Findable]:
    return map(_findable, Target.objects.select_related("movement").iterator())


search.declare("target", _all)


def page_of(target: Target) -> str:
    """Return the address of the target's page; held against the URL table by a test."""
    return f"/phong-trao/chi-tieu/{target.pk}/"


def _kept(value: object) -> str | None:
    return None if value is None else str(value)
