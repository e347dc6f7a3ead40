"""The chairman's page, and the same as a workbook."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import SignedInRequest
from thidua.monitoring.queries.overview import Overview, movements_to_choose, overview
from thidua.monitoring.web.asked import key_of, xlsx
from thidua.movements.enums import TargetField
from thidua.movements.models import Movement
from thidua.papers.sheets import Sheet, Value

_FIRST = 8
_RISKS = ("Chỉ tiêu", "Giao năm", "Kết quả", "Hoàn thành", "Lẽ ra đến nay", "Trạng thái", "Vì sao")
_DEBTS = ("Đơn vị", "Còn nợ", "Hạn từ ngày", "Số ngày quá hạn")
_TREND = ("Chỉ tiêu", "Kỳ", "Mức đến kỳ")


@require_GET
def overview_page(request: SignedInRequest) -> HttpResponse:
    """Show the movement chosen in the address, else the newest one: first what can be acted on first."""
    movements = movements_to_choose(request.actor)
    movement = _chosen(request, movements)
    is_all = request.GET.get("xem") == "tat-ca"
    everything = request.GET.copy()
    everything["xem"] = "tat-ca"
    context = {
        "movements": movements,
        "movement": movement,
        "page": overview(movement, on=_day(movement), field=_field(request)) if movement else None,
        "fields": TargetField.choices,
        "field": _field(request),
        "shown": None if is_all else _FIRST,
        "first": f":{'' if is_all else _FIRST}",
        "everything": everything.urlencode(),
        "query": request.GET.urlencode(),
    }
    return render(request, "monitoring/results/overview.html", context)


@require_GET
def overview_xlsx(request: SignedInRequest) -> HttpResponse:
    """Hand out what is at risk, who owes what since when, and the trend, each on a sheet of its own."""
    movement = _chosen(request, movements_to_choose(request.actor))
    if movement is None:
        raise Http404
    page = overview(movement, on=_day(movement), field=_field(request))
    debts = Sheet(f"Đơn vị còn nợ: {movement.title}", _DEBTS, _debts(page))
    trend = Sheet(f"Xu hướng: {movement.title}", _TREND, _trend(page))
    return xlsx(Sheet(f"Nguy cơ, chậm: {movement.title}", _RISKS, _risks(page)), "dieu-hanh", debts, trend)


def _risks(page: Overview) -> list[tuple[Value, ...]]:
    found = [line.result for line in page.urgent]
    return [
        (
            one.target.name,
            one.target.goal_text,
            one.shown,
            one.share_text,
            one.expected_text,
            one.status.label,
            one.reason,
        )
        for one in found
    ]


def _debts(page: Overview) -> list[tuple[Value, ...]]:
    return [(debt.unit, line.what, debt.since, debt.days) for line in page.debts for debt in line.units]


def _trend(page: Overview) -> list[tuple[Value, ...]]:
    return [(line.result.target.name, *point) for line in page.trend for point in line.points]


def _field(request: SignedInRequest) -> str:
    """Return the field of work asked for; anything else asks for all."""
    asked = request.GET.get("linh-vuc", "")
    return asked if asked in TargetField.values else ""


def _day(movement: Movement) -> date:
    return movement.authority.day(timezone.localdate())


def _chosen(request: SignedInRequest, movements: list[Movement]) -> Movement | None:
    """Return the movement asked for; one that cannot be seen is not there."""
    asked = request.GET.get("phong-trao", "")
    if not asked:
        return movements[0] if movements else None
    pk = key_of(asked)
    found = next((movement for movement in movements if movement.pk == pk), None)
    if found is None:
        raise Http404
    return found
