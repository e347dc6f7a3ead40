"""A neighbour of the block checks across: what there is to judge by, and a mark of its own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from thidua.core.quantities import format_number
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.conflict import form_names
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of, whole_number
from thidua.organisation.web.today import now_of
from thidua.scoring import policies
from thidua.scoring.enums import Column
from thidua.scoring.models import CrossMark, ScoreLine
from thidua.scoring.queries.crosses import mark_of, neighbour_of
from thidua.scoring.queries.sheet_access import lines_for
from thidua.scoring.queries.sheet_page import row_of
from thidua.scoring.queries.sight import as_seen
from thidua.scoring.services import crossing, giving
from thidua.scoring.web.sheet_forms import PointsForm
from thidua.scoring.web.taking import is_done, is_open, status_of

_NAMES = {"points": "points", "reason": "words"}


@form_names(_NAMES)
@require_http_methods(["GET", "POST"])
@once("scoring.cross.mark")
def line_cross(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what there is to judge by and the mark of the own unit; on POST keep it."""
    line = get_object_or_404(lines_for(request.actor), pk=pk)
    may = giving.may_give(request.actor, line, Column.CROSS)
    sight = policies.sight_of(request.actor, line.sheet)
    mark = mark_of(as_seen(line, sight), neighbour_of(request.actor, line.sheet))
    initial = _initial(line, mark)
    form = PointsForm(request.POST or None, line=line, column=Column.CROSS, initial=initial)
    if is_open(form, may) and request.method == "POST" and form.is_valid() and _mark(request, line, form):
        messages.success(request, f"Đã ghi điểm chấm chéo của “{line.criterion}”.")
        return redirect("scoring:sheet-detail", pk=line.sheet_id)
    context: dict[str, Any] = {"row": row_of(line), "line": line, "form": form}
    context |= {"column": Column.CROSS, "version": mark.version if mark is not None else 0}
    context["line_seen"] = (crossing.LINE_SEEN, line.version)
    return render(request, "scoring/sheets/line_give.html", context, status=status_of(form))


def _initial(line: ScoreLine, mark: CrossMark | None) -> dict[str, Any]:
    """Return what the own unit wrote, as it is typed."""
    if mark is None:
        return {}
    points = None if mark.points is None else format_number(giving.bounds_of_line(line).write(mark.points))
    return {"points": points, "words": mark.reason}


def _mark(request: SignedInRequest, line: ScoreLine, form: PointsForm) -> bool:
    line_seen = whole_number(request.POST.get(crossing.LINE_SEEN)) or 0
    seen, now = crossing.Seen(version_of(request), line_seen), now_of(request)

    def deed() -> object:
        return crossing.mark(line, form.given, seen=seen, by=request.actor, at=now)

    return is_done(form, deed)
