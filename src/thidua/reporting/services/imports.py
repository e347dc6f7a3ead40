"""Take a unit's own workbook in as a whole, and take it back as a whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import files
from thidua.foundation.services.audit import Deed, record
from thidua.organisation.enums import Role
from thidua.organisation.models import Unit
from thidua.papers.errors import PaperError
from thidua.papers.names import clean_name
from thidua.reporting import policies
from thidua.reporting.enums import (
    FIGURE_WORKFLOW,
    IMPORT_WORKFLOW,
    ChangeKind,
    FigureState,
    ImportState,
)
from thidua.reporting.models import ColumnMapping, Figure, FigureImport, ImportedFigure, Period, Report
from thidua.reporting.queries.import_book import book_of, read_book
from thidua.reporting.queries.import_cells import Effect, PlannedCell, Spot
from thidua.reporting.queries.import_counts import faults_text
from thidua.reporting.queries.import_plan import Plan, plan_of
from thidua.reporting.queries.import_turned import EVERY_SHEET, Wish
from thidua.reporting.queries.period_workbook import read_key
from thidua.reporting.queries.reading import Measure
from thidua.reporting.services import bulk, figures, import_notices

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHANGED = "Từ lúc xem đến lúc bấm đã có người sửa số hoặc ghép cột. Xem lại rồi bấm nhập."
MOST_AT_ONCE = 5_000
"""Figures that one request writes while a person waits."""
BEFORE = ("said", "value", "base", "decision", "typed", "typed_base", "state", "returned_because")
"""What of a figure is kept from before an import."""
CHECKED = ("verified_by", "verified_at")
SIGNED = ("entered_by", "entered_by_user_id", "entered_at")
"""Who wrote it, so that nobody verifies the own figure after an import was taken back."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was on the page when the button was pressed: the plan, what stays out, why sent figures change."""

    digest: str
    has_seen_faults: bool = False
    reason: str = ""
    overwrites: Sequence[str] = ()
    """Cells of figures that changed after the workbook was handed out, and are written nevertheless."""


def look_at(batch: FigureImport, *, by: Actor) -> Plan:
    """Say what taking the workbook in would do when this person does it; writes nothing."""
    refusal = policies.is_open(batch.period).refusal
    return plan_of(batch, book_of(batch), lambda report: policies.can_enter(by, report).refusal, refusal)


@transaction.atomic
def receive(data: bytes, name: str, *, period: Period, by: Actor, at: datetime) -> FigureImport:
    """Keep a workbook that can be read; the same file for the same period is the same one.

    Raises `PaperError` for what is no table of units.
    """
    policies.can_import(by, period).enforce()
    unit_id = _unit_of(by)
    read_book(data, name, period, Wish(unit_id=unit_id, owner_id=unit_id))
    stored = files.store(data, media_type=_MEDIA_TYPE, at=at)
    found = FigureImport.objects.waiting_or_held().filter(period=period, file=stored, unit=unit_id)
    known: FigureImport | None = found.first()
    if known is not None:
        return known
    batch = FigureImport.objects.create(
        authority_id=period.authority_id,
        period=period,
        unit_id=unit_id,
        file=stored,
        file_name=clean_name(name)[:255],
        received_by=by.name,
        received_at=at,
    )
    record("reporting.import.receive", batch, by=by, at=at)
    return batch


@transaction.atomic
def choose(
    batch: FigureImport, columns: Mapping[str, str], *, sheet: str, by: Actor, at: datetime
) -> FigureImport:
    """Keep which sheet is read and what its columns mean: code of the target by heading, "" for none."""
    batch = _locked(batch)
    policies.can_take_import(by, batch).enforce()
    _require_waiting(batch)
    if sheet != batch.sheet:
        batch.sheet = sheet
        _require_table(batch)
        batch.save(update_fields=["sheet"])
        record("reporting.import.map", batch, by=by, at=at, deed=Deed({"sheet": (None, _sheet_title(sheet))}))
        return batch
    targets = {target.pk for target in look_at(batch, by=by).book.targets}
    for heading, key in columns.items():
        meaning = read_key(key)
        if key and (meaning is None or meaning[0] not in targets):
            raise DomainError("Chỉ tiêu được chọn không thuộc kỳ này. Chọn lại.")
        _remember(batch, heading, meaning, by, at)
    record("reporting.import.map", batch, by=by, at=at)
    return batch


