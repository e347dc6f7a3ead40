"""The obligation behind a report: asked when its period begins, done when nothing is blank any more."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from thidua.foundation.actors import Actor
from thidua.obligations.services import origins
from thidua.obligations.services.obligations import Work
from thidua.organisation.enums import UnitKind
from thidua.organisation.models import Unit
from thidua.reporting.enums import REPORT_ORIGIN
from thidua.reporting.models import Report

ORIGIN = REPORT_ORIGIN
OBJECTION = "report-objection"
_ANSWER_WITHIN = timedelta(days=3)


def page_of(report: Report) -> str:
    return f"/bao-cao/{report.pk}/"


def ask(reports: Iterable[Report], *, at: datetime) -> None:
    """Give units the work of sending their reports."""
    origins.ask(((report.unit, _work(report)) for report in reports), at=at)


def settle(report: Report, *, is_whole: bool, by: Actor, at: datetime) -> None:
    """Say that the work is done when every figure is there, and open again when one is not."""
    note = f"Mã nhận {report.receipt}." if report.receipt else ""
    origins.settle(ORIGIN, report.pk, is_done=is_whole, note=note, by=by, at=at)


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


def _work(report: Report) -> Work:
    return Work(
        title=f"Báo cáo {report.period.in_a_sentence}",
        due_on=report.period.due_on,
        origin_kind=ORIGIN,
        origin_id=str(report.pk),
        origin_url=page_of(report),
    )
