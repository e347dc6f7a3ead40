"""Keep the points of lines and sheets true to facts and to what people gave, in the transaction of either.

Work grows with what changed: a figure touches the lines of its unit that read its target, and those of other
units only where a rule looks at the whole block.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from thidua.core.scoring import Explained, Mark, Observed, explain, rating_of, total_of
from thidua.core.scoring import LineState as State
from thidua.core.scoring.rules import READS_PEERS
from thidua.foundation.actors import SYSTEM, Actor
from thidua.foundation.services.audit import Deed, record_each
from thidua.scoring.enums import LIVE_ROUNDS, ReadingChoice
from thidua.scoring.models import CriteriaSet, Criterion, ScoreLine, ScoreSheet, ScoringRound, SheetFact
from thidua.scoring.queries.facts import Facts, facts_of

_AUTO = ("auto_points", "auto_state", "arithmetic", "facts", "points", "state")
_KEPT = ("points", "lost", "missing", "rating", "group_points")


@transaction.atomic
def refresh(scoring: ScoringRound, *, by: Actor, at: datetime) -> int:
    """Work out every line of a round again; return how many sheets have other points."""
    return _refresh(scoring, ScoreLine.objects.filter(sheet__round=scoring), by=by, at=at)


@transaction.atomic
def follow(unit_ids: Iterable[UUID], target_ids: Iterable[UUID], *, at: datetime) -> int:
    """Follow changed figures of units into every round that still follows; return how many sheets changed.

    Called in the transaction of the change, so that no acknowledged figure is ever without its points.
    """
    units, targets = list(unit_ids), list(target_ids)
    changed = 0
    reading = Criterion.objects.filter(targets__in=targets).distinct()
    rounds = ScoringRound.objects.filter(state__in=sorted(LIVE_ROUNDS))
    for scoring in rounds.filter(criteria_set__groups__criteria__in=reading).distinct():
        criteria = list(reading.filter(group__criteria_set=scoring.criteria_set_id))
        alone = [one.pk for one in criteria if one.rule_kind not in READS_PEERS]
        together = [one.pk for one in criteria if one.rule_kind in READS_PEERS]
        lines = ScoreLine.objects.filter(sheet__round=scoring)
        own = lines.filter(criterion__in=alone, sheet__unit__in=units)
        changed += _refresh(scoring, own, by=SYSTEM, at=at)
        if together:
            changed += _refresh(scoring, lines.filter(criterion__in=together), by=SYSTEM, at=at)
    return changed


@transaction.atomic
def follow_counts(unit_ids: Iterable[UUID], kinds: Iterable[str], *, at: datetime) -> int:
    """Follow what is counted of units (late reports, a pledge signed) into the rounds that still follow."""
    changed = 0
    wanted = ScoreLine.objects.filter(
        criterion__reading=ReadingChoice.EVENTS,
        criterion__event_kind__in=list(kinds),
        sheet__unit__in=list(unit_ids),
        sheet__round__state__in=sorted(LIVE_ROUNDS),
    )
    for scoring in ScoringRound.objects.filter(sheets__lines__in=wanted).distinct():
        changed += _refresh(scoring, wanted.filter(sheet__round=scoring), by=SYSTEM, at=at)
    return changed


@transaction.atomic
def recount(line: ScoreLine, *, by: Actor, at: datetime) -> int:
    """Work a line out again after people counted, ticked or confirmed something for it."""
    lines = ScoreLine.objects.filter(sheet__round=line.sheet.round_id, criterion=line.criterion_id)
    wanted = lines if line.criterion.rule_kind in READS_PEERS else lines.filter(pk=line.pk)
    return _refresh(line.sheet.round, wanted, by=by, at=at)


def _refresh(scoring: ScoringRound, wanted: Any, *, by: Actor, at: datetime) -> int:
    """Work the lines out from facts, then the sheets whose lines changed."""
    lines = list(
        wanted.select_for_update(of=("self",)).select_related("criterion", "sheet").order_by("sheet_id", "pk")
    )
    if not lines:
        return 0
    criteria_set = _criteria_of(scoring)
    facts = facts_of(scoring, lines)
    changed = _work_out(lines, facts, criteria_set)
    ScoreLine.objects.bulk_update(changed, _AUTO)
    return settle({line.sheet_id for line in changed}, criteria_set, by=by, at=at)


def _criteria_of(scoring: ScoringRound) -> CriteriaSet:
    found: CriteriaSet = CriteriaSet.objects.prefetch_related("groups__criteria").get(
        pk=scoring.criteria_set_id
    )
    return found


def _work_out(lines: Sequence[ScoreLine], facts: Facts, criteria_set: CriteriaSet) -> list[ScoreLine]:
    """Ask the rule of each line; return the lines that are different now."""
    reads = {line.pk: facts.of(line, line.sheet.unit_id) for line in lines}
    peers: dict[UUID, list[Observed]] = {}
    for line in lines:
        if line.criterion.rule_kind in READS_PEERS and reads[line.pk].observed.is_assigned:
            peers.setdefault(line.criterion_id, []).append(reads[line.pk].observed)
    rows = {line.criterion_id: line.criterion.row for line in lines}
    changed = []
    for line in lines:
        read = reads[line.pk]
        others = peers.get(line.criterion_id, [])
        explained = explain(rows[line.criterion_id], read.observed, others, criteria_set.places)
        if _put(line, explained, read.as_plain):
            changed.append(line)
    return changed


def _put(line: ScoreLine, explained: Explained, read: Mapping[str, Any]) -> bool:
    """Write what the rule gave onto the line; say whether anything is different."""
    before = [getattr(line, name) for name in _AUTO]
    is_known = explained.mark.state == State.SCORED
    line.auto_points = explained.mark.points if is_known else None
    line.auto_state = explained.mark.state.value
    line.arithmetic = list(explained.award.arithmetic)
    line.facts = dict(read)
    put_counted(line)
    return before != [getattr(line, name) for name in _AUTO]


def put_counted(line: ScoreLine) -> None:
    """Let the last column that has points count: the council's, else the second's, else the computed ones.

    The unit's own column never counts by itself. What was not assigned has no points in any column.
    """
    given = next((one for one in (line.council_points, line.second_points) if one is not None), None)
    if given is None or line.auto_state == State.NOT_ASSIGNED:
        line.points = line.auto_points if line.auto_points is not None else Decimal(0)
        line.state = line.auto_state
    else:
        line.points, line.state = given, State.SCORED.value


@dataclass(frozen=True, slots=True)
class Settled:
    """What a sheet adds up to."""

    points: Decimal
    lost: Decimal
    missing: int
    rating: str
    group_points: dict[str, str]


def settle(sheet_ids: Iterable[UUID], criteria_set: CriteriaSet, *, by: Actor, at: datetime) -> int:
    """Add sheets up again from their lines; return how many have other points, each with its audit entry."""
    ids = list(sheet_ids)
    if not ids:
        return 0
    sheets = list(
        ScoreSheet.objects.select_for_update(of=("self",)).filter(pk__in=ids).select_related("unit", "round")
    )
    marks = _marks_of(ids)
    happened = _happened(ids)
    table = criteria_set.table
    deeds = []
    for sheet in sheets:
        total = total_of(table, marks.get(sheet.pk, {}))
        rating = rating_of(table, total, happened.get(sheet.pk, ()))
        now = Settled(
            points=total.points,
            lost=total.lost,
            missing=len(total.missing),
            rating=rating.name,
            group_points={one.group.key: str(one.points) for one in total.groups},
        )
        before, sheet_points = sheet.points, now.points
        for name in _KEPT:
            setattr(sheet, name, getattr(now, name))
        if before != sheet_points:
            deeds.append((sheet, Deed(changes={"points": (before, sheet_points)})))
    ScoreSheet.objects.bulk_update(sheets, _KEPT)
    record_each("scoring.sheet.follow", deeds, by=by, at=at)
    return len(deeds)


def _marks_of(sheet_ids: Sequence[UUID]) -> dict[UUID, dict[str, Mark]]:
    rows = ScoreLine.objects.filter(sheet__in=sheet_ids).values_list(
        "sheet_id", "criterion__key", "points", "state"
    )
    found: dict[UUID, dict[str, Mark]] = {}
    for sheet_id, key, points, state in rows:
        found.setdefault(sheet_id, {})[key] = Mark(points, State(state))
    return found


def _happened(sheet_ids: Sequence[UUID]) -> dict[UUID, set[str]]:
    rows = SheetFact.objects.filter(sheet__in=sheet_ids, withdrawn_at__isnull=True)
    found: dict[UUID, set[str]] = {}
    for sheet_id, fact in rows.values_list("sheet_id", "fact"):
        found.setdefault(sheet_id, set()).add(fact)
    return found