@transaction.atomic
def lay(
    batch: FigureImport, *, subject_id: UUID | None, value_column: str, by: Actor, at: datetime
) -> FigureImport:
    """Keep whose figures stand in a sheet of targets, and in which column."""
    batch = _locked(batch)
    policies.can_take_import(by, batch).enforce()
    _require_waiting(batch)
    book = look_at(batch, by=by).book
    turn = book.turn
    if turn is None or turn.is_cross:
        raise DomainError("Tệp này đã ghi sẵn tên từng đơn vị, không chọn đơn vị chung cho cả tệp.")
    if subject_id is not None and book.is_of_every_sheet:
        raise DomainError("Đang đọc tất cả trang tính, mỗi trang tự ghi đơn vị. Chọn một trang trước.")
    if value_column and value_column not in {one.key for one in turn.columns}:
        raise DomainError("Cột được chọn không có trong trang tính này. Chọn lại.")
    found = Report.objects.filter(period=batch.period, unit=subject_id).select_related("unit")
    report: Report | None = found.first()
    if subject_id is not None and report is None:
        raise DomainError("Đơn vị được chọn không phải báo cáo kỳ này. Chọn lại.")
    unit = None if report is None else report.unit
    changes = {
        "subject": (_title(batch.subject), _title(unit)),
        "value_column": (batch.value_column, value_column),
    }
    batch.subject, batch.value_column = unit, value_column
    batch.save(update_fields=["subject", "value_column"])
    record("reporting.import.map", batch, by=by, at=at, deed=Deed(changes))
    return batch


def _title(unit: Unit | None) -> str:
    return "" if unit is None else str(unit)


@transaction.atomic
def take(batch: FigureImport, seen: Seen, *, by: Actor, at: datetime) -> FigureImport:
    """Write all that was seen in one transaction, or nothing; cells at fault stay as they are.

    A very long workbook is only marked: the caller has `take_queued` do it in the background.
    """
    batch = _locked(batch)
    policies.can_take_import(by, batch).enforce()
    _require_waiting(batch)
    plan = _seen_plan(look_at(batch, by=by), seen)
    if len(plan.written) <= MOST_AT_ONCE:
        return _take(batch, plan, seen, by, at)
    batch.state = IMPORT_WORKFLOW.target_of("queue", state=ImportState(batch.state))
    batch.count = len(plan.written)
    batch.save(update_fields=["state", "count"])
    record("reporting.import.queue", batch, by=by, at=at)
    return batch


@transaction.atomic
def take_queued(batch: FigureImport, seen: Seen, *, by: Actor, at: datetime) -> FigureImport:
    """Do what was marked; done already, it does nothing. A change of figures meanwhile is refused."""
    batch = _locked(batch)
    if batch.state != ImportState.TAKING:
        return batch
    policies.can_take_import(by, batch).enforce()
    plan = _seen_plan(look_at(batch, by=by), seen)
    return _take(batch, plan, seen, by, at)


def note_task(batch: FigureImport, task_id: str) -> None:
    """Remember which work of the queue takes it in."""
    batch.task_id = task_id
    batch.save(update_fields=["task_id"])


@transaction.atomic
def fail(batch: FigureImport, sentence: str, *, by: Actor, at: datetime) -> None:
    """Keep why nothing came of it; the workbook may be looked at and taken again."""
    batch = _locked(batch)
    batch.state = IMPORT_WORKFLOW.target_of("fail", state=ImportState(batch.state))
    batch.fault, batch.count = sentence[:500], 0
    batch.save(update_fields=["state", "fault", "count"])
    record("reporting.import.fail", batch, by=by, at=at)


def _take(batch: FigureImport, plan: Plan, seen: Seen, by: Actor, at: datetime) -> FigureImport:
    written = plan.written
    drafts = [cell for cell in written if cell.effect != Effect.CORRECT]
    before = {cell.where.place: _before(cell) for cell in written}
    done: dict[str, bulk.Written | Figure] = {**_write(batch, drafts, by, at)}
    done |= _correct(batch, plan.corrections, seen.reason, by, at)
    ImportedFigure.objects.bulk_create(
        ImportedFigure(batch=batch, figure_id=figure.id, version=figure.version, **before[place])
        for place, figure in done.items()
    )
    batch.state = IMPORT_WORKFLOW.target_of("take", state=ImportState(batch.state))
    batch.count, batch.left_out = len(done), len(plan.faults) + len(plan.clashes)
    batch.reason, batch.fault = seen.reason.strip()[:500], ""
    batch.taken_by, batch.taken_at = by.name, at
    batch.save()
    deed = Deed({"count": (0, batch.count)}, reason=batch.reason, batch=batch.pk)
    record("reporting.import.take", batch, by=by, at=at, deed=deed)
    changed = [done[cell.where.place] for cell in written if cell.effect != Effect.NEW]
    import_notices.tell_changed(batch, changed, by=by, at=at)
    return batch


