"""The steps of a plan: checked and sent; returned, accepted, opened again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from thidua.commitments import policies
from thidua.commitments.queries.plan_pages import plan_page
from thidua.commitments.services import plans
from thidua.commitments.web.plan_access import plan_of
from thidua.commitments.web.plan_forms import AcceptForm, PlanReasonForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.today import now_of


@require_http_methods(["GET", "POST"])
@once("commitments.plan.send")
def send(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Tell what is missing and what sending does; on POST send."""
    plan = plan_of(request, pk)
    policies.can_write_plan(request.actor, plan).enforce()
    if request.method == "POST":
        plans.send(plan, expected=version_of(request), by=request.actor, at=now_of(request))
        messages.success(request, "Đã gửi kế hoạch. Văn phòng xem rồi nhận hoặc trả lại kèm lý do.")
        return redirect("commitments:plan-detail", pk=pk)
    page = plan_page(plan, plan.movement.authority.day(timezone.localdate()))
    return render(request, "commitments/plans/send.html", {"plan": plan, "page": page})


@require_http_methods(["GET", "POST"])
@once("commitments.plan.send_back")
def send_back(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Return the plan to the unit with a reason."""
    plan = plan_of(request, pk)
    policies.can_answer_plan(request.actor, plan).enforce()
    form = PlanReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        plans.send_back(plan, **_said(request, form))
        messages.success(request, f"Đã trả lại kế hoạch. {plan.unit} được báo kèm lý do.")
        return redirect("commitments:plan-detail", pk=pk)
    context = {"plan": plan, "form": form}
    return render(request, "commitments/plans/send_back.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("commitments.plan.accept")
def accept(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take the plan in; its tasks become work of the unit."""
    plan = plan_of(request, pk)
    policies.can_answer_plan(request.actor, plan).enforce()
    form = AcceptForm(request.POST or None, initial={"number": plan.number})
    if request.method == "POST" and form.is_valid():
        plans.accept(plan, **_said(request, form))
        messages.success(request, "Đã nhận kế hoạch. Mỗi việc đã vào danh sách việc của đơn vị.")
        return redirect("commitments:plan-detail", pk=pk)
    page = plan_page(plan, plan.movement.authority.day(timezone.localdate()))
    context = {"plan": plan, "form": form, "page": page}
    return render(request, "commitments/plans/accept.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("commitments.plan.reopen")
def reopen(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Open an accepted plan again with a reason."""
    plan = plan_of(request, pk)
    policies.can_answer_plan(request.actor, plan).enforce()
    form = PlanReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        plans.reopen(plan, **_said(request, form))
        messages.success(request, "Đã mở lại kế hoạch. Việc chưa xong tạm rút khỏi danh sách việc.")
        return redirect("commitments:plan-detail", pk=pk)
    context = {"plan": plan, "form": form}
    return render(request, "commitments/plans/reopen.html", context, status=422 if form.is_bound else 200)


def _said(request: SignedInRequest, form: PlanReasonForm | AcceptForm) -> dict[str, Any]:
    """Return what every step takes, and what was typed for it."""
    return {
        **form.cleaned_data,
        "expected": version_of(request),
        "by": request.actor,
        "at": now_of(request),
    }
