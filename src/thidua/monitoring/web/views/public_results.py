"""What everybody may see of the results of a movement, without an account."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import public
from thidua.monitoring.queries.public_results import NO_FIGURE, PublicChosen, PublicResults, public_results
from thidua.monitoring.web.asked import xlsx
from thidua.movements.models import Movement
from thidua.organisation.enums import UnitKind
from thidua.papers.sheets import Sheet
from thidua.reporting.enums import ResultStatus

_HEADER = ("Lĩnh vực", "Chỉ tiêu", "Mục tiêu", "Kết quả đã thẩm định", "Hoàn thành", "Trạng thái")
_LONGEST = 100
_JUDGED = (ResultStatus.REACHED, ResultStatus.ON_TRACK, ResultStatus.BEHIND, ResultStatus.AT_RISK)
_STATUSES = (
    *((status.value, status.label) for status in _JUDGED),
    (NO_FIGURE, "Chưa có số được thẩm định"),
)


@require_GET
@public
def public_results_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show verified results and the legal ground; a movement that is not opened does not exist here."""
    chosen = _chosen(request)
    context = {
        "page": _page(pk, chosen),
        "chosen": chosen,
        "statuses": _STATUSES,
        "query": request.GET.urlencode(),
    }
    return render(request, "monitoring/results/public.html", context)


@require_GET
@public
def public_results_xlsx(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand the same out as a workbook, filtered as the page is."""
    page = _page(pk, _chosen(request))
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


def _page(pk: UUID, chosen: PublicChosen) -> PublicResults:
    movement = get_object_or_404(Movement.objects.public().select_related("authority"), pk=pk)
    return public_results(movement, on=movement.authority.day(timezone.localdate()), chosen=chosen)


def _chosen(request: HttpRequest) -> PublicChosen:
    """Read the filters of the address; a kind or a status that does not exist asks for nothing."""
    kind, status = request.GET.get("loai", ""), request.GET.get("trang-thai", "")
    return PublicChosen(
        kind=kind if kind in UnitKind.values else "",
        status=status if status in dict(_STATUSES) else "",
        words=request.GET.get("tim", "")[:_LONGEST],
    )
