"""Take lines and groups out of a draft, put lines back as they were, and delete a whole draft."""

from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.core.scoring.exchange import criterion_from, criterion_to
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.scoring import policies
from thidua.scoring.models import CriteriaSet, Criterion, CriterionGroup
from thidua.scoring.queries.criteria import row_of
from thidua.scoring.services import finding
from thidua.scoring.services.criteria import columns_of, lock_draft, named_targets

MOST_KEPT = 50


@transaction.atomic
def drop_line(line: Criterion, *, by: Actor, at: datetime) -> None:
    """Take a line out; the set keeps all of it for `restore_line`, the last fifty of them."""
    criteria_set = lock_draft(line.group.criteria_set, by=by)
    kept = {
        "key": line.key,
        "name": line.name,
        "group": line.group.key,
        "position": line.position,
        "line": criterion_to(row_of(line)),
    }
    criteria_set.dropped = [kept, *_without(criteria_set, line.key)][:MOST_KEPT]
    criteria_set.save(update_fields=["dropped"])
    record("scoring.criterion.drop", line, by=by, at=at, deed=Deed(changes={"group": (line.group.name, "")}))
    line.delete()


@transaction.atomic
def drop_group(group: CriterionGroup, *, by: Actor, at: datetime) -> None:
    """Take out a group without lines; lines are taken out one by one, each with a way back."""
    lock_draft(group.criteria_set, by=by)
    if group.criteria.exists():
        raise DomainError("Nhóm còn tiêu chí. Bỏ hết tiêu chí của nhóm rồi mới bỏ nhóm.")
    record("scoring.group.drop", group, by=by, at=at)
    group.delete()


@transaction.atomic
def delete_set(criteria_set: CriteriaSet, *, expected: int, by: Actor, at: datetime) -> None:
    """Delete a draft that no round uses; the history keeps who did it and what it was called."""
    draft = lock_draft(criteria_set, by=by)
    if draft.version != expected:
        raise versions.stale(draft, {}, expected=expected)
    policies.can_delete_criteria(by, draft).enforce()
    changes = {"name": (draft.name, ""), "number": (draft.number, None)}
    record("scoring.criteria.delete", draft, by=by, at=at, deed=Deed(changes=changes))
    finding.forget_set(draft)
    draft.delete()


@transaction.atomic
def restore_line(criteria_set: CriteriaSet, key: str, *, by: Actor, at: datetime) -> Criterion:
    """Put a line back where it was, as it was."""
    locked = lock_draft(criteria_set, by=by)
    kept = next((one for one in locked.dropped if one["key"] == key), None)
    if kept is None:
        raise DomainError("Tiêu chí này đã được lấy lại.")
    group = locked.groups.filter(key=kept["group"]).first()
    if group is None:
        raise DomainError("Nhóm của tiêu chí này đã bỏ. Thêm nhóm rồi ghi lại tiêu chí.")
    row = criterion_from(kept["line"], "Tiêu chí")
    made = Criterion(group=group, position=kept["position"], **columns_of(row))
    made.save(force_insert=True)
    made.targets.set(named_targets(row.targets, locked))
    locked.dropped = _without(locked, key)
    locked.save(update_fields=["dropped"])
    record("scoring.criterion.restore", made, by=by, at=at)
    return made


def _without(criteria_set: CriteriaSet, key: str) -> list[dict[str, Any]]:
    return [one for one in criteria_set.dropped if one["key"] != key]
