"""Lines of a correction: what it mends on the list of a decision."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.decisions import policies
from thidua.decisions.queries.corrections import correctable, corrected_decision
from thidua.decisions.services import corrections
from thidua.decisions.web.paper_forms import CorrectionForm
from thidua.decisions.web.views.drafts import draft_of
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of


@require_http_methods(["GET", "POST"])
@once("decisions.draft.correct")
def draft_correct(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Put a line on a correction: whose, which words, what is right."""
    draft = draft_of(request, pk)
    policies.can_write_paper(request.actor, draft).enforce()
    decision = corrected_decision(draft)
    if decision is None:
        raise Http404
    form = CorrectionForm(request.POST or None, awards=correctable(decision))
    if request.method == "POST" and form.is_valid():
        told, now = form.cleaned_data, now_of(request)

        def keep() -> object:
            return corrections.add(
                draft, told["award"], told["field"], told["after"], by=request.actor, at=now
            )

        if attempt(form, keep) is not None:
            messages.success(request, "Đã ghi dòng đính chính.")
            return redirect("decisions:draft-detail", pk=pk)
    context = {"draft": draft, "form": form}
    return render(request, "decisions/papers/correct.html", context, status=422 if form.is_bound else 200)


@require_POST
@once("decisions.draft.uncorrect")
def draft_uncorrect(request: SignedInRequest, pk: UUID, line: int) -> HttpResponse:
    """Take a line off again."""
    corrections.remove(draft_of(request, pk), line, by=request.actor, at=now_of(request))
    messages.success(request, "Đã bỏ dòng đính chính.")
    return redirect("decisions:draft-detail", pk=pk)
