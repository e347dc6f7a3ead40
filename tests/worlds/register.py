"""A register with a decision and a certificate, and its first checkpoint."""

from datetime import datetime
from typing import Any

from thidua.core.register.leaves import LeafKind
from thidua.register.models import Register
from thidua.register.services import checkpoints, leaves


def add(place: Any, now: datetime) -> None:
    """Add `register` with `leaf`, which holds a name, and a signed size of two."""
    authority, day = place.commune.authority, now.date()
    decided = {"decision": "01/QĐ-UBND", "names": ["Nguyễn Thị Ánh"]}
    made = leaves.append(authority.pk, LeafKind.DECISION, day, decided, about="decision:1", at=now)
    given = {"code": "K7QM2XWP0001", "name": "Nguyễn Thị Ánh"}
    leaves.append(authority.pk, LeafKind.CERTIFICATE, day, given, about="certificate:1", at=now)
    checkpoints.checkpoint(authority.pk, at=now)
    place.things |= {"leaf": made, "register": Register.objects.get(authority=authority)}
