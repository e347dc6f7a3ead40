"""The charts of results, as geometry; which numbers they show stands in a table beside each."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from thidua.core import charts
from thidua.core.achievement import Nature
from thidua.core.periods import Period
from thidua.core.standing import Followed, shown_level
from thidua.core.targets import CHANGES
from thidua.reporting.queries.judged import Judged

_DAY = timedelta(days=1)
_PERCENT = frozenset({"%", "‰"})


def bar_of(judged: Judged) -> charts.Bar | None:
    """Draw the share reached; None where no share can be stated."""
    if judged.share is None:
        return None
    return charts.bar(judged.share, judged.standing.expected_share)


def bar_words(judged: Judged) -> str:
    """Say the bar: "Đạt 58,5%, lẽ ra 75%"."""
    expected = f", lẽ ra {judged.expected_text}" if judged.expected_text else ""
    return f"Đạt {judged.share_text}{expected}"


def spark_of(judged: Judged) -> charts.Spark | None:
    return charts.spark([level.value for level in judged.standing.levels])


def spark_words(judged: Judged) -> str:
    return f"{len(judged.standing.levels)} kỳ gần nhất, hiện {judged.shown}"


def points_of(judged: Judged) -> tuple[tuple[str, str], ...]:
    """Return what a line is drawn through: the short name of each period, and the level there in words."""
    return tuple(
        (_short(level.period), shown_level(judged.followed, level))
        for level in judged.standing.levels
        if level.value is not None
    )


def history_of(judged: Judged) -> charts.History | None:
    """Draw the levels of the periods beside what should be there, and the goal."""
    followed = judged.followed
    if followed.nature == Nature.STATE:
        return None
    reached = [
        charts.At(level.period.end, level.value, _short(level.period))
        for level in judged.standing.levels
        if level.value is not None
    ]
    return charts.history(reached, list(_expected(followed)), _end(followed))


def _short(period: Period) -> str:
    """Leave out the year, which all periods of a picture share: "Tháng 9"."""
    return period.name.replace(f"/{period.end.year}", "").replace(f" {period.end.year}", "")


def has_expected(followed: Followed) -> bool:
    """Whether a level that should be there by a day can be drawn at all."""
    if followed.is_fact:
        return bool(followed.steps_total)
    goal = followed.goal
    if goal.comparator in CHANGES:
        return goal.unit not in _PERCENT and followed.base is None
    return followed.adds_up or followed.base is not None


def expected_at(followed: Followed, day: date) -> Fraction | None:
    """Return what should be there when `day` is over, in the unit of the goal."""
    end = _end(followed)
    if end is None or not has_expected(followed):
        return None
    start = Fraction(followed.base or 0) if not followed.adds_up and not followed.is_fact else Fraction(0)
    if followed.goal.comparator in CHANGES:
        start = Fraction(0)
    return start + (Fraction(end) - start) * followed.curve.expected_share(day)


def _expected(followed: Followed) -> Iterable[charts.At]:
    for point in followed.curve.points:
        level = expected_at(followed, point.day)
        if level is not None:
            yield charts.At(point.day, level)


def _end(followed: Followed) -> Decimal | None:
    """Return the goal as one number; a change of two levels has none in the unit of its levels."""
    if followed.is_fact:
        return Decimal(followed.steps_total) if followed.steps_total else None
    goal = followed.goal
    if goal.comparator in CHANGES and followed.base is not None:
        return None
    low, high = goal.ends
    return high if goal.is_limit else low
