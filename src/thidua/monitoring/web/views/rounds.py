"""Rounds of inspection: planned, fixed, drawn, ended; and the draw for everybody to check."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.foundation.web.access import SignedInRequest, public
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.monitoring import policies
from thidua.monitoring.models import InspectionRound
from thidua.monitoring.queries.draws import draw_of
from thidua.monitoring.queries.public_draw import public_draw
from thidua.monitoring.queries.rounds import (
    choices_for,
    rounds_for_list,
    visits_for_list,
    visits_to_print,
    visits_waiting_for,
)
from thidua.monitoring.services import rounds
from thidua.monitoring.web.asked import xlsx
from thidua.monitoring.web.papers import blank_papers
from thidua.monitoring.web.round_forms import DrawForm, ReasonForm, RoundForm
from thidua.organisation.web.refusing import attempt
from thidua.organisation.web.today import now_of, today_of
from thidua.papers.sheets import Sheet

_HEADER = (
    "Đơn vị",
    "Chọn vì",
    "Người kiểm tra",
    "Ngày đi",
    "Ngày đã đi",
    "Số cần xem",
    "Không khớp",
    "Trạng thái",
)


@require_GET
def round_list(request: SignedInRequest) -> HttpResponse:
    """Show the rounds, and what waits for the reader."""
    context = {
        "rounds": rounds_for_list(request.actor),
        "waiting": visits_waiting_for(request.actor),
        "may_plan": policies.can_plan(request.actor),
        "may_see_doubts": policies.can_see_doubts(request.actor),
    }
    return render(request, "monitoring/inspection/round_list.html", context)


@require_http_methods(["GET", "POST"])
@once("monitoring.round.create")
def round_new(request: SignedInRequest) -> HttpResponse:
    """Begin a round."""
    policies.can_plan(request.actor).enforce()
    form = RoundForm(request.POST or None, **_choices(request))
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: rounds.create(form.plan, by=request.actor, at=now_of(request)))
        if made is not None:
            messages.success(request, "Đã lập đợt. Xem lại danh sách rồi chốt trước khi có số công khai.")
            return redirect("monitoring:round-detail", pk=made.pk)
    return _form_page(request, form, {"plan": None})


@require_http_methods(["GET", "POST"])
@once("monitoring.round.change")
def round_edit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Change a round that is not fixed yet."""
    plan = _round(request, pk)
    policies.can_change_round(request.actor, plan).enforce()
    form = RoundForm(request.POST or None, initial=RoundForm.initial_of(plan), **_choices(request))
    if request.method == "POST" and form.is_valid():
        expected = version_of(request)
        made = attempt(
            form,
            lambda: rounds.change(plan, form.plan, expected=expected, by=request.actor, at=now_of(request)),
        )
        if made is not None:
            messages.success(request, "Đã lưu đợt kiểm tra.")
            return redirect("monitoring:round-detail", pk=pk)
    return _form_page(request, form, {"plan": plan})


@require_GET
def round_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the list, the draw with its recipe, and the visits."""
    plan = _round(request, pk)
    context = {
        "plan": plan,
        "draw": draw_of(plan),
        "visits": list(visits_for_list(request.actor).filter(round=plan)),
        "may_run": policies.can_run(request.actor, plan),
        "may_change": policies.can_change_round(request.actor, plan),
    }
    return render(request, "monitoring/inspection/round_detail.html", context)


@require_GET
def round_xlsx(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand the visits of a round out as a workbook."""
    plan = _round(request, pk)
    rows = [
        (
            visit.unit.name,
            visit.get_chosen_by_display(),
            visit.inspector_name,
            visit.planned_on,
            visit.visited_on,
            visit.item_count,
            visit.differing,
            visit.get_state_display(),
        )
        for visit in visits_for_list(request.actor).filter(round=plan)
    ]
    return xlsx(Sheet(title=f"Đợt kiểm tra: {plan}", header=_HEADER, rows=rows), "dot-kiem-tra")


