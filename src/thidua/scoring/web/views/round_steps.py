"""The steps of a round, each with a page that tells what it does before anybody takes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of
from thidua.scoring import policies
from thidua.scoring.models import ScoringRound
from thidua.scoring.queries.round_steps import PAGES, StepPage, empty_lines, freeze_page
from thidua.scoring.services import announcing, freezing, rounds
from thidua.scoring.services.announcing import last_day_of_replies
from thidua.scoring.web.round_forms import FreezeForm, ReasonForm, SureForm
from thidua.scoring.web.views.rounds import visible_round


@dataclass(frozen=True, slots=True)
class Way:
    """How a step is taken, and what is said afterwards."""

    act: Callable[..., ScoringRound]
    told: str


_PLAIN = {
    "mo": Way(rounds.open_round, "Đã mở đợt chấm. Các đơn vị có phiếu để tự chấm."),
    "du-kien": Way(announcing.announce, "Đã báo kết quả dự kiến cho các đơn vị."),
    "cong-bo": Way(announcing.publish, "Đã công bố kết quả."),
}
_WITH_REASON = {
    "cham-tiep": Way(announcing.resume, "Đã đưa về chấm tiếp. Lý do đã báo cho các đơn vị."),
    "huy": Way(announcing.cancel, "Đã hủy đợt chấm. Lý do được giữ lại."),
}


@require_http_methods(["GET", "POST"])
@once("scoring.round.step")
def round_step(request: SignedInRequest, pk: UUID, verb: str) -> HttpResponse:
    """Tell what a step does; on POST take it."""
    way = _PLAIN.get(verb)
    if way is None:
        raise Http404
    scoring = visible_round(request, pk)
    policies.can_run(request.actor, scoring).enforce()
    page = _page(scoring, verb)
    form = SureForm(request.POST if request.method == "POST" else None, question=page.question)
    if form.is_valid():
        way.act(scoring, expected=version_of(request), by=request.actor, at=now_of(request))
        messages.success(request, way.told)
        return redirect("scoring:round-detail", pk=pk)
    context = {"scoring": scoring, "page": page, "form": form}
    return render(request, "scoring/rounds/round_step.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("scoring.round.step_back")
def round_back(request: SignedInRequest, pk: UUID, verb: str) -> HttpResponse:
    """Go back to scoring, or give the round up, with a reason."""
    way = _WITH_REASON.get(verb)
    if way is None:
        raise Http404
    scoring = visible_round(request, pk)
    policies.can_run(request.actor, scoring).enforce()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, expected, at = form.cleaned_data["reason"], version_of(request), now_of(request)
        made = attempt(
            form, lambda: way.act(scoring, reason=reason, expected=expected, by=request.actor, at=at)
        )
        if made is not None:
            messages.success(request, way.told)
            return redirect("scoring:round-detail", pk=pk)
    context = {"scoring": scoring, "page": _page(scoring, verb), "form": form}
    return render(request, "scoring/rounds/round_step.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("scoring.round.freeze")
def round_freeze(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Ask why empty lines stay empty; on POST freeze the places."""
    scoring = visible_round(request, pk)
    policies.can_run(request.actor, scoring).enforce()
    sent = request.POST if request.method == "POST" else None
    page = freeze_page(scoring, _today(scoring))
    form = FreezeForm(sent, empty=empty_lines(scoring), question=page.question)
    if form.is_valid():
        expected, at, confirmed = version_of(request), now_of(request), form.confirmed
        made = attempt(
            form, lambda: freezing.freeze(scoring, confirmed, expected=expected, by=request.actor, at=at)
        )
        if made is not None:
            messages.success(request, f"Đã chốt kết quả. Mã nhận {request.receipt}.")
            return redirect("scoring:round-detail", pk=pk)
    context = {"scoring": scoring, "page": page, "form": form}
    return render(request, "scoring/rounds/round_step.html", context, status=422 if form.is_bound else 200)


def _page(scoring: ScoringRound, verb: str) -> StepPage:
    day = (
        last_day_of_replies(scoring, scoring.authority.moment(timezone.now()))
        if verb == "du-kien"
        else _today(scoring)
    )
    return PAGES[verb](scoring, day)


def _today(scoring: ScoringRound) -> date:
    return scoring.authority.day(timezone.localdate())
