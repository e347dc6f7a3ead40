"""How much each unit has to do in a month, so that nobody is asked for too much."""

from calendar import monthrange
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import SignedInRequest
from thidua.monitoring.queries.load import MonthLoad, month_load
from thidua.monitoring.web.asked import xlsx
from thidua.obligations.policies import can_urge
from thidua.organisation.models import Authority
from thidua.papers.sheets import Sheet

_EARLIEST, _LATEST = date(2000, 1, 1), date(2101, 1, 1)
_HEADER = (
    "Đơn vị",
    "Loại",
    "Phong trào",
    "Báo cáo",
    "Số liệu",
    "Việc khác",
    "Giờ trong tháng (ước tính)",
    "Cách tính",
    "Nhận xét",
)


@require_GET
def unit_load(request: SignedInRequest) -> HttpResponse:
    """Show the load of a month; the month stands in the address."""
    first = _month(request)
    found = _load(request, first)
    context = {
        "rows": found.rows,
        "heavy": found.heavy,
        "estimate": found.estimate,
        "most_hours": found.most_hours,
        "may_urge": can_urge(request.actor),
        "first": first,
        "month": f"{first:%Y-%m}",
        "before": f"{_shifted(first, -1):%Y-%m}",
        "after": f"{_shifted(first, 1):%Y-%m}",
    }
    return render(request, "monitoring/unit_load.html", context)


@require_GET
def unit_load_xlsx(request: SignedInRequest) -> HttpResponse:
    """Hand the month out as a workbook."""
    first = _month(request)
    rows = [
        (
            row.unit.name,
            row.unit.get_kind_display(),
            row.counted.movements,
            row.counted.reports,
            row.counted.figures,
            row.counted.works,
            row.load.hours,
            row.load.made_of,
            row.load.words,
        )
        for row in _load(request, first).rows
    ]
    sheet = Sheet(title=f"Tải việc của đơn vị tháng {first.month}/{first.year}", header=_HEADER, rows=rows)
    return xlsx(sheet, f"tai-viec-{first:%Y-%m}")


def _load(request: SignedInRequest, first: date) -> MonthLoad:
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return month_load(request.actor, first, last)


def _month(request: SignedInRequest) -> date:
    """Read "2024-09" from the address; the present month of the commune for anything else."""
    try:
        found = date.fromisoformat(f"{request.GET.get('thang', '')}-01")
    except ValueError:
        found = _LATEST
    if _EARLIEST <= found < _LATEST:
        return found
    today = Authority.objects.day_of(request.actor.authority_id, timezone.localdate())
    return today.replace(day=1)


def _shifted(first: date, months: int) -> date:
    place = first.year * 12 + first.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)
