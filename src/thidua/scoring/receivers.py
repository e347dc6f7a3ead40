"""What scoring listens to: verified figures, counts of reports, promises, and targets given otherwise."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.dispatch import receiver

from thidua.commitments.signals import PLAN, REGISTRATION, promises_changed
from thidua.foundation import sealed
from thidua.foundation.actors import SYSTEM
from thidua.movements.signals import duties_changed
from thidua.reporting.signals import counts_changed, results_changed
from thidua.scoring import policies
from thidua.scoring.enums import EventKind
from thidua.scoring.services import lines

sealed.register("scoring.scoreline", policies.waits_for_own_points)

_OF_PROMISES = {
    PLAN: (EventKind.NO_PLAN, EventKind.UNSENT_PLAN),
    REGISTRATION: (EventKind.NO_REGISTRATION, EventKind.UNRECORDED_REGISTRATION),
}
_OF_REPORTS = (
    EventKind.LATE_REPORT,
    EventKind.MISSING_REPORT,
    EventKind.UNPUNCTUAL,
    EventKind.LOWERED_FIGURE,
)


@receiver(results_changed)
def follow_results(unit_ids: Iterable[UUID], target_ids: Iterable[UUID], at: datetime, **_: object) -> None:
    """Give the points of the new figures, in their transaction."""
    lines.follow(unit_ids, target_ids, at=at)


@receiver(counts_changed)
def follow_reports(unit_ids: Iterable[UUID], at: datetime, **_: object) -> None:
    """Count late, missing and lowered reports again."""
    lines.follow_counts(unit_ids, _OF_REPORTS, at=at)


@receiver(promises_changed)
def follow_promises(unit_ids: Iterable[UUID], kinds: Iterable[str], at: datetime, **_: object) -> None:
    """Count plans, pledges and registrations again."""
    counted = [one for kind in kinds for one in _OF_PROMISES.get(kind, (kind,))]
    lines.follow_counts(unit_ids, counted, at=at)


@receiver(duties_changed)
def follow_duties(authority_id: UUID, at: datetime, **_: object) -> None:
    """Score the rounds that go on by what units are given now; rare, so whole rounds are worked out."""
    lines.refresh_live(authority_id, by=SYSTEM, at=at)
