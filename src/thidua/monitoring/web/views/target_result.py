"""One target with its results: history, units, and the chain from the status to the words of the letter."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import SignedInRequest
from thidua.monitoring.queries.target_page import TargetPage, target_page
from thidua.monitoring.web.asked import xlsx
from thidua.movements.enums import MovementState
from thidua.movements.models import Target
from thidua.papers.sheets import Sheet, Value


@require_GET
def target_result_page(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show how the target came to stand where it stands."""
    target = _target(request, pk)
    context = {"target": target, "page": _page(target)}
    return render(request, "monitoring/results/target.html", context)


@require_GET
def target_result_xlsx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the figures out as units by periods."""
    target = _target(request, pk)
    page = _page(target)
    names = [period.span.name for period in page.found.periods]
    header = ("Đơn vị", "Giao", *names, "Kết quả", "Hoàn thành (%)", "Trạng thái")
    return xlsx(
        Sheet(title=f"{target.name}: {target.goal_text}", header=header, rows=_rows(page)), "chi-tieu"
    )


def _page(target: Target) -> TargetPage:
    return target_page(target, on=target.movement.authority.day(timezone.localdate()))


def _target(request: SignedInRequest, pk: UUID) -> Target:
    visible = Target.objects.visible_to(request.actor).exclude(movement__state=MovementState.DRAFT)
    target: Target = get_object_or_404(
        visible.select_related("movement__authority", "document", "parent"), pk=pk
    )
    return target


def _rows(page: TargetPage) -> list[tuple[Value, ...]]:
    return [
        (
            line.result.given.name,
            line.result.goal_words,
            *(figure.words or ("chưa báo cáo" if figure.is_late else "") for figure in line.result.figures),
            line.result.shown,
            line.result.standing.achievement.percent,
            line.result.status.label,
        )
        for line in page.units
    ]
