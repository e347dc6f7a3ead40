"""What is written down of one sort for the whole commune: listed in words, found by name."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.awards import policies
from thidua.awards.queries.fact_lists import Wanted, facts_listed
from thidua.awards.web.fact_forms import LISTED_SORTS
from thidua.foundation.web.access import SignedInRequest
from thidua.organisation.web.today import today_of


@require_GET
def fact_rows(request: SignedInRequest) -> HttpResponse:
    """Show the facts of the sort `?loai=`, with `?tim=` of those of that name."""
    policies.can_see_facts(request.actor).enforce()
    sort = LISTED_SORTS.get(request.GET.get("loai", "")) or next(iter(LISTED_SORTS.values()))
    words = request.GET.get("tim", "").strip()[:100]
    wanted = Wanted(words, request.GET.get("trang"))
    context = {
        "sort": sort,
        "sorts": LISTED_SORTS.values(),
        "words": words,
        "page": facts_listed(request.actor, sort.model, wanted, today_of(request)),
    }
    return render(request, "awards/facts/rows.html", context)
