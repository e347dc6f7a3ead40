"""What was done with a target beside changing its words: how it is followed, what was given to whom."""

from collections.abc import Iterable

from django.db.models import Q

from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry
from thidua.movements.models import Allocation, Target

_MOST = 30


def deeds_on(target: Target, rows: Iterable[Allocation], actor: Actor) -> list[AuditEntry]:
    """Return the latest deeds on the way of following and on the parts, newest first. One query."""
    keys = [str(row.pk) for row in rows]
    ours = Q(object_type="movements.tracking", object_id=str(target.pk))
    parts = Q(object_type="movements.allocation", object_id__in=keys)
    return list(AuditEntry.objects.visible_to(actor).filter(ours | parts).order_by("-id")[:_MOST])
