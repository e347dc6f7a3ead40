"""Rounds of scoring: the list, a new one, one with all that is missing and the step that comes next."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of
from thidua.scoring import policies
from thidua.scoring.models import ScoringRound
from thidua.scoring.queries.differences import differences_of
from thidua.scoring.queries.round_page import page_of
from thidua.scoring.queries.rounds import choices_for, has_locked_set, rounds_for_list
from thidua.scoring.services import rounds
from thidua.scoring.web.round_forms import RoundForm


@require_GET
def round_list(request: SignedInRequest) -> HttpResponse:
    """Show the rounds; without any, what comes first."""
    found = rounds_for_list(request.actor)
    context = {
        "rounds": found,
        "may_plan": policies.can_plan(request.actor),
        "may_see_communes": policies.can_see_communes(request.actor),
        "has_set": bool(found) or has_locked_set(request.actor),
    }
    return render(request, "scoring/rounds/round_list.html", context)


@require_http_methods(["GET", "POST"])
@once("scoring.round.create")
def round_new(request: SignedInRequest) -> HttpResponse:
    """Write a round down."""
    policies.can_plan(request.actor).enforce()
    form = RoundForm(request.POST or None, choices=choices_for(request.actor))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: rounds.create(form.plan, by=request.actor, at=now_of(request)))
        if made is not None:
            messages.success(request, "Đã lập đợt chấm. Xem lại rồi mở cho các đơn vị.")
            return redirect("scoring:round-detail", pk=made.pk)
    context = {"form": form, "scoring": None}
    return render(request, "scoring/rounds/round_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("scoring.round.change")
def round_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Change a round that was not opened yet."""
    scoring = visible_round(request, pk)
    policies.can_change_round(request.actor, scoring).enforce()
    initial = RoundForm.initial_of(scoring)
    form = RoundForm(request.POST or None, initial=initial, choices=choices_for(request.actor))
    if request.method == "POST" and form.is_valid():
        expected, at = version_of(request), now_of(request)
        plan = form.plan
        if attempt(form, lambda: rounds.change(scoring, plan, expected=expected, by=request.actor, at=at)):
            messages.success(request, "Đã lưu đợt chấm.")
            return redirect("scoring:round-detail", pk=pk)
    context = {"form": form, "scoring": scoring}
    return render(request, "scoring/rounds/round_form.html", context, status=422 if form.is_bound else 200)


@require_GET
def round_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show where the round stands, what is missing, and the step that comes next."""
    scoring = visible_round(request, pk)
    may_run = policies.can_run(request.actor, scoring)
    today = scoring.authority.day(timezone.localdate())
    found = differences_of(scoring) if may_run else None
    context = {
        "scoring": scoring,
        "page": page_of(scoring, request.actor, today, found.sheets if found else None),
        "may_run": may_run,
        "is_scorer": policies.can_see_all(request.actor),
        "differences": found.units if found else (),
    }
    return render(request, "scoring/rounds/round_detail.html", context)


def visible_round(request: SignedInRequest, pk: UUID) -> ScoringRound:
    found = ScoringRound.objects.visible_to(request.actor).select_related(
        "movement", "criteria_set", "block", "authority", "last"
    )
    scoring: ScoringRound = get_object_or_404(found, pk=pk)
    return scoring