def _require_table(batch: FigureImport) -> None:
    try:
        book_of(batch)
    except PaperError as error:
        where = "" if batch.sheet == EVERY_SHEET else f"Trang tính “{batch.sheet}”: "
        raise DomainError(f"{where}{error.sentence}") from error


def _sheet_title(sheet: str) -> str:
    return "tất cả trang tính" if sheet == EVERY_SHEET else sheet


def _locked(seen: FigureImport) -> FigureImport:
    found = FigureImport.objects.select_for_update(of=("self",)).select_related(
        "period__authority", "file", "unit", "subject"
    )
    batch: FigureImport = found.get(pk=seen.pk)
    return batch


def _require_waiting(batch: FigureImport) -> None:
    if batch.state not in {ImportState.READY, ImportState.FAILED}:
        raise DomainError(f"Tệp này {batch.get_state_display().lower()}, không nhập lại lần nữa.")


def _seen_plan(plan: Plan, seen: Seen) -> Plan:
    """Return what is to be written: what was seen, with the clashes that were ticked."""
    refusal = plan.refusal or plan.question
    if refusal:
        raise DomainError(refusal)
    wanted = plan.overwriting(frozenset(seen.overwrites))
    if not wanted.written and not wanted.clashes:
        raise DomainError("Không có số nào mới để nhập. Các số trong tệp trùng với số đang có.")
    if plan.digest != seen.digest:
        raise DomainError(_CHANGED)
    _require_agreed(wanted, seen)
    return wanted


def _require_agreed(plan: Plan, seen: Seen) -> None:
    if not plan.written:
        raise DomainError("Chưa tích số nào để ghi đè, nên chưa có gì để nhập.")
    if plan.faults and not seen.has_seen_faults:
        left = faults_text(plan.faults)
        raise DomainError(f"Có {left} chưa nhập được. Sửa tệp, hoặc tích “Để lại chỗ chưa nhập được”.")
    if plan.corrections and not seen.reason.strip():
        count = len(plan.corrections)
        raise DomainError(f"Có {count} số đã gửi sẽ đổi. Ghi lý do; số cũ và lý do được giữ lại.")


def _unit_of(by: Actor) -> UUID | None:
    """Return whose workbook it is; the office hands in for all."""
    return None if by.has(Role.OFFICE) else min(by.unit_ids, default=None)


def _remember(
    batch: FigureImport, heading: str, meaning: tuple[UUID, object] | None, by: Actor, at: datetime
) -> None:
    values = {"said_by": by.name, "said_at": at, "target_id": meaning[0] if meaning else None}
    if meaning is not None:
        values["part"] = meaning[1]
    ColumnMapping.objects.update_or_create(
        authority_id=batch.authority_id, unit=batch.unit, heading=heading[:300], defaults=values
    )


def _spot(cell: PlannedCell) -> Spot:
    if cell.spot is None:
        raise AssertionError(cell.where)  # only faults have none, and they are not written
    return cell.spot


def _before(cell: PlannedCell) -> dict[str, object]:
    figure = _spot(cell).figure
    if figure is None:
        return {}
    return {f"{name}_before": getattr(figure, name) for name in (*BEFORE, *CHECKED, *SIGNED)}


def _write(
    batch: FigureImport, cells: Sequence[PlannedCell], by: Actor, at: datetime
) -> dict[str, bulk.Written]:
    """Write figures that are not sent yet, in few statements."""
    drafts = [
        bulk.Draft(_spot(cell).report, Measure.of(_spot(cell).target), cell.entry, cell.version)
        for cell in cells
        if cell.entry is not None
    ]
    outcome = bulk.write(drafts, by=by, at=at, batch=batch.pk)
    if outcome.refused:
        raise DomainError(_CHANGED)
    written = {figure.draft.key: figure for figure in outcome.written}
    places = {(_spot(cell).report.pk, _spot(cell).target.pk): cell.where.place for cell in cells}
    return {places[key]: figure for key, figure in written.items()}


def _correct(
    batch: FigureImport, cells: Iterable[PlannedCell], reason: str, by: Actor, at: datetime
) -> dict[str, Figure]:
    """Give figures that were sent another value, each with its trace."""
    done: dict[str, Figure] = {}
    for cell in cells:
        seen = _spot(cell).figure
        if seen is None or cell.entry is None:
            continue
        figure = figures.locked(seen)
        policies.can_correct(by, figure).enforce()
        state = FIGURE_WORKFLOW.target_of("correct", state=FigureState(figure.state))
        values = figures.values_of(cell.entry, figures.readable(figure.target, cell.entry))
        values |= figures.unverified(state) | figures.signature(by, at)
        change = figures.Change(ChangeKind.IMPORTED, reason, values, cell.version, batch.pk)
        done[cell.where.place] = figures.replace(figure, change, by=by, at=at)
    return done
