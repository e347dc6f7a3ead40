"""Send a report, say what is wrong with one that the office entered, and keep its general note."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import notices, versions
from thidua.foundation.services.audit import Deed, record
from thidua.foundation.services.notices import News
from thidua.reporting import policies
from thidua.reporting.enums import FIGURE_WORKFLOW, CellChoice, ChangeKind, FigureState
from thidua.reporting.models import Figure, FigureChange, Report
from thidua.reporting.queries.questions import notes_missing
from thidua.reporting.queries.reading import Entry, read_entry
from thidua.reporting.services import duties, states, totals
from thidua.reporting.services.duties import page_of
from thidua.reporting.services.locks import lock_period
from thidua.reporting.services.receiving import receive
from thidua.reporting.signals import tell_of_counts

_SENDABLE = (FigureState.DRAFT, FigureState.RETURNED)
_STAMPED = ("receipt", "sent_at", "sent_by", "entered_for_by", "objection", "objected_at")
_LONGEST_NOTE = 2000
_LONGEST_OBJECTION = 500


@transaction.atomic
def send(report: Report, *, expected: int, by: Actor, at: datetime) -> Report:
    """Hand in what is written; blank figures stay owed, and one that cannot be read holds all back.

    Each sending gives a receipt of its own, which keeps what was received.
    """
    report = _locked(report)
    policies.can_enter(by, report).enforce()
    if report.version != expected:
        raise versions.stale(report, {}, expected=expected)
    figures = _to_send(report)
    _refuse_faults(report, figures)
    _keep_rewritten(figures, by=by, at=at)
    _hand_in(figures)
    _stamp(report, figures, by, at)
    behalf = "" if policies.is_of_unit(by, report) else str(report.unit)
    deed = Deed(changes={"count": (None, len(figures))}, on_behalf_of=behalf)
    record("reporting.report.send", report, by=by, at=at, deed=deed)
    totals.refresh_many((figure.target_id, report.period_id) for figure in figures)
    states.follow(report, by=by, at=at)
    tell_of_counts([report.unit_id], at=at)
    if behalf:
        _tell_unit(report, by, at)
    return report


@transaction.atomic
def write_note(report: Report, text: str, *, seen: str, by: Actor, at: datetime) -> Report:
    """Keep what the unit says of difficulties; those before are history.

    Whoever writes says which note they saw (`seen`): only what was changed in it is written, and never over
    what somebody wrote meanwhile; the refusal holds that text, so that both can be put together.
    """
    report = _locked(report)
    policies.can_enter(by, report).enforce()
    note = _plain_lines(text)
    if note == _plain_lines(seen):
        return report
    if report.note not in {note, _plain_lines(seen)}:
        raise DomainError(f"Có người vừa ghi ý kiến khác: “{report.note}”. Ghép hai ý rồi lưu lại.")
    if len(note) > _LONGEST_NOTE:
        raise DomainError(f"Ý kiến dài quá {_LONGEST_NOTE} chữ. Nhờ rút gọn rồi lưu lại.")
    changes = versions.apply(report, {"note": note}, expected=report.version)
    if changes:
        behalf = "" if policies.is_of_unit(by, report) else str(report.unit)
        deed = Deed(changes=changes, on_behalf_of=behalf)
        record("reporting.report.note", report, by=by, at=at, deed=deed)
    return report


@transaction.atomic
def object_to(report: Report, text: str, *, by: Actor, at: datetime) -> Report:
    """Keep the unit's word against a report the office entered in its place."""
    report = _locked(report)
    policies.can_object(by, report).enforce()
    if report.objection:
        raise DomainError("Ý kiến trước đã tới văn phòng. Cần nói thêm thì gọi văn phòng.")
    if not text.strip():
        raise DomainError("Ghi rõ số nào chưa đúng và số đúng là bao nhiêu.")
    if len(text.strip()) > _LONGEST_OBJECTION:
        raise DomainError(f"Ý kiến dài quá {_LONGEST_OBJECTION} chữ. Nhờ rút gọn rồi gửi lại.")
    changes = versions.apply(report, {"objection": text.strip(), "objected_at": at}, expected=report.version)
    told = {name: change for name, change in changes.items() if name != "objected_at"}
    record("reporting.report.object", report, by=by, at=at, deed=Deed(changes=told))
    duties.answer_objection(report, at=at)
    return report


def _plain_lines(text: str) -> str:
    """Count a break of lines as one sign, as the browser does that sends two for it."""
    return text.replace("\r\n", "\n").strip()


def _locked(report: Report) -> Report:
    period = lock_period(report.period_id)
    found = (
        Report.objects.select_for_update(of=("self",)).select_related("unit", "authority").get(pk=report.pk)
    )
    found.period = period
    return found


def _to_send(report: Report) -> list[Figure]:
    found = Figure.objects.filter(report=report, state__in=_SENDABLE).exclude(typed="", said=CellChoice.EMPTY)
    return list(found.select_for_update(of=("self",)).select_related("target__tracking", "target__movement"))


def _hand_in(figures: Sequence[Figure]) -> None:
    """Take every figure the same step, in one statement; they are locked."""
    for figure in figures:
        FIGURE_WORKFLOW.target_of("send", state=FigureState(figure.state))
    sent = Figure.objects.filter(id__in=[figure.id for figure in figures])
    sent.update(state=FigureState.SENT, returned_because="", version=F("version") + 1)


def _keep_rewritten(figures: Sequence[Figure], *, by: Actor, at: datetime) -> None:
    """Keep what was sent first beside what comes after a return, with what it was returned for."""
    FigureChange.objects.bulk_create(
        FigureChange.of(
            figure, ChangeKind.RESENT, sent, reason=figure.returned_because, by_name=by.name, at=at
        )
        for figure in figures
        if figure.state == FigureState.RETURNED
        and (sent := figure.returned_numbers) is not None
        and sent != figure.said_numbers
    )


def _refuse_faults(report: Report, figures: Sequence[Figure]) -> None:
    if not figures:
        raise DomainError("Chưa có số nào để gửi. Ghi ít nhất một số, hoặc ghi “không có”.")
    faults = [
        f"{figure.target}: {mistake}"
        for figure in figures
        if (mistake := read_entry(figure.target, Entry(figure.typed, figure.typed_base)).mistake)
    ]
    faults += [
        f"{target}: ghi chú vì sao, rồi gửi lại. {sentence}"
        for target, sentence in notes_missing(report, figures)
    ]
    if faults:
        raise DomainError(" ".join(faults))


def _stamp(report: Report, figures: Sequence[Figure], by: Actor, at: datetime) -> None:
    is_own = policies.is_of_unit(by, report)
    report.receipt = receive(report, figures, is_for_another=not is_own, by=by, at=at).code
    report.sent_at, report.sent_by = at, by.name
    report.entered_for_by = "" if is_own else by.name
    report.objection, report.objected_at = "", None  # it was about what was sent before; history keeps it
    report.version += 1
    report.save(update_fields=[*_STAMPED, "version"])


def _tell_unit(report: Report, by: Actor, at: datetime) -> None:
    notices.tell(
        [
            News(
                dedup_key=f"report-entered:{report.pk}:{report.version}",
                authority_id=report.authority_id,
                unit_id=report.unit_id,
                title=f"{by.name} đã nhập hộ báo cáo {report.period.in_a_sentence}.",
                detail="Xem lại các số. Nếu chưa đúng thì nêu ý kiến.",
                url=page_of(report),
            )
        ],
        at=at,
    )
