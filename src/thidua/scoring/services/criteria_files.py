"""Put the rows of a file in place of those of a draft."""

from datetime import datetime

from django.db import transaction

from thidua.core.scoring import CriteriaSet as Table
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.scoring.models import CriteriaSet
from thidua.scoring.services.criteria import head_of, lock_draft, refuse_too_many, write_rows


@transaction.atomic
def fill(
    criteria_set: CriteriaSet, table: Table, file_name: str, *, expected: int, by: Actor, at: datetime
) -> CriteriaSet:
    """Replace all rows of a draft; an edition keeps its name, by which it is known."""
    locked = lock_draft(criteria_set, by=by)
    refuse_too_many(table)
    values = head_of(table)
    if locked.replaces_id is not None:
        del values["name"]
    changes = versions.apply(locked, values, expected=expected)
    locked.groups.all().delete()
    write_rows(locked, table)
    changes["file"] = ("", file_name[:200])
    record("scoring.criteria.fill", locked, by=by, at=at, deed=Deed(changes=changes))
    return locked
