"""Decide and change the items of a draft: accept, drop, take back, edit, all the clear ones at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from thidua.core import doubt_answers
from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import AuditEntry
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record, record_each
from thidua.movements import policies
from thidua.movements.enums import ITEM_WORKFLOW, ItemState
from thidua.movements.models import (
    DraftBasis,
    DraftItem,
    DraftMovement,
    DraftRecipient,
    DraftTarget,
    DraftTask,
    LaunchDraft,
)
from thidua.movements.services import undoing
from thidua.movements.services.drafts import touch
from thidua.movements.services.item_steps import lock, note_change
from thidua.movements.services.parts import refuse_circle
from thidua.organisation.models import Unit

ItemT = TypeVar("ItemT", bound=DraftItem)
NamedT = TypeVar("NamedT", DraftTask, DraftRecipient)

CHOOSE_FIRST = "Chưa chọn câu trả lời. Hãy xem câu gốc rồi chọn một câu."
OPEN_AGAIN = "Chưa rõ trang này mở lúc nào. Tải lại trang rồi bấm lại."
TAKE_BACK_FIRST = "Mục này còn chỗ cần hỏi. Bấm “Hoàn tác” để lấy lại mục rồi chọn câu trả lời."


class UnansweredError(DomainError):
    """A doubt of a target has answers, and none was chosen."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """The units chosen for a printed name, and the other columns of the form."""

    units: Sequence[Unit]
    values: Mapping[str, object] = field(default_factory=dict)


ITEM_MODELS: tuple[type[DraftItem], ...] = (
    DraftTarget,
    DraftTask,
    DraftBasis,
    DraftRecipient,
    DraftMovement,
)


def accept(item: ItemT, *, expected: int, by: Actor, at: datetime) -> ItemT:
    """Take the item into the movement."""
    return _decide("accept", item, expected=expected, by=by, at=at)


def drop(item: ItemT, *, expected: int, by: Actor, at: datetime) -> ItemT:
    """Leave the item out; it stays in the draft and can be taken back."""
    return _decide("drop", item, expected=expected, by=by, at=at)


def restore(item: ItemT, *, expected: int, by: Actor, at: datetime) -> ItemT:
    """Undo a decision: the item waits again."""
    return _decide("restore", item, expected=expected, by=by, at=at)


@transaction.atomic
def edit(item: ItemT, values: Mapping[str, object], *, expected: int, by: Actor, at: datetime) -> ItemT:
    """Change what the item says. Somebody looked at it, so it counts as accepted."""
    item = lock(item, by)
    if isinstance(item, DraftTarget):
        undoing.refuse_merged(item)
        refuse_circle(item, values.get("parent"))
    was_dropped = item.state == ItemState.DROPPED
    changes = versions.apply(item, {**values, "state": ItemState.ACCEPTED}, expected=expected)
    note_change("edit", item, changes, by=by, at=at)
    if was_dropped and isinstance(item, DraftTarget):
        undoing.undo_split(item, by=by, at=at)
    return item


@transaction.atomic
def answer(
    target: DraftTarget, choices: Mapping[str, str], *, expected: int, by: Actor, at: datetime
) -> DraftTarget:
    """Answer the reader's doubts about a target (`choices` maps code to answer) and accept it."""
    target = lock(target, by)
    undoing.refuse_merged(target)
    doubts, subject = _asked_of(target)
    if doubt_answers.unanswered(choices, doubts, subject):
        raise UnansweredError(CHOOSE_FIRST)
    answered = doubt_answers.apply(choices, doubts, subject)
    values = {
        "name": answered.name,
        "low": answered.goal.low,
        "high": answered.goal.high,
        "unit": answered.goal.unit,
        "state": ItemState.ACCEPTED,
    }
    changes = versions.apply(target, values, expected=expected)
    note_change("answer", target, changes, by=by, at=at)
    return target


@transaction.atomic
def assign_units(item: NamedT, change: Assigned, *, expected: int, by: Actor, at: datetime) -> NamedT:
    """Say which units a printed name means, and what else the form changed."""
    item = lock(item, by)
    before = sorted(str(unit) for unit in item.units.all())
    after = sorted(str(unit) for unit in change.units)
    values = {**change.values, "state": ItemState.ACCEPTED}
    if before != after and item.version != expected:
        units = {"units": ("; ".join(after), "; ".join(before))}
        raise versions.stale(item, values, expected=expected, beside=units)
    changes = versions.apply(item, values, expected=expected)
    if before != after:
        item.units.set(change.units)
        if not changes:
            type(item).objects.filter(pk=item.pk).update(version=F("version") + 1)
            item.version += 1
            changes["version"] = (expected, item.version)
        changes["units"] = ("; ".join(before), "; ".join(after))
    note_change("assign", item, changes, by=by, at=at)
    return item


@dataclass(frozen=True, slots=True)
class AcceptedClear:
    """The key to undo it, how many items were accepted, and how many left since another changed them."""

    batch: UUID
    count: int
    left: int


