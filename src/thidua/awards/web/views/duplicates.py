"""Nominations that may be one: shown to a person, whose answer is kept."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.awards import policies
from thidua.awards.queries.duplicates import pairs_of
from thidua.awards.services import duplicates
from thidua.awards.web.asked import nomination_of, round_of
from thidua.awards.web.many_forms import AnswerForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of


@require_GET
def round_duplicates(request: SignedInRequest, pk: UUID) -> HttpResponse:
    award_round = round_of(request, pk)
    policies.can_run_round(request.actor, award_round).enforce()
    context = {"round": award_round, "pairs": pairs_of(award_round)}
    return render(request, "awards/rounds/duplicates.html", context)


@require_http_methods(["GET", "POST"])
@once("awards.nomination.tell_apart")
def duplicate_answer(request: SignedInRequest, first: UUID, second: UUID) -> HttpResponse:
    """Ask of two nominations whether they are one."""
    pair = (nomination_of(request, first), nomination_of(request, second))
    for one in pair:
        policies.can_answer(request.actor, one).enforce()
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        is_one, reason, now = form.cleaned_data["is_one"] == "1", form.cleaned_data["reason"], now_of(request)
        made = attempt(
            form, lambda: duplicates.answer(pair, is_one=is_one, reason=reason, by=request.actor, at=now)
        )
        if made is not None:
            messages.success(request, f"Đã ghi câu trả lời. Mã nhận {request.receipt}.")
            return redirect("awards:round-duplicates", pk=pair[0].round_id)
    context = {"first": pair[0], "second": pair[1], "form": form}
    return render(request, "awards/rounds/duplicate.html", context, status=422 if form.is_bound else 200)
