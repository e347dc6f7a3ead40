"""The short link that reminders carry into groups and text messages."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from thidua.foundation.web.access import SignedInRequest
from thidua.obligations.models import Obligation
from thidua.obligations.queries import outbox


@require_GET
def short_link(request: SignedInRequest, code: str) -> HttpResponse:
    """Lead to the one piece of work that is left, else to all work of the unit."""
    found = outbox.behind(request.actor, code.upper())
    if found is None:
        raise Http404
    reminder, works = found
    if len(works) == 1:
        return _to_work(works[0])
    response = redirect("obligations:obligation-list")
    response["Location"] += f"?don-vi={reminder.unit_id}"
    return response


def _to_work(work: Obligation) -> HttpResponse:
    """Open the form of a report straight away; other work opens on its own page."""
    is_ours = url_has_allowed_host_and_scheme(work.origin_url, allowed_hosts=None)
    if work.origin_kind == "report" and is_ours:
        return redirect(work.origin_url)
    return redirect("obligations:obligation-detail", pk=work.pk)
