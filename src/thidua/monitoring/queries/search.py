"""Search over everything that has a name, grouped by what it is."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from thidua.commitments.models import Plan, Pledge
from thidua.commitments.models.plan import READERS
from thidua.commitments.services.finding import PLAN, PLEDGE
from thidua.core.highlighting import Piece, highlight
from thidua.core.text import search_key
from thidua.foundation.actors import Actor
from thidua.foundation.models import SearchEntry
from thidua.foundation.services import receipts

KINDS = {
    "page": "Trang",
    "movement": "Phong trào",
    "target": "Chỉ tiêu",
    "criteria": "Bộ tiêu chí",
    "scoring": "Đợt chấm điểm",
    "pledge": "Giao ước",
    "plan": "Kế hoạch",
    "document": "Văn bản",
    "unit": "Đơn vị",
    "person": "Người",
    "receipt": "Giấy nhận",
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
    """Return the first hits of each kind. Two queries, one more for units, one for a receipt's code."""
    if not search_key(words):
        return Found(())
    received = _received(actor, words)
    matching = _entries(actor).matching(words)
    counts = dict(matching.order_by().values_list("kind").annotate(Count("id")))
    place = Window(RowNumber(), partition_by=[F("kind")], order_by=[F("key").asc(), F("id").asc()])
    first = matching.annotate(place=place).filter(place__lte=FIRST).order_by("kind", "place")
    by_kind: dict[str, list[Hit]] = {}
    for entry in first:
        by_kind.setdefault(entry.kind, []).append(_hit(entry, words))
    named = tuple(
        Group(kind, name_of(kind), counts[kind], tuple(by_kind[kind])) for kind in sorted(by_kind, key=_rank)
    )
    return Found((*received, *named))


def _entries(actor: Actor) -> Any:
    """Return what the actor may find: of pledges and plans those that the actor may read."""
    found = SearchEntry.objects.visible_to(actor)
    if actor.has(*READERS):
        return found
    pledges = Pledge.objects.visible_to(actor).standing().order_by().values_list("pk", flat=True)
    plans = Plan.objects.visible_to(actor).order_by().values_list("pk", flat=True)
    own = [str(key) for key in pledges.union(plans)]
    return found.exclude(Q(kind__in=(PLEDGE, PLAN)) & ~Q(object_id__in=own))


def _received(actor: Actor, words: str) -> tuple[Group, ...]:
    """Return the receipt whose code was typed, which is a thing without a name."""
    url = receipts.page_of(words, by=actor)
    if not url:
        return ()
    code = receipts.code_of(words)
    hit = Hit([Piece(f"Mã nhận {code}", is_match=True)], "Báo cáo đã nhận", url)
    return (Group("receipt", name_of("receipt"), 1, (hit,)),)


def search_kind(actor: Actor, words: str, kind: str, page: int) -> Found:
    """Return one page of the hits of a kind. Two queries."""
    matching = _entries(actor).matching(words).filter(kind=kind)
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
