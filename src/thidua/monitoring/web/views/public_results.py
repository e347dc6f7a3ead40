"""What everybody may see of the results of a movement, without an account."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import public
from thidua.monitoring.queries.public_results import PublicResults, public_results
from thidua.monitoring.web.asked import xlsx
from thidua.movements.models import Movement
from thidua.papers.sheets import Sheet

_HEADER = ("Lĩnh vực", "Chỉ tiêu", "Mục tiêu", "Kết quả đã thẩm định", "Hoàn thành", "Trạng thái")


@require_GET
@public
def public_results_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show verified results and the legal ground; a movement that is not opened does not exist here."""
    page = _page(get_object_or_404(Movement.objects.public().select_related("authority"), pk=pk))
    return render(request, "monitoring/results/public.html", {"page": page})


@require_GET
@public
def public_results_xlsx(_request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand the same out as a workbook."""
    page = _page(get_object_or_404(Movement.objects.public().select_related("authority"), pk=pk))
    rows = [
        (
            field.name,
            result.view.name,
            result.view.goal_text,
            result.shown,
            result.share_text,
            result.status.label if result.is_known else "chưa có số được thẩm định",
        )
        for field in page.fields
        for result in field.results
    ]
    sheet = Sheet(title=f"Kết quả công khai: {page.movement.title}", header=_HEADER, rows=rows)
    return xlsx(sheet, "ket-qua-cong-khai")


def _page(movement: Movement) -> PublicResults:
    return public_results(movement, on=movement.authority.day(timezone.localdate()))
