"""A plan as a paper: looked at, as Word file and as PDF; and beside its results."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from thidua.commitments.queries.plan_letter import plan_letter
from thidua.commitments.queries.plan_pages import plan_page, plan_results
from thidua.commitments.web.asked import xlsx
from thidua.commitments.web.plan_access import plan_of
from thidua.core.errors import DomainError
from thidua.core.text import fold
from thidua.foundation.web.access import SignedInRequest
from thidua.organisation.web.today import now_of, today_of
from thidua.papers.errors import PaperError
from thidua.papers.official import Letter, to_docx, to_pdf
from thidua.papers.sheets import Sheet

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_GOALS = (
    "Chỉ tiêu",
    "Mức giao",
    "Đơn vị phấn đấu",
    "Kết quả đến nay",
    "So với mức giao",
    "Trạng thái",
    "Số việc",
    "Việc đã xong",
    "Việc trễ hạn",
)
_TASKS = ("Việc", "Người chịu trách nhiệm", "Hạn", "Tình hình", "Đã làm (%)", "Kết quả")


@require_GET
def paper(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the plan as the paper it becomes."""
    plan = plan_of(request, pk)
    letter = plan_letter(plan_page(plan, today_of(request)))
    return render(request, "commitments/plans/paper.html", {"plan": plan, "letter": letter})


@require_GET
def docx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the plan out as a Word file."""
    return _file(request, pk, to_docx, "docx", _DOCX)


@require_GET
def pdf(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the plan out as PDF."""
    return _file(request, pk, to_pdf, "pdf", "application/pdf")


@require_GET
def results(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Set the goals beside results, and the tasks beside their days."""
    plan = plan_of(request, pk)
    on = plan.movement.authority.day(timezone.localdate())
    return render(
        request,
        "commitments/plans/results.html",
        {"plan": plan, "found": plan_results(plan, on), "today": on},
    )


@require_GET
def results_xlsx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the same out as a workbook of two sheets."""
    plan = plan_of(request, pk)
    found = plan_results(plan, plan.movement.authority.day(timezone.localdate()))
    goals = [
        (
            row.goal.name,
            row.goal.goal_text,
            row.aim,
            row.result.shown if row.result else "không còn giao",
            row.result.share_text if row.result else "",
            str(row.result.status.label) if row.result else "",
            row.tasks.total,
            row.tasks.done,
            row.tasks.late,
        )
        for row in found.rows
    ]
    tasks = [
        (task.text, task.owner, task.due_on, task.get_state_display(), task.share, task.note)
        for task in found.page.tasks
    ]
    name = f"ke-hoach-{fold(plan.unit.name).replace(' ', '-')}"
    return xlsx(
        name, Sheet(f"Chỉ tiêu: {plan.unit}", _GOALS, goals), Sheet(f"Việc: {plan.unit}", _TASKS, tasks)
    )


def _file(
    request: SignedInRequest, pk: UUID, write: Callable[..., bytes], ending: str, media_type: str
) -> HttpResponse:
    plan = plan_of(request, pk)
    data = _written(plan_letter(plan_page(plan, today_of(request))), write, now_of(request))
    answer = HttpResponse(data, content_type=media_type)
    name = f"ke-hoach-{fold(plan.unit.name).replace(' ', '-')}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _written(letter: Letter, write: Callable[..., bytes], at: datetime) -> bytes:
    """Write the file; a letter that no font has is told on a page."""
    try:
        return write(letter, made_at=at)
    except PaperError as fault:
        raise DomainError(fault.sentence) from fault
