"""The board of targets, as a page and as a workbook."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import SignedInRequest
from thidua.movements.enums import TargetField
from thidua.movements.models import Movement, Target
from thidua.movements.queries.board import Board, board_of
from thidua.organisation.models import Unit
from thidua.organisation.web.today import now_of
from thidua.papers.sheets import Sheet, to_xlsx

_HEADER = ("Lĩnh vực", "Chỉ tiêu", "Là phần của", "Giao năm", "Đơn vị phụ trách", "Câu trong văn bản")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def target_board(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the targets by field, parts under their whole; `?linh-vuc=` and `?don-vi=` filter."""
    movement, board = _board(request, pk)
    units = Unit.objects.filter(targets__movement=movement).distinct().for_list()
    context = {
        "movement": movement,
        "board": board,
        "fields": TargetField.choices,
        "units": list(units),
        "field": request.GET.get("linh-vuc", ""),
        "owner": request.GET.get("don-vi", ""),
        "query": request.GET.urlencode(),
    }
    template = "movements/target_board.html" + ("#board" if request.htmx else "")
    return render(request, template, context)


@require_GET
def target_board_xlsx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the board out as a workbook, filtered as the page is."""
    movement, board = _board(request, pk)
    rows = [
        (
            group.name,
            row.target.name,
            row.target.parent.name if row.target.parent else "",
            _with_direction(row.target),
            row.target.owner.name if row.target.owner else "",
            row.target.sentence,
        )
        for group in board.groups
        for row in group.rows
    ]
    sheet = Sheet(title=f"Chỉ tiêu: {movement.title}", header=_HEADER, rows=rows)
    data = to_xlsx(sheet, made_at=now_of(request))
    answer = HttpResponse(data, content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="chi-tieu-{movement.year or "khong-nam"}.xlsx"'
    return answer


def _board(request: SignedInRequest, pk: UUID) -> tuple[Movement, Board]:
    movements = Movement.objects.visible_to(request.actor).select_related("launching_document", "authority")
    movement: Movement = get_object_or_404(movements, pk=pk)
    board = board_of(
        movement, field=request.GET.get("linh-vuc", ""), owner_id=_uuid(request.GET.get("don-vi", ""))
    )
    return movement, board


def _with_direction(target: Target) -> str:
    direction = target.direction_text
    return f"{target.goal_text} ({direction})" if direction else target.goal_text


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
