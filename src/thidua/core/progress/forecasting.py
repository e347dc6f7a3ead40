"""Where a cumulative figure will end if it goes on as in the periods reported."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from thidua.core.periods import Period
from thidua.core.progress.curves import Curve
from thidua.core.whole_things import about

_ZERO = Fraction(0)
_ABOUT = "khoảng "


@dataclass(frozen=True, slots=True)
class Reported:
    """The figure of one period; None was not reported.

    A cumulative figure is the total since the year began ("lũy kế"), any other the level at the end.
    """

    period: Period
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """The total at the end of the curve at the lowest, the middle and the highest pace so far."""

    low: Fraction
    middle: Fraction
    high: Fraction
    paces: int

    def sentence(self, unit: str) -> str:
        ends = (about(end, unit) for end in (self.low, self.middle, self.high))
        low, middle, high = (text.removeprefix(_ABOUT) for text in ends)
        line = f"Nếu giữ nhịp đã có thì hết thời hạn được {_ABOUT}{middle}"
        if self.paces == 1:
            return f"{line} (mới có một kỳ để tính)."
        return f"{line} (kỳ chậm nhất thì {low}, kỳ nhanh nhất thì {high})." if low != high else f"{line}."


def forecast_of(figures: Sequence[Reported], curve: Curve) -> Forecast | None:
    """Forecast a cumulative figure; None when nothing was due in the periods reported.

    A pace is what was added for each share of the curve, so that a season is not blamed for its winter.
    A later total that is lower corrects the earlier ones. A period without a figure is measured together
    with the next.
    """
    totals = _corrected(figures)
    if not totals:
        return None
    shares = [(curve.expected_share(day), total) for day, total in totals]
    last_share, last = shares[-1]
    paces = _paces(shares)
    if not paces:
        return None
    low, middle, high = (
        last + (1 - last_share) * pace for pace in (min(paces), statistics.median(paces), max(paces))
    )
    return Forecast(low, middle, high, len(paces))


def _corrected(figures: Sequence[Reported]) -> list[tuple[date, Fraction]]:
    totals = [
        (figure.period.end, Fraction(figure.value))
        for figure in sorted(figures, key=lambda figure: figure.period.end)
        if figure.value is not None
    ]
    for place in range(len(totals) - 2, -1, -1):
        day, total = totals[place]
        totals[place] = (day, min(total, totals[place + 1][1]))
    return totals


def _paces(shares: Sequence[tuple[Fraction, Fraction]]) -> list[Fraction]:
    """Return what each stretch added for a whole curve; stretches in which nothing was due have no pace."""
    return [
        (total - before) / (share - share_before)
        for (share_before, before), (share, total) in pairwise([(_ZERO, _ZERO), *shares])
        if share > share_before
    ]
