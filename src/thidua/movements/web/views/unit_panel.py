"""The part of a unit in the movements: shown on the unit's page, and a page of its own."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import SignedInRequest
from thidua.movements.queries.season import unit_part
from thidua.organisation.models import Unit


@require_GET
def unit_panel(request: SignedInRequest, unit_id: UUID) -> HttpResponse:
    """Show the targets and the work of one unit."""
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=unit_id)
    template = "movements/unit_panel.html" + ("#panel" if request.htmx else "")
    context = {"part": unit_part(unit), "unit": unit, "today": unit.authority.day(timezone.localdate())}
    return render(request, template, context)
