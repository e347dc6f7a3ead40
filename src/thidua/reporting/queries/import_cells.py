"""One cell of a workbook held against the figure that stands: new, changed, the same, or at fault."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.utils.timezone import localtime

from thidua.core.figures import Mistake, read_value
from thidua.core.targets import CHANGES
from thidua.movements.models import Target
from thidua.papers.workbooks import CellValue
from thidua.reporting.enums import CellChoice, ColumnPart, FigureState, Route
from thidua.reporting.models import Figure, Report
from thidua.reporting.queries.figure_marks import mark_of, mark_of_reading
from thidua.reporting.queries.reading import Entry, Reading, read_entry
from thidua.reporting.queries.saying import said_text

_DRAFTS = frozenset({FigureState.DRAFT, FigureState.RETURNED})
_OF_WHOLE = "Tổng số: "
_SHARE = "%"
_LONGEST_DECISION = 200
_DIFFERENT = "Ô này ghi {}, ô {} ghi {}. Sửa cho khớp rồi đưa lại."


class Effect(StrEnum):
    """What becomes of a cell."""

    NEW = "new"
    CHANGE = "change"
    CORRECT = "correct"
    SAME = "same"
    FAULT = "fault"


WRITTEN = frozenset({Effect.NEW, Effect.CHANGE, Effect.CORRECT})


@dataclass(frozen=True, slots=True)
class Where:
    """A cell of the workbook and the unit and target it is about; `sheet` where several are read."""

    cell: str
    unit: str
    target: str = ""
    sheet: str = ""

    @property
    def place(self) -> str:
        """Name the cell; no other of the workbook is called so."""
        return f"{self.cell} trang “{self.sheet}”" if self.sheet else self.cell

    @property
    def about(self) -> str:
        return f"{self.unit} – {self.target}" if self.target else self.unit

    def __str__(self) -> str:
        return f"Ô {self.place}, {self.about}"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a figure of the workbook belongs, and what stands there; `base` is the cell of its whole.

    `mark` is of what stood there when the workbook was handed out, None where that is not known.
    """

    where: Where
    base: str
    report: Report
    target: Target
    figure: Figure | None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedCell:
    """One figure: what stands now, what the workbook says, what becomes of it; `told` says why.

    `is_clash` says that the figure changed after the workbook was handed out: written only when ticked.
    """

    where: Where
    effect: Effect
    spot: Spot | None = None
    entry: Entry | None = None
    before: str = ""
    after: str = ""
    told: str = ""
    is_clash: bool = False

    @property
    def is_written(self) -> bool:
        """Whether it is written without more asking: not where the figure changed after the export."""
        return self.effect in WRITTEN and not self.is_clash

    @property
    def version(self) -> int:
        return self.spot.figure.version if self.spot and self.spot.figure else 0

    @property
    def mark(self) -> str:
        """What a person has seen when they press the button."""
        entry = self.entry or Entry("")
        said = (self.where.place, str(self.effect), self.version)
        return repr((*said, entry.typed, entry.typed_base, entry.decision))


def fault(where: Where, sentence: str) -> PlannedCell:
    return PlannedCell(where, Effect.FAULT, told=sentence)


def agreeing(cells: Sequence[PlannedCell]) -> list[PlannedCell]:
    """Take a figure that several sheets give once; where they differ, each is at fault and none is taken."""
    given: dict[tuple[UUID, UUID], list[PlannedCell]] = {}
    for cell in cells:
        if cell.spot is not None:
            given.setdefault((cell.spot.report.pk, cell.spot.target.pk), []).append(cell)
    said = {key: len({one.after for one in found}) for key, found in given.items()}
    kept: list[PlannedCell] = []
    for cell in cells:
        key = (cell.spot.report.pk, cell.spot.target.pk) if cell.spot else None
        others = given[key] if key else [cell]
        if key and said[key] > 1:
            other = next(one for one in others if one.after != cell.after)
            kept.append(fault(cell.where, _DIFFERENT.format(cell.after, other.where.place, other.after)))
        elif others[0] is cell:
            kept.append(cell)
    return kept


def judged(spot: Spot, values: Mapping[ColumnPart, CellValue], refusal: str, told: str = "") -> PlannedCell:
    """Say what becomes of a figure whose parts the workbook gives; an empty part leaves what stands.

    `refusal` says why this person may not write it, if so; it is told only where something would change.
    `told` is what else is to be seen beside it.
    """
    entry = _entry(spot, values)
    if isinstance(entry, Mistake):
        return _mistaken(spot, entry.sentence)
    reading = read_entry(spot.target, entry)
    if reading.mistake:
        return _mistaken(spot, reading.mistake)
    before, after = _shown(spot.target, spot.figure), _said(spot.target, reading)
    if spot.figure is not None and _is_same(spot.figure, reading, entry):
        return PlannedCell(spot.where, Effect.SAME, spot, entry, before, after)
    if refusal:
        return fault(spot.where, refusal)
    asked = reading.question or _share_question(spot.target, values[ColumnPart.VALUE])
    said = " ".join(filter(None, (told, asked)))
    cell = PlannedCell(spot.where, _effect(spot.figure), spot, entry, before, after, said)
    clash = _clash(spot, mark_of_reading(reading, entry))
    return replace(cell, told=clash, is_clash=True) if clash else cell


