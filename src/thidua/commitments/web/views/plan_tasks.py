"""Tasks of a plan: added, changed, ordered, dropped; and how far each has come."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from thidua.commitments import policies
from thidua.commitments.models import Plan
from thidua.commitments.services import plan_tasks
from thidua.commitments.web.plan_access import plan_of, task_of
from thidua.commitments.web.plan_forms import ProgressForm, TaskForm
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of

_STEPS = {"len": -1, "xuong": 1}


@require_http_methods(["GET", "POST"])
@once("commitments.task.add")
def task_add(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Write one more task."""
    plan = plan_of(request, pk)
    policies.can_write_plan(request.actor, plan).enforce()
    form = TaskForm(request.POST or None, plan=plan)
    if request.method == "POST" and form.is_valid():
        at = now_of(request)
        if attempt(form, lambda: plan_tasks.add(plan, form.facts, by=request.actor, at=at)) is not None:
            messages.success(request, "Đã thêm việc.")
            return _to_tasks(plan)
    context = {"plan": plan, "form": form, "task": None}
    return render(request, "commitments/plans/task.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("commitments.task.change")
def task_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Change a task."""
    task = task_of(request, pk)
    policies.can_write_plan(request.actor, task.plan).enforce()
    form = TaskForm(request.POST or None, plan=task.plan, initial=TaskForm.initial_of(task))
    if request.method == "POST" and form.is_valid():
        expected, at = version_of(request), now_of(request)
        facts = form.facts
        saved = attempt(
            form, lambda: plan_tasks.change(task, facts, expected=expected, by=request.actor, at=at)
        )
        if saved is not None:
            messages.success(request, "Đã lưu việc.")
            return _to_tasks(task.plan)
    context = {"plan": task.plan, "form": form, "task": task}
    return render(request, "commitments/plans/task.html", context, status=422 if form.is_bound else 200)


@require_POST
@once("commitments.task.move")
def task_move(request: SignedInRequest, pk: UUID, where: str) -> HttpResponse:
    """Move a task one place up or down."""
    if where not in _STEPS:
        raise Http404
    task = task_of(request, pk)
    plan_tasks.move(task, _STEPS[where], by=request.actor, at=now_of(request))
    return redirect(f"{_page_of(task.plan)}#viec-{pk}")


@require_POST
@once("commitments.task.drop")
def task_drop(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Take a task off the plan."""
    task = task_of(request, pk)
    plan_tasks.drop(task, by=request.actor, at=now_of(request))
    messages.success(request, f"Đã bỏ việc “{task.text[:60]}”. Lịch sử còn giữ.")
    return _to_tasks(task.plan)


@require_http_methods(["GET", "POST"])
@once("commitments.task.progress")
def task_progress(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say how far a task has come; others see it."""
    task = task_of(request, pk)
    may_tell = policies.can_tell_progress(request.actor, task.plan)
    form = ProgressForm(request.POST or None, initial=ProgressForm.initial_of(task))
    if request.method == "POST":
        may_tell.enforce()
    if request.method == "POST" and form.is_valid():
        expected, at = version_of(request), now_of(request)
        progress = form.progress
        saved = attempt(
            form, lambda: plan_tasks.tell_progress(task, progress, expected=expected, by=request.actor, at=at)
        )
        if saved is not None:
            messages.success(request, "Đã ghi tiến độ.")
            return _to_tasks(task.plan)
    context = {"plan": task.plan, "task": task, "form": form, "may_tell": may_tell}
    return render(request, "commitments/plans/progress.html", context, status=422 if form.is_bound else 200)


def _to_tasks(plan: Plan) -> HttpResponse:
    return redirect(f"{_page_of(plan)}#cac-viec")


def _page_of(plan: Plan) -> str:
    return reverse("commitments:plan-detail", args=[plan.pk])
