"""One line, one column: points of who checks, of the council; saved, and on to the next."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.conflict import form_names
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.today import now_of
from thidua.scoring import policies
from thidua.scoring.enums import Column
from thidua.scoring.models import ScoreLine
from thidua.scoring.queries.checking import line_after
from thidua.scoring.queries.sheet_access import line_for
from thidua.scoring.queries.sheet_page import row_of
from thidua.scoring.queries.sight import NOTHING, as_seen
from thidua.scoring.services import giving
from thidua.scoring.web.sheet_forms import LINE_NAMES, PointsForm, line_form
from thidua.scoring.web.taking import is_done, is_open, status_of

COLUMNS = {"tham-dinh": Column.SECOND, "hoi-dong": Column.COUNCIL}
_GONE = 404
_FROM_BOARD = "bang"


@form_names(LINE_NAMES)
@require_http_methods(["GET", "POST"])
@once("scoring.line.give")
def line_give(request: SignedInRequest, pk: UUID, column: str) -> HttpResponse:
    """Show a criterion with its facts and a field for points; on POST keep them and lead on."""
    line = line_for(request.actor, pk)
    wanted = COLUMNS.get(column)
    if wanted is None or (line is None and request.method == "GET"):
        raise Http404
    if line is None:
        return render(request, "scoring/sheets/line_gone.html", {"typed": _typed(request)}, status=_GONE)
    may = giving.may_give(request.actor, line, wanted)
    sight = policies.sight_of(request.actor, line.sheet)
    form = line_form(as_seen(line, sight), wanted, request.POST or None)
    if is_open(form, may) and request.method == "POST" and form.is_valid() and _give(request, line, form):
        return _onward(request, line, wanted)
    after = line_after(line) if wanted == Column.SECOND else None
    row = row_of(line, sight if wanted == Column.COUNCIL else NOTHING)
    context: dict[str, Any] = {"row": row, "line": line, "form": form, "column": wanted, "after": after}
    context["version"] = line.version
    return render(request, "scoring/sheets/line_give.html", context, status=status_of(form))


def _give(request: SignedInRequest, line: ScoreLine, form: PointsForm) -> bool:
    """Keep what was given, or tell at its field why not."""
    now, expected = now_of(request), version_of(request)

    def deed() -> object:
        return giving.give(line, form.column, form.given, expected=expected, by=request.actor, at=now)

    return is_done(form, deed)


def _onward(request: SignedInRequest, line: ScoreLine, column: Column) -> HttpResponse:
    """Go on to the next criterion without points, or back to where the line was opened from."""
    if column == Column.SECOND:
        if line.sheet.second_done_at is None and (after := line_after(line)) is not None:
            return redirect("scoring:line-give", pk=after.pk, column="tham-dinh")
        return redirect("scoring:sheet-check", pk=line.sheet_id)
    messages.success(request, f"Đã ghi điểm {column.label} của “{line.criterion}”.")
    if request.GET.get("tu") == _FROM_BOARD:
        return redirect("scoring:council-board", pk=line.sheet.round_id)
    return redirect("scoring:sheet-detail", pk=line.sheet_id)


def _typed(request: SignedInRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "")[:500] for name in ("points", "words")}
