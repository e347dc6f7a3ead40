"""Take an award back by a decision, and write down that its money came back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from thidua.decisions import policies
from thidua.decisions.models import Award, IssuedPaper, Revocation
from thidua.decisions.queries.revoking import award_ended_by, basis_in, draft_revoking, papers_revoking
from thidua.decisions.services import revocation
from thidua.decisions.services.revocation import Ground
from thidua.decisions.web.asked import password_ahead
from thidua.decisions.web.certificate_forms import ReturnForm, RevokeForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of


@require_http_methods(["GET", "POST"])
@once("decisions.award.revoke", ahead=password_ahead)
def award_revoke(request: SignedInRequest, pk: UUID, *, ahead: object = False) -> HttpResponse:
    """Revoke an award: ground, reason, the money to be returned; the office drafts the decision from here."""
    found = Award.objects.visible_to(request.actor).select_related("decision__paper", "nomination")
    award: Award = get_object_or_404(found, pk=pk)
    policies.can_prepare_revocation(request.actor, award).enforce()
    may_revoke = policies.can_revoke_award(request.actor, award)
    if request.method == "POST":
        may_revoke.enforce()
    papers = papers_revoking(award)
    form = RevokeForm(
        request.POST or None, papers=papers, is_right=bool(ahead), initial=_known(award, papers)
    )

    def take_back() -> Revocation:
        return revocation.revoke(award, Ground(**form.told), by=request.actor, at=now_of(request))

    if request.method == "POST" and form.is_valid() and attempt(form, take_back) is not None:
        messages.success(request, "Đã hủy khen thưởng. Giấy vẫn có trang kiểm tra, ghi rõ đã hủy.")
        return redirect("decisions:decision-detail", pk=award.decision_id)
    context = {"award": award, "form": form, "papers": papers, "may_revoke": may_revoke}
    context["begun"] = draft_revoking(award)
    return render(
        request, "decisions/certificates/revoke.html", context, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
@once("decisions.revocation.return")
def money_returned(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Write down when the money of a revoked award came back, by which paper."""
    found = Revocation.objects.visible_to(request.actor).select_related("award__decision", "paper")
    owed: Revocation = get_object_or_404(found, pk=pk)
    policies.can_note_return(request.actor, owed).enforce()
    form = ReturnForm(request.POST or None)

    def note() -> object:
        sent = form.cleaned_data
        return revocation.note_return(owed, sent["on"], sent["paper"], by=request.actor, at=now_of(request))

    if request.method == "POST" and form.is_valid() and attempt(form, note) is not None:
        messages.success(request, "Đã ghi tiền nộp lại vào sổ quỹ.")
        return redirect("decisions:decision-detail", pk=owed.award.decision_id)
    context = {"owed": owed, "form": form}
    return render(
        request, "decisions/certificates/returned.html", context, status=422 if form.is_bound else 200
    )


def _known(award: Award, papers: Sequence[IssuedPaper]) -> dict[str, Any]:
    """Fill in what is known: the one decision, or the one begun for the award, its grounds, what was paid."""
    only = papers[0] if papers and (len(papers) == 1 or award_ended_by(papers[0])) else None
    told = {"paper": only.pk, "basis": basis_in(only)} if only else {}
    return {"due": revocation.paid_for(award), **told}
