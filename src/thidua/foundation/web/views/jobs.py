"""The background work, for those who keep the installation."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.foundation import policies, queries
from thidua.foundation.web.access import SignedInRequest


@require_GET
def job_list(request: SignedInRequest) -> HttpResponse:
    """Show what waits, what failed and what comes back."""
    policies.can_see_jobs(request.actor).enforce()
    return render(request, "foundation/job_list.html", {"jobs": queries.jobs()})
