"""Plans of a movement: who has one, one plan whole, its texts and aims."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.commitments import policies
from thidua.commitments.models import Plan
from thidua.commitments.queries.plan_goals import goals_given
from thidua.commitments.queries.plan_pages import look_of, plan_list, plan_page
from thidua.commitments.services import plan_drafting, plans
from thidua.commitments.web.asked import movement_of, unit_of, xlsx
from thidua.commitments.web.plan_access import plan_of
from thidua.commitments.web.plan_forms import AimForm, PlanForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of
from thidua.papers.sheets import Sheet

_HEADER = ("Đơn vị", "Kế hoạch", "Gửi lúc", "Số việc", "Đã xong", "Trễ hạn")


@require_GET
def listing(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show which units have a plan and how far it is; `?trang-thai=` filters."""
    movement = movement_of(request, pk)
    state = request.GET.get("trang-thai", "")
    on = movement.authority.day(timezone.localdate())
    context = {
        "movement": movement,
        "listed": plan_list(movement, request.actor, on, state=state),
        "state": state,
        "own": request.actor.unit_ids,
    }
    return render(request, "commitments/plans/list.html", context)


@require_GET
def listing_xlsx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the list out as a workbook, filtered as the page is."""
    movement = movement_of(request, pk)
    on = movement.authority.day(timezone.localdate())
    listed = plan_list(movement, request.actor, on, state=request.GET.get("trang-thai", ""))
    rows = [
        (
            row.unit.name,
            row.state_name,
            timezone.localdate(row.plan.sent_at) if row.plan and row.plan.sent_at else None,
            row.counts.total,
            row.counts.done,
            row.counts.late,
        )
        for row in listed.rows
    ]
    return xlsx("ke-hoach", Sheet(title=f"Kế hoạch hưởng ứng: {movement}", header=_HEADER, rows=rows))


@require_http_methods(["GET", "POST"])
@once("commitments.plan.draft")
def begin(request: SignedInRequest, pk: UUID, unit_id: UUID) -> HttpResponse:
    """Open the plan of a unit; where there is none, show what it would begin with, and on POST begin it."""
    movement = movement_of(request, pk)
    unit = unit_of(request, movement, unit_id)
    plan = Plan.objects.visible_to(request.actor).filter(movement=movement, unit=unit).first()
    if plan is None and request.method == "POST":
        plan = plan_drafting.draft(movement, unit, by=request.actor, at=now_of(request))
        messages.success(request, "Đã soạn kế hoạch từ phần được giao. Xem lại, sửa rồi gửi.")
    if plan is not None:
        return redirect("commitments:plan-detail", pk=plan.pk)
    context = {
        "movement": movement,
        "unit": unit,
        "goals": goals_given(movement, unit),
        "works": plan_drafting.letter_work(movement, unit),
        "may_begin": policies.can_begin_plan(request.actor, movement, unit),
    }
    return render(request, "commitments/plans/begin.html", context)


@require_GET
def detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show one plan whole, and the next step."""
    plan = plan_of(request, pk)
    on = plan.movement.authority.day(timezone.localdate())
    context = {
        "plan": plan,
        "page": plan_page(plan, on),
        "look": look_of(plan),
        "today": on,
        "may_write": policies.can_write_plan(request.actor, plan),
        "may_answer": policies.can_answer_plan(request.actor, plan),
        "may_take_goals": policies.can_take_goals(request.actor, plan),
        "may_tell": policies.can_tell_progress(request.actor, plan),
    }
    return render(request, "commitments/plans/detail.html", context)


@require_http_methods(["GET", "POST"])
@once("commitments.plan.edit")
def edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Write the sections of a plan, its number and who signs."""
    plan = plan_of(request, pk)
    policies.can_write_plan(request.actor, plan).enforce()
    form = PlanForm(request.POST or None, initial=PlanForm.initial_of(plan))
    if request.method == "POST" and form.is_valid():
        expected = version_of(request)
        plans.edit(plan, form.facts, expected=expected, by=request.actor, at=now_of(request))
        messages.success(request, "Đã lưu kế hoạch.")
        return redirect("commitments:plan-detail", pk=pk)
    context = {"plan": plan, "form": form}
    return render(request, "commitments/plans/edit.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("commitments.plan.aim")
def aim(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say what the unit aims at."""
    plan = plan_of(request, pk)
    policies.can_write_plan(request.actor, plan).enforce()
    form = AimForm(request.POST or None, rows=plan_page(plan, today_of(request)).goals)
    if request.method == "POST" and form.is_valid():
        expected, at = version_of(request), now_of(request)
        saved = attempt(form, lambda: plans.aim(plan, form.aims, expected=expected, by=request.actor, at=at))
        if saved is not None:
            messages.success(request, "Đã lưu mức phấn đấu.")
            return redirect("commitments:plan-detail", pk=pk)
    context = {"plan": plan, "form": form}
    return render(request, "commitments/plans/aim.html", context, status=422 if form.is_bound else 200)


@require_POST
@once("commitments.plan.take_goals")
def take_goals(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take over what is given now."""
    plan = plan_of(request, pk)
    plans.take_goals(plan, expected=version_of(request), by=request.actor, at=now_of(request))
    messages.success(request, "Đã cập nhật phần giao vào kế hoạch. Mức cũ nằm trong lịch sử.")
    return redirect("commitments:plan-detail", pk=pk)
