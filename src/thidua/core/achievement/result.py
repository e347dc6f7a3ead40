"""What goes into judging a target and what comes out."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from thidua.core.rounding import percent_text, rounded
from thidua.core.targets import Verdict

FULL = Fraction(1)
NONE = Fraction(0)
VERDICT_WORDS = {Verdict.MISSED: "Chưa đạt.", Verdict.MET: "Đạt.", Verdict.EXCEEDED: "Vượt."}


class Nature(StrEnum):
    """How the figures of an indicator behave over the periods of a year."""

    CUMULATIVE = "cumulative"
    LEVEL = "level"
    RATE = "rate"
    STATE = "state"
    MILESTONE = "milestone"


@dataclass(frozen=True, slots=True)
class Observation:
    """What is known of a target at a moment.

    `value` is in the unit of the goal, except where the goal is a change and `base` is given: then both are
    levels, now and a year ago. Without a base the value of a change is the size of the change itself.
    `steps_done` of `steps_total` count a milestone, which is reached only by a `decision` ("số, ngày").
    """

    value: Decimal | None = None
    base: Decimal | None = None
    reached: bool | None = None
    steps_done: int | None = None
    steps_total: int | None = None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Achievement:
    """The verdict, the exact share of the goal (None where none can be stated), the arithmetic in words."""

    verdict: Verdict
    share: Fraction | None
    explanation: str

    @property
    def percent(self) -> Decimal | None:
        """The share in percent, rounded half up to two places, for display only."""
        return None if self.share is None else rounded(self.share * 100)


NOT_REPORTED = Achievement(Verdict.NOT_REPORTED, None, "Chưa báo cáo.")


def share_text(share: Fraction) -> str:
    """Print a share as percent with at most two decimals: 102,08%."""
    return percent_text(share)
