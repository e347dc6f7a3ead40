"""The list that hangs out, for the office: checked before, comments looked into, told to the council."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.awards import policies
from thidua.awards.models import WindowComment
from thidua.awards.queries.window import window_check, window_summary
from thidua.awards.services import window
from thidua.awards.web.asked import round_of
from thidua.awards.web.window_forms import FoundForm, ShowForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of


@require_http_methods(["GET", "POST"])
@once("awards.round.show")
def window_show(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Check the list line by line, then let everybody read it."""
    award_round = round_of(request, pk)
    policies.can_run_round(request.actor, award_round).enforce()
    found = window_check(award_round, on=today_of(request))
    form = ShowForm(request.POST or None, initial={"days": found.days})
    if request.method == "POST" and form.is_valid():
        who: Any = {"expected": version_of(request), "by": request.actor, "at": now_of(request)}
        if attempt(form, lambda: window.show(award_round, days=form.cleaned_data["days"], **who)):
            messages.success(request, f"Danh sách đã công khai. Mã nhận {request.receipt}.")
            return redirect("awards:window-detail", pk=pk)
    context = {"round": award_round, "found": found, "form": form}
    return render(request, "awards/window/show.html", context, status=422 if form.is_bound else 200)


@require_GET
def window_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Tell what came in: the office reads the comments, the council what was found of each."""
    award_round = round_of(request, pk)
    policies.can_see_facts(request.actor).enforce()
    context = {
        "round": award_round,
        "found": window_summary(award_round, on=today_of(request)),
        "may_look": policies.can_look_into(request.actor, award_round.authority_id),
    }
    return render(request, "awards/window/detail.html", context)


@require_http_methods(["GET", "POST"])
@once("awards.comment.answer")
def comment_answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Write down what was found of one comment."""
    about = WindowComment.objects.visible_to(request.actor).select_related("round", "nomination")
    comment: WindowComment = get_object_or_404(about, pk=pk)
    form = FoundForm(request.POST or None, initial={"answer": comment.answer})
    if request.method == "POST" and form.is_valid():
        answer, now = form.cleaned_data["answer"], now_of(request)
        if attempt(form, lambda: window.look_into(comment, answer, by=request.actor, at=now)):
            messages.success(request, f"Đã ghi kết quả xem xét. Mã nhận {request.receipt}.")
            return redirect("awards:window-detail", pk=comment.round_id)
    context = {"comment": comment, "form": form}
    return render(request, "awards/window/answer.html", context, status=422 if form.is_bound else 200)
