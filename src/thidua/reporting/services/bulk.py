"""Write many draft figures at once: few statements for any number, an audit entry for each changed figure.

Figures that stand are read and changed as plain rows: their models would cost more than storing them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.models import add_many, change_each, prepared
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, Thing, record_each
from thidua.organisation.queries import province_id_of
from thidua.reporting import policies
from thidua.reporting.enums import FigureState
from thidua.reporting.models import Figure, Report
from thidua.reporting.queries.reading import Entry, Measure, read_measured
from thidua.reporting.services.figures import behalf_of, sent_already, signature, told_of, values_of
from thidua.reporting.services.locks import lock_periods

_WRITABLE = (FigureState.DRAFT, FigureState.RETURNED)
_BLANK = ("", None)
Key = tuple[UUID, UUID]


class Draft(NamedTuple):
    """What is to stand in one cell, and the version of the figure that was seen; 0 is none yet.

    `keeps_rest` leaves note and decision of the figure as they are, for a form that does not show them.
    """

    report: Report
    measure: Measure
    entry: Entry
    expected: int
    keeps_rest: bool = False

    @property
    def key(self) -> Key:
        return self.report.id, self.measure.key


class Kept(NamedTuple):
    """A figure that stands, as it was read when it was locked; named as its columns."""

    id: UUID
    report_id: UUID
    target_id: UUID
    version: int
    state: str
    entered_by: str
    said: str
    value: Decimal | None
    base: Decimal | None
    typed: str
    typed_base: str
    decision: str
    note: str
    route: str


class Written(NamedTuple):
    """A figure that was written: its key, its version now, and what for."""

    id: UUID
    version: int
    draft: Draft

    @property
    def report(self) -> Report:
        return self.draft.report


@dataclass(frozen=True, slots=True)
class Refused:
    """A cell that could not be written, why, and the figure that stands there."""

    draft: Draft
    error: DomainError
    figure: Kept | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written, and what was not; whoever wants all or nothing rolls back when something was not."""

    written: tuple[Written, ...]
    refused: tuple[Refused, ...]


def write(drafts: Sequence[Draft], *, by: Actor, at: datetime, batch: UUID | None = None) -> Outcome:
    """Write what differs, readable or not. Reports are locked first, so that no cell is begun twice.

    `batch` ties the deeds in the history to what they belong to. The caller holds the transaction.
    """
    reports = {draft.report.id: draft.report for draft in drafts}
    _lock(reports)
    for report in reports.values():
        policies.can_enter(by, report).enforce()
    work = _Work(reports.values(), by, at, batch)
    known = _known(frozenset(reports), frozenset(draft.measure.key for draft in drafts))
    refused: list[Refused] = []
    for draft in drafts:
        figure = known.get(draft.key)
        try:
            work.take(draft, figure)
        except DomainError as error:
            refused.append(Refused(draft, error, figure))
    return Outcome(work.store(), tuple(refused))


def _lock(reports: Mapping[UUID, Report]) -> None:
    """Lock the reports, and bring their periods up to date: one may have been closed since."""
    periods = lock_periods(report.period_id for report in reports.values())
    for key, period_id in _locked(frozenset(reports)):
        reports[key].period = periods[period_id]


@prepared
def _locked(keys: frozenset[UUID]) -> QuerySet[Report, tuple[UUID, UUID]]:
    found = Report.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    return found.order_by("pk").values_list("pk", "period_id")


def _known(reports: frozenset[UUID], targets: frozenset[UUID]) -> dict[Key, Kept]:
    found = map(Kept._make, _at(reports, targets))
    return {(figure.report_id, figure.target_id): figure for figure in found}


@prepared
def _at(reports: frozenset[UUID], targets: frozenset[UUID]) -> QuerySet[Figure, tuple[Any, ...]]:
    found: QuerySet[Figure] = Figure.objects.select_for_update(of=("self",))
    return found.filter(report__in=reports, target__in=targets).order_by("id").values_list(*Kept._fields)


class _Work:
    """The figures to be begun and to be changed, each with its deed, until they are stored together."""

    def __init__(self, reports: Iterable[Report], by: Actor, at: datetime, batch: UUID | None) -> None:
        self._by, self._at, self._batch = by, at, batch
        self._told = {report.pk: (str(report), behalf_of(report, by)) for report in reports}
        self._signed = signature(by, at)
        self._new: list[Figure] = []
        self._changed: list[tuple[Any, ...]] = []
        self._deeds: list[tuple[Thing, Deed]] = []
        self._written: list[Written] = []

    def take(self, draft: Draft, figure: Kept | None) -> None:
        """Change the figure that stands, or make it; nothing where nothing would change."""
        values = values_of(draft.entry, read_measured(draft.measure, draft.entry))
        if figure is None:
            self._begin(draft, values)
            return
        if draft.keeps_rest:
            values |= {"note": figure.note, "decision": figure.decision}
        changes = {
            name: (old, values[name]) for name in _TYPED if (old := getattr(figure, name)) != values[name]
        }
        if changes.keys() <= _BESIDE:
            return
        if figure.state not in _WRITABLE:
            raise sent_already(draft.measure.name)
        if figure.version != draft.expected:
            raise _stale(figure, values, draft.expected)
        version = figure.version + 1
        typed = (values[name] for name in _TYPED)
        self._changed.append((*typed, *self._signed.values(), version, figure.id))
        changes["version"] = (figure.version, version)
        self._note(draft, figure.id, version, changes)

    def _begin(self, draft: Draft, values: dict[str, Any]) -> None:
        """Make a figure of a cell in which something stands."""
        if not any(values[name] for name in ("typed", "typed_base", "note", "decision")):
            return
        report = draft.report
        figure = Figure(
            commune_id=report.authority_id,
            report_id=report.pk,
            target_id=draft.measure.key,
            **values,
            **self._signed,
        )
        self._new.append(figure)
        changes = {name: (None, value) for name, value in values.items() if value not in _BLANK}
        self._note(draft, figure.id, figure.version, told_of(changes))

    def _note(self, draft: Draft, key: UUID, version: int, changes: dict[str, tuple[Any, Any]]) -> None:
        report, behalf = self._told[draft.report.id]
        thing = Thing(Figure, key, Figure.title_of(draft.measure.name, report), draft.report.authority_id)
        deed = Deed(changes, on_behalf_of=behalf, batch=self._batch)
        self._deeds.append((thing, deed))
        self._written.append(Written(key, version, draft))

    def store(self) -> tuple[Written, ...]:
        """Store new figures by one statement, changed ones, which are locked, by another, then the deeds."""
        provinces = {key: province_id_of(key) for key in {figure.commune_id for figure in self._new}}
        for figure in self._new:
            figure.province_id = provinces[figure.commune_id]
        add_many(self._new)
        change_each(Figure, (*_TYPED, *self._signed, "version", "id"), self._changed)
        record_each("reporting.figure.write", self._deeds, by=self._by, at=self._at)
        return tuple(self._written)


_BESIDE = {"route"}
"""What a change must be of more than: the way something came in says nothing by itself."""
_TYPED = ("typed", "typed_base", "said", "value", "base", "decision", "note", "route")


def _stale(seen: Kept, values: Mapping[str, object], expected: int) -> versions.StaleVersionError:
    found = Figure.objects.select_related("report__period", "report__unit", "target")
    return versions.stale(found.get(id=seen.id), values, expected=expected)
