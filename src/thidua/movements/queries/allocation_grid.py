"""Targets against units: what each was given, as columns that a page and a workbook share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from thidua.core.allocation import AllocationKind
from thidua.core.goal_text import without_percent
from thidua.core.text import search_key
from thidua.movements.models import Allocation, Movement
from thidua.movements.queries.allocations import Given, given_of
from thidua.organisation.models import Unit

_PART, _BASE, _COUNT = "số phải đạt", "trong tổng số", "(số đếm)"


@dataclass(frozen=True, slots=True)
class Column:
    """One number a target gives: the part, or the total a rate is counted of."""

    given: Given
    is_base: bool
    label: str

    @property
    def key(self) -> str:
        return f"{self.given.target.pk}-{'b' if self.is_base else 'a'}"

    @property
    def measure(self) -> str:
        """The unit a number of this column may carry; a rate is given in counts."""
        is_rate = self.given.tracking.kind == AllocationKind.WEIGHTED_MEAN
        return "" if is_rate or self.is_base else str(self.given.target.unit)

    def saved(self, row: Allocation | None) -> Decimal | None:
        if row is None:
            return None
        number: Decimal | None = row.base if self.is_base else row.amount
        return number


@dataclass(frozen=True)
class Grid:
    """Columns of targets, rows of units. Wholes that are not split have no columns; they are counted."""

    columns: tuple[Column, ...]
    units: tuple[Unit, ...]
    wholes: int

    @cached_property
    def rows_of(self) -> Mapping[UUID, Mapping[UUID, Allocation]]:
        """Return the rows by target and unit."""
        return {
            column.given.target.pk: {row.unit_id: row for row in column.given.rows} for column in self.columns
        }

    @cached_property
    def givens(self) -> tuple[Given, ...]:
        return tuple({column.given.target.pk: column.given for column in self.columns}.values())

    def saved(self, column: Column, unit: Unit) -> Decimal | None:
        return column.saved(self.rows_of[column.given.target.pk].get(unit.pk))

    def column_named(self, heading: str) -> Column | None:
        """Find the column a workbook heads so: by its whole label, else by the name of one target."""
        key = search_key(heading)
        same = [column for column in self.columns if search_key(column.label) == key]
        named = [
            column
            for column in self.columns
            if not column.is_base and search_key(column.given.target.name) == key
        ]
        found = same or named
        return found[0] if key and len(found) == 1 else None


def grid_of(movement: Movement, *, units: Sequence[Unit], on: date, field: str = "") -> Grid:
    """Lay the targets that are split against the units, in three queries at any number of them."""
    found = movement.targets.for_board().select_related("owner", "parent", "tracking")
    targets = list(found.filter(field=field) if field else found)
    everything = given_of(targets, on=on)
    split = [given for given in everything if given.tracking.kind != AllocationKind.ONE]
    return Grid(tuple(_columns(split)), tuple(units), len(everything) - len(split))


def _columns(givens: Sequence[Given]) -> Iterable[Column]:
    labels: dict[str, int] = {}
    for given in givens:
        label = _label(given)
        labels[label] = labels.get(label, 0) + 1
        if labels[label] > 1:  # the same name in two places of the letter
            label = f"{label} ({labels[label]})"
        if given.tracking.kind == AllocationKind.WEIGHTED_MEAN:
            part, whole = given.tracking.numerator_name, given.tracking.denominator_name
            yield Column(given, is_base=False, label=f"{label} – {_counted(_PART, part)}")
            yield Column(given, is_base=True, label=f"{label} – {_counted(_BASE, whole)}")
        else:
            yield Column(given, is_base=False, label=label)


def _counted(what: str, name: str) -> str:
    """Say what is counted: "số phải đạt, số người có thẻ (số đếm)"."""
    return f"{what}, {name} {_COUNT}" if name else f"{what} {_COUNT}"


def _label(given: Given) -> str:
    """Return the target with its unit; a rate is given in counts, so that its "%" would mislead."""
    target = given.target
    if given.tracking.kind == AllocationKind.WEIGHTED_MEAN:
        return without_percent(target.name)
    return f"{target.name} ({target.unit})" if target.unit else str(target.name)
