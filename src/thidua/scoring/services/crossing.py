"""Check a neighbour across the block: each unit keeps a mark of its own, and nobody writes another's."""

from datetime import datetime

from django.db import transaction

from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.organisation.models import Unit
from thidua.scoring.enums import Column
from thidua.scoring.models import CrossMark, ScoreLine
from thidua.scoring.queries.crosses import neighbour_of
from thidua.scoring.services import giving
from thidua.scoring.services.giving import Given, NotTakenError


@transaction.atomic
def mark(line: ScoreLine, given: Given, *, expected: int, by: Actor, at: datetime) -> CrossMark:
    """Write the mark of the unit of `by`, seen at version `expected`, 0 where there was none.

    Raises NotTakenError with the sentence for the place, StaleVersionError when somebody of the same unit
    wrote it meanwhile, RefusedError when `by` may not check this line across.
    """
    line = giving.lock(line)
    giving.may_give(by, line, Column.CROSS).enforce()
    unit = neighbour_of(by, line.sheet)
    if unit is None:
        raise NotTakenError("points", "Chấm chéo chỉ trong cùng cụm, khối.")
    bounds = giving.bounds_of_line(line)
    giving.refuse_odd(line, Column.CROSS, given, bounds)
    words = given.words.strip()
    if given.points is not None and not words:
        giving.refuse_difference(line, given.points, bounds)
    found = _kept(line, unit)
    values = {
        "points": given.points,
        "reason": words,
        "by_name": by.name if given.points is not None else "",
    }
    changes = versions.apply(found, values, expected=expected)
    if changes:
        record("scoring.cross.mark", found, by=by, at=at, deed=Deed(changes=changes, reason=words))
    return found


def _kept(line: ScoreLine, unit: Unit) -> CrossMark:
    """Return the mark of a unit, an empty one where there is none yet; the line is held, so there is one."""
    found: CrossMark
    found, _ = CrossMark.objects.select_for_update(of=("self",)).get_or_create(
        line=line, unit=unit, defaults={"version": 0}
    )
    found.line = line
    return found
