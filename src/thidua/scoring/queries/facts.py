"""What the rules read of units: verified results, counts of what happened, what people wrote down."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import CharField, DateField, F, Min, Value
from django.db.models.functions import Cast, Coalesce, TruncDate

from thidua.commitments.enums import PlanState, PledgeState, RegistrationState
from thidua.commitments.models import Plan, Pledge, Registration
from thidua.commitments.queries.joining import joined_in_time
from thidua.core.scoring import NOT_ASSIGNED, Observed
from thidua.core.scoring.rules import RuleKind
from thidua.foundation.models import prepared
from thidua.reporting.enums import ChangeKind, PeriodState, ReportState
from thidua.reporting.models import FigureChange, Report
from thidua.reporting.queries.owing import were_owed
from thidua.reporting.queries.verified import Results, VerifiedResult, verified_results
from thidua.scoring.enums import EventKind, ReadingChoice
from thidua.scoring.models import Criterion, ScoreEvent, ScoreLine, ScoringRound


@dataclass(frozen=True, slots=True)
class Read:
    """What a rule reads of one line, and the verified results it came from."""

    observed: Observed
    results: tuple[VerifiedResult, ...] = ()

    @property
    def as_plain(self) -> dict[str, Any]:
        """What is kept beside the points, so that a later difference can be shown."""
        seen = self.observed
        plain: dict[str, Any] = {
            "value": None if seen.value is None else str(seen.value),
            "share": None if seen.share is None else str(seen.share),
            "count": None if seen.count is None else str(seen.count),
            "parts": [None if one is None else str(one) for one in seen.parts],
            "targets": [str(one.target.pk) for one in self.results],
        }
        return {name: value for name, value in plain.items() if value not in (None, [])}


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a round may read, loaded at once; asked line by line."""

    results: Results
    counts: Mapping[str, Mapping[UUID, int]]
    written: Mapping[UUID, Decimal]
    targets: Mapping[UUID, tuple[UUID, ...]] = field(default_factory=dict)

    def of(self, line: ScoreLine, unit_id: UUID) -> Read:
        """Return what the rule of a line reads of its unit."""
        criterion = line.criterion
        if criterion.reading == ReadingChoice.TARGET:
            return self._of_targets(criterion, line, unit_id)
        if criterion.reading == ReadingChoice.EVENTS and criterion.event_kind != EventKind.WRITTEN:
            faults = Decimal(self.counts[criterion.event_kind].get(unit_id, 0))
            count = -faults if criterion.rule_kind == RuleKind.BASE_LESS_FAULTS else faults
            return Read(Observed(count=count, base_met=line.base_met))
        return Read(_by_people(line, self.written.get(line.pk)))

    def _of_targets(self, criterion: Criterion, line: ScoreLine, unit_id: UUID) -> Read:
        keys = self.targets.get(criterion.pk, ())
        found = tuple(self.results[unit_id, key] for key in keys if (unit_id, key) in self.results)
        if not found:
            return Read(NOT_ASSIGNED)
        parts = tuple(one.reached.achievement.share for one in found)
        first = found[0].reached
        observed = Observed(
            value=first.value,
            share=first.achievement.share,
            verdict=first.achievement.verdict,
            parts=parts if criterion.rule_kind == RuleKind.MEAN_OF_SHARES else (),
            base_met=line.base_met,
        )
        return Read(observed, found)


def _by_people(line: ScoreLine, written: Decimal | None) -> Observed:
    count = written if written is not None else line.count
    steps = None if line.steps is None else frozenset(line.steps)
    return Observed(count=count, steps=steps, base_met=line.base_met)


def facts_of(scoring: ScoringRound, lines: Sequence[ScoreLine]) -> Facts:
    """Load what `lines` read (criteria and sheets loaded), in few queries for any number of units."""
    units = {line.sheet.unit_id for line in lines}
    criteria = {line.criterion_id: line.criterion for line in lines}
    reading = [one.pk for one in criteria.values() if one.reading == ReadingChoice.TARGET]
    keys = _targets_of(reading)
    wanted = {key for found in keys.values() for key in found}
    results = verified_results(wanted, units, scoring.ends_on)
    kinds = {one.event_kind for one in criteria.values() if one.reading == ReadingChoice.EVENTS}
    counts = _counted(kinds - {EventKind.WRITTEN}, scoring, units)
    is_written = EventKind.WRITTEN in kinds
    return Facts(results, counts, _written(lines) if is_written else {}, keys)


