"""What everybody may see of an open movement, without an account."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import public
from thidua.movements.models import Movement
from thidua.movements.queries.public import public_board


@require_GET
@public
def movement_public(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show theme and targets; a movement that is not opened does not exist here."""
    movement = get_object_or_404(Movement.objects.public().select_related("authority"), pk=pk)
    return render(request, "movements/movement_public.html", {"page": public_board(movement)})
