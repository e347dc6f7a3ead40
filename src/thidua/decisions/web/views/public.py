"""Published decisions for everybody, without an account."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.decisions.models import Decision
from thidua.decisions.models.decision import AWARD_IS_PUBLIC
from thidua.decisions.queries.erasures import erased_awards
from thidua.decisions.queries.public_decisions import is_shown, public_decision, public_decisions, public_rows
from thidua.decisions.web.asked import words_in, year_in
from thidua.foundation.web.access import public
from thidua.foundation.web.files import file_response

_PAGE = 50
_ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg"}


@require_GET
@public
def decision_public_list(request: HttpRequest) -> HttpResponse:
    """Show the decisions that were signed and published; `?nam=` and `?tim=` filter."""
    year, words = year_in(request), words_in(request)
    hidden = erased_awards()
    found = public_decisions(year=year, words=words, hidden=hidden)
    page = Paginator(found, _PAGE).get_page(request.GET.get("trang"))
    years = [day.year for day in Decision.objects.public().dates("decided_on", "year", order="DESC")]
    rows = public_rows(page.object_list, hidden)
    asked = {"years": years, "year": year, "words": words}
    context = {"page": page, "rows": rows, **asked, "reason": AWARD_IS_PUBLIC}
    return render(request, "decisions/public/list.html", context)


@require_GET
@public
def decision_public(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one published decision: number, day, list, how it stands now."""
    decision = get_object_or_404(Decision.objects.public().select_related("authority", "paper"), pk=pk)
    context = {"page": public_decision(decision), "reason": AWARD_IS_PUBLIC}
    return render(request, "decisions/public/detail.html", context)


@require_GET
@public
def decision_public_file(_request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand out the signed copy of a published decision, unless it names somebody who was erased."""
    decision = get_object_or_404(Decision.objects.public().select_related("paper__signed_file"), pk=pk)
    stored = decision.paper.signed_file if decision.paper else None
    if stored is None or not is_shown(decision):
        raise Http404
    return file_response(stored, f"quyet-dinh.{_ENDINGS[stored.media_type]}")
