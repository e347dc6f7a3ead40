"""Look through a report before it is sent, send it, see its receipt, object to what the office entered."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.reporting import policies
from thidua.reporting.queries.report_form import form_of
from thidua.reporting.services import reports
from thidua.reporting.web.lookups import report_of

_CONFLICT, _FAULTS = 409, 422


@require_http_methods(["GET", "POST"])
@once("reporting.report.send")
def report_check(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the figures as they will be sent, and what is missing; on POST send them."""
    report = report_of(request, pk)
    policies.can_enter(request.actor, report).enforce()
    form = form_of(report)
    has_changed = request.method == "POST" and request.POST.get("seen") != form.stamp
    if request.method == "POST" and form.is_sendable and not has_changed:
        reports.send(report, expected=version_of(request), by=request.actor, at=timezone.now())
        return redirect("reporting:report-receipt", pk=pk)
    context = {
        "form": form,
        "report": report,
        "problems": form.problems,
        "has_changed": has_changed,
        "is_for_another": not policies.is_of_unit(request.actor, report),
    }
    status = _CONFLICT if has_changed else _FAULTS if request.method == "POST" else 200
    return render(request, "reporting/report_check.html", context, status=status)


@require_GET
def report_receipt(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show the receipt of a report that was sent; one that was not leads back to its form."""
    report = report_of(request, pk)
    if report.sent_at is None:
        return redirect("reporting:report-form", pk=pk)
    sent_on = timezone.localdate(report.sent_at)
    stands_on = report.authority.day(sent_on)  # what is sent in the sample commune is sent on its day
    days = (report.period.due_on - min(sent_on, stands_on)).days
    context = {
        "form": form_of(report),
        "report": report,
        "early_days": max(days, 0),
        "late_days": max(-days, 0),
        "may_enter": policies.can_enter(request.actor, report),
    }
    return render(request, "reporting/report_receipt.html", context)


@require_POST
@once("reporting.report.object")
def report_object(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Keep the unit's word against figures that the office entered in its place."""
    report = report_of(request, pk)
    reports.object_to(report, request.POST.get("objection", ""), by=request.actor, at=timezone.now())
    messages.success(request, "Đã gửi ý kiến tới văn phòng.")
    return redirect("reporting:report-form", pk=pk)