def _clash(spot: Spot, in_file: str) -> str:
    """Say that somebody changed the figure after the workbook was handed out; nothing where nobody did."""
    if spot.mark is None or spot.mark == mark_of(spot.figure):
        return ""
    if spot.figure is None or spot.mark == in_file:
        return "Tệp còn giữ số cũ; số đang có mới hơn."
    who, when = spot.figure.entered_by, localtime(spot.figure.entered_at)
    return f"{who} đã đổi số này lúc {when:%H:%M %d/%m/%Y}, sau khi tệp được tải ra."


def _mistaken(spot: Spot, sentence: str) -> PlannedCell:
    """Tell a mistake at its cell: that of the whole where the sentence is about the whole."""
    cell = spot.base if sentence.startswith(_OF_WHOLE) else spot.where.cell
    return fault(replace(spot.where, cell=cell), sentence.removeprefix(_OF_WHOLE))


def _entry(spot: Spot, values: Mapping[ColumnPart, CellValue]) -> Entry | Mistake:
    """Put the parts together as somebody would have typed them."""
    figure = spot.figure
    may_fall = spot.target.goal.comparator in CHANGES
    typed = _typed(values[ColumnPart.VALUE], may_fall=may_fall)
    base = _typed(values.get(ColumnPart.BASE, ""), may_fall=False)
    if isinstance(typed, Mistake):
        return typed
    if isinstance(base, Mistake):
        return Mistake(f"{_OF_WHOLE}{base.sentence}")
    decision = values.get(ColumnPart.DECISION, "")
    decided = decision.strip() if isinstance(decision, str) else ""
    if len(decided) > _LONGEST_DECISION:
        return Mistake(f"Quyết định công nhận dài quá {_LONGEST_DECISION} chữ; hãy rút gọn.")
    return Entry(
        typed or (figure.typed if figure else ""),
        base or (figure.typed_base if figure else ""),
        decided or (figure.decision if figure else ""),
        figure.note if figure else "",
        Route.WORKBOOK,
    )


def _typed(value: CellValue, *, may_fall: bool) -> str | Mistake:
    """Return a cell as it would be typed: numbers in digits without dots, so that they are read one way."""
    if isinstance(value, str):
        return " ".join(value.split())
    cell = read_value(value, may_fall=may_fall)
    if isinstance(cell, Mistake):
        return cell
    return plain_digits(cell.value) if cell.value is not None else ""


def plain_digits(value: Decimal) -> str:
    """Write 2350.50 as "2350,5"."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _effect(figure: Figure | None) -> Effect:
    if figure is None:
        return Effect.NEW
    return Effect.CHANGE if figure.state in _DRAFTS else Effect.CORRECT


def _is_same(figure: Figure, reading: Reading, entry: Entry) -> bool:
    kept = (figure.said, figure.value, figure.base, figure.decision)
    return kept == (reading.said, reading.value, reading.base, entry.decision)


def _shown(target: Target, figure: Figure | None) -> str:
    if figure is None:
        return "chưa có"
    return kept_text(target, Kept(figure.said, figure.value, figure.base, figure.typed))


class Kept(NamedTuple):
    """What a figure says, or the words in it that say nothing."""

    said: str
    value: Decimal | None
    base: Decimal | None
    typed: str


def kept_text(target: Target, kept: Kept) -> str:
    """Say what a figure says; what could not be read stands as it was typed."""
    if kept.said == CellChoice.EMPTY and kept.typed:
        return f"“{kept.typed}”"
    return said_text(target, kept.said, kept.value, kept.base)


def _said(target: Target, reading: Reading) -> str:
    return said_text(target, reading.said, reading.value, reading.base)


def _share_question(target: Target, value: CellValue) -> str:
    """Ask where a share may have been written as a part of one, as Excel keeps it."""
    if target.unit != _SHARE or isinstance(value, str | bool) or not isinstance(value, int | float):
        return ""
    if not 0 < value <= 1:
        return ""
    small, large = (plain_digits(Decimal(repr(float(value))) * times) for times in (1, 100))
    return f"{small}% rất nhỏ; có phải {large}% không?"
