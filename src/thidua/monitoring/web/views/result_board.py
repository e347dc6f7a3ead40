"""The board of results, as a page and as a workbook."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.core.dates import show_date
from thidua.core.rounding import rounded
from thidua.foundation.web.access import SignedInRequest
from thidua.monitoring.queries.result_board import Chosen, ResultBoard, lines_of, result_board
from thidua.monitoring.web.asked import key_of, xlsx
from thidua.movements.enums import MovementState, TargetField
from thidua.movements.models import Movement
from thidua.papers.sheets import Sheet, Value
from thidua.reporting.enums import ResultStatus

_HEADER = (
    "Lĩnh vực",
    "Chỉ tiêu",
    "Giao năm",
    "Kết quả",
    "Hoàn thành (%)",
    "Lẽ ra đến nay (%)",
    "Trạng thái",
    "Vì sao",
    "Thẩm định",
    "Chưa báo cáo",
)


@require_GET
def result_board_page(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show where every target stands; the filters and the last day to count are in the address."""
    movement, chosen, board = _board(request, pk)
    context = {
        "movement": movement,
        "board": board,
        "chosen": chosen,
        "statuses": ResultStatus.choices,
        "fields": TargetField.choices,
        "query": request.GET.urlencode(),
    }
    template = "monitoring/results/board.html" + ("#board" if request.htmx else "")
    return render(request, template, context)


@require_GET
def result_board_xlsx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the board out as a workbook, filtered as the page is."""
    movement, _, board = _board(request, pk)
    until = board.results.last_day
    title = f"Kết quả thực hiện chỉ tiêu: {movement.title}"
    title = f"{title}. Số liệu đến hết ngày {show_date(until)}" if until else title
    return xlsx(
        Sheet(title=title, header=_HEADER, rows=_rows(board)), f"ket-qua-{movement.year or 'khong-nam'}"
    )


def movement_for(request: SignedInRequest, pk: UUID) -> Movement:
    """Return a movement that was opened; one that still is a draft has no results."""
    visible = Movement.objects.visible_to(request.actor).exclude(state=MovementState.DRAFT)
    movement: Movement = get_object_or_404(visible.select_related("authority"), pk=pk)
    return movement


def day_of(text: str | None) -> date | None:
    """Read a day of an address ("2024-09-30"); anything else asks for nothing."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _board(request: SignedInRequest, pk: UUID) -> tuple[Movement, Chosen, ResultBoard]:
    movement = movement_for(request, pk)
    chosen = Chosen(
        status=request.GET.get("trang-thai", ""),
        field=request.GET.get("linh-vuc", ""),
        unit=key_of(request.GET.get("don-vi")),
        day=day_of(request.GET.get("den")),
    )
    return movement, chosen, result_board(movement, chosen, on=movement.authority.day(timezone.localdate()))


def _rows(board: ResultBoard) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = []
    for field, line in lines_of(board):
        found = line.result
        expected = found.standing.expected_share if found.expected_text else None
        rows.append(
            (
                field.name,
                found.target.name,
                found.target.goal_text,
                found.shown,
                found.standing.achievement.percent,
                None if expected is None else rounded(expected * 100),
                found.status.label,
                found.reason,
                found.verification,
                found.missing_text,
            )
        )
    return rows
