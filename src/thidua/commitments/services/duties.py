"""The work of registering, planning and signing: asked of units by a day, settled by what they send.

Nobody ticks this work off: a registration that is sent settles it, one that is returned opens it again.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thidua.commitments import policies
from thidua.commitments.queries.duties import DUTIES, Duty, kept_by, key_of, page_of
from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.foundation.actors import SYSTEM, Actor
from thidua.foundation.services.audit import Deed, record
from thidua.movements.models import Movement
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.obligations.services import origins
from thidua.obligations.services.obligations import Work
from thidua.obligations.services.origins import Outcome
from thidua.organisation.models import Unit


@transaction.atomic
def ask(
    movement: Movement, kind: str, units: Iterable[Unit], due_on: date, *, by: Actor, at: datetime
) -> int:
    """Ask the units for a promise by a day; return how many are asked anew.

    Those who kept it are left alone, those asked before get the new day.
    """
    policies.can_ask(by, movement).enforce()
    if due_on < movement.authority.day(localdate(at)):
        raise DomainError(f"Hạn {show_date(due_on)} đã qua. Chọn ngày từ hôm nay trở đi.")
    duty, wanted = DUTIES[kind], {unit.pk: unit for unit in units}
    for unit_id in kept_by(duty, wanted, movement.pk).get(movement.pk, ()):
        del wanted[unit_id]
    keys = {key_of(movement.pk, unit_id): unit_id for unit_id in wanted}
    known = Obligation.objects.filter(origin_kind=duty.origin, origin_id__in=keys)
    asked_before = {keys[key] for key in known.values_list("origin_id", flat=True)}
    origins.move(duty.origin, keys, due_on)
    new = [unit for unit_id, unit in wanted.items() if unit_id not in asked_before]
    origins.ask([(unit, _work(duty, movement, unit, due_on)) for unit in new], at=at)
    changes: dict[str, tuple[object, object]] = {"due_on": (None, due_on), "units": (None, len(wanted))}
    record(f"commitments.{duty.origin}.ask", movement, by=by, at=at, deed=Deed(changes=changes))
    return len(new)


@transaction.atomic
def settle(unit_ids: Collection[UUID], kinds: Iterable[str], *, at: datetime, by: Actor = SYSTEM) -> None:
    """Close or reopen the work of these units as their promises stand now; few queries for any number."""
    for duty in (DUTIES[kind] for kind in kinds if kind in DUTIES):
        works = Obligation.objects.filter(origin_kind=duty.origin, unit_id__in=unit_ids)
        keys = set(works.values_list("origin_id", flat=True))
        if keys:
            kept = {
                key_of(movement_id, unit_id)
                for movement_id, found in kept_by(duty, unit_ids).items()
                for unit_id in found
            }
            outcomes = {
                key: Outcome(ObligationState.DONE if key in kept else ObligationState.OPEN) for key in keys
            }
            origins.settle(duty.origin, outcomes, by=by, at=at)


def _work(duty: Duty, movement: Movement, unit: Unit, due_on: date) -> Work:
    return Work(
        title=f"{duty.title}: {movement}"[:300],
        due_on=due_on,
        origin_kind=duty.origin,
        origin_id=key_of(movement.pk, unit.pk),
        origin_url=page_of(duty.kind, movement.pk, unit.pk),
    )
