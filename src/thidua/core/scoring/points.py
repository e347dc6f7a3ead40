"""Points of one criterion: an exact number, the state behind it, and the arithmetic in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from thidua.core.quantities import format_number
from thidua.core.rounding import rounded

_MOST_PLACES = 12


class LineState(StrEnum):
    """Whether points stand on something.

    Not assigned leaves the criterion out; not reported and not judged count nothing for now and say so.
    """

    SCORED = "scored"
    NOT_ASSIGNED = "not_assigned"
    NOT_REPORTED = "not_reported"
    NOT_JUDGED = "not_judged"


@dataclass(frozen=True, slots=True)
class Award:
    """What a rule gives: `points` exact and unrounded, `arithmetic` one sentence a step."""

    points: Fraction
    arithmetic: tuple[str, ...]
    state: LineState = LineState.SCORED


def not_assigned() -> Award:
    return Award(Fraction(0), ("Không giao chỉ tiêu này nên không chấm.",), LineState.NOT_ASSIGNED)


def not_reported() -> Award:
    return Award(Fraction(0), ("Chưa có số liệu đã thẩm định nên chưa có điểm.",), LineState.NOT_REPORTED)


def not_judged(sentence: str = "Chưa có người chấm.") -> Award:
    return Award(Fraction(0), (sentence,), LineState.NOT_JUDGED)


def points_text(points: Fraction | Decimal) -> str:
    """Print points with at most four decimals: "9,7108"."""
    exact = Fraction(points)
    return format_number(rounded(exact, 4))


def points_words(points: Fraction | Decimal) -> str:
    """Say points in words: "9,5 điểm", "trừ 1 điểm"."""
    return f"trừ {points_text(-points)} điểm" if points < 0 else f"{points_text(points)} điểm"


def number_text(number: Fraction | Decimal) -> str:
    """Print a quantity with at most six decimals."""
    exact = Fraction(number)
    return format_number(rounded(exact, 6))


def result_text(result: Fraction, edges: Iterable[Decimal]) -> str:
    """Print a result with two decimals, with more only where two would put it across an edge."""
    sides = [(Fraction(edge), result >= Fraction(edge)) for edge in edges]
    for places in range(2, _MOST_PLACES + 1):
        shown = rounded(result, places)
        if all((Fraction(shown) >= edge) == is_above for edge, is_above in sides):
            return format_number(shown)
    return number_text(result)
