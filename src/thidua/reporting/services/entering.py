"""Keep a whole form of a report: each card that can be kept is, and each that cannot is told why."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.versions import StaleVersionError
from thidua.reporting.services import bulk
from thidua.reporting.services.bulk import Draft


@transaction.atomic
def write_all(drafts: Sequence[Draft], *, by: Actor, at: datetime) -> dict[UUID, DomainError]:
    """Write the cards of one report in one transaction; return, by target, what kept the others out.

    Text that somebody else's version kept out goes into the history, so that it is not lost.
    """
    outcome = bulk.write(drafts, by=by, at=at)
    for refused in outcome.refused:
        if isinstance(refused.error, StaleVersionError):
            versions.keep_refused(refused.error, by=by, at=at)
    return {refused.draft.measure.key: refused.error for refused in outcome.refused}
