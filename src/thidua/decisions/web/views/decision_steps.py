"""Steps of a decision: looked through, submitted, sent back, given up, issued, published."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.decisions import policies
from thidua.decisions.models import Decision
from thidua.decisions.queries.decision_letter import granted_words
from thidua.decisions.queries.decision_pages import awards_of, review_page
from thidua.decisions.services import decisions, issuing, reviewing, signing
from thidua.decisions.web.asked import decision_of, password_ahead, step_of
from thidua.decisions.web.decision_forms import PasswordForm, ReasonsForm, WhyForm
from thidua.foundation.actors import Actor
from thidua.foundation.policy import Answer
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of


@dataclass(frozen=True, slots=True)
class Turning:
    """One way a draft goes back: its words, who may take it, and the service."""

    title: str
    effect: str
    told: str
    may: Callable[[Actor, Decision], Answer]
    take: Callable[..., Decision]


SENT_BACK = Turning(
    "Trả lại dự thảo",
    "Văn phòng được báo kèm lý do, sửa rồi trình lại.",
    "Đã trả lại dự thảo kèm lý do.",
    policies.can_issue_decision,
    decisions.send_back,
)
DROPPED = Turning(
    "Bỏ dự thảo",
    "Các đề nghị trong danh sách chờ quyết định khác. Việc này không hoàn tác được.",
    "Đã bỏ dự thảo. Các đề nghị chờ quyết định khác.",
    policies.can_drop_decision,
    decisions.drop,
)


@require_http_methods(["GET", "POST"])
@once("decisions.decision.explain")
def decision_review(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show what the last look found; on POST keep the reasons written beside the warnings."""
    decision = decision_of(request, pk)
    page = review_page(decision)
    may_review = policies.can_review_decision(request.actor, decision)
    form = ReasonsForm(request.POST or None, page=page) if page else None
    if request.method == "POST":
        may_review.enforce()
    if request.method == "POST" and form is not None and form.is_valid():
        by, at = request.actor, now_of(request)
        if attempt(form, lambda: reviewing.explain(decision, form.reasons, by=by, at=at)) is not None:
            messages.success(request, "Đã ghi lý do.")
            return redirect("decisions:decision-review", pk=pk)
    context = {
        "decision": decision,
        "page": page,
        "form": form,
        "may_review": may_review,
        "may_write": policies.can_write_decision(request.actor, decision),
        "may_issue": policies.can_issue_decision(request.actor, decision),
        "may_see_praised": policies.can_see_praised(request.actor, decision.authority_id),
        "may_see_fund": policies.can_see_fund(request.actor),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "decisions/decisions/review.html", context, status=status)


@require_POST
@once("decisions.decision.review")
def decision_look(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Look everything through as it is now."""
    decision = decision_of(request, pk)
    reviewing.review(decision, by=request.actor, at=now_of(request))
    messages.success(request, "Đã rà soát theo số liệu hiện có.")
    return redirect("decisions:decision-review", pk=pk)


@require_POST
@once("decisions.decision.submit")
def decision_submit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Put a draft before the chairman."""
    decision = decision_of(request, pk)
    decisions.submit(decision, **step_of(request))
    messages.success(request, "Đã trình Chủ tịch. Chủ tịch ban hành hoặc trả lại kèm lý do.")
    return redirect("decisions:decision-detail", pk=pk)


@require_http_methods(["GET", "POST"])
@once("decisions.decision.turn_down")
def decision_turn_down(request: SignedInRequest, pk: UUID, turning: Turning) -> HttpResponse:
    """Send a draft back or give it up, with the reason."""
    decision = decision_of(request, pk)
    turning.may(request.actor, decision).enforce()
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = step_of(request)
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: turning.take(decision, reason=reason, **told)) is not None:
            messages.success(request, turning.told)
            return redirect("decisions:decision-detail", pk=pk)
    context = {"decision": decision, "form": form, "turning": turning}
    status = 422 if form.is_bound else 200
    return render(request, "decisions/decisions/turn_down.html", context, status=status)


@require_http_methods(["GET", "POST"])
@once("decisions.decision.issue", ahead=password_ahead)
def decision_issue(request: SignedInRequest, pk: UUID, *, ahead: object = False) -> HttpResponse:
    """Give a submitted decision its number, after the password."""
    decision = decision_of(request, pk)
    policies.can_issue_decision(request.actor, decision).enforce()
    form = PasswordForm(request.POST or None, is_right=bool(ahead))
    if request.method == "POST" and form.is_valid():
        told = step_of(request)
        made = attempt(form, lambda: issuing.issue(decision, **told))
        if made is not None and made.paper is not None:
            messages.success(request, f"Đã ban hành Quyết định {made.paper.number}. In ra, ký, đóng dấu.")
            return redirect("decisions:decision-detail", pk=pk)
    awards = awards_of(decision)
    context = {
        "decision": decision,
        "form": form,
        "page": review_page(decision),
        "granted": granted_words(awards, decision),
        "due": sum(award.paid for award in awards),
    }
    return render(request, "decisions/decisions/issue.html", context, status=422 if form.is_bound else 200)


@require_POST
@once("decisions.decision.publish")
def decision_publish(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show a signed decision to everybody."""
    decision = decision_of(request, pk)
    signing.publish(decision, **step_of(request))
    messages.success(request, "Đã công bố quyết định. Các đơn vị có người được khen đã được báo.")
    return redirect("decisions:decision-detail", pk=pk)
