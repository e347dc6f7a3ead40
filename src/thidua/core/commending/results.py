"""Whether awards follow results: who is first in a block without an award, who is last with one."""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stood:
    """A unit's place in a block; `place` is None where it has none."""

    unit: Hashable
    name: str
    block: str
    place: int | None


@dataclass(frozen=True, slots=True)
class Odd:
    """Something a reason must be written for before signing."""

    unit: Hashable
    sentence: str


def odds_of(standings: Sequence[Stood], awarded: Collection[Hashable]) -> tuple[Odd, ...]:
    """Return, block by block, first places without an award and last places with one.

    In a block in which all stand level nobody is last; a block of one has no order to be held against.
    """
    blocks: dict[str, list[Stood]] = {}
    for one in standings:
        if one.place is not None:
            blocks.setdefault(one.block, []).append(one)
    return tuple(odd for block in blocks.values() for odd in _odds_in(block, awarded))


def _odds_in(block: Sequence[Stood], awarded: Collection[Hashable]) -> list[Odd]:
    first, last = min(_places(block)), max(_places(block))
    if first == last:
        return []
    found = []
    for one in block:
        where = f"trong {one.block}" if one.block else "trong xã"
        if one.place == first and one.unit not in awarded:
            found.append(Odd(one.unit, f"{one.name} đứng đầu {where} nhưng không được khen."))
        if one.place == last and one.unit in awarded:
            found.append(Odd(one.unit, f"{one.name} đứng cuối {where} nhưng được khen."))
    return found


def _places(block: Sequence[Stood]) -> list[int]:
    return [one.place for one in block if one.place is not None]
