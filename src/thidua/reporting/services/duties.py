"""The obligation behind a report: asked when its period begins, done when nothing is blank any more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from thidua.foundation.actors import Actor
from thidua.obligations.enums import ObligationState
from thidua.obligations.services import origins
from thidua.obligations.services.obligations import Work
from thidua.obligations.services.origins import Outcome
from thidua.organisation.enums import UnitKind
from thidua.organisation.models import Unit
from thidua.reporting.enums import REPORT_ORIGIN, PeriodState
from thidua.reporting.models import Report

ORIGIN = REPORT_ORIGIN
OBJECTION = "report-objection"
_TITLE = "Báo cáo "
_ANSWER_WITHIN = timedelta(days=3)
_NOTHING_OWED = "Không còn chỉ tiêu nào phải báo cáo."
_CLOSED = "Kỳ đã khóa."


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a report must hold anything, and whether all of it was sent."""

    owes_any: bool
    is_whole: bool


def page_of(report: Report) -> str:
    return f"/bao-cao/{report.pk}/"


def period_of(title: str) -> str:
    """Return the period that the title of the work names: "tháng 4/2024"."""
    return title.removeprefix(_TITLE)


def ask(reports: Iterable[Report], *, at: datetime) -> None:
    """Give units the work of sending their reports."""
    origins.ask(((report.unit, _work(report)) for report in reports), at=at)


def settle(standings: Iterable[tuple[Report, Standing]], *, by: Actor, at: datetime) -> None:
    """Say that the work is done when every figure is there, off when none is owed or taken, else open."""
    outcomes = {str(report.pk): _outcome(report, standing) for report, standing in standings}
    origins.settle(ORIGIN, outcomes, by=by, at=at)


def answer_objection(report: Report, *, at: datetime) -> None:
    """Give the office the work of looking at what a unit says of figures entered in its place."""
    offices = Unit.objects.in_force_still().filter(authority_id=report.authority_id, kind=UnitKind.OFFICE)
    work = Work(
        title=f"Xem ý kiến của {report.unit} về báo cáo {report.period} đã nhập hộ",
        detail=report.objection,
        due_on=localdate(at) + _ANSWER_WITHIN,
        origin_kind=OBJECTION,
        origin_id=str(report.pk),
        origin_url=page_of(report),
    )
    origins.ask([(office, work) for office in offices.for_list()[:1]], at=at)


def _outcome(report: Report, standing: Standing) -> Outcome:
    if not standing.owes_any:
        return Outcome(ObligationState.CANCELLED, _NOTHING_OWED)
    if standing.is_whole:
        return Outcome(ObligationState.DONE, f"Mã nhận {report.receipt}." if report.receipt else "")
    if report.period.state == PeriodState.CLOSED:
        return Outcome(ObligationState.CANCELLED, _CLOSED)
    return Outcome(ObligationState.OPEN)


def _work(report: Report) -> Work:
    return Work(
        title=f"{_TITLE}{report.period.in_a_sentence}",
        due_on=report.period.due_on,
        origin_kind=ORIGIN,
        origin_id=str(report.pk),
        origin_url=page_of(report),
    )
