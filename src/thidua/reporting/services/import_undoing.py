"""Take an import back: each figure as it was before, but for those that somebody changed since."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record, record_each
from thidua.reporting import policies
from thidua.reporting.enums import IMPORT_WORKFLOW, ChangeKind, FigureState, ImportState
from thidua.reporting.models import Figure, FigureImport, ImportedFigure
from thidua.reporting.services import figures, import_notices
from thidua.reporting.services.imports import BEFORE, CHECKED, SIGNED
from thidua.reporting.services.locks import lock_period

Both = tuple[ImportedFigure, Figure]
"""What an import did to a figure, and the figure as it stands."""
_DRAFTS = frozenset({FigureState.DRAFT, FigureState.RETURNED})
_STEPS = {
    FigureState.SENT: "Đã gửi sau khi nhập",
    FigureState.VERIFIED: "Đã thẩm định sau khi nhập",
    FigureState.RETURNED: "Đã bị trả lại sau khi nhập",
    FigureState.DRAFT: "Đã đổi sau khi nhập",
}


@transaction.atomic
def undo(taken: FigureImport, *, by: Actor, at: datetime) -> FigureImport:
    """Put every figure of the import back that still is as the import left it; the others are told."""
    found = FigureImport.objects.select_for_update(of=("self",)).select_related("period", "file")
    batch: FigureImport = found.get(pk=taken.pk)
    policies.can_take_import(by, batch).enforce()
    batch.state = IMPORT_WORKFLOW.target_of("undo", state=ImportState(batch.state))
    lock_period(batch.period_id)
    back, kept = _parted(list(batch.figures.all()))
    if not back:
        raise DomainError("Mọi số của lần nhập này đã được sửa hoặc gửi sau đó, nên không hoàn tác được.")
    for row, figure in kept:
        row.kept_because = _why_kept(batch, row, figure)
    ImportedFigure.objects.bulk_update([row for row, _ in kept], ["kept_because"])
    _restore_drafts(batch, [(row, figure) for row, figure in back if row.state_before in _DRAFTS], by, at)
    for row, figure in back:
        if row.state_before not in _DRAFTS:
            _restore_sent(batch, row, figure, by, at)
    batch.undone_by, batch.undone_at = by.name, at
    batch.save(update_fields=["state", "undone_by", "undone_at"])
    deed = Deed({"count": (batch.count, len(kept))}, batch=batch.pk)
    record("reporting.import.undo", batch, by=by, at=at, deed=deed)
    given_back = [figure for row, figure in back if row.entered_at_before is not None]
    import_notices.tell_undone(batch, given_back, by=by, at=at)
    return batch


def _why_kept(batch: FigureImport, row: ImportedFigure, figure: Figure) -> str:
    """Say what happened to a figure since, so that its unit knows whom to ask."""
    if batch.taken_at is not None and figure.entered_at > batch.taken_at:
        return f"{figure.entered_by} đã sửa lúc {localtime(figure.entered_at):%H:%M %d/%m/%Y} nên giữ nguyên."
    step = _STEPS[FigureState(figure.state)]
    return (
        f"{step} nên giữ nguyên."
        if figure.state != row.state_before
        else f"{_STEPS[FigureState.DRAFT]} nên giữ nguyên."
    )


def _parted(rows: Sequence[ImportedFigure]) -> tuple[list[Both], list[Both]]:
    """Tell the figures that are as the import left them from those that changed since."""
    found = Figure.objects.select_for_update(of=("self",)).filter(id__in=[row.figure_id for row in rows])
    known = {figure.id: figure for figure in found.select_related("report__unit", "report__period", "target")}
    back = [(row, known[row.figure_id]) for row in rows if known[row.figure_id].version == row.version]
    kept = [(row, known[row.figure_id]) for row in rows if known[row.figure_id].version != row.version]
    return back, kept


def _restore_drafts(
    batch: FigureImport, back: Sequence[tuple[ImportedFigure, Figure]], by: Actor, at: datetime
) -> None:
    """Put unsent figures back in one statement; one that was new is empty again."""
    deeds: list[tuple[Figure, Deed]] = []
    for row, figure in back:
        values = _values(row, BEFORE)
        changes = {name: (getattr(figure, name), value) for name, value in values.items()}
        changes = {name: change for name, change in changes.items() if change[0] != change[1]}
        changes["version"] = (figure.version, figure.version + 1)
        for name, value in (values | _signature(row)).items():
            setattr(figure, name, value)
        figure.version += 1
        deeds.append((figure, Deed(changes, batch=batch.pk)))
    if back:
        Figure.objects.bulk_update([figure for _, figure in back], [*BEFORE, *SIGNED, "version"])
    record_each("reporting.figure.undo_import", deeds, by=by, at=at)


def _restore_sent(batch: FigureImport, row: ImportedFigure, figure: Figure, by: Actor, at: datetime) -> None:
    """Put a sent figure back with its trace; both values stay in the history."""
    values = _values(row, (*BEFORE, *CHECKED)) | _signature(row)
    reason = f"Hoàn tác lần nhập tệp {batch.file_name}."[:500]
    change = figures.Change(ChangeKind.UNDONE, reason, values, row.version, batch.pk)
    figures.replace(figures.locked(figure), change, by=by, at=at)


def _signature(row: ImportedFigure) -> dict[str, Any]:
    """Return who had written the figure; one that was new keeps the name of who imported it."""
    return _values(row, SIGNED) if row.entered_at_before is not None else {}


def _values(row: ImportedFigure, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, f"{name}_before") for name in names}
