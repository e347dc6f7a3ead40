"""Check a neighbour across the block: each unit keeps a mark of its own, and nobody writes another's."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.foundation.services.versions import StaleVersionError
from thidua.organisation.models import Unit
from thidua.scoring.enums import Column
from thidua.scoring.models import CrossMark, ScoreLine
from thidua.scoring.queries.crosses import neighbour_of
from thidua.scoring.queries.edition_effects import edition_words
from thidua.scoring.services import giving
from thidua.scoring.services.giving import Given, NotTakenError

LINE_SEEN = "dong"
"""The field of a form that holds the version of the line it was filled from."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What the form was filled from: versions of the mark, 0 where there was none, and of its line."""

    mark: int
    line: int


@transaction.atomic
def mark(line: ScoreLine, given: Given, *, seen: Seen, by: Actor, at: datetime) -> CrossMark:
    """Write the mark of the unit of `by`.

    Raises NotTakenError with the sentence for the place, StaleVersionError when somebody of the same unit
    wrote it meanwhile or the line is of another edition of the set than the one seen, RefusedError when `by`
    may not check this line across.
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
    _refuse_other_edition(found, values, seen)
    changes = versions.apply(found, values, expected=seen.mark)
    if changes:
        record("scoring.cross.mark", found, by=by, at=at, deed=Deed(changes=changes, reason=words))
    return found


def _refuse_other_edition(found: CrossMark, values: Mapping[str, object], seen: Seen) -> None:
    """Refuse what is meant for the criterion as another edition had it, a first mark too."""
    line = found.line
    if line.version == seen.line or all(getattr(found, name) == value for name, value in values.items()):
        return
    since = versions.since(line, seen.line)
    for field in since.fields:
        if field.field == "criterion":
            now = edition_words(line.criterion, line.sheet.round.criteria_set.number)
            typed = versions.stale(found, values, expected=seen.mark).fields
            fields = (replace(field, mine=field.before, theirs=now), *typed)
            resend = {LINE_SEEN: str(line.version)}
            raise StaleVersionError(found, fields, since.saved_by, since.saved_at, resend)


def _kept(line: ScoreLine, unit: Unit) -> CrossMark:
    """Return the mark of a unit, an empty one where there is none yet; the line is held, so there is one."""
    found: CrossMark
    found, _ = CrossMark.objects.select_for_update(of=("self",)).get_or_create(
        line=line, unit=unit, defaults={"version": 0}
    )
    found.line = line
    return found
