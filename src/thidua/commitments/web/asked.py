"""What the views of registrations and of the board ask for and hand out in the same way."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from thidua.commitments import policies
from thidua.commitments.models.plan import READERS
from thidua.foundation.web.access import SignedInRequest
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement
from thidua.organisation.models import Unit
from thidua.papers.sheets import Sheet, to_xlsx

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def movement_of(request: SignedInRequest, pk: UUID) -> Movement:
    """Take an own movement that was opened, for those who may see what units promise in it."""
    found = Movement.objects.visible_to(request.actor).filter(is_own=True)
    found = found.exclude(state=MovementState.DRAFT).select_related("authority")
    movement: Movement = get_object_or_404(found, pk=pk)
    policies.can_see_promises(request.actor).enforce()
    return movement


def unit_of(request: SignedInRequest, movement: Movement, pk: UUID) -> Unit:
    """Take a unit of the movement's commune whose promises the actor may see."""
    found = Unit.objects.visible_to(request.actor).filter(authority_id=movement.authority_id)
    if not request.actor.has(*READERS):
        found = found.filter(pk__in=request.actor.unit_ids)
    unit: Unit = get_object_or_404(found, pk=pk)
    return unit


def xlsx(name: str, sheet: Sheet, *more: Sheet) -> HttpResponse:
    """Hand tables out as a workbook."""
    answer = HttpResponse(to_xlsx(sheet, *more, made_at=timezone.now()), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
