"""The search page: one box, what was found by kind."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.core.text import normalise
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.sent import whole_number
from thidua.monitoring.queries.search import Found, search, search_kind
from thidua.monitoring.web.places import pages_found

_LONGEST = 100


@require_GET
def search_page(request: SignedInRequest) -> HttpResponse:
    """Show pages and the first hits of each kind, or with `loai` the pages of one kind."""
    words = normalise(request.GET.get("q", ""))[:_LONGEST].strip()
    kind = request.GET.get("loai", "")
    page = whole_number(request.GET.get("trang")) or 1
    if words and kind:
        found = search_kind(request.actor, words, kind, page)
    else:
        found = Found((*pages_found(request.actor, words), *search(request.actor, words).groups))
    return render(request, "monitoring/search.html", {"words": words, "kind": kind, "found": found})
