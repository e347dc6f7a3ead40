"""What limits the ratings of a round, and what other apps propose to write down."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thidua.core.scoring import TieKind
from thidua.scoring.models import CriteriaSet, ScoringRound, SheetFact


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something known elsewhere that may limit a rating: whom it is about, what, by which paper."""

    unit: str
    words: str
    document_number: str


Finder = Callable[[UUID, date], Iterable[Proposal]]
"""Return what is known of the units of an authority on a day, in a fixed number of queries."""
_finders: list[Finder] = []


def register_finder(finder: Finder) -> None:
    """Let an app above propose; called while apps get ready."""
    _finders.append(finder)


def names_of(criteria_set: CriteriaSet) -> dict[str, str]:
    """Return what the set asks about units by key: what limits a rating, and what comes first of equals."""
    limiting = {one["fact"]: f"{one['name']}: cao nhất là “{one['band']}”" for one in criteria_set.ceilings}
    favoured = {
        step["key"]: f"Diện ưu tiên khi bằng điểm: {step.get('name') or step['key']}"
        for step in criteria_set.ties
        if step["kind"] == TieKind.PRIORITY and step.get("key")
    }
    return limiting | favoured


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that was written down, in the words of the set."""

    fact: SheetFact
    words: str


@dataclass(frozen=True, slots=True)
class Limits:
    limits: tuple[Limit, ...]
    proposals: tuple[Proposal, ...]


def limits_of(scoring: ScoringRound) -> Limits:
    """Return what was written down, newest first, and what may be on the last day of the round."""
    names = names_of(scoring.criteria_set)
    rows = SheetFact.objects.filter(sheet__round=scoring).select_related("sheet__unit").order_by("-at", "-id")
    limits = tuple(Limit(fact, names.get(fact.fact, fact.fact)) for fact in rows)
    known = tuple(one for finder in _finders for one in finder(scoring.authority_id, scoring.ends_on))
    return Limits(limits, known)
