"""What reporting listens to: targets given or counted otherwise, and codes of receipts to be looked up."""

from datetime import datetime
from uuid import UUID

from django.dispatch import receiver

from thidua.core.errors import DomainError
from thidua.foundation.actors import SYSTEM
from thidua.foundation.services.receipts import register_finder
from thidua.movements.models import Target
from thidua.movements.signals import duties_changed, frequency_changing
from thidua.reporting.enums import PeriodState
from thidua.reporting.models import Figure, Period
from thidua.reporting.queries.receipts import page_by_code
from thidua.reporting.services import periods

register_finder(page_by_code)


@receiver(duties_changed)
def ask_units(authority_id: UUID, at: datetime, **_: object) -> None:
    """Ask the units that owe a figure since, in the periods that are open."""
    is_open = Period.objects.filter(authority_id=authority_id, state=PeriodState.OPEN)
    periods.call(is_open.in_order(), by=SYSTEM, at=at)


@receiver(frequency_changing)
def refuse_two_kinds_of_periods(target: Target, frequency: str, **_: object) -> None:
    """Refuse other periods once figures stand in those of now: what both hold would count twice."""
    found = Figure.objects.written().filter(target=target)
    if count := found.exclude(report__period__frequency=frequency).count():
        raise DomainError(
            f"Đã có {count} số báo cáo theo kỳ đang dùng; đổi kỳ thì các số ấy bị tính hai lần. "
            "Giữ kỳ này đến hết năm. Thật cần đổi thì trả lại các số ấy để đơn vị xóa trước."
        )
