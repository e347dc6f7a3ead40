"""Save the cells of a grid, all or none, and hand in the reports of units that have written everything."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.models import prepared
from thidua.movements.models import Allocation, Target
from thidua.reporting import policies
from thidua.reporting.enums import Route
from thidua.reporting.models import Period, Report
from thidua.reporting.queries.owing import Asked, asked_of, due_when
from thidua.reporting.queries.reading import MEASURED, Entry, Measure, measure_from
from thidua.reporting.services import bulk, reports


@dataclass(frozen=True, slots=True)
class Cell:
    """What was typed for a target of a report, and the version of the figure that was seen; 0 is none."""

    report: UUID
    target: UUID
    typed: str
    typed_base: str
    expected: int


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell that was not written, why, and the version that stands there now."""

    cell: Cell
    sentence: str
    version: int


class GridClashError(DomainError):
    """Some cells stand otherwise than was seen; nothing of the form was written."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__(
            "Có ô đã được người khác ghi. Chưa ô nào được lưu; xem lại các ô có dấu rồi lưu lại."
        )
        self.clashes = tuple(clashes)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Reports that were sent, and those held back with the reason."""

    sent: tuple[Report, ...]
    held: tuple[tuple[Report, str], ...]


@transaction.atomic
def save(period: Period, cells: Sequence[Cell], *, by: Actor, at: datetime) -> tuple[bulk.Written, ...]:
    """Write the cells that differ; raise GridClashError, and write none, when one was changed meanwhile."""
    found = _reports(period, {cell.report for cell in cells})
    measures = _measures(period, cells, found)
    drafts = [_draft(cell, found[cell.report], measures[cell.target]) for cell in cells]
    outcome = bulk.write(drafts, by=by, at=at)
    if outcome.refused:
        wanted = dict(zip((draft.key for draft in drafts), cells, strict=True))
        raise GridClashError([_clash(refused, wanted[refused.draft.key]) for refused in outcome.refused])
    return outcome.written


@transaction.atomic
def hand_in(period: Period, versions: Mapping[UUID, int], *, by: Actor, at: datetime) -> HandedIn:
    """Send reports of the period, each by itself: one that wants a note does not hold the others back.

    `versions` gives the version of each report that was seen.
    """
    sent: list[Report] = []
    held: list[tuple[Report, str]] = []
    for report in _reports(period, versions).values():
        policies.can_enter(by, report).enforce()
        try:
            with transaction.atomic():
                sent.append(reports.send(report, expected=versions[report.pk], by=by, at=at))
        except DomainError as error:
            held.append((report, error.sentence))
    return HandedIn(tuple(sent), tuple(held))


def _reports(period: Period, keys: Mapping[UUID, int] | set[UUID]) -> dict[UUID, Report]:
    reports_found: dict[UUID, Report] = {}
    for report in _in_order(period.pk, frozenset(keys)):
        report.period = period
        reports_found[report.pk] = report
    if len(reports_found) != len(keys):
        raise DomainError("Có đơn vị không còn báo cáo kỳ này. Nhờ tải lại trang.")
    return reports_found


@prepared
def _in_order(period_id: UUID, keys: frozenset[UUID]) -> QuerySet[Report]:
    found = Report.objects.filter(period=period_id, pk__in=keys).for_list()
    return found.select_related(None).select_related("unit")


def _measures(period: Period, cells: Sequence[Cell], found: Mapping[UUID, Report]) -> dict[UUID, Measure]:
    """Return what the cells are read by; a cell whose unit does not owe its figure is refused."""
    wanted = frozenset(cell.target for cell in cells)
    due = _due(wanted, *asked_of(period))
    measures = {columns[0]: measure_from(*columns) for _, *columns in due}
    owners = {target_id: owner_id for owner_id, target_id, *_ in due}
    owed = _owed(owners, {report.unit_id for report in found.values()})
    for cell in cells:
        report = found[cell.report]
        if (cell.target, report.unit_id) not in owed:
            name = measures[cell.target].name if cell.target in measures else "Chỉ tiêu này"
            raise DomainError(f"{name}: không giao cho {report.unit} trong kỳ này nên không ghi được.")
    return measures


@prepared
def _due(keys: frozenset[UUID], *asked: *Asked) -> QuerySet[Target, tuple[Any, ...]]:
    return due_when(*asked).filter(pk__in=keys).values_list("owner_id", *MEASURED)


def _owed(owners: Mapping[UUID, UUID | None], units: Collection[UUID]) -> set[tuple[UUID, UUID | None]]:
    """Return the pairs (target, unit) that must be reported, of targets with who answers for each."""
    owed: set[tuple[UUID, UUID | None]] = set(_given(frozenset(owners), frozenset(units)))
    answered = {target_id: owner_id for target_id, owner_id in owners.items() if owner_id in units}
    if answered:
        given = Allocation.objects.given().filter(target__in=answered)
        shared = set(given.values_list("target_id", flat=True))
        owed |= {pair for pair in answered.items() if pair[0] not in shared}
    return owed


@prepared
def _given(targets: frozenset[UUID], units: frozenset[UUID]) -> QuerySet[Allocation, tuple[UUID, UUID]]:
    found = Allocation.objects.given().filter(target__in=targets, unit__in=units)
    return found.values_list("target_id", "unit_id")


def _draft(cell: Cell, report: Report, measure: Measure) -> bulk.Draft:
    """Return what to write; the note and the decision, which the grid does not show, stay as they are."""
    entry = Entry(cell.typed, cell.typed_base, route=Route.GRID)
    return bulk.Draft(report, measure, entry, cell.expected, keeps_rest=True)


def _clash(refused: bulk.Refused, cell: Cell) -> Clash:
    figure = refused.figure
    if figure is None or figure.version == cell.expected:
        return Clash(cell, refused.error.sentence, cell.expected)
    stands = " trong ".join(text for text in (figure.typed, figure.typed_base) if text) or "để trống"
    return Clash(cell, f"{figure.entered_by} vừa ghi: {stands}.", figure.version)
