"""What promises listen to: work is settled by what units register, plan and sign, and tasks follow work."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.dispatch import receiver

from thidua.commitments.services import duties, plan_work
from thidua.commitments.signals import promises_changed
from thidua.foundation.actors import Actor
from thidua.obligations.models import Obligation
from thidua.obligations.signals import work_stepped


@receiver(promises_changed)
def settle_duties(unit_ids: Collection[UUID], kinds: Iterable[str], at: datetime, **_: object) -> None:
    """Close or reopen the work, in the transaction of the change."""
    duties.settle(list(unit_ids), list(kinds), at=at)


@receiver(work_stepped)
def follow_the_letter(work: Obligation, by: Actor, at: datetime, **_: object) -> None:
    """Let the task of a plan that the work of a letter became stand as the work does."""
    plan_work.follow(work, by=by, at=at)
