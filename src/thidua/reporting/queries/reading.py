"""What was typed into a cell, read by what its target counts."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Self
from uuid import UUID

from thidua.core.achievement import Nature
from thidua.core.figures import Cell, CellState, Mistake, read_cell
from thidua.core.quantities import in_words
from thidua.core.targets import CHANGES
from thidua.core.text import fold
from thidua.core.whole_things import parted
from thidua.movements.models import Target, Tracking
from thidua.reporting.enums import CellChoice, Route

_YES = frozenset({"dat", "co", "1", "da dat", "roi"})
_NO = frozenset({"chua", "chua dat", "khong dat", "0"})
_MEASURES_KEPT = 4000
_ONLY_STATE = "Chỉ tiêu này không đếm bằng số; hãy ghi “đạt” hoặc “chưa đạt”."


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody wrote into a card or a cell; `typed` is kept as it is, be it readable or not."""

    typed: str
    typed_base: str = ""
    decision: str = ""
    note: str = ""
    route: Route = Route.PHONE


@dataclass(frozen=True, slots=True)
class Measure:
    """What the cells of a target are read by; `key` and `name` say which target it is."""

    key: UUID
    name: str
    unit: str
    nature: Nature
    may_fall: bool
    adds_up: bool
    is_counted_in_two: bool
    numerator_name: str
    denominator_name: str
    steps_total: int | None
    ceiling: Decimal | None

    @classmethod
    def of(cls, target: Target) -> Self:
        tracking = target.tracking
        return cls(
            key=target.pk,
            name=target.name,
            unit=target.unit,
            nature=Nature(tracking.nature),
            may_fall=target.goal.comparator in CHANGES,
            adds_up=tracking.adds_up,
            is_counted_in_two=tracking.is_counted_in_two,
            numerator_name=tracking.numerator_name,
            denominator_name=tracking.denominator_name,
            steps_total=tracking.steps_total,
            ceiling=tracking.ceiling,
        )


_OF_TARGET = ("pk", "name", "comparator", "low", "high", "unit")
_OF_TRACKING = (
    "nature",
    "allocation_kind",
    "ceiling",
    "numerator_name",
    "denominator_name",
    "steps_total",
)
MEASURED = (*_OF_TARGET, *(f"tracking__{name}" for name in _OF_TRACKING))
"""The columns of a target that `measure_from` takes."""


@lru_cache(_MEASURES_KEPT)
def measure_from(*values: Any) -> Measure:
    """Return the measure of a target from its columns `MEASURED`, found again by these very values."""
    target = Target(**dict(zip(_OF_TARGET, values, strict=False)))
    tracking = dict(zip(_OF_TRACKING, values[len(_OF_TARGET) :], strict=True))
    target.tracking = Tracking(target=target, **tracking)
    return Measure.of(target)


@dataclass(frozen=True, slots=True)
class Reading:
    """The cell, the whole it is out of, what is wrong with either, and what a careful person would ask.

    `is_of_whole` tells a mistake in the second of two numbers from one in the first.
    """

    cell: Cell
    base: Decimal | None = None
    mistake: str = ""
    question: str = ""
    is_of_whole: bool = False

    @property
    def said(self) -> CellChoice:
        """What is kept: a mistake counts as nothing said."""
        return CellChoice.EMPTY if self.mistake else _SAID[self.cell.state]

    @property
    def value(self) -> Decimal | None:
        return self.cell.value if self.said == CellChoice.NUMBER else None

    @property
    def words(self) -> str:
        """Spell the number out, so that a slip of the finger is heard."""
        return in_words(self.value) if self.value is not None else ""


_SAID = {state: CellChoice(state.value) for state in CellState}


def read_entry(target: Target, entry: Entry) -> Reading:
    """Read an entry for its target: one number, two numbers of a rate, or reached and not reached."""
    return read_measured(Measure.of(target), entry)


def read_measured(measure: Measure, entry: Entry) -> Reading:
    """Do so where only the measure of the target is known."""
    if measure.nature == Nature.STATE:
        return _state(entry.typed)
    unit = "" if measure.is_counted_in_two else measure.unit
    cell = read_cell(entry.typed, unit=unit, may_fall=measure.may_fall)
    if isinstance(cell, Mistake):
        return Reading(Cell(CellState.EMPTY), mistake=cell.sentence)
    return _out_of(measure, cell, entry) if measure.is_counted_in_two else _checked(measure, cell)


def _state(typed: str) -> Reading:
    """Read whether something stands: a count says nothing of it."""
    answer = fold(typed).strip()
    if answer in _YES | _NO:
        return Reading(Cell(CellState.NUMBER, Decimal(int(answer in _YES))))
    cell = read_cell(typed)
    if isinstance(cell, Mistake) or cell.state == CellState.NUMBER:
        return Reading(Cell(CellState.EMPTY), mistake=_ONLY_STATE)
    return Reading(cell)


def _out_of(measure: Measure, cell: Cell, entry: Entry) -> Reading:
    base = read_cell(entry.typed_base)
    if isinstance(base, Mistake):
        return Reading(cell, mistake=f"Tổng số: {base.sentence}", is_of_whole=True)
    if cell.amount is None:
        return Reading(cell, base.value)
    if base.value is None:
        name = measure.denominator_name or "tổng số"
        return Reading(cell, mistake=f"Còn thiếu {name} để tính tỷ lệ.", is_of_whole=True)
    if cell.amount > base.value:
        parts = f"{entry.typed.strip()} nhiều hơn tổng {entry.typed_base.strip()}"
        return Reading(cell, base.value, mistake=f"{parts}; nhờ xem lại hai số này.")
    return _counted(measure, cell, cell.amount, base, base.value)


def _counted(measure: Measure, cell: Cell, count: Decimal, base: Cell, whole: Decimal) -> Reading:
    """Ask about parts of what comes whole; the names of the two numbers say what they count."""
    if mistake := parted(count, measure.numerator_name):
        return Reading(cell, whole, mistake=mistake)
    if mistake := parted(whole, measure.denominator_name):
        return Reading(cell, whole, mistake=mistake, is_of_whole=True)
    return Reading(cell, whole, question=cell.question or base.question)


def _checked(measure: Measure, cell: Cell) -> Reading:
    if measure.nature == Nature.MILESTONE and cell.value is not None:
        return _steps(measure.steps_total, cell, cell.value)
    if measure.adds_up and cell.value is not None and (mistake := parted(cell.value, measure.unit)):
        return Reading(cell, mistake=mistake)
    ceiling = measure.ceiling
    if ceiling is not None and cell.value is not None and cell.value > ceiling:
        most = f"{ceiling.normalize():f}".replace(".", ",")
        return Reading(cell, mistake=f"Số này lớn hơn mức lớn nhất có thể có ({most} {measure.unit}).")
    return Reading(cell, question=cell.question)


def _steps(total: int | None, cell: Cell, done: Decimal) -> Reading:
    if done % 1:
        return Reading(cell, mistake="Số tiêu chí đã đạt là số nguyên; nhờ xem lại số này.")
    if total is not None and done > total:
        return Reading(cell, mistake=f"Chỉ có {total} tiêu chí; nhờ xem lại số đã đạt.")
    return Reading(cell, question=cell.question)
