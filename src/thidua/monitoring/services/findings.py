"""What has to be mended after a visit, and a figure lowered to what was found."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record
from thidua.monitoring import policies
from thidua.monitoring.models import Finding, Visit, VisitItem
from thidua.monitoring.services.visits import lock
from thidua.organisation.models import Unit
from thidua.reporting.services import figures


@dataclass(frozen=True, slots=True)
class ToMend:
    """What, by which unit, by when."""

    what: str
    unit: Unit
    due_on: date


@transaction.atomic
def add(visit: Visit, wanted: ToMend, *, by: Actor, at: datetime) -> Finding:
    """Write a finding into a record that is not finished; it becomes work once both sides have signed."""
    visit = lock(visit)
    policies.can_fill(by, visit).enforce()
    if wanted.unit.authority_id != visit.authority_id:
        raise DomainError(f"{wanted.unit} thuộc cơ quan khác nên không giao khắc phục được.")
    made = Finding(
        visit=visit,
        authority_id=visit.authority_id,
        what=wanted.what.strip(),
        unit=wanted.unit,
        due_on=wanted.due_on,
    )
    made.full_clean(exclude=["visit", "unit"])
    made.save(force_insert=True)
    told: dict[str, tuple[object, object]] = {"unit": (None, wanted.unit), "due_on": (None, wanted.due_on)}
    record("monitoring.finding.add", made, by=by, at=at, deed=Deed(changes=told))
    return made


@transaction.atomic
def remove(finding: Finding, *, by: Actor, at: datetime) -> None:
    """Take a finding out of a record that is not finished."""
    visit = lock(finding.visit)
    policies.can_fill(by, visit).enforce()
    record("monitoring.finding.remove", finding, by=by, at=at)
    finding.delete()


@transaction.atomic
def lower(item: VisitItem, *, reason: str, by: Actor, at: datetime) -> VisitItem:
    """Lower the figure to what the signed record says; the old value stays, with the record as its reason."""
    visit = lock(item.visit)
    item = VisitItem.objects.select_for_update(of=("self",)).select_related("figure__target").get(pk=item.pk)
    policies.can_lower(by, visit).enforce()
    if item.lowered_at is not None:
        raise DomainError("Số này đã sửa theo biên bản rồi.")
    if item.found is None:
        raise DomainError("Biên bản chưa ghi số thực tế nên chưa có số để sửa.")
    if not item.is_overstated:
        raise DomainError("Chỉ sửa số khi biên bản ghi thực tế kém hơn số đã báo cáo.")
    day = show_date(visit.visited_on) if visit.visited_on else ""
    why = f"Theo biên bản kiểm tra {visit.unit} ngày {day}. {reason.strip()}".strip()
    figures.lower(item.figure, item.found, base=item.found_base, reason=why[:500], by=by, at=at)
    item.lowered_at = at
    item.version += 1
    item.save(update_fields=["lowered_at", "version"])
    change: dict[str, tuple[object, object]] = {str(item): (item.claimed, item.found)}
    record("monitoring.visit.lower", visit, by=by, at=at, deed=Deed(changes=change, reason=why[:500]))
    return item
