"""Who may have been put forward twice. The program merges nobody: it says why, and a person decides.

Told apart by the number of the identity card where both are known; else by name, year of birth and unit.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from thidua.core.text import search_key


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody on a list; what is not known is empty or None."""

    key: Hashable
    name: str
    identity: str = ""
    birth_year: int | None = None
    unit: Hashable | None = None


@dataclass(frozen=True, slots=True)
class MayBeOne:
    """Two that may be one, and why."""

    first: Named
    second: Named
    reason: str


def duplicates_among(people: Iterable[Named]) -> tuple[MayBeOne, ...]:
    """Return each pair that may be one person, in the order of the list."""
    listed = list(people)
    order = {id(one): place for place, one in enumerate(listed)}
    by_key: dict[object, list[Named]] = {}
    for one in listed:
        by_key.setdefault(("name", search_key(one.name)), []).append(one)
        if one.identity:
            by_key.setdefault(("identity", one.identity), []).append(one)
    found: dict[tuple[int, int], MayBeOne] = {}
    for group in by_key.values():
        for pair in _pairs(group):
            found.setdefault((order[id(pair.first)], order[id(pair.second)]), pair)
    return tuple(found[places] for places in sorted(found))


def _pairs(group: list[Named]) -> Iterator[MayBeOne]:
    for first, second in combinations(group, 2):
        reason = _reason(first, second)
        if reason:
            yield MayBeOne(first, second, reason)


def _reason(first: Named, second: Named) -> str:
    """Say why two may be one, or nothing where something tells them apart."""
    if first.identity and second.identity:
        return "Cùng số định danh." if first.identity == second.identity else ""
    if None not in (first.birth_year, second.birth_year) and first.birth_year != second.birth_year:
        return ""
    if None not in (first.unit, second.unit) and first.unit != second.unit:
        return ""
    same = ["Cùng tên"]
    if first.birth_year is not None and first.birth_year == second.birth_year:
        same.append("cùng năm sinh")
    if first.unit is not None and first.unit == second.unit:
        same.append("cùng đơn vị")
    return f"{', '.join(same)}. Xem có phải một người không."