@require_GET
def round_print(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Lay out the empty records of all visits that are not finished, a new page each."""
    plan = _round(request, pk)
    papers = blank_papers(request, visits_to_print(request.actor, plan))
    return render(request, "monitoring/inspection/round_print.html", {"plan": plan, "papers": papers})


@require_http_methods(["GET", "POST"])
@once("monitoring.round.fix")
def round_fix(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Tell what fixing the list does; on POST fix it."""
    plan = _round(request, pk)
    policies.can_run(request.actor, plan).enforce()
    if request.method == "GET":
        return render(request, "monitoring/inspection/round_fix.html", {"plan": plan})
    rounds.fix(plan, expected=version_of(request), by=request.actor, at=now_of(request))
    messages.success(request, "Đã chốt danh sách. Khi có số công khai thì ghi vào để rút thăm.")
    return redirect("monitoring:round-detail", pk=pk)


@require_http_methods(["GET", "POST"])
@once("monitoring.round.draw")
def round_draw(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Ask for the public number; on POST draw."""
    plan = _round(request, pk)
    policies.can_run(request.actor, plan).enforce()
    form = DrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        seed, expected = form.cleaned_data["seed"], version_of(request)
        made = attempt(
            form, lambda: rounds.draw(plan, seed, expected=expected, by=request.actor, at=now_of(request))
        )
        if made is not None:
            messages.success(request, f"Đã rút thăm. Mã nhận {request.receipt}.")
            return redirect("monitoring:round-detail", pk=pk)
    context = {"plan": plan, "form": form}
    return render(
        request, "monitoring/inspection/round_draw.html", context, status=422 if form.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
@once("monitoring.round.cancel")
def round_cancel(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Give a round up with a reason."""
    plan = _round(request, pk)
    policies.can_run(request.actor, plan).enforce()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, expected = form.cleaned_data["reason"], version_of(request)
        rounds.cancel(plan, reason=reason, expected=expected, by=request.actor, at=now_of(request))
        messages.success(request, "Đã hủy đợt. Lý do được giữ lại.")
        return redirect("monitoring:round-detail", pk=pk)
    context = {"plan": plan, "form": form}
    return render(
        request, "monitoring/inspection/round_cancel.html", context, status=422 if form.is_bound else 200
    )


@require_POST
@once("monitoring.round.step")
def round_step(request: SignedInRequest, pk: UUID, verb: str) -> HttpResponse:
    """End a round, or open it again."""
    step = _STEPS.get(verb)
    if step is None:
        raise Http404
    act, told = step
    act(_round(request, pk), expected=version_of(request), by=request.actor, at=now_of(request))
    messages.success(request, told)
    return redirect("monitoring:round-detail", pk=pk)


@require_GET
@public
def draw_public(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show everybody what was fixed, the number, and how to draw again."""
    plan = get_object_or_404(InspectionRound.objects.public().select_related("authority"), pk=pk)
    return render(request, "monitoring/inspection/draw_public.html", {"page": public_draw(plan)})


_STEPS: dict[str, tuple[Callable[..., InspectionRound], str]] = {
    "ket-thuc": (rounds.close, "Đã kết thúc đợt kiểm tra."),
    "mo-lai": (rounds.reopen, "Đã mở lại đợt kiểm tra."),
}


def _form_page(request: SignedInRequest, form: RoundForm, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "monitoring/inspection/round_form.html", {**context, "form": form}, status=status)


def _choices(request: SignedInRequest) -> dict[str, Any]:
    found = choices_for(request.actor, today_of(request))
    return {"movements": found.movements, "periods": found.periods, "units": found.units}


def _round(request: SignedInRequest, pk: UUID) -> InspectionRound:
    found = InspectionRound.objects.visible_to(request.actor).select_related("movement", "period")
    plan: InspectionRound = get_object_or_404(found, pk=pk)
    return plan
