"""The places of a unit over the years."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import SignedInRequest
from thidua.organisation.models import Unit
from thidua.scoring.models import ScoringRound
from thidua.scoring.queries.history import course_of


@require_GET
def unit_standing(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show every frozen round of the unit; what is not frozen yet may still change and is left out."""
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=pk)
    course = course_of(unit, ScoringRound.objects.visible_to(request.actor))
    return render(request, "scoring/standing/unit.html", {"unit": unit, "course": course})
