"""What everybody may see of a published round, without an account: places, points and why, no persons."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.foundation.public import public_view
from thidua.foundation.web.access import public
from thidua.scoring.models import ScoringRound
from thidua.scoring.models.round import STANDING_IS_PUBLIC
from thidua.scoring.queries.standing_page import standing_page, title_of
from thidua.scoring.queries.why import lines_of, of_no_person, why_of
from thidua.scoring.queries.why_line import why_line, without_persons
from thidua.scoring.web.handing_out import xlsx
from thidua.scoring.web.views.standing import asked_of, columns_of, workbook_of
from thidua.scoring.web.views.why import line_among, sheet_of


@require_GET
@public
def public_standing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the places; a round that is not published does not exist here."""
    scoring = _round(pk)
    context = {
        **_shown(scoring),
        "page": standing_page(scoring, asked_of(request)),
        "asked": asked_of(request),
        "columns": columns_of(request),
        "query": request.GET.urlencode(),
    }
    return render(request, "scoring/standing/public.html", context)


@require_GET
@public
def public_xlsx(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand the same rows out as a workbook."""
    scoring = _round(pk)
    return xlsx(workbook_of(scoring.name, standing_page(scoring, asked_of(request))), "xep-hang-cong-khai")


@require_GET
@public
def public_why(request: HttpRequest, pk: UUID, unit_pk: UUID) -> HttpResponse:
    """Show the lines that add up to the points of a unit."""
    scoring = _round(pk)
    sheet, board = sheet_of(scoring, unit_pk)
    context = {**_shown(scoring), "why": of_no_person(why_of(sheet, board, lines_of(sheet)))}
    return render(request, "scoring/standing/why_public.html", context)


@require_GET
@public
def public_why_line(request: HttpRequest, pk: UUID, unit_pk: UUID, criterion_pk: UUID) -> HttpResponse:
    """Show one criterion down to figure and sentence; who wrote and what proves it is not public."""
    scoring = _round(pk)
    sheet, board = sheet_of(scoring, unit_pk)
    lines = lines_of(sheet)
    line = line_among(lines, criterion_pk)
    why = why_of(sheet, board, lines, rates=False)
    found = without_persons(why_line(scoring, line, why.line_of(criterion_pk)))
    context = {**_shown(scoring), "why": why, "found": found, "movement_key": scoring.movement_id}
    return render(request, "scoring/standing/why_line_public.html", context)


def _round(pk: UUID) -> ScoringRound:
    found = ScoringRound.objects.public()
    scoring: ScoringRound = get_object_or_404(
        found.select_related("authority", "movement", "criteria_set", "block", "last"), pk=pk
    )
    return scoring


def _shown(scoring: ScoringRound) -> dict[str, object]:
    """Return what every public page names of the round, none of it a record."""
    return {
        "scoring": public_view(scoring),
        "key": scoring.pk,
        "title": title_of(scoring),
        "committee": scoring.authority.committee,
        "is_demo": scoring.authority.is_demo,
        "reason": STANDING_IS_PUBLIC,
    }
