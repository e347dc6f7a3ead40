"""The search page: one box, what was found by kind."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.core.text import normalise
from thidua.foundation.web.access import SignedInRequest
from thidua.foundation.web.sent import whole_number
from thidua.monitoring.queries.search import search, search_kind

_LONGEST = 100


@require_GET
def search_page(request: SignedInRequest) -> HttpResponse:
    """Show the first hits of each kind, or with `loai` the pages of one kind."""
    words = normalise(request.GET.get("q", ""))[:_LONGEST].strip()
    kind = request.GET.get("loai", "")
    page = whole_number(request.GET.get("trang")) or 1
    found = search_kind(request.actor, words, kind, page) if words and kind else search(request.actor, words)
    return render(request, "monitoring/search.html", {"words": words, "kind": kind, "found": found})
