"""The curve for those who reported: a figure that is late is missing, it did not stand still."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from thidua.core.progress.curves import Curve, Point

_DAY = timedelta(days=1)
_FULL = Fraction(1)
_WORDS = "phần của đơn vị đã báo cáo"


def covered(curve: Curve, periods: Sequence[tuple[date, Fraction]]) -> Curve:
    """Return what should be there of the parts that were reported.

    `periods` are the last day of each period and the share of the whole whose units reported it. Where all
    did, the curve itself comes back. What was not reported is expected when all is over, never before.
    """
    if all(share == _FULL for _, share in periods):
        return curve
    points = [curve.points[0]]
    for day, share in sorted(periods):
        last = points[-1]
        if day > last.day:
            due = curve.expected_share(day) - curve.expected_share(last.day)
            points.append(Point(day, last.share + share * due))
    end = max(curve.end, points[-1].day + _DAY)
    return Curve((*points, Point(end, _FULL)), f"{curve.name}, {_WORDS}")
