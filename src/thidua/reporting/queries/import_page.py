"""What the page of an import shows once it was taken: each figure before and after, and what was kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, When

from thidua.foundation.actors import Actor
from thidua.movements.models import Target
from thidua.reporting.models import FigureImport, ImportedFigure, Report
from thidua.reporting.queries.import_cells import Kept, kept_text
from thidua.reporting.queries.import_plan import Plan


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A figure an import wrote: what stood before, what stands now."""

    row: ImportedFigure
    before: str
    now: str

    @property
    def unit(self) -> str:
        return str(self.row.figure.report.unit)

    @property
    def target(self) -> Target:
        return self.row.figure.target


def imported_of(batch: FigureImport) -> Any:
    """Return the figures of an import in the order they were written, what could not be given back first."""
    found = batch.figures.select_related("figure__report__unit", "figure__target__tracking")
    return found.order_by(Case(When(kept_because="", then=1), default=0), "pk")


def subjects_of(batch: FigureImport, plan: Plan, actor: Actor) -> list[Report]:
    """Return the reports whose figures a sheet of one unit may hold, none for other sheets."""
    turn = plan.book.turn
    if turn is None or turn.is_cross or plan.book.is_of_every_sheet:
        return []
    return [one for one in plan.reports if batch.unit_id is None or one.unit_id in actor.unit_ids]


def rows_of(found: Iterable[ImportedFigure]) -> list[ImportedRow]:
    return [_row(row) for row in found]


def _row(row: ImportedFigure) -> ImportedRow:
    figure = row.figure
    before = Kept(row.said_before, row.value_before, row.base_before, row.typed_before)
    now = Kept(figure.said, figure.value, figure.base, figure.typed)
    return ImportedRow(row, kept_text(figure.target, before), kept_text(figure.target, now))
