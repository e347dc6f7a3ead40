"""What promises listen to: the work asked of units is settled by what they register, plan and sign."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.dispatch import receiver

from thidua.commitments.services import duties
from thidua.commitments.signals import promises_changed


@receiver(promises_changed)
def settle_duties(unit_ids: Collection[UUID], kinds: Iterable[str], at: datetime, **_: object) -> None:
    """Close or reopen the work, in the transaction of the change."""
    duties.settle(list(unit_ids), list(kinds), at=at)