@transaction.atomic
def accept_clear(
    draft: LaunchDraft,
    *,
    seen_at: datetime | None,
    by: Actor,
    at: datetime,
    models: Sequence[type[DraftItem]] = ITEM_MODELS,
) -> AcceptedClear:
    """Accept every waiting item of these kinds without a doubt, as the page showed it.

    `seen_at` is when the draft was last saved before the page was made; what others changed or added
    later waits to be looked at.
    """
    draft = LaunchDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    policies.can_edit(by, draft).enforce()
    if seen_at is None:
        raise DomainError(OPEN_AGAIN)
    unseen = _changed_since(draft, seen_at, by)
    batch, count, left = new_key(), 0, 0
    for model in models:
        clear = [item for item in model.objects.filter(draft=draft).waiting() if not item.doubts]
        seen = [item for item in clear if str(item.pk) not in unseen]
        left += len(clear) - len(seen)
        together = _Together("accept", ItemState.ACCEPTED, batch)
        count += _set_state(draft, seen, together, decided_in=batch, by=by, at=at)
    touch(draft, at)
    deed = Deed(changes={"count": (0, count)}, batch=batch)
    record("movements.draft.accept_clear", draft, by=by, at=at, deed=deed)
    return AcceptedClear(batch, count, left)


def _changed_since(draft: LaunchDraft, seen_at: datetime, by: Actor) -> frozenset[str]:
    """Return the keys of items that somebody else changed or added after the page was made.

    Two clerks may save in another order than their clocks say, so the last save counts as later as well.
    """
    if draft.saved_at == seen_at:
        return frozenset()
    later = Q(at__gt=seen_at) | Q(at=draft.saved_at)
    entries = AuditEntry.objects.filter(
        later, authority_id=draft.authority_id, action__startswith="movements.item."
    )
    if by.user_id is not None:
        entries = entries.exclude(by_user_id=by.user_id)
    return frozenset(entries.values_list("object_id", flat=True))


@transaction.atomic
def undo_batch(draft: LaunchDraft, batch: UUID, *, by: Actor, at: datetime) -> int:
    """Let the items of one `accept_clear` wait again, except those changed since."""
    draft = LaunchDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    policies.can_edit(by, draft).enforce()
    undone, count = new_key(), 0
    for model in ITEM_MODELS:
        accepted = list(model.objects.filter(draft=draft, decided_in=batch).accepted())
        together = _Together("restore", ItemState.WAITING, undone)
        count += _set_state(draft, accepted, together, decided_in=None, by=by, at=at)
    touch(draft, at)
    deed = Deed(changes={"count": (count, 0)}, batch=undone)
    record("movements.draft.undo_accept", draft, by=by, at=at, deed=deed)
    return count


@transaction.atomic
def _decide(verb: str, item: ItemT, *, expected: int, by: Actor, at: datetime) -> ItemT:
    item = lock(item, by)
    before = ItemState(item.state)
    after = before if before == _GOALS[verb] else ITEM_WORKFLOW.target_of(verb, state=before)
    if after == ItemState.ACCEPTED != before and isinstance(item, DraftTarget):
        _refuse_unanswered(item)
    if isinstance(item, DraftTarget) and item.merged_into_id is not None:
        if after == ItemState.WAITING:
            undoing.undo_merge_of(item, expected=expected, by=by, at=at)
            item.refresh_from_db()
            return item
        if after == ItemState.ACCEPTED:
            undoing.refuse_merged(item)
    changes = versions.apply(item, {"state": after}, expected=expected)
    note_change(verb, item, changes, by=by, at=at)
    if isinstance(item, DraftTarget) and before == ItemState.DROPPED != after:
        undoing.undo_split(item, by=by, at=at)
    return item


def _refuse_unanswered(target: DraftTarget) -> None:
    """Refuse to accept a target in passing while one of its doubts waits for a choice."""
    if doubt_answers.unanswered({}, *_asked_of(target)):
        raise UnansweredError(TAKE_BACK_FIRST if target.state == ItemState.DROPPED else CHOOSE_FIRST)


def _asked_of(target: DraftTarget) -> tuple[dict[str, str], doubt_answers.Subject]:
    doubts = {str(doubt["code"]): str(doubt["question"]) for doubt in target.doubts}
    return doubts, doubt_answers.Subject(target.name, target.goal)


_GOALS = {"accept": ItemState.ACCEPTED, "drop": ItemState.DROPPED, "restore": ItemState.WAITING}


@dataclass(frozen=True, slots=True)
class _Together:
    """A step many items take at once, and the key that ties their entries together."""

    verb: str
    state: ItemState
    batch: UUID


def _set_state(
    draft: LaunchDraft,
    rows: Sequence[DraftItem],
    together: _Together,
    *,
    decided_in: UUID | None,
    by: Actor,
    at: datetime,
) -> int:
    """Let items of one kind take a step, each with an entry of its own; two statements for any number."""
    deeds = []
    for item in rows:
        item.draft = draft
        change = {"state": (item.state, together.state), "version": (item.version, item.version + 1)}
        deeds.append((item, Deed(changes=change, batch=together.batch)))
    if rows:
        keys = [item.pk for item in rows]
        changed = type(rows[0]).objects.filter(pk__in=keys)
        changed.update(state=together.state, decided_in=decided_in, version=F("version") + 1)
    record_each(f"movements.item.{together.verb}", deeds, by=by, at=at)
    return len(rows)
