"""The communes below an upper level side by side."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import SignedInRequest
from thidua.scoring import policies
from thidua.scoring.queries.communes import communes_of


@require_GET
def commune_list(request: SignedInRequest) -> HttpResponse:
    """Show the latest round of each commune; the year is in the address."""
    policies.can_see_communes(request.actor).enforce()
    given = request.GET.get("nam", "")
    year = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else None  # noqa: PLR2004 -- a year
    found = communes_of(request.actor, year)
    return render(request, "scoring/standing/communes.html", {"found": found, "asked": given})
