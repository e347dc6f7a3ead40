"""One figure that stands in a report: where it comes from, and its correction once sent."""

from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.services.versions import StaleVersionError
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.returning import came_from
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.today import now_of
from thidua.reporting import policies
from thidua.reporting.enums import FigureState
from thidua.reporting.models import Figure
from thidua.reporting.queries.chain import chain_of
from thidua.reporting.services import figures
from thidua.reporting.web.figure_forms import CorrectionForm

_REFUSED, _CONFLICT, _FAULTS = 403, 409, 422


@require_GET
def figure_history(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the chain from the figure to the words of the letter."""
    figure = _figure(request, pk)
    may_correct = _is_sent(figure) and bool(policies.can_correct(request.actor, figure))
    before = came_from(request)
    context = {
        "chain": chain_of(figure),
        "figure": figure,
        "may_correct": may_correct,
        "before": "" if urlsplit(before).path.startswith(request.path) else before,
    }
    return render(request, "reporting/figure_history.html", context)


@require_http_methods(["GET", "POST"])
@once("reporting.figure.correct")
def figure_correct(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Give a figure that was sent another value, with a reason; both values stay."""
    figure = _figure(request, pk)
    allowed = policies.can_correct(request.actor, figure)
    form = CorrectionForm(request.POST or None, figure=figure, initial={"note": figure.note})
    if request.method == "GET":
        allowed.enforce()
        if not _is_sent(figure):
            return redirect("reporting:report-form", pk=figure.report_id)
    elif not allowed or not _is_sent(figure):
        return _not_corrected(request, figure, form, allowed.refusal)
    elif form.is_valid() and _correct(request, figure, form):
        messages.success(request, "Đã đính chính. Số này chờ thẩm định lại.")
        return redirect("reporting:figure-history", pk=pk)
    context = {"chain": chain_of(figure), "figure": figure, "form": form}
    return render(request, "reporting/figure_correct.html", context, status=_FAULTS if form.is_bound else 200)


def _not_corrected(
    request: SignedInRequest, figure: Figure, form: CorrectionForm, refusal: str
) -> HttpResponse:
    """Say why nothing is corrected any more, beside the words as they were typed."""
    form.full_clean()
    form.add_error(None, refusal or "Số này vừa bị trả lại. Ghi số đúng trong báo cáo rồi gửi lại.")
    context = {"chain": chain_of(figure), "figure": figure, "form": form}
    status = _REFUSED if refusal else _CONFLICT
    return render(request, "reporting/figure_correct.html", context, status=status)


def _correct(request: SignedInRequest, figure: Figure, form: CorrectionForm) -> bool:
    """Correct the figure; a number that cannot be read is told at its field."""
    try:
        figures.correct(
            figure,
            form.entry,
            reason=form.cleaned_data["reason"],
            expected=version_of(request),
            by=request.actor,
            at=now_of(request),
        )
    except (StaleVersionError, RefusedError):
        raise
    except DomainError as error:
        form.add_error("typed", error.sentence.removeprefix(f"{figure.target}: "))
        return False
    return True


def _is_sent(figure: Figure) -> bool:
    return figure.state in {FigureState.SENT, FigureState.VERIFIED}


def _figure(request: SignedInRequest, pk: UUID) -> Figure:
    found = Figure.objects.visible_to(request.actor).select_related(
        "target__tracking", "target__document", "report__period", "report__unit"
    )
    figure: Figure = get_object_or_404(found, id=pk)
    return figure
