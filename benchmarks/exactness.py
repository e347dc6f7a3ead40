"""Points, totals and places against a plain reference in decimals, bit for bit, at random and on every edge.

The reference multiplies first and divides last, in sixty digits, so that it is exact wherever rounding turns.
`make bench` tries a million cases; the tests try a hundred thousand by the same function.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from random import Random

from benchmarks.paired import Row
from thidua.core.scoring import (
    CriteriaSet,
    Criterion,
    Entrant,
    Group,
    Mark,
    Observed,
    explain,
    rank,
    total_of,
)
from thidua.core.scoring.rules import Proportional

CASES = 1_000_000
_BLOCK, _LINES = 25, 8
_CENT = Decimal("0.01")
_DIGITS = 60
_EDGES = (0.2, 0.4)
_SHARES = tuple(Fraction(part, 200) for part in range(251))


@dataclass(frozen=True, slots=True)
class _Case:
    """One figure: what was reached of which goal, for how many points at most and under which cap."""

    value: Decimal
    goal: Decimal
    is_limit: bool


def rows() -> list[Row]:
    found = differing(CASES, seed=2024)
    return [
        Row("điểm, tổng, hạng khác phép tính thập phân", found, CASES, found / CASES, unit="ca", wanted="0")
    ]


def differing(cases: int, *, seed: int) -> int:
    """Return how many of `cases` figures, totals and places are not what plain decimals give."""
    dice = Random(seed)  # noqa: S311 -- drawn cases, no secrets
    with localcontext() as context:
        context.prec = _DIGITS
        blocks = cases // (_BLOCK * _LINES)
        return sum(_differing(_set_of(dice), list(_units(dice))) for _ in range(blocks))


def _set_of(dice: Random) -> CriteriaSet:
    """Draw a set; maxima and caps have decimals, so that sums end on every last digit."""
    lines = tuple(
        Criterion(
            key=f"tc-{number}",
            name=f"Tiêu chí {number}",
            rule=Proportional(
                Decimal(dice.randint(1, 2500)) / 100, cap=Decimal(dice.choice((100, 120, 125))) / 100
            ),
        )
        for number in range(_LINES)
    )
    most = sum((line.maximum * 2 for line in lines), Decimal(0))
    return CriteriaSet("Bộ", most, (Group("a", "A", most, lines),))


def _units(dice: Random) -> Iterator[tuple[_Case, ...]]:
    """Draw the units of a block; every fourth repeats the one before, so that there are ties."""
    last: tuple[_Case, ...] = ()
    for number in range(_BLOCK):
        if number % 4 != 1:
            last = tuple(_case(dice) for _ in range(_LINES))
        yield last


def _case(dice: Random) -> _Case:
    goal = Decimal(dice.randint(1, 500_000)) / 100
    kind = dice.random()
    if kind < _EDGES[0]:  # a share in two hundredths: half a hundredth of a point and the cap are met often
        share = dice.choice(_SHARES)
        value = goal * share.numerator / share.denominator
    elif kind < _EDGES[1]:
        value = goal
    else:
        value = Decimal(dice.randint(0, 750_000)) / 100
    return _Case(value, goal, dice.random() < 1 / _LINES)


def _differing(table: CriteriaSet, units: Sequence[tuple[_Case, ...]]) -> int:
    wrong, totals, entrants = 0, [], []
    for number, cases in enumerate(units):
        plain = [_plain(line, case) for line, case in zip(table.criteria, cases, strict=True)]
        marks = {line.key: _mark(line, case) for line, case in zip(table.criteria, cases, strict=True)}
        wrong += sum(mark.points != points for mark, points in zip(marks.values(), plain, strict=True))
        total = total_of(table, marks).points
        wrong += total != sum(plain, Decimal(0))
        totals.append(sum(plain, Decimal(0)))
        entrants.append(Entrant(str(number), total))
    places = {place.key: place.place for place in rank(entrants)}
    expected = {str(number): 1 + sum(other > one for other in totals) for number, one in enumerate(totals)}
    return wrong + sum(places[key] != place for key, place in expected.items())


def _mark(line: Criterion, case: _Case) -> Mark:
    share = Fraction(case.value) / Fraction(case.goal)
    seen = Observed(share=2 - share if case.is_limit else share)
    return explain(line, seen, (), 2).mark


def _plain(line: Criterion, case: _Case) -> Decimal:
    rule = line.rule
    cap = rule.best / rule.maximum
    reached = 2 * case.goal - case.value if case.is_limit else case.value
    if reached >= cap * case.goal:
        points = rule.maximum * cap
    else:
        points = max(Decimal(0), reached) * rule.maximum / case.goal
    return points.quantize(_CENT, ROUND_HALF_UP)
