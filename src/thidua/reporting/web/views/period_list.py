"""The list of periods, as a page and as a workbook; and opening the periods of a movement."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import whole_number
from thidua.movements.enums import FrequencyChoice
from thidua.movements.models import Movement
from thidua.organisation.web.today import now_of, today_of
from thidua.papers.sheets import Sheet, to_xlsx
from thidua.reporting import policies
from thidua.reporting.enums import PeriodState
from thidua.reporting.queries import period_list as listed
from thidua.reporting.queries.preparing import plan_of, to_prepare
from thidua.reporting.services import periods

_PAGE = 50
_HEADER = (
    "Kỳ",
    "Loại kỳ",
    "Từ ngày",
    "Đến hết ngày",
    "Hạn gửi",
    "Trạng thái",
    "Phải gửi",
    "Đã gửi đủ",
    "Gửi thiếu số",
    "Đã thẩm định",
)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def period_list_page(request: SignedInRequest) -> HttpResponse:
    """Show the periods of a year; `?nam=`, `?loai=`, `?trang-thai=` filter."""
    years = listed.years_of(request.actor)
    filters = _filters(request, years)
    found = listed.periods_found(request.actor, filters)
    page = Paginator(found, _PAGE).get_page(request.GET.get("trang"))
    context = {
        "may_take_file": policies.can_take_file(request.actor),
        "page": page,
        "rows": listed.rows_of(request.actor, page.object_list, on=today_of(request)),
        "years": years,
        "filters": filters,
        "frequencies": FrequencyChoice.choices,
        "states": PeriodState.choices,
        "query": request.GET.urlencode(),
        "movements": to_prepare(request.actor) if _may_prepare(request) else [],
        "may_prepare": _may_prepare(request),
        "watches_all": listed.watches_all(request.actor),
    }
    return render(request, "reporting/period_list.html", context)


@require_GET
def period_list_xlsx(request: SignedInRequest) -> HttpResponse:
    """Hand the list out as a workbook, filtered as the page is."""
    filters = _filters(request, listed.years_of(request.actor))
    rows = [
        (
            period.name,
            period.get_frequency_display(),
            period.starts_on,
            period.ends_on,
            period.due_on,
            period.get_state_display(),
            period.owed,
            period.sent,
            period.partial,
            period.verified,
        )
        for period in listed.periods_found(request.actor, filters)
    ]
    title = f"Kỳ báo cáo năm {filters.year}" if filters.year else "Kỳ báo cáo"
    book = to_xlsx(Sheet(title=title, header=_HEADER, rows=rows), made_at=now_of(request))
    answer = HttpResponse(book, content_type=_XLSX)
    answer["Content-Disposition"] = 'attachment; filename="ky-bao-cao.xlsx"'
    return answer


@require_http_methods(["GET", "POST"])
@once("reporting.period.prepare")
def period_prepare(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Tell which periods will be opened and when their reports are due; on POST open them."""
    movement = get_object_or_404(Movement.objects.visible_to(request.actor), pk=pk)
    policies.can_prepare(request.actor, movement).enforce()
    if request.method == "GET":
        planned = plan_of(movement, movement.year) if movement.year else []
        context = {
            "movement": movement,
            "planned": planned,
            "new": [plan for plan in planned if not plan.is_known],
            "today": movement.authority.day(timezone.localdate()),
        }
        return render(request, "reporting/period_prepare.html", context)
    made = periods.prepare(movement, by=request.actor, at=now_of(request))
    messages.success(request, f"Đã mở {len(made)} kỳ báo cáo. Mã nhận {request.receipt}.")
    return redirect("reporting:period-list")


def _filters(request: SignedInRequest, years: list[int]) -> listed.Filters:
    """Read the filters; without a year in the address it is the newest one."""
    year = request.GET.get("nam")
    wanted = whole_number(year) if year is not None else next(iter(years), None)
    return listed.Filters(wanted, request.GET.get("loai", ""), request.GET.get("trang-thai", ""))


def _may_prepare(request: SignedInRequest) -> bool:
    return bool(policies.can_open_periods(request.actor))
