"""Where a target stands on a day: what should be there, where it is heading, and the status in words.

Nothing here reads the clock, nothing is rounded before it is printed, and what was not reported is
never missed.
"""

from thidua.core.progress.coverage import covered
from thidua.core.progress.curves import Curve, Point, at_ends_of, even
from thidua.core.progress.forecasting import Forecast, Reported, forecast_of
from thidua.core.progress.plans import CurvePlan, Mark, curve_of, kept_marks, marks_of, read_marks
from thidua.core.progress.result import Progress, ProgressStatus
from thidua.core.progress.states import progress_of_state
from thidua.core.progress.status import Plan, progress_of

__all__ = [
    "Curve",
    "CurvePlan",
    "Forecast",
    "Mark",
    "Plan",
    "Point",
    "Progress",
    "ProgressStatus",
    "Reported",
    "at_ends_of",
    "covered",
    "curve_of",
    "even",
    "forecast_of",
    "kept_marks",
    "marks_of",
    "progress_of",
    "progress_of_state",
    "read_marks",
]
