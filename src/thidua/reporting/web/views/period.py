"""One period: its units, closing it, opening it again, and moving its day."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.foundation.actors import Actor
from thidua.foundation.models import prepared
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.today import now_of, today_of
from thidua.reporting import policies
from thidua.reporting.models import Period
from thidua.reporting.queries.period_page import page_of
from thidua.reporting.services import periods
from thidua.reporting.web.period_forms import MoveForm, ReasonForm


@require_GET
def period_detail(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show which unit has sent what, when, by whom, and how much of it is verified."""
    period = period_seen(request, pk)
    context = {
        "period": period,
        "page": page_of(period),
        "today": today_of(request),
        "may_close": policies.can_close(request.actor, period),
        "may_verify": policies.may_verify_some(request.actor),
        "may_import": policies.can_import(request.actor, period),
        "may_enter_for_others": policies.can_enter_for_others(request.actor, period),
        "own_units": request.actor.unit_ids,
    }
    return render(request, "reporting/period_detail.html", context)


@require_http_methods(["GET", "POST"])
@once("reporting.period.close")
def period_close(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Tell who has not sent and what is not verified; on POST lock the period."""
    period = period_seen(request, pk)
    policies.can_close(request.actor, period).enforce()
    if request.method == "GET":
        return render(request, "reporting/period_close.html", {"period": period, "page": page_of(period)})
    periods.close(period, expected=version_of(request), by=request.actor, at=now_of(request))
    messages.success(request, f"Đã khóa {_small(period)}. Mở lại được, có ghi lý do.")
    return redirect("reporting:period-detail", pk=pk)


@require_http_methods(["GET", "POST"])
@once("reporting.period.reopen")
def period_reopen(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Ask why; on POST open the closed period again."""
    period = period_seen(request, pk)
    policies.can_close(request.actor, period).enforce()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        periods.reopen(period, **form.cleaned_data, **_who(request))
        messages.success(request, f"Đã mở lại {_small(period)}.")
        return redirect("reporting:period-detail", pk=pk)
    context = {"period": period, "form": form}
    return render(request, "reporting/period_reopen.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@once("reporting.period.move")
def period_move(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Set another due day, with a reason."""
    period = period_seen(request, pk)
    policies.can_close(request.actor, period).enforce()
    form = MoveForm(request.POST or None, period=period, initial={"due_on": period.due_on})
    if request.method == "POST" and form.is_valid():
        day, reason = form.cleaned_data["due_on"], form.cleaned_data["reason"]
        periods.move_due(period, day, reason=reason, **_who(request))
        messages.success(request, "Đã đổi hạn gửi; việc còn nợ của các đơn vị theo hạn mới.")
        return redirect("reporting:period-detail", pk=pk)
    context = {"period": period, "form": form}
    return render(request, "reporting/period_move.html", context, status=422 if form.is_bound else 200)


def period_seen(request: SignedInRequest, pk: UUID) -> Period:
    found = _visible(pk, request.actor)
    if not found:
        raise Http404
    return found[0]


@prepared
def _visible(pk: UUID, actor: Actor) -> QuerySet[Period]:
    found: QuerySet[Period] = Period.objects.visible_to(actor)
    return found.filter(pk=pk)


def _who(request: SignedInRequest) -> Any:
    return {"expected": version_of(request), "by": request.actor, "at": now_of(request)}


def _small(period: Period) -> str:
    return f"kỳ {period.name[:1].lower()}{period.name[1:]}"
