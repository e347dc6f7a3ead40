"""What happened to a thing, told as sentences, newest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from thidua.foundation.models import AuditEntry, SearchEntry
from thidua.foundation.sealed import opened
from thidua.foundation.web.access import SignedInRequest

_PAGE = 50
# the pages of things that no search finds
_HOMES = {
    "awards.awardround": "awards:round-detail",
    "awards.nomination": "awards:nomination-detail",
    "council.council": "council:council-detail",
    "council.councilsession": "council:session-detail",
    "decisions.decision": "decisions:decision-detail",
    "decisions.issuedpaper": "decisions:paper-detail",
    "decisions.paperdraft": "decisions:draft-detail",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A deed, and the single things done with it when it tells of many at once."""

    entry: AuditEntry
    parts: tuple[AuditEntry, ...]


@require_GET
def object_history(request: SignedInRequest, object_type: str, object_id: str) -> HttpResponse:
    """Show the history of one thing; asked by HTMX, only the list, to stand in another page."""
    entries = AuditEntry.objects.visible_to(request.actor).about(object_id).filter(object_type=object_type)
    page = Paginator(entries.order_by("-id"), _PAGE).get_page(request.GET.get("trang"))
    entries_open = opened(request.actor, list(page.object_list))
    if not entries_open:
        raise Http404
    label = entries_open[0].object_label
    thing = SearchEntry.objects.visible_to(request.actor).filter(object_id=object_id).first()
    home = thing.url if thing is not None else _home(object_type, object_id)
    context = {"page": page, "label": label, "home": home, "rows": _rows(request, entries_open)}
    template = "foundation/history.html#entries" if request.htmx else "foundation/history.html"
    return render(request, template, context)


def _home(object_type: str, object_id: str) -> str:
    name = _HOMES.get(object_type)
    return reverse(name, args=[object_id]) if name else ""


def _rows(request: SignedInRequest, entries: Sequence[AuditEntry]) -> list[Row]:
    """Put under each deed what was done together with it; one query for a page, none without batches."""
    batches = {entry.batch for entry in entries if entry.batch is not None}
    parts: dict[UUID, list[AuditEntry]] = {batch: [] for batch in batches}
    if batches:
        for part in AuditEntry.objects.visible_to(request.actor).together(batches):
            if part.batch is not None:
                parts[part.batch].append(part)
    return [Row(entry, tuple(opened(request.actor, list(_others(entry, parts))))) for entry in entries]


def _others(entry: AuditEntry, parts: Mapping[UUID, list[AuditEntry]]) -> Iterator[AuditEntry]:
    """Yield what is told under a deed; a single thing has nothing under it."""
    if entry.batch is None or not entry.tells_of_many:
        return
    yield from (part for part in parts[entry.batch] if part.pk != entry.pk)
