from thidua.reporting.models.figure import Evidence, Figure, FigureChange, PeriodTotal
from thidua.reporting.models.period import CalendarDay, Period
from thidua.reporting.models.report import Report

__all__ = [
    "CalendarDay",
    "Evidence",
    "Figure",
    "FigureChange",
    "Period",
    "PeriodTotal",
    "Report",
]
