"""What a report's own state is: it follows from its figures."""

from datetime import datetime

from thidua.foundation.actors import Actor
from thidua.reporting.enums import CellChoice, FigureState, ReportState
from thidua.reporting.models import Figure, Report
from thidua.reporting.queries.owing import ids_owed
from thidua.reporting.services import duties


def follow(report: Report, *, by: Actor, at: datetime) -> None:
    """Bring state and obligation of a report in line with its figures, after any of them changed."""
    locked = Report.objects.select_for_update(of=("self",))
    report.refresh_from_db(fields=["state", "version", "sent_at", "receipt"], from_queryset=locked)
    figures = list(Figure.objects.filter(report=report).only("target_id", "said", "state"))
    there = {figure.target_id: figure for figure in figures if figure.said != CellChoice.EMPTY}
    owed = ids_owed(report)
    sent = [figure for figure in there.values() if figure.state in {FigureState.SENT, FigureState.VERIFIED}]
    is_whole = {figure.target_id for figure in sent} >= set(owed)
    state = _state(report, figures, is_whole=is_whole)
    if state != report.state:
        report.state = state
        report.version += 1
        report.save(update_fields=["state", "version"])
    duties.settle(report, is_whole=is_whole, by=by, at=at)


def _state(report: Report, figures: list[Figure], *, is_whole: bool) -> ReportState:
    states = {figure.state for figure in figures}
    if report.sent_at is None:
        return ReportState.DRAFT
    if FigureState.RETURNED in states:
        return ReportState.RETURNED
    is_verified = is_whole and FigureState.SENT not in states
    return ReportState.VERIFIED if is_verified else ReportState.SENT
