"""A register with a decision and a certificate, and its first checkpoint."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from thidua.core.register.leaves import LeafKind
from thidua.register.models import Register
from thidua.register.services import checkpoints, leaves
from thidua.register.services.leaves import Told, Written


def add(place: Any, now: datetime) -> None:
    """Add `register` with `leaf`, which holds a name, and a signed size of two."""
    authority, day = place.commune.authority, now.date()
    decided = _told(LeafKind.DECISION, day, {"decision": "01/QĐ-UBND"})
    given = _told(LeafKind.CERTIFICATE, day, {"copy": 1})
    made, _ = leaves.append_each(authority.pk, [decided, given], at=now)
    checkpoints.checkpoint(authority.pk, at=now)
    place.things |= {"leaf": made, "register": Register.objects.get(authority=authority)}


def _told(kind: LeafKind, day: date, record: dict[str, Any]) -> Written:
    return Written(
        kind, day, record, f"{kind}:{uuid4()}", [Told({"name": "Nguyễn Thị Ánh"}, f"award:{uuid4()}")]
    )
