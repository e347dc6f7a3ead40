"""Progress of what is measured by a number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from thidua.core.achievement import Nature, Observation, achievement_of
from thidua.core.achievement.changes import size_of_change
from thidua.core.dates import show_date
from thidua.core.goal_text import amount_text, goal_text, strict_word
from thidua.core.parsing.reading import Comparator
from thidua.core.progress.curves import Curve
from thidua.core.progress.forecasting import Reported, forecast_of
from thidua.core.progress.result import (
    LIMIT_NEARLY_USED,
    PACES_TO_TRUST,
    STATUS_WORDS,
    Progress,
    ProgressStatus,
    one_worse,
    status_of,
)
from thidua.core.targets import CHANGES, Goal, Verdict
from thidua.core.whole_things import about

S = ProgressStatus
_NONE = Fraction(0)
_FULL = Fraction(1)
_RISK = f"{STATUS_WORDS[S.AT_RISK]}."
_PERCENT = frozenset({"%", "‰"})


@dataclass(frozen=True, slots=True)
class Plan:
    """A goal, how its figures behave, when they should come, and the level of last year where it is known."""

    goal: Goal
    nature: Nature
    curve: Curve
    base: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """The last figure and the day it speaks of."""

    plan: Plan
    value: Decimal
    day: date

    @property
    def goal(self) -> Goal:
        return self.plan.goal

    @property
    def share(self) -> Fraction:
        return self.plan.curve.expected_share(self.day)

    @property
    def end(self) -> Fraction:
        low, high = self.goal.ends
        return Fraction(high if self.goal.is_limit else low)


def progress_of(plan: Plan, figures: Sequence[Reported], on: date) -> Progress:
    """Say where a target stands on the day `on`, by the last figure reported.

    The figure is held against what should be there on its own day: a report that is late is missing, not
    a result that stood still. Levels are never summed.
    """
    figures = [figure for figure in figures if figure.period.start <= on]
    known = [(figure.period.end, figure.value) for figure in figures if figure.value is not None]
    missing = sum(figure.value is None and figure.period.end < on for figure in figures)
    if not known:
        return _not_reported(plan, missing)
    day, value = max(known)
    seen = _Seen(plan, value, min(day, on))
    if plan.goal.comparator in CHANGES:
        found = _change(seen)
    elif plan.nature == Nature.CUMULATIVE:
        found = _limit(seen) if plan.goal.is_limit else _cumulative(seen, figures)
    else:
        found = _level(seen)
    line = f"{found.sentence} Còn {missing} kỳ chưa báo cáo." if missing else found.sentence
    return replace(found, missing=missing, sentence=line)


def _not_reported(plan: Plan, missing: int) -> Progress:
    line = f"Chưa báo cáo, còn {missing} kỳ." if missing else "Chưa báo cáo, chưa đến kỳ nào."
    return Progress(S.NOT_REPORTED, None, f"{line} Chỉ tiêu {goal_text(plan.goal)}.", missing=missing)


def _cumulative(seen: _Seen, figures: Sequence[Reported]) -> Progress:
    expected = seen.end * seen.share
    if seen.goal.judge(seen.value) != Verdict.MISSED:
        return _reached(seen, expected)
    if seen.share == 1:
        return _too_late(seen, expected)
    status = status_of(seen.share - _part(Fraction(seen.value), seen.end))
    forecast = forecast_of(figures, seen.plan.curve)
    if forecast and forecast.paces >= PACES_TO_TRUST and _is_missed(seen.goal, forecast.high):
        status = one_worse(status)
    line = _line(seen, expected, status, _verb(seen, expected))
    if forecast:
        line = f"{line} {forecast.sentence(seen.goal.unit)}"
    return Progress(status, expected, line, forecast)


def _limit(seen: _Seen) -> Progress:
    """Judge what must not be used up: "không quá 3 vụ"; it is kept only when the time is over."""
    allowed = seen.end * seen.share
    if seen.goal.judge(seen.value) == Verdict.MISSED:
        line = f"{_until(seen)}, đã quá mức cho phép {goal_text(seen.goal)}. {_RISK}"
        return Progress(S.AT_RISK, allowed, line)
    if seen.share == 1:
        return _reached(seen, allowed)
    value = Fraction(seen.value)
    if value <= allowed:
        status = S.ON_TRACK
    else:
        status = S.AT_RISK if value >= LIMIT_NEARLY_USED * seen.end else S.BEHIND
    return Progress(status, allowed, _line(seen, allowed, status, "nên ở mức không quá"))


def _level(seen: _Seen) -> Progress:
    """Judge a level by the way from last year's to the goal; without that by the goal alone."""
    base, goal = seen.plan.base, seen.goal
    way = _NONE if base is None else (seen.end - Fraction(base)) * (-1 if goal.is_limit else 1)
    has_way = base is not None and way > 0 and goal.comparator != Comparator.MAINTAIN
    expected = seen.end
    if has_way and base is not None:
        expected = Fraction(base) + (seen.end - Fraction(base)) * seen.share
    if goal.judge(seen.value) != Verdict.MISSED:
        return _reached(seen, expected)
    if seen.share == 1:
        return _too_late(seen, expected)
    if has_way:
        better = Fraction(seen.value) - expected
        lag = (better if goal.is_limit else -better) / way
    else:
        lag = 1 - (achievement_of(goal, Observation(seen.value)).share or _NONE)
    status = status_of(lag)
    return Progress(status, expected, _line(seen, expected, status, _verb(seen, expected)))


