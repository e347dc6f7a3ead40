"""What happened to a thing, told as sentences, newest first."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from thidua.foundation.models import AuditEntry
from thidua.foundation.web.access import SignedInRequest

_PAGE = 50


@require_GET
def object_history(request: SignedInRequest, object_type: str, object_id: str) -> HttpResponse:
    """Show the history of one thing; asked by HTMX, only the list, to stand in another page."""
    entries = AuditEntry.objects.visible_to(request.actor).about(object_id).filter(object_type=object_type)
    page = Paginator(entries.order_by("-id"), _PAGE).get_page(request.GET.get("trang"))
    if not page.object_list:
        raise Http404
    context = {"page": page, "label": page.object_list[0].object_label}
    template = "foundation/history.html#entries" if request.htmx else "foundation/history.html"
    return render(request, template, context)
