"""What everybody may see of the results of a movement, without an account."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import public
from thidua.monitoring.queries.public_results import public_results
from thidua.movements.models import Movement


@require_GET
@public
def public_results_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show verified results and the legal ground; a movement that is not opened does not exist here."""
    movement = get_object_or_404(Movement.objects.public().select_related("authority"), pk=pk)
    page = public_results(movement, on=movement.authority.day(timezone.localdate()))
    return render(request, "monitoring/results/public.html", {"page": page})
