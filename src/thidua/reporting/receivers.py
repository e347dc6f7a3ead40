"""When targets are given otherwise, units that owe a figure since are asked in the periods that are open."""

from datetime import datetime
from uuid import UUID

from django.dispatch import receiver

from thidua.foundation.actors import SYSTEM
from thidua.movements.signals import duties_changed
from thidua.reporting.enums import PeriodState
from thidua.reporting.models import Period
from thidua.reporting.services import periods


@receiver(duties_changed)
def ask_units(authority_id: UUID, at: datetime, **_: object) -> None:
    for period in Period.objects.filter(authority_id=authority_id, state=PeriodState.OPEN):
        periods.call(period, by=SYSTEM, at=at)
