"""The board of what was given to units: as a page, as a workbook, and the button that takes a giving back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.movements import policies
from thidua.movements.enums import TargetField
from thidua.movements.models import Movement
from thidua.movements.queries.allocations import STATES, AllocationBoard, allocation_board
from thidua.movements.services import giving_back
from thidua.movements.web.lookups import batch_of
from thidua.movements.web.workbooks import workbook_response
from thidua.organisation.web.today import now_of, today_of
from thidua.papers.sheets import Sheet

_HEADER = ("Lĩnh vực", "Chỉ tiêu", "Giao năm", "Cách giao", "Đã giao", "Còn lại")


@require_GET
def board(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what each target was given to whom; `?linh-vuc=` and `?tinh-trang=` filter."""
    movement = _movement(request, pk)
    context = {
        "movement": movement,
        "board": _board(request, movement),
        "fields": TargetField.choices,
        "states": STATES,
        "field": request.GET.get("linh-vuc", ""),
        "state": request.GET.get("tinh-trang", ""),
        "query": request.GET.urlencode(),
        "may_give": policies.can_give(request.actor, movement),
        "batch": batch_of(request),
    }
    template = "movements/allocation_board.html" + ("#board" if request.htmx else "")
    return render(request, template, context)


@require_GET
def board_xlsx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the board out as a workbook, filtered as the page is."""
    movement = _movement(request, pk)
    rows = [
        (
            group.name,
            row.target.name,
            row.target.goal_text,
            row.tracking.get_allocation_kind_display(),
            row.in_one_line,
            row.fit.sentence,
        )
        for group in _board(request, movement).groups
        for row in group.rows
    ]
    sheet = Sheet(title=f"Giao chỉ tiêu: {movement.title}", header=_HEADER, rows=rows)
    return workbook_response(sheet, f"giao-chi-tieu-{movement.year or 'khong-nam'}.xlsx")


@require_POST
@once("movements.allocation.undo")
def undo(request: SignedInRequest, pk: UUID, batch: UUID) -> HttpResponse:
    """Take a giving back, all of it."""
    movement = _movement(request, pk)
    count = giving_back.undo(movement, batch, by=request.actor, at=now_of(request))
    messages.success(request, f"Đã hoàn tác. {count} phần giao trở lại như trước.")
    return redirect("movements:allocation-board", pk=pk)


def _board(request: SignedInRequest, movement: Movement) -> AllocationBoard:
    field, state = request.GET.get("linh-vuc", ""), request.GET.get("tinh-trang", "")
    return allocation_board(movement, on=today_of(request), field=field, state=state)


def _movement(request: SignedInRequest, pk: UUID) -> Movement:
    found = Movement.objects.visible_to(request.actor).select_related("authority")
    movement: Movement = get_object_or_404(found, pk=pk)
    return movement
