"""What reporting listens to: targets given otherwise ask their units, and codes of receipts are looked up."""

from datetime import datetime
from uuid import UUID

from django.dispatch import receiver

from thidua.foundation.actors import SYSTEM
from thidua.foundation.services.receipts import register_finder
from thidua.movements.signals import duties_changed
from thidua.reporting.enums import PeriodState
from thidua.reporting.models import Period
from thidua.reporting.queries.receipts import page_by_code
from thidua.reporting.services import periods

register_finder(page_by_code)


@receiver(duties_changed)
def ask_units(authority_id: UUID, at: datetime, **_: object) -> None:
    """Ask the units that owe a figure since, in the periods that are open."""
    for period in Period.objects.filter(authority_id=authority_id, state=PeriodState.OPEN):
        periods.call(period, by=SYSTEM, at=at)
