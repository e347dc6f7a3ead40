"""Take in a file of figures that a phone could not send, never over what was saved meanwhile."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from thidua.foundation.actors import Actor
from thidua.reporting import policies
from thidua.reporting.queries.queue_file import Laid, QueueRow, lay
from thidua.reporting.queries.reading import Measure
from thidua.reporting.services import entering, reports
from thidua.reporting.services.bulk import Draft


@transaction.atomic
def take(rows: Sequence[QueueRow], *, by: Actor, at: datetime) -> list[Laid]:
    """Write what can be written; return the rows that could not, each with its reason."""
    laid = lay(rows, by=by, may_enter=policies.can_enter)
    left = [row for row in laid.rows if row.refusal]
    for row in laid.takeable:
        if row.target is None and row.report is not None:
            reports.write_note(row.report, row.row.entry.note, seen=row.report.note, by=by, at=at)
    return left + _figures([row for row in laid.takeable if row.target is not None], by, at)


def _figures(rows: Sequence[Laid], by: Actor, at: datetime) -> list[Laid]:
    left: list[Laid] = []
    by_report: dict[object, list[Laid]] = {}
    for row in rows:
        by_report.setdefault(row.row.report_id, []).append(row)
    for same in by_report.values():
        drafts = [
            Draft(row.report, Measure.of(row.target), row.row.entry, row.row.expected)
            for row in same
            if row.report is not None and row.target is not None
        ]
        refused = entering.write_all(drafts, by=by, at=at)
        left += [
            replace(row, refusal=refused[row.target.pk].sentence)
            for row in same
            if row.target is not None and row.target.pk in refused
        ]
    return left
