"""What the views of inspection ask for and hand out in the same way."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from thidua.foundation.web.access import SignedInRequest
from thidua.monitoring.models import Visit
from thidua.papers.sheets import Sheet, to_xlsx

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def key_of(text: str | None) -> UUID | None:
    """Read the key of a record from an address; None for anything else."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def xlsx(sheet: Sheet, name: str, *more: Sheet) -> HttpResponse:
    """Hand tables out as a workbook."""
    answer = HttpResponse(to_xlsx(sheet, *more, made_at=timezone.now()), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def visit_of(request: SignedInRequest, pk: UUID) -> Visit:
    """Take a visit that the actor may see, with all that its pages name."""
    found = Visit.objects.visible_to(request.actor)
    found = found.select_related("unit", "round__movement", "round__authority", "inspector__person")
    visit: Visit = get_object_or_404(found, pk=pk)
    return visit