def _change(seen: _Seen) -> Progress:
    """Judge a change by its size; growth in percent is always against the same time of last year."""
    goal, base = seen.goal, seen.plan.base
    share = _FULL if goal.unit in _PERCENT else seen.share
    expected = seen.end * share
    found = achievement_of(goal, Observation(seen.value, base))
    if found.verdict != Verdict.MISSED:
        return Progress(S.REACHED, expected, f"Đến {show_date(seen.day)}: {found.explanation}")
    if seen.share == 1:
        line = f"Đã hết thời hạn {show_date(seen.plan.curve.end)}: {found.explanation} {_RISK}"
        return Progress(S.AT_RISK, expected, line)
    size = Fraction(seen.value) if base is None else size_of_change(goal, seen.value, base)
    if goal.is_limit:
        status = status_of(_FULL if size is None else 1 - seen.end / size)
    else:
        status = status_of(share if size is None else share - _part(size, seen.end))
    line = f"Đến {show_date(seen.day)}: {found.explanation} {STATUS_WORDS[status]}."
    return Progress(status, expected, line)


def _is_missed(goal: Goal, amount: Fraction) -> bool:
    return goal.judge_exact(amount) == Verdict.MISSED


def _part(value: Fraction, whole: Fraction) -> Fraction:
    return value / whole if whole else _NONE


def _reached(seen: _Seen, expected: Fraction) -> Progress:
    line = f"{_until(seen)}; chỉ tiêu {goal_text(seen.goal)}. {STATUS_WORDS[S.REACHED]}."
    return Progress(S.REACHED, expected, line)


def _verb(seen: _Seen, expected: Fraction) -> str:
    """Say on which side of what is expected a figure must be; at the goal itself its strict edge counts."""
    word = strict_word(seen.goal) if expected == seen.end else ""
    return f"phải {word or ('không quá' if seen.goal.is_limit else 'có')}"


def _too_late(seen: _Seen, expected: Fraction) -> Progress:
    line = f"{_until(seen)}; chỉ tiêu {goal_text(seen.goal)}. Đã hết thời hạn mà chưa đạt. {_RISK}"
    return Progress(S.AT_RISK, expected, line)


def _line(seen: _Seen, expected: Fraction, status: ProgressStatus, verb: str) -> str:
    due = about(expected, seen.goal.unit)
    name = seen.plan.curve.name
    return f"{_until(seen)}; theo tiến độ ({name}) {verb} {due}. {STATUS_WORDS[status]}."


def _until(seen: _Seen) -> str:
    return f"Đến {show_date(seen.day)} được {amount_text(seen.value, seen.goal.unit)}"
