"""Keep the search index in step with what can be found; called by the service that changes the thing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from thidua.core.text import search_key
from thidua.foundation.models import SearchEntry

FORM = "3"
"""Raise this when the rows are written differently: the next start then builds the index anew."""

Source = Callable[[], Iterable["Findable"]]
_sources: dict[str, Source] = {}


@dataclass(frozen=True, slots=True)
class Findable:
    """A thing that can be found by name.

    `words` are further words it answers to; `place` is shown behind `detail` but not searched,
    or the name of a season would find each of its targets.
    """

    authority_id: UUID
    kind: str
    object_id: str
    title: str
    url: str
    detail: str = ""
    words: str = ""
    place: str = ""


def index(thing: Findable) -> None:
    """Make the thing findable under its present name."""
    SearchEntry.objects.update_or_create(kind=thing.kind, object_id=thing.object_id, defaults=_columns(thing))


def index_new(things: Iterable[Findable]) -> None:
    """Make many things found that were not there before, in few statements."""
    rows = [SearchEntry(kind=thing.kind, object_id=thing.object_id, **_columns(thing)) for thing in things]
    SearchEntry.objects.bulk_create(rows, batch_size=500)


def forget_all(kind: str, object_ids: Iterable[str]) -> None:
    SearchEntry.objects.filter(kind=kind, object_id__in=list(object_ids)).delete()


def forget(kind: str, object_id: str) -> None:
    SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()


def declare(kind: str, source: Source) -> None:
    """Say where all things of a kind come from, so that the index can be built anew."""
    _sources[kind] = source


@transaction.atomic
def rebuild() -> dict[str, int]:
    """Build the index of all declared kinds anew; return how many of each were found."""
    counts = {}
    for kind, source in _sources.items():
        SearchEntry.objects.filter(kind=kind).delete()
        rows = [SearchEntry(kind=kind, object_id=thing.object_id, **_columns(thing)) for thing in source()]
        SearchEntry.objects.bulk_create(rows, batch_size=500)
        counts[kind] = len(rows)
    return counts


def _columns(thing: Findable) -> dict[str, object]:
    return {
        "authority_id": thing.authority_id,
        "title": thing.title[:400],
        "detail": " · ".join(part for part in (thing.detail, thing.place) if part)[:400],
        "url": thing.url,
        "key": f" {search_key(f'{thing.title} {thing.detail} {thing.words}')}",
    }
