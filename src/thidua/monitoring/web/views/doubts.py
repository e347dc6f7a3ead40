"""The board of doubts: what is worth a visit, why, and what was answered."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.returning import came_from
from thidua.foundation.web.sent import version_of
from thidua.monitoring import policies
from thidua.monitoring.enums import DoubtChoice
from thidua.monitoring.models import DoubtAnswer
from thidua.monitoring.queries.doubts import DoubtsBoard, Filters, doubts_of
from thidua.monitoring.queries.rounds import own_movements
from thidua.monitoring.services import doubts
from thidua.monitoring.web.asked import key_of, xlsx
from thidua.movements.models import Movement
from thidua.organisation.web.today import now_of
from thidua.papers.sheets import Sheet

_HEADER = ("Đơn vị", "Loại", "Chỗ nên đi xem", "Kỳ", "Đã xem, có lý do", "Người xem")
_NOBODY = DoubtsBoard((), (), 0, 0, (), ())


@require_GET
def doubt_board(request: SignedInRequest) -> HttpResponse:
    """Show what stands out by unit; movement, period, unit and kind stand in the address."""
    policies.can_see_doubts(request.actor).enforce()
    movements, movement = _season(request)
    filters = _filters(request)
    query = request.GET.copy()
    context = {
        "movements": movements,
        "movement": movement,
        "board": doubts_of(movement, filters) if movement else _NOBODY,
        "filters": filters,
        "kinds": DoubtChoice.choices,
        "query": query.urlencode(),
        "may_answer": movement is not None and policies.can_answer(request.actor, movement),
        "may_plan": policies.can_plan(request.actor),
    }
    return render(request, "monitoring/inspection/doubt_board.html", context)


@require_GET
def doubt_board_xlsx(request: SignedInRequest) -> HttpResponse:
    """Hand the board out as a workbook, filtered as the page is."""
    policies.can_see_doubts(request.actor).enforce()
    _, movement = _season(request)
    board = doubts_of(movement, _filters(request)) if movement else _NOBODY
    rows = [
        (visit.unit, doubt.kind, doubt.sentence, doubt.periods, "", "")
        for visit in board.visits
        for doubt in visit.doubts
    ]
    rows += [
        (
            ", ".join(doubt.found.doubt.units),
            doubt.kind,
            doubt.sentence,
            doubt.periods,
            doubt.answer.note,
            doubt.answer.by_name,
        )
        for doubt in board.answered
        if doubt.answer is not None
    ]
    title = f"Nên đi xem: {movement}" if movement else "Nên đi xem"
    return xlsx(Sheet(title=title, header=_HEADER, rows=rows), "nen-di-xem")


@require_POST
@once("monitoring.doubt.answer")
def doubt_answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Keep why a doubt is as it is."""
    found = Movement.objects.visible_to(request.actor)
    movement: Movement = get_object_or_404(found, pk=pk)
    fingerprint, note = request.POST.get("dau", ""), request.POST.get("note", "")
    doubts.answer(movement, fingerprint, note[:500], by=request.actor, at=now_of(request))
    messages.success(request, "Đã ghi lý do. Chỗ này sẽ hiện lại nếu số liệu thay đổi.")
    return redirect(_back(request, movement.pk))


@require_POST
@once("monitoring.doubt.take_back")
def doubt_take_back(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Put a doubt back on the board."""
    given: DoubtAnswer = get_object_or_404(DoubtAnswer.objects.visible_to(request.actor), pk=pk)
    doubts.take_back(given, expected=version_of(request), by=request.actor, at=now_of(request))
    messages.success(request, "Đã đưa chỗ này lên bảng lại. Lý do cũ còn trong lịch sử.")
    return redirect(_back(request, None))


def _season(request: SignedInRequest) -> tuple[list[Movement], Movement | None]:
    """Return own movements, and the one asked for or the newest."""
    movements = own_movements(request.actor)
    key = key_of(request.GET.get("phong-trao"))
    chosen = next((one for one in movements if one.pk == key), None)
    return movements, chosen or (movements[0] if movements else None)


def _filters(request: SignedInRequest) -> Filters:
    code = request.GET.get("loai", "")
    return Filters(
        period_id=key_of(request.GET.get("ky")),
        unit_id=key_of(request.GET.get("don-vi")),
        code=code if code in DoubtChoice.values else "",
    )


def _back(request: SignedInRequest, movement_pk: UUID | None) -> str:
    """Go back to the board as it was filtered."""
    board = reverse("monitoring:doubt-board")
    before = came_from(request)
    if before and board in before:
        return before
    return f"{board}?{urlencode({'phong-trao': str(movement_pk)})}" if movement_pk else board
