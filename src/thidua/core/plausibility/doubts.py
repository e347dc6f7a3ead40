"""A doubt, what it is about, and the list of visits that doubts add up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from thidua.core.goal_text import amount_text
from thidua.core.text import sort_key


class DoubtCode(StrEnum):
    """What stands out."""

    ALL_FULL = "all_full"
    SAME_AS_LAST_YEAR = "same_as_last_year"
    JUMP = "jump"
    ROUND_NUMBERS = "round_numbers"
    ALL_ABOVE_LAST_YEAR = "all_above_last_year"
    PARTS_DIFFER = "parts_differ"
    FELL = "fell"
    ABOVE_CEILING = "above_ceiling"
    MORE_THAN_ALL = "more_than_all"
    PHOTO_TWICE = "photo_twice"
    LAST_MINUTE = "last_minute"


WEIGHTS: Mapping[DoubtCode, int] = {
    DoubtCode.ALL_FULL: 3,
    DoubtCode.SAME_AS_LAST_YEAR: 1,
    DoubtCode.JUMP: 3,
    DoubtCode.ROUND_NUMBERS: 2,
    DoubtCode.ALL_ABOVE_LAST_YEAR: 1,
    DoubtCode.PARTS_DIFFER: 3,
    DoubtCode.FELL: 3,
    DoubtCode.ABOVE_CEILING: 3,
    DoubtCode.MORE_THAN_ALL: 3,
    DoubtCode.PHOTO_TWICE: 2,
    DoubtCode.LAST_MINUTE: 1,
}
"""3 can hardly be as reported, 2 seldom, 1 may well be."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A figure as people name it: the unit that reports, the target, the unit of measure."""

    unit: str
    target: str
    measure: str = ""

    def __str__(self) -> str:
        return f"{self.unit}, {self.target}"

    def amount(self, number: Decimal) -> str:
        return amount_text(number, self.measure)


@dataclass(frozen=True, slots=True)
class PlausibilityDoubt:
    """What stands out, in words for everybody, and the units it would be worth to visit."""

    code: DoubtCode
    sentence: str
    units: tuple[str, ...]

    @property
    def weight(self) -> int:
        return WEIGHTS[self.code]


@dataclass(frozen=True, slots=True)
class WorthAVisit:
    """A unit to go to, with all the reasons, the weightiest first."""

    unit: str
    weight: int
    doubts: tuple[PlausibilityDoubt, ...]


def visit_list(doubts: Sequence[PlausibilityDoubt]) -> tuple[WorthAVisit, ...]:
    """Return the units worth a visit, the weightiest first, then by name."""
    by_unit: dict[str, list[PlausibilityDoubt]] = {}
    for doubt in doubts:
        for unit in dict.fromkeys(doubt.units):
            by_unit.setdefault(unit, []).append(doubt)
    visits = [
        WorthAVisit(
            unit,
            sum(doubt.weight for doubt in found),
            tuple(sorted(found, key=lambda doubt: -doubt.weight)),
        )
        for unit, found in by_unit.items()
    ]
    return tuple(sorted(visits, key=lambda visit: (-visit.weight, sort_key(visit.unit))))
