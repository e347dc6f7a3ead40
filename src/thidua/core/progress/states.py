"""Progress of what is not measured by a number: states kept or reached, and steps towards a decision."""

from datetime import date
from fractions import Fraction

from thidua.core.achievement import Observation, achievement_of
from thidua.core.dates import show_date
from thidua.core.progress.curves import Curve
from thidua.core.progress.result import STATE_DUE_SOON, STATUS_WORDS, Progress, ProgressStatus, status_of
from thidua.core.targets import Goal, Verdict


def progress_of_state(goal: Goal, seen: Observation, curve: Curve, on: date) -> Progress:
    """Say where a state or a milestone stands; steps are held against the curve."""
    found = achievement_of(goal, seen)
    share = curve.expected_share(on)
    if found.verdict == Verdict.NOT_REPORTED or found.share is None:
        return Progress(ProgressStatus.NOT_REPORTED, share, f"{STATUS_WORDS[ProgressStatus.NOT_REPORTED]}.")
    if found.verdict != Verdict.MISSED:
        return Progress(ProgressStatus.REACHED, share, found.explanation)
    if share == 1:
        line = f"{found.explanation} Đã hết thời hạn {show_date(curve.end)}."
        return Progress(ProgressStatus.AT_RISK, share, line)
    status = status_of(share - found.share) if seen.steps_total else _waiting(share)
    line = f"{found.explanation} Thời hạn {show_date(curve.end)}. {STATUS_WORDS[status]}."
    return Progress(status, share, line)


def _waiting(share: Fraction) -> ProgressStatus:
    """A state has no half way; it is behind when most of the time is gone."""
    return ProgressStatus.BEHIND if share >= STATE_DUE_SOON else ProgressStatus.ON_TRACK
