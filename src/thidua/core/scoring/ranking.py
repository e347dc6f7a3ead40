"""Places ("xếp hạng"): equal points share a place, the chain of the set tells equals apart, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from thidua.core.scoring.criteria import TieBreak, TieKind

_BY_PEOPLE = frozenset({TieKind.BALLOT, TieKind.DECISION})


@dataclass(frozen=True, slots=True)
class Entrant:
    """A unit to be placed. `ties` hold what each step of the chain sees of it, more being better.

    None of a step is the least; a ballot or decision holds the place it gave, where less is better.
    `mark` says why a unit stands apart in words ("còn thiếu 2 số liệu"); it is placed all the same.
    """

    key: str
    points: Decimal
    ties: tuple[Decimal | None, ...] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's place: 1-2-2-4. `because` says what told it apart from equals, `open_tie` that nothing did."""

    entrant: Entrant
    place: int
    because: str = ""
    open_tie: bool = False

    @property
    def key(self) -> str:
        return self.entrant.key


def rank(entrants: Sequence[Entrant], chain: Sequence[TieBreak] = ()) -> tuple[Place, ...]:
    """Place units by points, then by the chain. Equals through the whole chain share a place.

    The order of equals is that of `entrants`; it says nothing.
    """
    ordered = sorted(entrants, key=lambda one: one.points, reverse=True)
    places: list[Place] = []
    for _, equals in groupby(ordered, key=lambda one: one.points):
        places += _split(list(equals), chain, 0, len(places) + 1, "")
    return tuple(places)


def _split(
    equals: list[Entrant], chain: Sequence[TieBreak], step: int, first: int, because: str
) -> list[Place]:
    """Tell equals apart by the steps from `step` on; a part that stays equal goes on to the next."""
    if len(equals) == 1 or step >= len(chain):
        is_open = len(equals) > 1
        return [Place(one, first, because, open_tie=is_open) for one in equals]
    ordered = sorted(equals, key=lambda one: _weight(one, chain, step), reverse=True)
    found: list[Place] = []
    parts = [list(part) for _, part in groupby(ordered, key=lambda one: _weight(one, chain, step))]
    words = _words(chain[step]) if len(parts) > 1 else because
    for part in parts:
        found += _split(part, chain, step + 1, first + len(found), words)
    return found


def _weight(one: Entrant, chain: Sequence[TieBreak], step: int) -> tuple[bool, Decimal]:
    value = one.ties[step] if step < len(one.ties) else None
    if value is None:
        return (False, Decimal(0))
    return (True, -value if chain[step].kind in _BY_PEOPLE else value)


def _words(step: TieBreak) -> str:
    if step.kind == TieKind.BALLOT:
        return "Bằng điểm, phân hạng bằng bỏ phiếu."
    if step.kind == TieKind.DECISION:
        return "Bằng điểm, phân hạng theo quyết định của cấp có thẩm quyền."
    return f"Bằng điểm, phân hạng theo {step.name or 'tiêu chí phụ'}."


def undecided(places: Sequence[Place]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of units that the chain could not tell apart, for a ballot or a decision."""
    found: dict[int, list[str]] = {}
    for place in places:
        if place.open_tie:
            found.setdefault(place.place, []).append(place.key)
    return tuple(tuple(keys) for keys in found.values())
