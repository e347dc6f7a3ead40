"""Days on which the commune departs from the national calendar, told with their reason."""

from datetime import date, datetime

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record
from thidua.organisation.models import Authority
from thidua.reporting import policies
from thidua.reporting.models import CalendarDay


@transaction.atomic
def add(
    authority: Authority, day: date, *, is_worked: bool, reason: str, by: Actor, at: datetime
) -> CalendarDay:
    """Say that a day is off or worked here; telling a day again replaces what was told before."""
    policies.can_keep_calendar(by, authority.pk).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do nghỉ hoặc làm bù.")
    values = {"is_worked": is_worked, "reason": reason.strip()}
    told, is_new = CalendarDay.objects.select_for_update().get_or_create(
        authority=authority, day=day, defaults=values
    )
    before = None if is_new else told.is_worked
    if not is_new:
        told.is_worked, told.reason = is_worked, reason.strip()
        told.save(update_fields=["is_worked", "reason"])
    deed = Deed(changes={"is_worked": (before, is_worked)}, reason=reason.strip())
    record("reporting.calendar.add", told, by=by, at=at, deed=deed)
    return told


@transaction.atomic
def remove(told: CalendarDay, *, reason: str, by: Actor, at: datetime) -> None:
    """Follow the national calendar on that day again; the history keeps what was told."""
    policies.can_keep_calendar(by, told.authority_id).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do bỏ ngày này.")
    record("reporting.calendar.remove", told, by=by, at=at, deed=Deed(reason=reason.strip()))
    told.delete()
