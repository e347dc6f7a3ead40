"""Equals of a round told apart by people, and what limits a rating."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of
from thidua.scoring import policies
from thidua.scoring.models import ScoreSheet, ScoringRound, SheetFact, TieDecision
from thidua.scoring.queries.limits import limits_of, names_of
from thidua.scoring.queries.ties import TiePage, manners_of, tie_page
from thidua.scoring.services import rating_facts, ties
from thidua.scoring.web.round_forms import FactForm, ReasonForm, TieForm
from thidua.scoring.web.views.rounds import visible_round


@require_GET
def tie_list(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show equals that nothing told apart, and what people decided."""
    scoring = visible_round(request, pk)
    policies.can_run(request.actor, scoring).enforce()
    context = {"scoring": scoring, "page": tie_page(scoring)}
    return render(request, "scoring/rounds/tie_list.html", context)


@require_http_methods(["GET", "POST"])
@once("scoring.tie.decide")
def tie_decide(request: SignedInRequest, pk: UUID, number: int) -> HttpResponse:
    """Put the equals of one place in order."""
    scoring = visible_round(request, pk)
    policies.can_run(request.actor, scoring).enforce()
    page = tie_page(scoring)
    tie = page.at_place(number)
    if not tie:
        return _no_tie(request, scoring, page)
    form = TieForm(request.POST or None, tie=tie, manners=manners_of(scoring))
    if request.method == "POST" and form.is_valid():
        ruling, at = form.ruling, now_of(request)
        if attempt(form, lambda: ties.decide(scoring, ruling, by=request.actor, at=at)):
            messages.success(request, "Đã ghi thứ hạng. Còn bỏ được cho đến khi chốt.")
            return redirect("scoring:tie-list", pk=pk)
    context = {"scoring": scoring, "tie": tie, "form": form}
    return render(request, "scoring/rounds/tie_decide.html", context, status=422 if form.is_bound else 200)


def _no_tie(request: SignedInRequest, scoring: ScoringRound, page: TiePage) -> HttpResponse:
    """Say that nobody is equal there any more; what was typed stands beside it, so that it can be copied."""
    if request.method == "GET":
        messages.info(request, "Các đơn vị này không còn bằng điểm nhau.")
        return redirect("scoring:tie-list", pk=scoring.pk)
    typed = {name: request.POST.get(name, "")[:500] for name in ("document_number", "reason")}
    context = {"scoring": scoring, "page": page, "typed": typed}
    return render(request, "scoring/rounds/tie_list.html", context, status=422)


@require_POST
@once("scoring.tie.withdraw")
def tie_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a decision back."""
    seen = ScoringRound.objects.visible_to(request.actor)
    decision = get_object_or_404(TieDecision.objects.filter(round__in=seen).select_related("round"), pk=pk)
    ties.withdraw(decision, by=request.actor, at=now_of(request))
    messages.success(request, "Đã bỏ thứ hạng đã ghi.")
    return redirect("scoring:tie-list", pk=decision.round_id)


@require_http_methods(["GET", "POST"])
@once("scoring.fact.note")
def fact_list(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what limits ratings and what might; on POST write one down."""
    scoring = visible_round(request, pk)
    policies.can_run(request.actor, scoring).enforce()
    sheets = ScoreSheet.objects.filter(round=scoring).for_list()
    form = FactForm(request.POST or None, sheets=sheets, names=names_of(scoring.criteria_set))
    if request.method == "POST" and form.is_valid():
        sheet, happened, at = form.cleaned_data["sheet"], form.happened, now_of(request)
        if attempt(form, lambda: rating_facts.note(sheet, happened, by=request.actor, at=at)):
            messages.success(request, "Đã ghi. Xếp loại của đơn vị đã tính lại.")
            return redirect("scoring:fact-list", pk=pk)
    context = {"scoring": scoring, "form": form, "page": limits_of(scoring)}
    return render(request, "scoring/rounds/fact_list.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("scoring.fact.withdraw")
def fact_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take what limits a rating back, with a reason."""
    seen = ScoringRound.objects.visible_to(request.actor)
    found = SheetFact.objects.filter(sheet__round__in=seen, withdrawn_at__isnull=True)
    fact = get_object_or_404(found.select_related("sheet__round__criteria_set", "sheet__unit"), pk=pk)
    scoring = fact.sheet.round
    policies.can_run(request.actor, scoring).enforce()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, at = form.cleaned_data["reason"], now_of(request)
        if attempt(form, lambda: rating_facts.withdraw(fact, reason=reason, by=request.actor, at=at)):
            messages.success(request, "Đã bỏ. Xếp loại của đơn vị đã tính lại.")
            return redirect("scoring:fact-list", pk=scoring.pk)
    context = {"scoring": scoring, "fact": fact, "form": form}
    return render(request, "scoring/rounds/fact_withdraw.html", context, status=422 if form.is_bound else 200)
