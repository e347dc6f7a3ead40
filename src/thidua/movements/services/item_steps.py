"""What every step on an item begins and ends with: the lock, and the entry of what changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record
from thidua.movements import policies
from thidua.movements.models import DraftItem, LaunchDraft
from thidua.movements.services.drafts import touch

ItemT = TypeVar("ItemT", bound=DraftItem)


def lock(item: ItemT, by: Actor) -> ItemT:
    """Read the item again under a lock and ask the policy.

    The draft is locked first, so that no item changes while its season opens or its neighbour is merged.
    """
    LaunchDraft.objects.select_for_update(of=("self",)).get(pk=item.draft_id)
    fresh: ItemT = type(item).objects.select_for_update(of=("self",)).select_related("draft").get(pk=item.pk)
    policies.can_edit(by, fresh.draft).enforce()
    return fresh


def note_change(
    verb: str, item: DraftItem, changes: Mapping[str, tuple[object, object]], *, by: Actor, at: datetime
) -> None:
    """Write the audit entry of a change, if there was one, and the time of saving."""
    if not changes:
        return
    if item.decided_in is not None:
        type(item).objects.filter(pk=item.pk).update(decided_in=None)
    touch(item.draft, at)
    record(f"movements.item.{verb}", item, by=by, at=at, deed=Deed(changes=changes))
