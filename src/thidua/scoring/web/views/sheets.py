"""A sheet to read, to print, and as a workbook."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import SignedInRequest
from thidua.movements.web.workbooks import workbook_response
from thidua.scoring import policies
from thidua.scoring.models import ScoreSheet
from thidua.scoring.queries.crosses import marks_by, neighbour_of
from thidua.scoring.queries.sheet_access import sheets_for
from thidua.scoring.queries.sheet_page import SheetPage, page_of
from thidua.scoring.queries.sheet_workbook import sheet_of


@require_GET
def sheet_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show all columns side by side, as far as whoever asks may see them; a neighbour what it may judge."""
    sheet = _sheet(request, pk)
    page = _page(request, sheet)
    if not page.sight.counts:
        return _beside(request, page)
    context = {"page": page, "sheet": sheet, **_doors(request, sheet)}
    return render(request, "scoring/sheets/sheet_detail.html", context)


@require_GET
def sheet_print(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the table as it is signed on paper."""
    sheet = _sheet(request, pk)
    policies.can_see_why(request.actor, sheet).enforce()
    context = {"page": _page(request, sheet), "sheet": sheet}
    return render(request, "scoring/sheets/sheet_print.html", context)


@require_GET
def sheet_xlsx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the sheet out as a workbook."""
    sheet = _sheet(request, pk)
    policies.can_see_why(request.actor, sheet).enforce()
    return workbook_response(sheet_of(_page(request, sheet)), "phieu-cham-diem.xlsx")


def _page(request: SignedInRequest, sheet: ScoreSheet) -> SheetPage:
    return page_of(sheet, policies.sight_of(request.actor, sheet))


def _beside(request: SignedInRequest, page: SheetPage) -> HttpResponse:
    """Show a neighbour of the block each criterion with what it is judged by, and its own marks."""
    sheet = page.sheet
    unit = neighbour_of(request.actor, sheet)
    marks = marks_by((row.line for row in page.rows), unit)
    context = {
        "sheet": sheet,
        "unit": unit,
        "rows": [(row, marks.get(row.line.pk)) for row in page.rows],
        "may_cross": policies.can_score_cross(request.actor, sheet) if unit else None,
        "refusal": policies.can_see_why(request.actor, sheet).refusal,
    }
    return render(request, "scoring/sheets/sheet_beside.html", context)


def _sheet(request: SignedInRequest, pk: UUID) -> ScoreSheet:
    sheet: ScoreSheet = get_object_or_404(sheets_for(request.actor), pk=pk)
    return sheet


def _doors(request: SignedInRequest, sheet: ScoreSheet) -> dict[str, Any]:
    """Say what whoever asks may do with the sheet."""
    actor = request.actor
    return {
        "may_self": policies.can_score_self(actor, sheet),
        "may_second": policies.can_score_second(actor, sheet),
        "may_cross": policies.can_score_cross(actor, sheet) and neighbour_of(actor, sheet) is not None,
        "may_council": policies.can_score_council(actor, sheet),
        "may_send_back": policies.can_send_back(actor, sheet),
        "may_name": policies.can_name_second(actor, sheet),
        "may_read_history": policies.can_read_history(actor, sheet),
        "is_own": sheet.unit_id in actor.unit_ids,
    }
