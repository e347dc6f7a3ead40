"""Keep the search index in step with what can be found; called by the service that changes the thing."""

from dataclasses import dataclass
from uuid import UUID

from thidua.core.text import search_key
from thidua.foundation.models import SearchEntry


@dataclass(frozen=True, slots=True)
class Findable:
    """A thing that can be found by name. `words` are further words it answers to."""

    authority_id: UUID
    kind: str
    object_id: str
    title: str
    url: str
    detail: str = ""
    words: str = ""


def index(thing: Findable) -> None:
    """Make the thing findable under its present name."""
    SearchEntry.objects.update_or_create(
        kind=thing.kind,
        object_id=thing.object_id,
        defaults={
            "authority_id": thing.authority_id,
            "title": thing.title[:400],
            "detail": thing.detail[:400],
            "url": thing.url,
            "key": f" {search_key(f'{thing.title} {thing.detail} {thing.words}')}",
        },
    )


def forget(kind: str, object_id: str) -> None:
    SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()
