"""Save the cells of a grid, all or none, and hand in the reports of units that have written everything."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.models import prepared
from thidua.movements.models import Allocation, Target
from thidua.reporting import policies
from thidua.reporting.enums import Route
from thidua.reporting.models import Figure, Period, Report
from thidua.reporting.queries.owing import Asked, asked_of, due_when
from thidua.reporting.queries.reading import Entry
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
def save(period: Period, cells: Sequence[Cell], *, by: Actor, at: datetime) -> tuple[Figure, ...]:
    """Write the cells that differ; raise GridClashError, and write none, when one was changed meanwhile."""
    found = _reports(period, {cell.report for cell in cells})
    targets = _targets(period, cells, found)
    drafts = [_draft(cell, found[cell.report], targets[cell.target]) for cell in cells]
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


def _targets(period: Period, cells: Sequence[Cell], found: Mapping[UUID, Report]) -> dict[UUID, Target]:
    """Return the targets by key; a cell whose unit does not owe its figure is refused."""
    wanted = frozenset(cell.target for cell in cells)
    targets = {target.pk: target for target in _due(wanted, *asked_of(period))}
    owed = _owed(targets.values(), {report.unit_id for report in found.values()})
    for cell in cells:
        unit = found[cell.report].unit
        if (cell.target, unit.pk) not in owed:
            name = targets.get(cell.target, "Chỉ tiêu này")
            raise DomainError(f"{name}: không giao cho {unit} trong kỳ này nên không ghi được.")
    return targets


@prepared
def _due(keys: frozenset[UUID], *asked: *Asked) -> QuerySet[Target]:
    return due_when(*asked).filter(pk__in=keys).select_related("tracking")


def _owed(targets: Collection[Target], units: Collection[UUID]) -> set[tuple[UUID, UUID | None]]:
    """Return the pairs (target, unit) among these that must be reported."""
    keys = frozenset(target.pk for target in targets)
    owed: set[tuple[UUID, UUID | None]] = set(_given(keys, frozenset(units)))
    answered = [target for target in targets if target.owner_id in units]
    if answered:
        given = Allocation.objects.given().filter(target__in=answered)
        shared = set(given.values_list("target_id", flat=True))
        owed |= {(target.pk, target.owner_id) for target in answered if target.pk not in shared}
    return owed


@prepared
def _given(targets: frozenset[UUID], units: frozenset[UUID]) -> QuerySet[Allocation, tuple[UUID, UUID]]:
    found = Allocation.objects.given().filter(target__in=targets, unit__in=units)
    return found.values_list("target_id", "unit_id")


def _draft(cell: Cell, report: Report, target: Target) -> bulk.Draft:
    """Return what to write; the note and the decision, which the grid does not show, stay as they are."""
    entry = Entry(cell.typed, cell.typed_base, route=Route.GRID)
    return bulk.Draft(report, target, entry, cell.expected, keeps_rest=True)


def _clash(refused: bulk.Refused, cell: Cell) -> Clash:
    figure = refused.figure
    if figure is None or figure.version == cell.expected:
        return Clash(cell, refused.error.sentence, cell.expected)
    stands = " trong ".join(text for text in (figure.typed, figure.typed_base) if text) or "để trống"
    return Clash(cell, f"{figure.entered_by} vừa ghi: {stands}.", figure.version)
