"""Write many draft figures at once: few statements for any number, an audit entry for each changed figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.models import add_many, change_many, prepared
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record_each
from thidua.movements.models import Target
from thidua.organisation.queries import province_id_of
from thidua.reporting import policies
from thidua.reporting.enums import FigureState
from thidua.reporting.models import Figure, Report
from thidua.reporting.queries.reading import Entry, read_entry
from thidua.reporting.services.figures import deed_of, differs, sent_already, signature, values_of
from thidua.reporting.services.locks import lock_periods

_WRITABLE = (FigureState.DRAFT, FigureState.RETURNED)
_BLANK = ("", None)
Key = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to stand in one cell, and the version of the figure that was seen; 0 is none yet.

    `keeps_rest` leaves note and decision of the figure as they are, for a form that does not show them.
    """

    report: Report
    target: Target
    entry: Entry
    expected: int
    keeps_rest: bool = False

    @property
    def key(self) -> Key:
        return self.report.pk, self.target.pk


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell that could not be written, why, and the figure that stands there."""

    draft: Draft
    error: DomainError
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written, and what was not; whoever wants all or nothing rolls back when something was not."""

    written: tuple[Figure, ...]
    refused: tuple[Refused, ...]


@transaction.atomic
def write(drafts: Sequence[Draft], *, by: Actor, at: datetime, batch: UUID | None = None) -> Outcome:
    """Write what differs, readable or not. Reports are locked first, so that no cell is begun twice.

    `batch` ties the deeds in the history to what they belong to.
    """
    reports = {draft.report.pk: draft.report for draft in drafts}
    _lock(reports)
    for report in reports.values():
        policies.can_enter(by, report).enforce()
    known = _known(reports, drafts)
    refused: list[Refused] = []
    done: list[tuple[Figure, Deed]] = []
    for draft in drafts:
        try:
            done += _step(draft, known.get(draft.key), by, at)
        except DomainError as error:
            refused.append(Refused(draft, error, known.get(draft.key)))
    _keep([figure for figure, _ in done])
    deeds = [(figure, replace(deed, batch=batch)) for figure, deed in done]
    record_each("reporting.figure.write", deeds, by=by, at=at)
    return Outcome(tuple(figure for figure, _ in done), tuple(refused))


def _lock(reports: Mapping[UUID, Report]) -> None:
    """Lock the reports, and bring their periods up to date: one may have been closed since."""
    periods = lock_periods(report.period_id for report in reports.values())
    for key, period_id in _locked(frozenset(reports)):
        reports[key].period = periods[period_id]


@prepared
def _locked(keys: frozenset[UUID]) -> QuerySet[Report, tuple[UUID, UUID]]:
    found = Report.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    return found.order_by("pk").values_list("pk", "period_id")


def _known(reports: dict[UUID, Report], drafts: Sequence[Draft]) -> dict[Key, Figure]:
    targets = {draft.target.pk: draft.target for draft in drafts}
    known: dict[Key, Figure] = {}
    for figure in _at(frozenset(reports), frozenset(targets)):
        figure.report, figure.target = reports[figure.report_id], targets[figure.target_id]
        known[figure.report_id, figure.target_id] = figure
    return known


@prepared
def _at(reports: frozenset[UUID], targets: frozenset[UUID]) -> QuerySet[Figure]:
    found: QuerySet[Figure] = Figure.objects.select_for_update(of=("self",))
    return found.filter(report__in=reports, target__in=targets).order_by("id")


def _step(draft: Draft, figure: Figure | None, by: Actor, at: datetime) -> list[tuple[Figure, Deed]]:
    """Change the figure in hand, or make it; nothing where nothing would change."""
    values = values_of(draft.entry, read_entry(draft.target, draft.entry))
    if figure is None:
        return _begun(draft, values, by, at)
    if draft.keeps_rest:
        values |= {"note": figure.note, "decision": figure.decision}
    if not differs(figure, values):
        return []
    if figure.state not in _WRITABLE:
        raise sent_already(draft.target)
    if figure.version != draft.expected:
        raise versions.stale(figure, values, expected=draft.expected)
    before = {name: getattr(figure, name) for name in values}
    changes = {name: (before[name], value) for name, value in values.items() if before[name] != value}
    changes["version"] = (figure.version, figure.version + 1)
    for name, value in (values | signature(by, at)).items():
        setattr(figure, name, value)
    figure.version += 1
    return [(figure, deed_of(changes, draft.report, by))]


def _begun(draft: Draft, values: dict[str, Any], by: Actor, at: datetime) -> list[tuple[Figure, Deed]]:
    """Make a figure of a cell in which something stands."""
    if not any(values[name] for name in ("typed", "typed_base", "note", "decision")):
        return []
    figure = Figure(
        commune_id=draft.report.authority_id,
        report=draft.report,
        target=draft.target,
        **values,
        **signature(by, at),
    )
    changes = {name: (None, value) for name, value in values.items() if value not in _BLANK}
    return [(figure, deed_of(changes, draft.report, by))]


def _keep(figures: Sequence[Figure]) -> None:
    """Store new figures by one statement and changed ones, which are locked, by another."""
    new = [figure for figure in figures if figure.version == 1]
    provinces = {commune: province_id_of(commune) for commune in {figure.commune_id for figure in new}}
    for figure in new:
        figure.province_id = provinces[figure.commune_id]
    add_many(new)
    change_many([figure for figure in figures if figure.version > 1], _COLUMNS, key="id")


_COLUMNS = (
    "typed",
    "typed_base",
    "said",
    "value",
    "base",
    "decision",
    "note",
    "route",
    "entered_by",
    "entered_by_user_id",
    "entered_at",
    "version",
)
