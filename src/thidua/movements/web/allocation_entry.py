"""The form of what a target gives to units: texts as typed, read by the core, one line a unit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from thidua.core.allocation import AllocationKind, Reconciliation, fault_of
from thidua.core.allocation import Part as CorePart
from thidua.core.allocation.entry import PastedPart, read_part, read_pasted
from thidua.core.figures import Cell, Mistake
from thidua.core.quantities import format_number
from thidua.movements.models import Allocation, Tracking
from thidua.movements.queries.allocations import Given, fit_of, part_of, part_text, taking_part
from thidua.movements.services.allocations import Part
from thidua.movements.services.matching import UnitBook
from thidua.organisation.models import Unit

Sent = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Typed:
    """The three fields of a line as they stand in the form."""

    amount: str = ""
    base: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One unit: what is typed, what it means, what is wrong with it, what was saved meanwhile."""

    unit: Unit
    typed: Typed
    part: Part
    faults: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    saved: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """The whole form; `fit` holds the parts typed here and those of units it does not show to the target."""

    lines: tuple[Line, ...]
    fit: Reconciliation

    @property
    def faults(self) -> list[tuple[str, str]]:
        return [(f"giao-{line.unit.pk}", fault) for line in self.lines for fault in line.faults]

    @property
    def questions(self) -> list[str]:
        return [f"{line.unit.name}: {question}" for line in self.lines for question in line.questions]

    @property
    def parts(self) -> list[Part]:
        return [line.part for line in self.lines]


def entry_of(
    given: Given, units: Sequence[Unit], typed: Mapping[UUID, Typed], everybody: Sequence[Unit]
) -> Entry:
    """Read the form. `units` are those it shows, `everybody` all that could take part."""
    rows = {row.unit_id: row for row in given.rows}
    lines = tuple(
        _line(unit, typed.get(unit.pk, Typed()), given.tracking, rows.get(unit.pk)) for unit in units
    )
    return Entry(lines, _fit(given, lines, rows, everybody))


def typed_as_saved(given: Given) -> dict[UUID, Typed]:
    return {row.unit_id: _texts(row.amount, row.base, row.last_year) for row in given.rows}


def typed_as_proposed(given: Given, parts: Mapping[UUID, CorePart]) -> dict[UUID, Typed]:
    """Put proposed parts over the saved ones; last year's results stay."""
    typed = typed_as_saved(given)
    for unit_id, part in parts.items():
        last = typed.get(unit_id, Typed()).last
        typed[unit_id] = replace(_texts(part.amount, part.base, None), last=last)
    return typed


def typed_as_sent(sent: Sent, units: Sequence[Unit]) -> dict[UUID, Typed]:
    return {
        unit.pk: Typed(*(sent.get(f"{name}-{unit.pk}", "").strip() for name in ("giao", "tong", "truoc")))
        for unit in units
    }


def with_pasted(
    typed: Mapping[UUID, Typed], text: str, units: Sequence[Unit], book: UnitBook
) -> tuple[dict[UUID, Typed], list[str]]:
    """Put pasted lines over the form; return also what was not understood, each at its line."""
    found, told = dict(typed), []
    pasted = read_pasted(text)
    if isinstance(pasted, Mistake):
        return found, [pasted.sentence]
    shown = {unit.pk for unit in units}
    for line in pasted:
        meant = book.find(line.name)
        if len(meant.units) != 1:
            told.append(f"Dòng {line.number}: {meant.reason or f'“{line.name}” là nhiều đơn vị.'}")
        elif meant.units[0].pk not in shown:
            told.append(f"Dòng {line.number}: {meant.units[0].name} không có trong nhóm đang xem.")
        else:
            found[meant.units[0].pk] = _pasted_over(found.get(meant.units[0].pk, Typed()), line)
    return found, told


def owner_parts(given: Given, units: Sequence[Unit], owner: str) -> list[Part]:
    """Return the parts that make one unit the owner; an unknown key makes none."""
    rows = {row.unit_id: row for row in given.rows}
    return [
        Part(
            unit,
            amount=rows[unit.pk].amount if unit.pk in rows else None,
            base=rows[unit.pk].base if unit.pk in rows else None,
            is_owner=str(unit.pk) == owner,
            last_year=rows[unit.pk].last_year if unit.pk in rows else None,
        )
        for unit in units
    ]


def _line(unit: Unit, typed: Typed, tracking: Tracking, row: Allocation | None) -> Line:
    measure = "" if tracking.kind == AllocationKind.WEIGHTED_MEAN else tracking.target.unit
    cells = (
        read_part(typed.amount, unit=measure),
        read_part(typed.base),
        read_part(typed.last, unit=tracking.target.unit, may_fall=True),
    )
    faults = [cell.sentence for cell in cells if isinstance(cell, Mistake)]
    amount, base, last = (cell.value if isinstance(cell, Cell) else None for cell in cells)
    if not faults:
        fault = fault_of(
            tracking.kind, tracking.target.goal, tracking.ceiling, CorePart(unit.name, amount, base)
        )
        told = fault.removeprefix(f"{unit.name}: ")
        faults = [told[:1].upper() + told[1:]] if told else []
    questions = tuple(cell.question for cell in cells if isinstance(cell, Cell) and cell.question)
    saved = part_text(tracking, row) if row is not None and row.is_given else ""
    is_same = row is not None and (row.amount, row.base) == (amount, base)
    return Line(
        unit,
        typed,
        Part(unit, amount, base, last_year=last),
        tuple(faults),
        questions,
        "" if is_same else saved,
    )


def _fit(
    given: Given, lines: Sequence[Line], rows: Mapping[UUID, Allocation], everybody: Sequence[Unit]
) -> Reconciliation:
    here = {line.unit.pk: line.part for line in lines}
    parts = {unit_id: CorePart(part.unit.name, part.amount, part.base) for unit_id, part in here.items()}
    for unit_id, row in rows.items():
        parts.setdefault(unit_id, part_of(row.unit, row))
    named = [line.unit for line in lines if line.part.is_given]
    named += [row.unit for unit_id, row in rows.items() if unit_id not in here and row.is_given]
    taking = taking_part(everybody, named)
    return fit_of(given.tracking, (parts.get(unit.pk, CorePart(unit.name)) for unit in taking))


def _texts(*numbers: Decimal | None) -> Typed:
    return Typed(*_shown(numbers))


def _shown(numbers: Sequence[Decimal | None]) -> Iterator[str]:
    return ("" if number is None else format_number(number) for number in numbers)


def _pasted_over(typed: Typed, line: PastedPart) -> Typed:
    return replace(typed, amount=line.amount, base=line.base or typed.base)
