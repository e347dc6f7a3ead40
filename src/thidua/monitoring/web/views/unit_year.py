"""The year of one unit, as a page and as a workbook."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.commitments.queries.pledge_lists import pledges_of_unit
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.sent import whole_number
from thidua.monitoring.queries.unit_year import UnitYear, unit_year
from thidua.monitoring.web.asked import xlsx
from thidua.organisation.models import Unit
from thidua.papers.sheets import Sheet

_HEADER = ("Phong trào", "Chỉ tiêu", "Giao", "Kết quả", "Hoàn thành (%)", "Trạng thái", "Chưa báo cáo")


@require_GET
def unit_year_page(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the year asked for (`?nam=2024`), else the newest."""
    unit, page = _page(request, pk)
    context = {
        "unit": unit,
        "page": page,
        "pledges": pledges_of_unit(unit, page.year, request.actor),
        "today": page.on,
        "query": request.GET.urlencode(),
    }
    return render(request, "monitoring/results/unit_year.html", context)


@require_GET
def unit_year_xlsx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand out what the unit was given and what it reached."""
    unit, page = _page(request, pk)
    rows = [
        (
            line.result.target.movement.title,
            line.result.target.name,
            line.result.goal_words,
            line.result.shown,
            line.result.standing.achievement.percent,
            line.result.status.label,
            line.result.late_words,
        )
        for line in page.targets
    ]
    sheet = Sheet(title=f"{unit}: kết quả năm {page.year}", header=_HEADER, rows=rows)
    return xlsx(sheet, f"don-vi-{page.year}")


def _page(request: SignedInRequest, pk: UUID) -> tuple[Unit, UnitYear]:
    units = Unit.objects.visible_to(request.actor).select_related("authority")
    unit: Unit = get_object_or_404(units, pk=pk)
    on = unit.authority.day(timezone.localdate())
    return unit, unit_year(unit, whole_number(request.GET.get("nam")), on=on)
