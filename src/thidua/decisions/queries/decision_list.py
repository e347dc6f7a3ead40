"""The list of decisions: those that praise, those that take praise back, and others written here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, Sum, TextChoices, Value

from thidua.decisions.enums import DecisionState, PaperKind, PaperState
from thidua.decisions.models import Award, Decision, IssuedPaper, PaperDraft
from thidua.foundation.actors import Actor

STATE_LOOKS = {
    DecisionState.DRAFT: ("none", "pencil"),
    DecisionState.SUBMITTED: ("slow", "clock"),
    DecisionState.ISSUED: ("run", "file-text"),
    DecisionState.SIGNED: ("run", "check"),
    DecisionState.PUBLISHED: ("ok", "check"),
    DecisionState.DROPPED: ("none", "x"),
}
_DRAFT_STATES = {PaperState.DRAFT: DecisionState.DRAFT, PaperState.DROPPED: DecisionState.DROPPED}
_TAKING_BACK = tuple(
    spelt
    for words in ("hủy", "huỷ", "thu hồi")
    for spelt in (words, words.capitalize(), words.title(), words.upper())
)
"""Words of taking back as offices spell them; a database compares these letters only as they stand."""
_TAKES_BACK = reduce(or_, (Q(title__contains=spelt) for spelt in _TAKING_BACK))
"""A paper or draft about taking back before anything was revoked by it: its title says so."""


class Sort(TextChoices):
    """What a decision does."""

    PRAISE = "khen-thuong", "Khen thưởng"
    REVOKE = "huy", "Hủy khen thưởng"
    OTHER = "khac", "Quyết định khác"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which decisions are asked for; empty is all. `words` look into number, title and names."""

    year: int | None = None
    state: str = ""
    sort: str = ""
    words: str = ""

    @property
    def is_narrow(self) -> bool:
        return bool(self.year or self.state or self.sort or self.words)


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One line of the list; `page` names its own page, `count` and `due` are None where it lists nobody."""

    pk: UUID
    page: str
    number: str
    title: str
    on: date
    sort: Sort
    state: DecisionState
    round: str = ""
    count: int | None = None
    due: int | None = None

    @property
    def look(self) -> tuple[str, str]:
        return STATE_LOOKS[self.state]


def decision_keys(actor: Actor, wanted: Wanted) -> Any:
    """Return keys of decisions and of papers that decide, newest first, for `listed_rows`."""
    return (
        _keys(_praising(actor, wanted), "decided_on", "praise")
        .union(
            _keys(_papers(actor, wanted), "issued_on", "paper"),
            _keys(_drafts(actor, wanted), "on", "draft"),
            all=True,
        )
        .order_by("-day", "-key")
    )


def _keys(found: Any, day: str, table: str) -> Any:
    named = found.annotate(key=F("pk"), day=F(day), table=Value(table))
    return named.values_list("key", "day", "table")


def listed_rows(keys: Iterable[Sequence[Any]]) -> list[ListedRow]:
    """Return the lines of these keys in their order. Three queries."""
    listed = [(kind, pk) for pk, _, kind in keys]
    wanted = {kind: [pk for one, pk in listed if one == kind] for kind in ("praise", "paper", "draft")}
    found: Mapping[tuple[str, UUID], ListedRow] = {
        **{("praise", row.pk): row for row in _praise_rows(wanted["praise"])},
        **{("paper", row.pk): row for row in _paper_rows(wanted["paper"])},
        **{("draft", row.pk): row for row in _draft_rows(wanted["draft"])},
    }
    return [found[key] for key in listed]


def decision_years(actor: Actor) -> list[int]:
    """Return the years that have any, newest first."""
    days = (
        _praising(actor, Wanted())
        .values_list("decided_on__year")
        .union(
            _papers(actor, Wanted()).values_list("issued_on__year"),
            _drafts(actor, Wanted()).values_list("on__year"),
        )
    )
    return sorted((year for (year,) in days), reverse=True)


def _praising(actor: Actor, wanted: Wanted) -> Any:
    found: Any = Decision.objects.visible_to(actor)
    if wanted.sort not in {"", Sort.PRAISE}:
        return found.none()
    if wanted.year is not None:
        found = found.filter(decided_on__year=wanted.year)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.words:
        holds = Exists(Award.objects.filter(decision=OuterRef("pk"), recipient__icontains=wanted.words))
        found = found.filter(Q(paper__number__icontains=wanted.words) | _titled(wanted) | Q(holds))
    return found


def _papers(actor: Actor, wanted: Wanted) -> Any:
    found: Any = IssuedPaper.objects.visible_to(actor).filter(kind=PaperKind.DECISION, decision__isnull=True)
    if wanted.state:
        signed = {DecisionState.ISSUED: True, DecisionState.SIGNED: False}.get(DecisionState(wanted.state))
        found = found.none() if signed is None else found.filter(signed_file__isnull=signed)
    if wanted.year is not None:
        found = found.filter(issued_on__year=wanted.year)
    if wanted.words:
        found = found.filter(Q(number__icontains=wanted.words) | _titled(wanted))
    revokes = _TAKES_BACK | Q(pk__in=IssuedPaper.objects.filter(revocations__isnull=False))
    return _of_sort(found, wanted.sort, revokes)


def _drafts(actor: Actor, wanted: Wanted) -> Any:
    found: Any = PaperDraft.objects.visible_to(actor).filter(kind=PaperKind.DECISION, state__in=_DRAFT_STATES)
    if wanted.state:
        found = found.filter(state__in=[own for own, shown in _DRAFT_STATES.items() if shown == wanted.state])
    if wanted.year is not None:
        found = found.filter(on__year=wanted.year)
    if wanted.words:
        found = found.filter(_titled(wanted))
    return _of_sort(found, wanted.sort, _TAKES_BACK)


def _titled(wanted: Wanted) -> Q:
    return Q(title__icontains=wanted.words)


def _takes_back(title: str) -> bool:
    return any(spelt in title for spelt in _TAKING_BACK)


def _of_sort(found: Any, sort: str, revokes: Q) -> Any:
    if sort == Sort.PRAISE:
        return found.none()
    if sort == Sort.REVOKE:
        return found.filter(revokes)
    return found.exclude(revokes) if sort == Sort.OTHER else found


def _praise_rows(keys: Sequence[UUID]) -> Iterable[ListedRow]:
    found: Any = Decision.objects.filter(pk__in=keys).select_related("round", "paper")
    for one in found.annotate(count=Count("awards"), due=Sum("awards__paid", default=0)):
        yield ListedRow(
            one.pk,
            "decisions:decision-detail",
            one.paper.number if one.paper else "",
            one.title,
            one.decided_on,
            Sort.PRAISE,
            DecisionState(one.state),
            one.round.name,
            one.count,
            one.due,
        )


def _paper_rows(keys: Sequence[UUID]) -> Iterable[ListedRow]:
    found: Any = IssuedPaper.objects.filter(pk__in=keys)
    for one in found.annotate(count=Count("revocations")):
        revokes = bool(one.count) or _takes_back(one.title)
        state = DecisionState.SIGNED if one.is_signed else DecisionState.ISSUED
        sort = Sort.REVOKE if revokes else Sort.OTHER
        count = one.count or None
        yield ListedRow(
            one.pk, "decisions:paper-detail", one.number, one.title, one.issued_on, sort, state, "", count
        )


def _draft_rows(keys: Sequence[UUID]) -> Iterable[ListedRow]:
    for one in PaperDraft.objects.filter(pk__in=keys):
        sort = Sort.REVOKE if _takes_back(one.title) else Sort.OTHER
        state = _DRAFT_STATES[PaperState(one.state)]
        yield ListedRow(one.pk, "decisions:draft-detail", "", one.title, one.on, sort, state)
