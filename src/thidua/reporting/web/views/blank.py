"""The form of a report on paper, with a QR code that opens it filled."""

from uuid import UUID

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import SignedInRequest
from thidua.reporting.queries.report_form import form_of
from thidua.reporting.web.lookups import report_of


@require_GET
def report_blank(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Print the questions with last period, target and lines to write on."""
    report = report_of(request, pk)
    address = request.build_absolute_uri(reverse("reporting:report-form", args=[pk]))
    picture = segno.make(address, error="m").svg_inline(scale=3, border=2)
    context = {
        "form": form_of(report),
        "report": report,
        "address": address,
        "picture": mark_safe(picture),  # noqa: S308 -- drawn by the QR library from our own address
    }
    return render(request, "reporting/report_blank.html", context)