def _targets_of(criterion_ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    found: dict[UUID, tuple[UUID, ...]] = {}
    for criterion_id, target_id in _links(frozenset(criterion_ids)):
        found[criterion_id] = (*found.get(criterion_id, ()), target_id)
    return found


@prepared
def _links(criterion_ids: frozenset[UUID]) -> Any:
    links = Criterion.targets.through.objects.filter(criterion_id__in=criterion_ids)
    return links.order_by("target__position", "target_id").values_list("criterion_id", "target_id")


def _written(lines: Sequence[ScoreLine]) -> dict[UUID, Decimal]:
    rows = ScoreEvent.objects.filter(line__in=[line.pk for line in lines], withdrawn_at__isnull=True)
    found: dict[UUID, Decimal] = {}
    for line_id, quantity in rows.values_list("line_id", "quantity"):
        found[line_id] = found.get(line_id, Decimal(0)) + (Decimal(1) if quantity is None else quantity)
    return found


def _counted(kinds: Iterable[str], scoring: ScoringRound, units: set[UUID]) -> dict[str, dict[UUID, int]]:
    """Count what happened to each unit in the days of the round; the program counts, nobody types.

    One query for any number of kinds.
    """
    asked = sorted(kinds)
    found: dict[str, Counter[UUID]] = {kind: Counter() for kind in asked}
    if not asked:
        return {}
    asking = ((ask, EventKind(kind)) for kind in asked for ask in _ASKING[EventKind(kind)])
    first, *others = (ask(kind, scoring, units).order_by() for ask, kind in asking)
    for kind, unit_id, came_on, due_on in first.union(*others, all=True) if others else first:
        if came_on is None or came_on > due_on:
            found[kind][unit_id] += 1
    return {kind: _inverted(one, units) if kind in _PROMISES else dict(one) for kind, one in found.items()}


def _inverted(kept: Mapping[UUID, int], units: set[UUID]) -> dict[UUID, int]:
    """Count once whoever did not keep what was promised."""
    return dict.fromkeys(units - kept.keys(), 1)


_NO_DAY = Cast(Value(None), DateField())
"""A bare NULL is a text to PostgreSQL where the first two kinds know no day; then no day could follow."""


def _rows(found: Any, kind: EventKind, unit: str, came_on: str = "", due_on: str = "") -> Any:
    """Ask for a kind in the columns that all kinds share: unit, and where it is about a day, both days."""
    return found.annotate(
        counted=Value(kind.value, output_field=CharField()),
        came=F(came_on) if came_on else _NO_DAY,
        due=F(due_on) if due_on else _NO_DAY,
    ).values_list("counted", unit, "came", "due")


def _reports(scoring: ScoringRound, units: set[UUID]) -> Any:
    return Report.objects.filter(
        unit__in=units, period__ends_on__gte=scoring.starts_on, period__ends_on__lte=scoring.ends_on
    ).exclude(period__state=PeriodState.WAITING)


def _late(kind: EventKind, scoring: ScoringRound, units: set[UUID]) -> Any:
    """Reports with the days they came and were due; one that was sent again came when it first did."""
    sent = _reports(scoring, units).filter(sent_at__isnull=False)
    first = sent.annotate(first_on=Coalesce(Min("receipts__received_on"), TruncDate("sent_at")))
    return _rows(first, kind, "unit_id", "first_on", "period__due_on")


def _missing(kind: EventKind, scoring: ScoringRound, units: set[UUID]) -> Any:
    """Reports of a closed period that were never sent: before that they may still come.

    A unit that was asked for no figure in a period has nothing to send, though its report may be there.
    """
    rows = _reports(scoring, units).filter(sent_at__isnull=True, state=ReportState.DRAFT)
    silent = were_owed(rows.filter(period__state=PeriodState.CLOSED))
    return _rows(silent, kind, "unit_id")


def _lowered(kind: EventKind, scoring: ScoringRound, units: set[UUID]) -> Any:
    """Figures that an inspection lowered."""
    rows = FigureChange.objects.filter(
        kind=ChangeKind.INSPECTED,
        figure__report__unit__in=units,
        figure__report__period__ends_on__gte=scoring.starts_on,
        figure__report__period__ends_on__lte=scoring.ends_on,
    )
    return _rows(rows, kind, "figure__report__unit_id")


def _no_pledge(kind: EventKind, scoring: ScoringRound, units: set[UUID]) -> Any:
    signed = Pledge.objects.filter(movement=scoring.movement_id, state=PledgeState.SIGNED, unit__in=units)
    return _rows(signed, kind, "unit_id")


def _no_plan(kind: EventKind, scoring: ScoringRound, units: set[UUID]) -> Any:
    taken = _plans(scoring, units).filter(state=PlanState.ACCEPTED)
    return _rows(taken, kind, "unit_id")


def _unsent_plan(kind: EventKind, scoring: ScoringRound, units: set[UUID]) -> Any:
    sent = _plans(scoring, units).filter(state__in=(PlanState.SENT, PlanState.ACCEPTED))
    return _rows(sent, kind, "unit_id")


def _plans(scoring: ScoringRound, units: set[UUID]) -> Any:
    return Plan.objects.filter(movement=scoring.movement_id, unit__in=units)


def _no_registration(kind: EventKind, scoring: ScoringRound, units: set[UUID]) -> Any:
    """Units that said in time that they take part; who says that it takes no part has not."""
    joined = joined_in_time(scoring.movement_id, units)
    made = Registration.objects.filter(movement=scoring.movement_id, unit__in=joined)
    return _rows(made, kind, "unit_id")


def _unrecorded(kind: EventKind, scoring: ScoringRound, units: set[UUID]) -> Any:
    made = Registration.objects.filter(movement=scoring.movement_id, unit__in=units, takes_part=True)
    recorded = made.filter(state=RegistrationState.ACCEPTED)
    return _rows(recorded, kind, "unit_id")


_PROMISES = frozenset(
    {
        EventKind.NO_PLEDGE,
        EventKind.NO_PLAN,
        EventKind.UNSENT_PLAN,
        EventKind.NO_REGISTRATION,
        EventKind.UNRECORDED_REGISTRATION,
    }
)
"""Kinds of which the rows say who kept a promise; all others are counted."""
_ASKING = {
    EventKind.LATE_REPORT: (_late,),
    EventKind.MISSING_REPORT: (_missing,),
    EventKind.UNPUNCTUAL: (_late, _missing),
    EventKind.LOWERED_FIGURE: (_lowered,),
    EventKind.NO_PLEDGE: (_no_pledge,),
    EventKind.NO_PLAN: (_no_plan,),
    EventKind.UNSENT_PLAN: (_unsent_plan,),
    EventKind.NO_REGISTRATION: (_no_registration,),
    EventKind.UNRECORDED_REGISTRATION: (_unrecorded,),
}
