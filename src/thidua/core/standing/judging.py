"""The verdict on a day: the status, its share of the goal and the sentences that explain both."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from thidua.core.achievement import NOT_REPORTED, Achievement, Nature, Observation, achievement_of
from thidua.core.allocation import AllocationKind
from thidua.core.parsing.reading import Comparator
from thidua.core.progress import (
    Plan,
    Progress,
    ProgressStatus,
    Reported,
    covered,
    progress_of,
    progress_of_state,
)
from thidua.core.standing.sums import Followed, Level, PeriodSum, counted, levels_of
from thidua.core.targets import CHANGES, Goal

_PERCENT = frozenset({"%", "‰"})
_NOT_ALL = "Các đơn vị đã báo cáo đều đạt; còn đơn vị chưa báo cáo nên chưa kết luận."
_NOT_YET = "Chưa đến kỳ báo cáo nào."


class StandingStatus(StrEnum):
    """How a target stands on a day; nothing due yet is not the same as due and empty."""

    REACHED = ProgressStatus.REACHED.value
    ON_TRACK = ProgressStatus.ON_TRACK.value
    BEHIND = ProgressStatus.BEHIND.value
    AT_RISK = ProgressStatus.AT_RISK.value
    NOT_REPORTED = ProgressStatus.NOT_REPORTED.value
    NOT_DUE = "not_due"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a target stands: `level` is the last that counts, `levels` all of them.

    `expected_share` is what should be there by now as a share of the goal, None where that says nothing.
    """

    status: StandingStatus
    level: Level | None
    levels: tuple[Level, ...]
    achievement: Achievement
    progress: Progress
    expected_share: Fraction | None = None

    @property
    def value(self) -> Decimal | None:
        return self.level.value if self.level else None


@dataclass(frozen=True, slots=True)
class Reached:
    """What one unit reached of its part: the value that counts and its share of the goal."""

    value: Decimal | None
    achievement: Achievement


def reached_of(followed: Followed, sums: Sequence[PeriodSum], on: date) -> Reached:
    """Judge a part that one unit answers for as `stand_of` does, without what is expected by the day."""
    levels = levels_of(followed, [one for one in sums if one.period.start <= on])
    known = counted(followed, levels)
    level = known[-1] if known else None
    if followed.is_fact:
        goal = Goal(Comparator.QUALITATIVE, unit=followed.goal.unit)
        achievement = achievement_of(goal, _seen(followed, levels, level))
    else:
        achievement = _achievement(followed, level)
    return Reached(level.value if level else None, achievement)


def stand_of(followed: Followed, sums: Sequence[PeriodSum], on: date) -> Standing:
    """Judge a target by what was reported until the day `on`."""
    levels = levels_of(followed, [one for one in sums if one.period.start <= on])
    known = counted(followed, levels)
    level = known[-1] if known else None
    if followed.is_fact:
        achievement, progress = _fact(followed, levels, level, on)
    else:
        achievement = _achievement(followed, level)
        progress = progress_of(_plan(followed, levels, level), _reported(followed, levels, known), on)
    if level and not level.sum.is_whole and followed.kind == AllocationKind.EACH:
        achievement, progress = _without_the_rest(achievement, progress)
    return Standing(
        status=_status(level, levels, progress),
        level=level,
        levels=levels,
        achievement=achievement,
        progress=progress,
        expected_share=_expected_share(followed, progress),
    )


def _status(level: Level | None, levels: Sequence[Level], progress: Progress) -> StandingStatus:
    if level is None and not any(map(_is_missing, levels)):
        return StandingStatus.NOT_DUE
    return StandingStatus(progress.status.value)


def _fact(
    followed: Followed, levels: Sequence[Level], level: Level | None, on: date
) -> tuple[Achievement, Progress]:
    """Judge a state or a milestone; a number in its goal is only part of its name."""
    goal = Goal(Comparator.QUALITATIVE, unit=followed.goal.unit)
    seen = _seen(followed, levels, level)
    return achievement_of(goal, seen), progress_of_state(goal, seen, followed.curve, on)


def _seen(followed: Followed, levels: Sequence[Level], level: Level | None) -> Observation:
    decision = next((one.sum.decision for one in reversed(levels) if one.sum.decision), "")
    value = level.value if level else None
    if followed.nature == Nature.MILESTONE and followed.steps_total:
        steps = None if value is None else int(value)
        return Observation(steps_done=steps, steps_total=followed.steps_total, decision=decision)
    if followed.nature == Nature.MILESTONE:
        return Observation(reached=bool(decision) if value is not None or decision else None)
    return Observation(reached=None if value is None else value > 0)


def _achievement(followed: Followed, level: Level | None) -> Achievement:
    if level is None:
        return NOT_REPORTED
    base = level.base if level.base is not None else _base_of_change(followed)
    return achievement_of(followed.goal, Observation(level.value, base), ceiling=followed.ceiling)


def _base_of_change(followed: Followed) -> Decimal | None:
    """A change is reported by its size, unless the office wrote down the level it is measured from."""
    return followed.base if followed.goal.comparator in CHANGES else None


def _plan(followed: Followed, levels: Sequence[Level], level: Level | None) -> Plan:
    base = level.base if level and level.base is not None else followed.base
    curve = followed.curve
    if followed.adds_up and followed.kind != AllocationKind.EACH:
        reported = [one.sum for one in levels if one.value is not None]
        last = max((one.period.end for one in reported), default=None)
        shares = [
            (one.period.end, one.sum.share if one.value is not None else Fraction(0))
            for one in levels
            if last is not None and one.period.end <= last
        ]
        curve = covered(curve, shares)
    return Plan(followed.goal, followed.nature, curve, base)


def _reported(followed: Followed, levels: Sequence[Level], known: Sequence[Level]) -> list[Reported]:
    """Hand on what counts, cut at the natural ceiling, and the periods that are due and empty."""
    found = [Reported(level.period, _capped(followed, level.value)) for level in known]
    return found + [Reported(level.period, None) for level in levels if _is_missing(level)]


def _is_missing(level: Level) -> bool:
    """Due and empty; "không áp dụng" of all is an answer."""
    return level.value is None and level.sum.is_due and not level.sum.is_whole


def _capped(followed: Followed, value: Decimal | None) -> Decimal | None:
    if value is None or followed.ceiling is None:
        return value
    return min(value, followed.ceiling)


def _without_the_rest(achievement: Achievement, progress: Progress) -> tuple[Achievement, Progress]:
    """All must reach it: good news of some is no verdict, bad news of one is."""
    if progress.status != ProgressStatus.REACHED:
        return achievement, progress
    open_status = replace(progress, status=ProgressStatus.NOT_REPORTED, sentence=_NOT_ALL)
    return replace(NOT_REPORTED, explanation=_NOT_ALL), open_status


def _expected_share(followed: Followed, progress: Progress) -> Fraction | None:
    goal = followed.goal
    if progress.expected is None or goal.is_limit:
        return None
    if followed.is_fact:
        return progress.expected if followed.steps_total else None
    end = Fraction(goal.ends[0])
    if not end or (goal.comparator in CHANGES and goal.unit in _PERCENT):
        return None
    return progress.expected / end
