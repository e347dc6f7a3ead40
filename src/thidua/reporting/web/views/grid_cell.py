"""One cell of the grid, looked at closely: beside the grid as one moves in it, else on a page of its own."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import SignedInRequest
from thidua.movements.models import Target
from thidua.reporting.models import Evidence, Figure, Report
from thidua.reporting.queries.owing import due_in
from thidua.reporting.queries.report_form import Card, card_of
from thidua.reporting.web.views.period import period_seen

KeyedT = TypeVar("KeyedT", Report, Target)


@require_GET
def grid_cell(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what stands around a cell; `?bao-cao=` and `?chi-tieu=` name it, without them it is chosen."""
    period = period_seen(request, pk)
    found = Report.objects.visible_to(request.actor).filter(period=period).select_related("unit")
    reports = list(found.order_by("unit__kind_rank", "unit__sort_key", "pk"))
    targets = list(due_in(period).select_related("tracking"))
    report, target = _named(request, "bao-cao", reports), _named(request, "chi-tieu", targets)
    context: dict[str, object] = {"period": period}
    if report is not None and target is not None:
        report.period = period
        context |= _context(report, target)
    if request.htmx:
        return render(request, "reporting/_grid_cell.html", context)
    context |= {"reports": reports, "targets": targets, "report": report, "target": target}
    return render(request, "reporting/grid_cell.html", context)


def _named(request: SignedInRequest, name: str, among: Sequence[KeyedT]) -> KeyedT | None:
    """Return the one that was asked for; a key of another period is not found."""
    text = request.GET.get(name, "")
    if not text:
        return None
    try:
        key = UUID(text)
    except ValueError as error:
        raise Http404 from error
    one = next((one for one in among if one.pk == key), None)
    if one is None:
        raise Http404
    return one


def _context(report: Report, target: Target) -> dict[str, Card | list[Evidence]]:
    figure = Figure.objects.filter(report=report, target=target).first()
    proofs = list(Evidence.objects.kept().filter(figure=figure.id)) if figure is not None else []
    return {"card": card_of(report, target, figure), "proofs": proofs}
