"""Look for somebody by name, on the way to a nomination, to the law's answers, or to what is known."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.awards.models import AwardRound
from thidua.awards.queries.subjects import Whom, found_by
from thidua.foundation.web.access import SignedInRequest
from thidua.organisation.policies import can_manage
from thidua.organisation.web.today import today_of


@dataclass(frozen=True, slots=True)
class Search:
    """What the page is for, and where each of those found leads."""

    title: str
    lead: str
    url: str
    link: Callable[[Whom], str]
    round: AwardRound | None = None
    paste_url: str = ""
    add_url: str = ""
    list_url: str = ""


def search_page(request: SignedInRequest, search: Search) -> HttpResponse:
    """Show who has the words of `?tim=` in the name; as somebody types, only the list is sent."""
    words = request.GET.get("tim", "").strip()[:100]
    found = found_by(request.actor, words, today_of(request)) if words else []
    context = {
        "search": search,
        "round": search.round,
        "words": words,
        "found": [(whom, search.link(whom)) for whom in found],
        "may_add": bool(search.add_url) and can_manage(request.actor),
    }
    return render(request, "awards/nominations/pick.html" + ("#found" if request.htmx else ""), context)


def link_to(name: str, *before: object) -> Callable[[Whom], str]:
    """Return what makes the address of a page about somebody found."""
    return lambda whom: reverse(name, args=[*before, whom.slug, whom.thing.pk])
