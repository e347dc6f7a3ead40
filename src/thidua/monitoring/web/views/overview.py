"""The chairman's page, and the list of who owes as a workbook."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import SignedInRequest
from thidua.monitoring.queries.overview import movements_to_choose, overview
from thidua.monitoring.web.asked import key_of, xlsx
from thidua.movements.models import Movement
from thidua.papers.sheets import Sheet

_HEADER = ("Đơn vị", "Còn nợ", "Hạn từ ngày", "Số ngày quá hạn")


@require_GET
def overview_page(request: SignedInRequest) -> HttpResponse:
    """Show the movement chosen in the address, else the newest one."""
    movements = movements_to_choose(request.actor)
    movement = _chosen(request, movements)
    context = {
        "movements": movements,
        "movement": movement,
        "page": overview(movement, on=_day(movement)) if movement else None,
        "query": request.GET.urlencode(),
    }
    return render(request, "monitoring/results/overview.html", context)


@require_GET
def overview_xlsx(request: SignedInRequest) -> HttpResponse:
    """Hand out who owes what since when."""
    movement = _chosen(request, movements_to_choose(request.actor))
    if movement is None:
        raise Http404
    debts = overview(movement, on=_day(movement)).debts
    rows = [(debt.unit, debt.what, debt.since, line.days) for line in debts for debt in line.units]
    return xlsx(Sheet(title=f"Đơn vị còn nợ: {movement.title}", header=_HEADER, rows=rows), "con-no")


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
