"""What a report's own state is: it follows from its figures."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from thidua.foundation.actors import Actor
from thidua.foundation.models import prepared
from thidua.reporting.enums import CellChoice, FigureState, ReportState
from thidua.reporting.models import Figure, Period, Report
from thidua.reporting.queries.owing import Owing, ids_owed
from thidua.reporting.services import duties
from thidua.reporting.services.duties import Standing

_HANDED_IN = (FigureState.SENT, FigureState.VERIFIED)


def follow(report: Report, *, by: Actor, at: datetime) -> None:
    """Bring state and obligation of a report in line with its figures, after any of them changed."""
    for now in _held(report.pk):
        report.state, report.missing, report.version, report.sent_at, report.receipt = now
    duties.settle([(report, _bring(report, _written_in(report.pk), ids_owed(report)))], by=by, at=at)


@prepared
def _held(report_id: UUID) -> QuerySet[Report, tuple[Any, ...]]:
    """Ask for what may have changed of a report, and hold it."""
    held = Report.objects.select_for_update(of=("self",)).filter(pk=report_id).order_by()
    return held.values_list("state", "missing", "version", "sent_at", "receipt")


@prepared
def _written_in(report_id: UUID) -> QuerySet[Figure]:
    found: QuerySet[Figure] = Figure.objects.filter(report=report_id).only("target_id", "said", "state")
    return found


def follow_all(periods: Sequence[Period], owing: Owing, *, by: Actor, at: datetime) -> None:
    """Do so for all reports of periods, after what is owed or a period itself changed; few statements."""
    known = {period.pk: period for period in periods}
    owed = {period.pk: owing.by_unit(period) for period in periods}
    found = Report.objects.select_for_update(of=("self",)).filter(period__in=list(known))
    reports = list(found.order_by("pk"))
    figures: dict[UUID, list[Figure]] = {report.pk: [] for report in reports}
    written_in = Figure.objects.filter(report__period__in=list(known))
    for figure in written_in.only("report_id", "target_id", "said", "state"):
        figures[figure.report_id].append(figure)
    standings: list[tuple[Report, Standing]] = []
    for report in reports:
        report.period, written = known[report.period_id], figures[report.pk]
        due = {*owed[report.period_id].get(report.unit_id, ()), *(figure.target_id for figure in written)}
        standings.append((report, _bring(report, written, due)))
    duties.settle(standings, by=by, at=at)


def _bring(report: Report, figures: Collection[Figure], owed: Iterable[UUID]) -> Standing:
    sent = {
        figure.target_id
        for figure in figures
        if figure.said != CellChoice.EMPTY and figure.state in _HANDED_IN
    }
    due = set(owed)
    missing = len(due - sent) if report.sent_at is not None else 0
    state = _state(report, figures, missing)
    if (state, missing) != (report.state, report.missing):
        report.state, report.missing = state, missing
        report.version += 1
        report.save(update_fields=["state", "missing", "version"])
    return Standing(owes_any=bool(due), is_whole=sent >= due)


def _state(report: Report, figures: Iterable[Figure], missing: int) -> ReportState:
    states = {figure.state for figure in figures}
    if report.sent_at is None:
        return ReportState.DRAFT
    if FigureState.RETURNED in states:
        return ReportState.RETURNED
    if missing:
        return ReportState.PARTIAL
    return ReportState.SENT if FigureState.SENT in states else ReportState.VERIFIED
