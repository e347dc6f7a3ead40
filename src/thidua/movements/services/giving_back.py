"""Take a giving of targets back: every part stands as before it, unless somebody changed it since."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import AuditEntry
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record_each
from thidua.movements import policies
from thidua.movements.models import Allocation, Movement
from thidua.movements.services.telling_parts import tell_of_parts
from thidua.movements.signals import tell_of_duties

_DEEDS = ("movements.allocation.give", "movements.allocation.change")
_MOST_NAMED = 3


@transaction.atomic
def undo(movement: Movement, batch: UUID, *, by: Actor, at: datetime) -> int:
    """Let every part of a giving stand as before it; return how many. Refused where one changed since."""
    movement = Movement.objects.select_for_update(of=("self",)).get(pk=movement.pk)
    policies.can_give(by, movement).enforce()
    entries = {
        int(entry.object_id): entry for entry in AuditEntry.objects.filter(batch=batch, action__in=_DEEDS)
    }
    found = Allocation.objects.filter(pk__in=entries, target__movement=movement).select_related(
        "target__tracking", "unit"
    )
    rows = list(found.select_for_update(of=("self",)).order_by("pk"))
    if not rows:
        raise DomainError("Không thấy lần giao này trong phong trào. Nhờ tải lại trang.")
    if moved := [str(row) for row in rows if row.version != entries[row.pk].changes["version"][1]]:
        more = f" và {len(moved) - _MOST_NAMED} phần khác" if len(moved) > _MOST_NAMED else ""
        raise DomainError(
            f"Chưa hoàn tác được: {'; '.join(moved[:_MOST_NAMED])}{more} đã đổi sau lần giao này."
        )
    steps = [(row, versions.apply(row, _before(entries[row.pk]), expected=row.version)) for row in rows]
    key = new_key()
    deeds = [(row, Deed(changes=changes, batch=key)) for row, changes in steps if changes]
    record_each("movements.allocation.undo", deeds, by=by, at=at)
    tell_of_parts(movement, steps, key, at=at)
    tell_of_duties(movement.authority_id, at=at)
    return len(deeds)


def _before(entry: AuditEntry) -> dict[str, object]:
    """Return the columns as they stood before a deed."""
    kept = {name: pair[0] for name, pair in entry.changes.items() if name != "version"}
    return {
        name: Decimal(value) if name != "is_owner" and value is not None else value
        for name, value in kept.items()
    }
