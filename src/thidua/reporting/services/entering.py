"""Keep a whole form of a report: each card that can be kept is, and each that cannot is told why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.versions import StaleVersionError
from thidua.movements.models import Target
from thidua.reporting import policies
from thidua.reporting.models import Report
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures


@dataclass(frozen=True, slots=True)
class Filled:
    """What was typed for a target, on which version of its figure."""

    target: Target
    entry: Entry
    expected: int


@transaction.atomic
def write_all(
    report: Report, filled: Sequence[Filled], *, by: Actor, at: datetime
) -> dict[UUID, DomainError]:
    """Write the cards in one transaction; return, by target, what stood in the way of the others.

    Text that somebody else's version kept out goes into the history, so that it is not lost.
    """
    policies.can_enter(by, report).enforce()
    refused: dict[UUID, DomainError] = {}
    for card in filled:
        try:
            figures.write(report, card.target, card.entry, expected=card.expected, by=by, at=at)
        except StaleVersionError as error:
            versions.keep_refused(error, by=by, at=at)
            refused[card.target.pk] = error
        except DomainError as error:
            refused[card.target.pk] = error
    return refused
