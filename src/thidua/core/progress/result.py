"""What comes out: a status, the numbers behind it and a sentence."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from thidua.core.progress.forecasting import Forecast

ON_TRACK_LAG = Fraction(5, 100)
"""How much of the whole goal may be lacking on a day and the target still be on track."""
BEHIND_LAG = Fraction(20, 100)
"""What may be lacking before being behind becomes a risk."""
LIMIT_NEARLY_USED = Fraction(80, 100)
"""The part of a limit ("không quá 3 vụ") from which going too fast is a risk."""
PACES_TO_TRUST = 3
"""Periods it takes before even the highest pace may say that a goal is out of reach."""
STATE_DUE_SOON = Fraction(3, 4)
"""The share of the time after which a state that is not there yet counts as behind."""


class ProgressStatus(StrEnum):
    """How a target stands on a day."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    AT_RISK = "at_risk"
    NOT_REPORTED = "not_reported"


STATUS_WORDS = {
    ProgressStatus.REACHED: "Đạt",
    ProgressStatus.ON_TRACK: "Đúng tiến độ",
    ProgressStatus.BEHIND: "Chậm",
    ProgressStatus.AT_RISK: "Nguy cơ",
    ProgressStatus.NOT_REPORTED: "Chưa báo cáo",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """The status, and what should be there in the unit of the goal; None where nothing can be said.

    `missing` counts the periods that are over and were not reported.
    """

    status: ProgressStatus
    expected: Fraction | None
    sentence: str
    forecast: Forecast | None = None
    missing: int = 0


def status_of(lag: Fraction) -> ProgressStatus:
    """Judge what is lacking on a day, as a share of the whole goal."""
    if lag <= ON_TRACK_LAG:
        return ProgressStatus.ON_TRACK
    return ProgressStatus.BEHIND if lag <= BEHIND_LAG else ProgressStatus.AT_RISK


def one_worse(status: ProgressStatus) -> ProgressStatus:
    return ProgressStatus.BEHIND if status == ProgressStatus.ON_TRACK else ProgressStatus.AT_RISK
