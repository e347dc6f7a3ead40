"""The grid as it is sent: which cells say something else than what was saved, and what is wrong in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from thidua.core.allocation.entry import read_part
from thidua.core.figures import Mistake
from thidua.core.quantities import format_number
from thidua.foundation.web.sent import whole_number
from thidua.movements.models import Allocation
from thidua.movements.queries.allocation_grid import Column, Grid
from thidua.movements.services.allocations import Giving, Part, stamp_of
from thidua.organisation.models import Unit

_NOTHING = "chưa giao"


@dataclass(frozen=True, slots=True)
class GridCell:
    """One field: its name, what stands in it, what is wrong there, and what was saved."""

    column: Column
    unit: Unit
    text: str
    saved: Decimal | None
    value: Decimal | None = None
    fault: str = ""
    question: str = ""

    @property
    def name(self) -> str:
        return name_of(self.column, self.unit)

    @property
    def is_changed(self) -> bool:
        return not self.fault and self.value != self.saved

    @property
    def before(self) -> str:
        return _NOTHING if self.saved is None else format_number(self.saved)

    @property
    def after(self) -> str:
        return _NOTHING if self.value is None else format_number(self.value)


@dataclass(frozen=True, slots=True)
class GridEntry:
    """All cells, row by row; `stamps` are the versions the form was filled from, by target."""

    rows: tuple[tuple[Unit, tuple[GridCell, ...]], ...]
    stamps: Mapping[UUID, int]

    @property
    def cells(self) -> list[GridCell]:
        return [cell for _, cells in self.rows for cell in cells]

    @property
    def faults(self) -> list[GridCell]:
        return [cell for cell in self.cells if cell.fault]

    @property
    def changes(self) -> list[GridCell]:
        return [cell for cell in self.cells if cell.is_changed]

    @property
    def questions(self) -> list[str]:
        told = (cell for cell in self.cells if cell.question)
        return [f"{cell.unit.name}, {cell.column.label}: {cell.question}" for cell in told]

    def givings(self, grid: Grid) -> list[Giving]:
        """Return what is to be given: of each target the units of which a cell changed."""
        changed: dict[UUID, dict[UUID, dict[str, Decimal | None]]] = {}
        units = {cell.unit.pk: cell.unit for cell in self.changes}
        for cell in self.changes:
            numbers = changed.setdefault(cell.column.given.target.pk, {}).setdefault(cell.unit.pk, {})
            numbers["base" if cell.column.is_base else "amount"] = cell.value
        return [
            Giving(
                given.target,
                [
                    _part(units[key], grid.rows_of[given.target.pk].get(key), numbers)
                    for key, numbers in changed[given.target.pk].items()
                ],
                self.stamps.get(given.target.pk, 0),
            )
            for given in grid.givens
            if given.target.pk in changed
        ]


def name_of(column: Column, unit: Unit) -> str:
    return f"o-{column.key}-{unit.pk}"


def stamp_name(target_id: UUID) -> str:
    return f"v-{target_id}"


def read_grid(grid: Grid, sent: Mapping[str, str]) -> GridEntry:
    """Read the cells that were sent; a cell that was not sent stands as it was saved."""
    rows = tuple(
        (unit, tuple(_cell(grid, column, unit, sent) for column in grid.columns)) for unit in grid.units
    )
    stamps = {
        given.target.pk: _stamp(sent.get(stamp_name(given.target.pk)), given.rows) for given in grid.givens
    }
    return GridEntry(rows, stamps)


def _stamp(sent: str | None, rows: tuple[Allocation, ...]) -> int:
    return stamp_of(rows) if sent is None else whole_number(sent) or 0


def _cell(grid: Grid, column: Column, unit: Unit, sent: Mapping[str, str]) -> GridCell:
    saved = grid.saved(column, unit)
    text = sent.get(name_of(column, unit))
    if text is None:
        return GridCell(column, unit, "" if saved is None else format_number(saved), saved, saved)
    read = read_part(text, unit=column.measure)
    if isinstance(read, Mistake):
        return GridCell(column, unit, text, saved, fault=read.sentence)
    return GridCell(column, unit, text, saved, read.value, question=read.question)


def _part(unit: Unit, row: Allocation | None, numbers: Mapping[str, Decimal | None]) -> Part:
    """Return the part with the numbers of the cells over those that were saved."""
    return Part(
        unit,
        amount=numbers.get("amount", row.amount if row else None),
        base=numbers.get("base", row.base if row else None),
        is_owner=False,
        last_year=row.last_year if row else None,
    )
