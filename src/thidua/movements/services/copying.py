"""Next year's draft out of a movement: titles with the year moved on, targets with their parts."""

import re

from django.utils import timezone

from thidua.movements.enums import ItemOrigin
from thidua.movements.models import DraftTarget, LaunchDraft, Movement
from thidua.organisation.models import Unit

_YEAR = re.compile(r"(?<![0-9/])20[0-9]{2}(?![0-9])")


def copy_head(movement: Movement, draft: LaunchDraft) -> None:
    draft.copied_from = movement
    draft.title = _moved_on(movement.title, movement.year)
    draft.theme = _moved_on(movement.theme, movement.year)
    draft.kind, draft.level = movement.kind, movement.level
    draft.year = movement.year + 1 if movement.year else None


def copy_targets(movement: Movement, draft: LaunchDraft) -> None:
    """Copy targets without their sentences: next year's letter will have its own.

    A unit that has closed since, or belongs to another authority, owns nothing in the new year.
    """
    here = Unit.objects.filter(authority_id=draft.authority_id)
    units = set(here.in_force(timezone.localdate(draft.created_at)).values_list("pk", flat=True))
    rows: dict[object, DraftTarget] = {}
    for target in movement.targets.order_by("position", "id"):
        rows[target.pk] = DraftTarget(
            draft=draft,
            position=target.position,
            origin=ItemOrigin.COPIED,
            field=target.field,
            heading=target.heading,
            name=_moved_on(target.name, movement.year),
            comparator=target.comparator,
            low=target.low,
            high=target.high,
            unit=target.unit,
            per=target.per,
            lower_is_better=target.lower_is_better,
            owner_id=target.owner_id if target.owner_id in units else None,
            parent=rows.get(target.parent_id),
        )
    DraftTarget.objects.bulk_create(rows.values())


def _moved_on(text: str, year: int | None) -> str:
    """Replace the movement's own year, and no other, by the next."""
    if year is None:
        return text
    return _YEAR.sub(lambda found: str(year + 1) if int(found.group()) == year else found.group(), text)
