"""A draft of a set of criteria, one that waits with a dropped line, and a locked one that may be renewed."""

from datetime import datetime
from typing import Any

from thidua.organisation.enums import Role
from thidua.scoring.enums import SetState
from thidua.scoring.models import CriteriaSet
from thidua.scoring.queries.criteria_library import library
from thidua.scoring.services import criteria
from thidua.scoring.services.criteria_dropping import drop_line


def add(place: Any, now: datetime) -> None:
    """Add them to a commune that has a movement."""
    office = place.actor(Role.OFFICE)
    table = library()["thon-du-thao"].table
    draft = criteria.begin(table, place.movement, origin="Thư viện", by=office, at=now)
    groups = list(draft.groups.all())
    lines = list(groups[0].criteria.select_related("group__criteria_set"))
    drop_line(lines[-1], by=office, at=now)
    drop_line(groups[6].criteria.select_related("group__criteria_set")[0], by=office, at=now)
    pass_fail = library()["ha-tinh-khu-dan-cu-kieu-mau"].table
    locked = criteria.begin(pass_fail, place.movement, origin="Thư viện", by=office, at=now)
    CriteriaSet.objects.filter(pk=locked.pk).update(
        state=SetState.LOCKED, locked_at=now, locked_by="Văn phòng"
    )
    place.things |= {
        "criteria_draft": draft,
        "criteria_locked": CriteriaSet.objects.get(pk=locked.pk),
        "criteria_group": groups[0],
        "criteria_empty_group": groups[6],
        "criteria_line": lines[0],
    }
