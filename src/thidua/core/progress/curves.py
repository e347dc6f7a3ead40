"""The share of a goal that should be reached by a day: even over the year, or by points.

Points serve seasons (nothing before the harvest), the plan of the budget and the school calendar alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from thidua.core.errors import DomainError
from thidua.core.periods import Period

_DAY = timedelta(days=1)
_NONE = Fraction(0)
_FULL = Fraction(1)


@dataclass(frozen=True, slots=True)
class Point:
    """What share should be reached when `day` is over."""

    day: date
    share: Fraction


@dataclass(frozen=True, slots=True)
class Curve:
    """Points in order of days, straight lines between them; nothing is expected before the first.

    `name` is what people call it: "chia đều theo ngày", "theo mùa vụ".
    """

    points: tuple[Point, ...]
    name: str

    def __post_init__(self) -> None:
        if len(self.points) < 2:  # noqa: PLR2004  a line has two ends
            raise DomainError("Đường tiến độ cần ít nhất hai mốc: ngày bắt đầu và ngày phải xong.")
        for one, following in pairwise(self.points):
            if one.day >= following.day or one.share > following.share:
                raise DomainError(
                    "Các mốc tiến độ phải theo thứ tự ngày, mức sau không được thấp hơn mức trước."
                )
        if self.points[0].share < 0 or self.points[-1].share != 1:
            raise DomainError("Mốc tiến độ cuối cùng phải là 100%.")

    @property
    def end(self) -> date:
        """The day everything should be reached."""
        return next(point.day for point in self.points if point.share == 1)

    def expected_share(self, day: date) -> Fraction:
        """Return the share that should be reached when `day` is over."""
        if day < self.points[0].day:
            return _NONE
        for one, following in pairwise(self.points):
            if day < following.day:
                gone = Fraction((day - one.day).days, (following.day - one.day).days)
                return one.share + gone * (following.share - one.share)
        return self.points[-1].share


def even(start: date, end: date) -> Curve:
    """Return the curve that grows by the same share each day from `start` to `end`, both included."""
    return Curve((Point(start - _DAY, _NONE), Point(end, _FULL)), "chia đều theo ngày")


def at_ends_of(periods: Sequence[tuple[Period, Fraction]], name: str) -> Curve:
    """Return the curve that jumps by each share when its period is over: harvests, terms of a school year.

    The shares add up to one.
    """
    points = [Point(min(period.start for period, _ in periods) - _DAY, _NONE)]
    for period, share in sorted(periods, key=lambda pair: pair[0].end):
        reached = points[-1].share
        if points[-1].day < period.end - _DAY:
            points.append(Point(period.end - _DAY, reached))
        points.append(Point(period.end, reached + share))
    return Curve(tuple(points), name)
