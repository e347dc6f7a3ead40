"""What certificates will say: all of a decision with a picture of each, and one to be worded."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from thidua.core.errors import DomainError
from thidua.decisions import policies
from thidua.decisions.models import Award, Decision
from thidua.decisions.queries.certificate_lines import lines_of, with_lines, wording_of
from thidua.decisions.queries.certificates import picture_of, rows_to_print, waiting_of
from thidua.decisions.services import wording
from thidua.decisions.web.certificate_forms import WordingForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.today import now_of
from thidua.papers.errors import PaperError

_PAGE = 20


@require_GET
def line_list(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what each certificate will say that a decision still lacks."""
    found = Decision.objects.visible_to(request.actor).select_related("authority", "paper")
    decision: Decision = get_object_or_404(found, pk=pk)
    policies.can_see_certificates(request.actor).enforce()
    page = Paginator(waiting_of(decision), _PAGE).get_page(request.GET.get("trang"))
    context = {
        "decision": decision,
        "page": page,
        "rows": rows_to_print(decision, page.object_list),
        "may_print": policies.can_print_certificates(request.actor, decision),
    }
    return render(request, "decisions/certificates/lines.html", context)


@require_GET
def picture(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Draw the certificate of an award as printed on plain paper; `?nho` draws a small one for lists."""
    award = _found(request, pk)
    policies.can_see_certificates(request.actor).enforce()
    try:
        drawn = picture_of(award, at=now_of(request), is_small="nho" in request.GET)
    except PaperError as fault:
        raise DomainError(fault.sentence) from fault
    answer = HttpResponse(drawn, content_type="image/png")
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
@once("decisions.certificate.word")
def line_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Word what the certificate of an award says beside the name."""
    award = _found(request, pk)
    policies.can_word_certificate(request.actor, award).enforce()
    decision, kept = award.decision, wording_of(award)
    lines = lines_of(award, decision.authority.name, decision.decided_on)
    form = WordingForm(request.POST or None, initial=lines.values, is_collective=award.unit_id is not None)
    if request.method == "POST" and form.is_valid():
        expected, now = version_of(request), now_of(request)
        wording.write(award, form.lines, expected=expected, by=request.actor, at=now)
        messages.success(request, f"Đã lưu lời ghi trên giấy của {award.recipient}.")
        back = reverse("decisions:certificate-lines", args=[decision.pk])
        return redirect(f"{back}#so-{award.position}")
    context = {"award": award, "form": form, "version": kept.version if kept else 1}
    status = 422 if form.is_bound else 200
    return render(request, "decisions/certificates/line.html", context, status=status)


def _found(request: SignedInRequest, pk: UUID) -> Award:
    seen = with_lines(Award.objects.visible_to(request.actor))
    award: Award = get_object_or_404(seen.select_related("decision__authority", "decision__paper"), pk=pk)
    return award
