"""Reports and their targets as views take them."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from thidua.foundation.web.access import SignedInRequest
from thidua.movements.models import Target
from thidua.reporting.models import Report
from thidua.reporting.queries.owing import owed_of


def report_of(request: SignedInRequest, pk: UUID) -> Report:
    """Return a report that may be seen, with its period and unit."""
    found = Report.objects.visible_to(request.actor).select_related("period", "unit")
    report: Report = get_object_or_404(found, pk=pk)
    return report


def target_in(report: Report, pk: UUID) -> Target:
    """Return a target the report must hold."""
    target = owed_of(report).filter(pk=pk).first()
    if target is None:
        raise Http404
    return target
