from thidua.reporting.models.figure import RESULTS_ARE_PUBLIC, Evidence, Figure, FigureChange, PeriodTotal
from thidua.reporting.models.imports import ColumnMapping, FigureImport, ImportedFigure
from thidua.reporting.models.period import CalendarDay, Period
from thidua.reporting.models.receipt import Receipt
from thidua.reporting.models.report import Report

__all__ = [
    "RESULTS_ARE_PUBLIC",
    "CalendarDay",
    "ColumnMapping",
    "Evidence",
    "Figure",
    "FigureChange",
    "FigureImport",
    "ImportedFigure",
    "Period",
    "PeriodTotal",
    "Receipt",
    "Report",
]
