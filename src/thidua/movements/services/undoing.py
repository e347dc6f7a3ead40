"""Take a merge or a split of targets back, so that all stands as it stood before."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.movements.enums import ItemState
from thidua.movements.models import DraftTarget
from thidua.movements.services.item_steps import lock, note_change
from thidua.movements.services.parts import refuse_circle

_NUMBERS = ("low", "high")
_KEPT = (
    "name",
    "comparator",
    *_NUMBERS,
    "unit",
    "per",
    "lower_is_better",
    "sentence",
    "start",
    "end",
    "state",
    "doubts",
)
_ASIDE = ("origin", "before_merge")


def state_before_merge(target: DraftTarget, following: DraftTarget) -> dict[str, Any]:
    """Return what a merge changes, as JSON: columns of the first, state and parts of the second."""
    columns = {name: getattr(target, name) for name in (*_KEPT, *_ASIDE)}
    for name in _NUMBERS:
        columns[name] = None if columns[name] is None else str(columns[name])
    parts = DraftTarget.objects.filter(parent=following).exclude(pk=target.pk)
    return {
        "columns": columns,
        "second_state": following.state,
        "parts": [str(key) for key in parts.values_list("pk", flat=True)],
    }


@transaction.atomic
def undo_merge(target: DraftTarget, *, expected: int, by: Actor, at: datetime) -> DraftTarget:
    """Let both targets of a merge stand as they stood before it, each with its own parts."""
    target = lock(target, by)
    second = DraftTarget.objects.filter(merged_into=target).order_by("-merged_at_version").first()
    if target.before_merge is None or second is None:
        raise DomainError("Mục này không phải mục gộp, hoặc việc gộp đã được hoàn tác.")
    if target.state == ItemState.DROPPED:
        raise DomainError(f"Mục gộp “{target.name}” đang ở “Đã bỏ”. Lấy lại mục đó trước rồi hoàn tác gộp.")
    before = target.before_merge
    columns = dict(before["columns"])
    for name in _NUMBERS:
        columns[name] = None if columns[name] is None else Decimal(columns[name])
    aside = {name: columns.pop(name) for name in _ASIDE}
    changes = versions.apply(target, columns, expected=expected)
    DraftTarget.objects.filter(pk=target.pk).update(**aside)
    second.draft = target.draft
    back = versions.apply(second, {"state": before["second_state"]}, expected=second.version)
    DraftTarget.objects.filter(pk=second.pk).update(merged_into=None, merged_at_version=None)
    note_change("unmerge", target, changes, by=by, at=at)
    note_change("restore", second, back, by=by, at=at)
    taken = DraftTarget.objects.filter(parent=target, pk__in=before["parts"])
    _give_parts_back(list(taken), second, by=by, at=at)
    target.refresh_from_db()
    return target


def undo_merge_of(second: DraftTarget, *, expected: int, by: Actor, at: datetime) -> None:
    """Take a locked target back out of the one it was merged into, unless that changed since."""
    whole = second.merged_into
    if whole is None or second.version != expected:
        raise versions.stale(second, {"state": ItemState.WAITING}, expected=expected)
    if whole.version != second.merged_at_version:
        raise DomainError(f"Mục gộp “{whole.name}” đã đổi sau khi gộp. Bấm “Hoàn tác gộp” ở mục đó.")
    undo_merge(whole, expected=whole.version, by=by, at=at)


def refuse_merged(target: DraftTarget) -> None:
    """Refuse to take a target that is already inside another: it would count twice."""
    if target.merged_into is not None:
        raise DomainError(
            f"Mục này đã gộp vào “{target.merged_into.name}”. Bấm “Hoàn tác gộp” để tách ra như cũ trước."
        )


def undo_split(old: DraftTarget, *, by: Actor, at: datetime) -> None:
    """Drop the untouched targets a split made of `old`, which was taken back; its parts return to it.

    `old` is locked. When somebody changed or accepted one of them, all of them stay.
    """
    if stands_beside_halves(old):
        return
    for half in DraftTarget.objects.filter(split_from=old).exclude(state=ItemState.DROPPED):
        half.draft = old.draft
        _give_parts_back(list(DraftTarget.objects.filter(parent=half)), old, by=by, at=at)
        changes = versions.apply(half, {"state": ItemState.DROPPED}, expected=half.version)
        note_change("drop", half, changes, by=by, at=at)


def stands_beside_halves(old: DraftTarget) -> bool:
    """Say whether what a split made of this one was worked on since, and so stays when this one is back."""
    return any(
        half.merged_into_id is not None or (half.state != ItemState.DROPPED and half.version != 1)
        for half in DraftTarget.objects.filter(split_from=old)
    )


def _give_parts_back(parts: list[DraftTarget], whole: DraftTarget, *, by: Actor, at: datetime) -> None:
    for part in parts:
        part.draft = whole.draft
        refuse_circle(part, whole)
        changes = versions.apply(part, {"parent": whole}, expected=part.version)
        note_change("move", part, changes, by=by, at=at)
