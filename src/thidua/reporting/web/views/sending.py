"""Look through a report before it is sent, send it, see its receipt, object to what the office entered."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.once import once
from thidua.foundation.web.sent import version_of
from thidua.organisation.web.today import now_of
from thidua.reporting import policies
from thidua.reporting.models import Receipt, Report
from thidua.reporting.queries import receipts
from thidua.reporting.queries.report_form import form_of
from thidua.reporting.services import reports
from thidua.reporting.web.lookups import report_of
from thidua.reporting.web.unsaved import Unsaved
from thidua.reporting.web.views.report import report_page

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
        reports.send(report, expected=version_of(request), by=request.actor, at=now_of(request))
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
    """Show the receipt of the last sending of a report; one that was not sent leads back to its form."""
    report = report_of(request, pk)
    last = receipts.last_of(report)
    return _receipt(request, report, last) if last else redirect("reporting:report-form", pk=pk)


@require_GET
def receipt_page(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Show one receipt, also of an earlier sending: what was received then, whatever changed since."""
    receipt: Receipt = get_object_or_404(Receipt.objects.visible_to(request.actor), pk=pk)
    return _receipt(request, report_of(request, receipt.report_id), receipt)


def _receipt(request: SignedInRequest, report: Report, receipt: Receipt) -> HttpResponse:
    days = (report.period.due_on - receipt.received_on).days
    finder = f"{reverse('foundation:receipt-find')}?{urlencode({'ma': receipt.code})}"
    context = {
        "page": receipts.page_of(receipt, report),
        "report": report,
        "early_days": max(days, 0),
        "late_days": max(-days, 0),
        "may_enter": policies.can_enter(request.actor, report),
        "address": request.build_absolute_uri(finder),
    }
    return render(request, "reporting/report_receipt.html", context)


@require_POST
@once("reporting.report.object")
def report_object(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Keep the unit's word against figures that the office entered in its place."""
    report = report_of(request, pk)
    said = request.POST.get("objection", "")
    try:
        reports.object_to(report, said, by=request.actor, at=now_of(request))
    except RefusedError:
        raise
    except DomainError as error:
        return _not_objected(request, report, said, error.sentence)
    messages.success(request, "Đã gửi ý kiến tới văn phòng.")
    return redirect("reporting:report-form", pk=pk)


def _not_objected(request: SignedInRequest, report: Report, said: str, sentence: str) -> HttpResponse:
    """Show the form of the report with the words as they were written, and why they were not kept."""
    may_enter = policies.can_enter(request.actor, report)
    lost = [Unsaved("Ý kiến", said)] if report.objection else []
    told = {"objection": said, "objection_fault": sentence, "unsaved": lost}
    return report_page(request, form_of(report), may_enter, status=_CONFLICT, **told)
