"""What was typed into a cell, read by what its target counts."""

from dataclasses import dataclass
from decimal import Decimal

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
        return CellChoice.EMPTY if self.mistake else CellChoice(self.cell.state.value)

    @property
    def value(self) -> Decimal | None:
        return self.cell.value if self.said == CellChoice.NUMBER else None

    @property
    def words(self) -> str:
        """Spell the number out, so that a slip of the finger is heard."""
        return in_words(self.value) if self.value is not None else ""


def read_entry(target: Target, entry: Entry) -> Reading:
    """Read an entry for its target: one number, two numbers of a rate, or reached and not reached."""
    tracking = target.tracking
    if tracking.nature == Nature.STATE:
        return _state(entry.typed)
    unit = "" if tracking.is_counted_in_two else target.unit
    cell = read_cell(entry.typed, unit=unit, may_fall=target.goal.comparator in CHANGES)
    if isinstance(cell, Mistake):
        return Reading(Cell(CellState.EMPTY), mistake=cell.sentence)
    return _out_of(target, cell, entry) if tracking.is_counted_in_two else _checked(target, cell)


def _state(typed: str) -> Reading:
    """Read whether something stands: a count says nothing of it."""
    answer = fold(typed).strip()
    if answer in _YES | _NO:
        return Reading(Cell(CellState.NUMBER, Decimal(int(answer in _YES))))
    cell = read_cell(typed)
    if isinstance(cell, Mistake) or cell.state == CellState.NUMBER:
        return Reading(Cell(CellState.EMPTY), mistake=_ONLY_STATE)
    return Reading(cell)


def _out_of(target: Target, cell: Cell, entry: Entry) -> Reading:
    base = read_cell(entry.typed_base)
    if isinstance(base, Mistake):
        return Reading(cell, mistake=f"Tổng số: {base.sentence}", is_of_whole=True)
    if cell.amount is None:
        return Reading(cell, base.value)
    if base.value is None:
        name = target.tracking.denominator_name or "tổng số"
        return Reading(cell, mistake=f"Còn thiếu {name} để tính tỷ lệ.", is_of_whole=True)
    if cell.amount > base.value:
        parts = f"{entry.typed.strip()} nhiều hơn tổng {entry.typed_base.strip()}"
        return Reading(cell, base.value, mistake=f"{parts}; nhờ xem lại hai số này.")
    return _counted(target.tracking, cell, cell.amount, base, base.value)


def _counted(tracking: Tracking, cell: Cell, count: Decimal, base: Cell, whole: Decimal) -> Reading:
    """Ask about parts of what comes whole; the names of the two numbers say what they count."""
    if mistake := parted(count, tracking.numerator_name):
        return Reading(cell, whole, mistake=mistake)
    if mistake := parted(whole, tracking.denominator_name):
        return Reading(cell, whole, mistake=mistake, is_of_whole=True)
    return Reading(cell, whole, question=cell.question or base.question)


def _checked(target: Target, cell: Cell) -> Reading:
    if target.tracking.nature == Nature.MILESTONE and cell.value is not None:
        return _steps(target.tracking.steps_total, cell, cell.value)
    if target.tracking.adds_up and cell.value is not None and (mistake := parted(cell.value, target.unit)):
        return Reading(cell, mistake=mistake)
    ceiling = target.tracking.ceiling
    if ceiling is not None and cell.value is not None and cell.value > ceiling:
        most = f"{ceiling.normalize():f}".replace(".", ",")
        return Reading(cell, mistake=f"Số này lớn hơn mức lớn nhất có thể có ({most} {target.unit}).")
    return Reading(cell, question=cell.question)


def _steps(total: int | None, cell: Cell, done: Decimal) -> Reading:
    if done % 1:
        return Reading(cell, mistake="Số tiêu chí đã đạt là số nguyên; nhờ xem lại số này.")
    if total is not None and done > total:
        return Reading(cell, mistake=f"Chỉ có {total} tiêu chí; nhờ xem lại số đã đạt.")
    return Reading(cell, question=cell.question)
