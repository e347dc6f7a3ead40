"""Search over everything that has a name, grouped by what it is."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from thidua.core.highlighting import Piece, highlight
from thidua.core.text import search_key
from thidua.foundation.actors import Actor
from thidua.foundation.models import SearchEntry

KINDS = {
    "movement": "Phong trào",
    "target": "Chỉ tiêu",
    "document": "Văn bản",
    "unit": "Đơn vị",
    "person": "Người",
}
FIRST = 5
PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found, its name parted at the searched words."""

    pieces: list[Piece]
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind: how many there are, and the first of them."""

    kind: str
    name: str
    count: int
    hits: tuple[Hit, ...]

    @property
    def has_more(self) -> bool:
        return self.count > len(self.hits)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; `page` is set when one kind is leafed through."""

    groups: tuple[Group, ...]
    page: Page[SearchEntry] | None = None


def search(actor: Actor, words: str) -> Found:
    """Return the first hits of each kind. Two queries."""
    if not search_key(words):
        return Found(())
    matching = SearchEntry.objects.visible_to(actor).matching(words)
    counts = dict(matching.order_by().values_list("kind").annotate(Count("id")))
    place = Window(RowNumber(), partition_by=[F("kind")], order_by=[F("key").asc(), F("id").asc()])
    first = matching.annotate(place=place).filter(place__lte=FIRST).order_by("kind", "place")
    by_kind: dict[str, list[Hit]] = {}
    for entry in first:
        by_kind.setdefault(entry.kind, []).append(_hit(entry, words))
    return Found(
        tuple(
            Group(kind, name_of(kind), counts[kind], tuple(by_kind[kind]))
            for kind in sorted(by_kind, key=_rank)
        )
    )


def search_kind(actor: Actor, words: str, kind: str, page: int) -> Found:
    """Return one page of the hits of a kind. Two queries."""
    matching = SearchEntry.objects.visible_to(actor).matching(words).filter(kind=kind)
    shown = Paginator(matching.order_by("key", "id"), PER_PAGE).get_page(page)
    hits = tuple(_hit(entry, words) for entry in shown)
    if not hits:
        return Found(())
    group = Group(kind, name_of(kind), shown.paginator.count, hits)
    return Found((group,), shown)


def name_of(kind: str) -> str:
    return KINDS.get(kind, "Mục khác")


def _rank(kind: str) -> tuple[int, str]:
    order = list(KINDS)
    return (order.index(kind) if kind in KINDS else len(order), kind)


def _hit(entry: SearchEntry, words: str) -> Hit:
    return Hit(highlight(entry.title, words), entry.detail, entry.url)
