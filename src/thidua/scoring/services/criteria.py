"""Write a set of criteria while it is a draft: the set itself, its groups and lines, their order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from thidua.core.errors import DomainError
from thidua.core.scoring import CriteriaSet as Table
from thidua.core.scoring import Criterion as Row
from thidua.core.scoring import Group as Chapter
from thidua.core.scoring.exchange import (
    ceilings_to,
    rating_bands_to,
    rule_to,
    ties_to,
)
from thidua.core.scoring.naming import same_name
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.movements.models import Movement, Target
from thidua.scoring import policies
from thidua.scoring.enums import EventKind, ReadingChoice
from thidua.scoring.models import CriteriaSet, Criterion, CriterionGroup
from thidua.scoring.services import finding

MOST_GROUPS, MOST_LINES = 30, 200


@dataclass(frozen=True, slots=True)
class LineEntry:
    """A line as it is written on its page: the line itself, and the targets it reads."""

    row: Row
    targets: tuple[Target, ...] = ()


@transaction.atomic
def begin(table: Table, movement: Movement | None, *, origin: str, by: Actor, at: datetime) -> CriteriaSet:
    """Write a new draft with all rows of `table`; `origin` says where they came from.

    Targets are taken only where their name is the very same; all others are proposed on a page.
    """
    policies.can_write_criteria(by).enforce()
    authority_id = by.authority_id
    if authority_id is None or (movement is not None and movement.authority_id != authority_id):
        raise DomainError("Phong trào này không phải của xã.")
    made = CriteriaSet(authority_id=authority_id, movement=movement, **head_of(table))
    _refuse_same_name(made)
    made.full_clean(exclude=["state"])
    made.save(force_insert=True)
    write_rows(made, table)
    record("scoring.criteria.create", made, by=by, at=at, deed=Deed(reason=origin))
    finding.index_set(made)
    return made


def head_of(table: Table) -> dict[str, Any]:
    """Return the columns of the set itself."""
    return {
        "name": table.name,
        "total": table.total,
        "places": table.places,
        "rescales": table.rescales,
        "is_scored": table.is_scored,
        "source": table.source,
        "bands": rating_bands_to(table.bands),
        "ceilings": ceilings_to(table.ceilings),
        "ties": ties_to(table.ties),
    }


def _refuse_same_name(made: CriteriaSet) -> None:
    twins = CriteriaSet.objects.filter(
        authority=made.authority_id, movement=made.movement_id, name=made.name, number=made.number
    )
    if twins.exclude(pk=made.pk).exists():
        raise DomainError("Đã có bộ tiêu chí tên này. Đặt tên khác, ví dụ thêm năm.")


def write_rows(made: CriteriaSet, table: Table) -> None:
    """Write all groups and lines in three statements for any number."""
    refuse_too_many(table)
    groups = [_group_of(made, chapter, place) for place, chapter in enumerate(table.groups, 1)]
    CriterionGroup.objects.bulk_create(groups)
    known = _targets_by_name(made)
    lines, links = [], []
    for group, chapter in zip(groups, table.groups, strict=True):
        for place, row in enumerate(chapter.criteria, 1):
            line = Criterion(group=group, position=place, **columns_of(row))
            lines.append(line)
            links += [(line, target) for target in _named(row.targets, known)]
    Criterion.objects.bulk_create(lines)
    link = Criterion.targets.through
    link.objects.bulk_create([link(criterion=line, target=target) for line, target in links])


def refuse_too_many(table: Table) -> None:
    if len(table.groups) > MOST_GROUPS or len(table.criteria) > MOST_LINES:
        raise DomainError(f"Bộ tiêu chí có nhiều nhất {MOST_GROUPS} nhóm và {MOST_LINES} tiêu chí.")
    for keys in ([one.key for one in table.groups], [one.key for one in table.criteria]):
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice is not None:
            raise DomainError(f"Mã “{twice}” dùng hai lần. Mỗi nhóm, mỗi tiêu chí có một mã riêng.")


def _group_of(made: CriteriaSet, chapter: Chapter, place: int) -> CriterionGroup:
    return CriterionGroup(
        criteria_set=made,
        key=chapter.key,
        position=place,
        name=chapter.name,
        kind=chapter.kind.value,
        maximum=chapter.maximum,
        floor=chapter.floor,
    )


def columns_of(row: Row) -> dict[str, Any]:
    """Return the columns of a line; what it counts is what the program knows, else what people write."""
    is_counted = row.reading.value == ReadingChoice.EVENTS
    kind = row.counts if row.counts in EventKind.values else EventKind.WRITTEN.value
    return {
        "key": row.key,
        "name": row.name,
        "guidance": row.guidance,
        "maximum": row.maximum,
        "rule_kind": row.rule.kind.value,
        "rule": rule_to(row.rule),
        "reading": row.reading.value,
        "event_kind": kind if is_counted else "",
        "base_condition": row.base_condition,
        "needs_evidence": row.needs_evidence,
        "self_scored": row.self_scored,
    }


def _targets_by_name(made: CriteriaSet) -> list[Target]:
    if made.movement_id is None:
        return []
    return list(Target.objects.filter(movement=made.movement_id).order_by("position", "id"))


def _named(names: Iterable[str], known: Iterable[Target]) -> list[Target]:
    found = [next((one for one in known if same_name(one.name, name)), None) for name in names]
    return list(dict.fromkeys(one for one in found if one is not None))


@transaction.atomic
def change(
    criteria_set: CriteriaSet, values: Mapping[str, Any], *, expected: int, by: Actor, at: datetime
) -> CriteriaSet:
    """Change what stands on the set itself: name, total, bands, ceilings, ties."""
    locked = lock_draft(criteria_set, by=by)
    changes = versions.apply(locked, values, expected=expected)
    if changes:
        _refuse_same_name(locked)
        record("scoring.criteria.change", locked, by=by, at=at, deed=Deed(changes=changes))
        finding.index_set(locked)
    return locked


@transaction.atomic
def add_group(
    criteria_set: CriteriaSet, values: Mapping[str, Any], *, by: Actor, at: datetime
) -> CriterionGroup:
    """Add a group at the end."""
    locked = lock_draft(criteria_set, by=by)
    if locked.groups.count() >= MOST_GROUPS:
        raise DomainError(f"Bộ tiêu chí có nhiều nhất {MOST_GROUPS} nhóm.")
    keys = set(locked.groups.values_list("key", flat=True))
    place = (locked.groups.aggregate(last=Max("position"))["last"] or 0) + 1
    made = CriterionGroup(criteria_set=locked, key=_free_key("nhom", keys), position=place, **values)
    made.full_clean()
    made.save(force_insert=True)
    record("scoring.group.add", made, by=by, at=at)
    return made


@transaction.atomic
def change_group(
    group: CriterionGroup, values: Mapping[str, Any], *, expected: int, by: Actor, at: datetime
) -> None:
    """Change name, kind, maximum or floor of a group."""
    lock_draft(group.criteria_set, by=by)
    locked = CriterionGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if changes := versions.apply(locked, values, expected=expected):
        record("scoring.group.change", locked, by=by, at=at, deed=Deed(changes=changes))


@transaction.atomic
def add_line(group: CriterionGroup, entry: LineEntry, *, by: Actor, at: datetime) -> Criterion:
    """Add a criterion at the end of its group."""
    criteria_set = lock_draft(group.criteria_set, by=by)
    keys = set(Criterion.objects.filter(group__criteria_set=criteria_set).values_list("key", flat=True))
    if len(keys) >= MOST_LINES:
        raise DomainError(f"Bộ tiêu chí có nhiều nhất {MOST_LINES} tiêu chí.")
    place = (group.criteria.aggregate(last=Max("position"))["last"] or 0) + 1
    columns = columns_of(entry.row) | {"key": _free_key("tc", keys)}
    made = Criterion(group=group, position=place, **columns)
    made.full_clean()
    made.save(force_insert=True)
    made.targets.set(entry.targets)
    record("scoring.criterion.add", made, by=by, at=at)
    return made


@transaction.atomic
def change_line(
    line: Criterion, entry: LineEntry, *, expected: int, by: Actor, at: datetime, carries: bool = False
) -> None:
    """Change a criterion; its key stays. `carries` lets the maximum of its group change by as much."""
    lock_draft(line.group.criteria_set, by=by)
    locked = (
        Criterion.objects.select_for_update(of=("self",))
        .select_related("group__criteria_set")
        .get(pk=line.pk)
    )
    columns = {name: value for name, value in columns_of(entry.row).items() if name != "key"}
    before = locked.maximum
    changes = versions.apply(locked, columns, expected=expected)
    changes |= _link(locked, entry.targets)
    if changes:
        record("scoring.criterion.change", locked, by=by, at=at, deed=Deed(changes=changes))
    if carries:
        _carry_to_group(locked, locked.maximum - before, by=by, at=at)


def _carry_to_group(line: Criterion, more: Decimal, *, by: Actor, at: datetime) -> None:
    group = CriterionGroup.objects.select_for_update(of=("self",)).get(pk=line.group_id)
    values = {"maximum": max(group.maximum + more, Decimal(0))}
    if changes := versions.apply(group, values, expected=group.version):
        record("scoring.group.change", group, by=by, at=at, deed=Deed(changes=changes))


def _link(line: Criterion, targets: Iterable[Target]) -> dict[str, tuple[object, object]]:
    """Let a line read these targets; say what changed, in names."""
    before = {one.pk: one.name for one in line.targets.all()}
    chosen = list(targets)
    after = {one.pk: one.name for one in chosen}
    if before.keys() == after.keys():
        return {}
    line.targets.set(chosen)
    return {"targets": (", ".join(before.values()), ", ".join(after.values()))}


@transaction.atomic
def link_targets(
    criteria_set: CriteriaSet, chosen: Mapping[UUID, Target | None], *, by: Actor, at: datetime
) -> int:
    """Let each line of `chosen` read one target, or none; return how many lines changed."""
    locked = lock_draft(criteria_set, by=by)
    lines = Criterion.objects.filter(group__criteria_set=locked, pk__in=chosen).prefetch_related("targets")
    changed = 0
    for line in lines.select_related("group__criteria_set"):
        target = chosen[line.pk]
        if changes := _link(line, [target] if target else []):
            record("scoring.criterion.change", line, by=by, at=at, deed=Deed(changes=changes))
            changed += 1
    return changed


@transaction.atomic
def move(item: CriterionGroup | Criterion, step: int, *, by: Actor, at: datetime) -> None:
    """Move a group or a line up (−1) or down (1) among its neighbours; at an end nothing happens."""
    owner = item.criteria_set if isinstance(item, CriterionGroup) else item.group.criteria_set
    criteria_set = lock_draft(owner, by=by)
    beside = criteria_set.groups if isinstance(item, CriterionGroup) else item.group.criteria
    rows: list[Any] = list(beside.all())
    place = next(n for n, one in enumerate(rows) if one.pk == item.pk)
    if step not in {-1, 1} or not 0 <= place + step < len(rows):
        return
    rows[place], rows[place + step] = rows[place + step], rows[place]
    for position, row in enumerate(rows, 1):
        row.position = position
    type(item).objects.bulk_update(rows, ["position"])
    record(
        "scoring.criteria.order", criteria_set, by=by, at=at, deed=Deed(changes={"moved": ("", str(item))})
    )


def lock_draft(criteria_set: CriteriaSet, *, by: Actor) -> CriteriaSet:
    """Take a set for changing; only who may, and only while it is a draft."""
    locked: CriteriaSet = CriteriaSet.objects.select_for_update(of=("self",)).get(pk=criteria_set.pk)
    policies.can_change_criteria(by, locked).enforce()
    return locked


def named_targets(names: Iterable[str], criteria_set: CriteriaSet) -> list[Target]:
    """Return the targets of the set's movement that have these very names."""
    return _named(names, _targets_by_name(criteria_set))


def _free_key(start: str, taken: set[str]) -> str:
    """Return a key that no group or line of the set has."""
    number = len(taken) + 1
    while f"{start}-{number}" in taken:
        number += 1
    return f"{start}-{number}"
