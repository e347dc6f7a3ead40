"""Keep the points of lines and sheets true to facts and to what people gave, in the transaction of either.

Work grows with what changed: a figure touches the lines of its unit that read its target, and those of other
units only where a rule looks at the whole block.

Whoever writes holds first the round if its state changes, then the units that a round is opened for or whose
facts changed, then sheets in the order of their keys, and only then lines of these: nobody waits in a circle,
and who holds all sheets of a round sees all of it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from thidua.core.scoring import CriteriaSet as Table
from thidua.core.scoring import Explained, Mark, Observed, explain, rating_of, total_of
from thidua.core.scoring import LineState as State
from thidua.core.scoring.rules import READS_PEERS
from thidua.foundation.actors import SYSTEM, Actor
from thidua.foundation.models import GatheredText, change_many, prepared, read_gathered
from thidua.foundation.services.audit import Deed, record_each
from thidua.organisation.models import Unit
from thidua.scoring.enums import LIVE_ROUNDS, ReadingChoice, RoundState
from thidua.scoring.models import CriteriaSet, Criterion, ScoreLine, ScoreSheet, ScoringRound, SheetFact
from thidua.scoring.queries.facts import Facts, facts_of
from thidua.scoring.queries.tables import table_of

_AUTO = ("auto_points", "auto_state", "arithmetic", "facts", "points", "state")
_READ = (
    *_AUTO,
    *("count", "steps", "base_met", "second_points", "council_points"),
    *("sheet__unit", "sheet__round"),
    *(f"sheet__round__{name}" for name in ("authority", "movement", "criteria_set", "starts_on", "ends_on")),
    *(f"criterion__{name}" for name in ("key", "name", "maximum", "rule_kind", "rule", "reading")),
    *(f"criterion__{name}" for name in ("event_kind", "base_condition", "needs_evidence", "self_scored")),
    "criterion__guidance",
)
"""The columns of lines, sheets, rounds and criteria that points are worked out from."""
_MARKS_KEPT = 4096
KEPT = ("points", "lost", "missing", "rating", "group_points")
"""What a sheet adds up to."""


@transaction.atomic
def refresh(scoring: ScoringRound, *, by: Actor, at: datetime) -> int:
    """Work out every line of a round again; return how many sheets have other points."""
    return _refresh(scoring, _locked(ScoreLine.objects.filter(sheet__round=scoring)), by=by, at=at)


@transaction.atomic(savepoint=False)
def follow(unit_ids: Iterable[UUID], target_ids: Iterable[UUID], *, at: datetime) -> int:
    """Follow changed figures of units into every round that still follows; return how many sheets changed.

    Called in the transaction of the change, so that no acknowledged figure is ever without its points.
    """
    units, targets = frozenset(unit_ids), frozenset(target_ids)
    if connection.features.has_select_for_update:
        _await_rounds(units, is_whole=not READS_PEERS.isdisjoint(dict(_reading(targets)).values()))
    reading = dict(_reading(targets))
    alone = frozenset(pk for pk, kind in reading.items() if kind not in READS_PEERS)
    together = frozenset(reading) - alone
    found = _lines_of(alone, units) if alone else []
    found += _lines_beside(together, units) if together else []
    return _refresh_each(found, at=at)


def _refresh_each(found: Sequence[ScoreLine], *, at: datetime) -> int:
    """Work held lines of several rounds out, round by round; a round frozen before they were held stays."""
    rounds = {line.sheet.round_id: line.sheet.round for line in found}
    is_waiting = rounds and connection.features.has_select_for_update
    changed = 0
    for key in sorted(_live(frozenset(rounds)) if is_waiting else rounds):
        of_round = [line for line in found if line.sheet.round_id == key]
        changed += _refresh(rounds[key], of_round, by=SYSTEM, at=at)
    return changed


@prepared
def _live(round_ids: frozenset[UUID]) -> Any:
    live = ScoringRound.objects.filter(pk__in=round_ids, state__in=sorted(LIVE_ROUNDS))
    return live.order_by().values_list("pk", flat=True)


@transaction.atomic
def refresh_live(authority_id: UUID, *, by: Actor, at: datetime) -> None:
    """Work out all rounds of an authority that still follow; one that is being opened is awaited."""
    drafts = ScoringRound.objects.filter(authority_id=authority_id, state=RoundState.DRAFT)
    list(drafts.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))
    live = ScoringRound.objects.filter(authority_id=authority_id, state__in=sorted(LIVE_ROUNDS))
    hold_sheets(ScoreSheet.objects.filter(round__in=live))
    for scoring in live.order_by("pk"):
        refresh(scoring, by=by, at=at)


def _await_rounds(unit_ids: frozenset[UUID], *, is_whole: bool) -> None:
    """Hold units and their sheets (all of their rounds if `is_whole`), before any line of them is asked for.

    The statement that waits for an edition, or for a round that is being opened, does not see the lines that
    came of it; the next one does. Where the database lets one writer in at a time nobody is waited for.
    """
    hold_units(unit_ids)
    sheets = ScoreSheet.objects.filter(round__in=_rounds_of(unit_ids))
    hold_sheets(sheets if is_whole else sheets.filter(unit__in=unit_ids))


def hold_units(unit_ids: Iterable[UUID]) -> None:
    """Hold units, so that a round of them is opened before or after their facts change, never meanwhile."""
    units = Unit.objects.filter(pk__in=list(unit_ids)).select_for_update(of=("self",), no_key=True)
    list(units.order_by("pk").values_list("pk"))


def hold_sheets(wanted: QuerySet[ScoreSheet]) -> None:
    """Hold sheets in the order of their keys until the transaction ends."""
    list(wanted.select_for_update(of=("self",)).order_by("pk").values_list("pk"))


@prepared
def _reading(target_ids: frozenset[UUID]) -> Any:
    """Ask which criteria read any of these targets, and by which rule."""
    links = Criterion.targets.through.objects.filter(target_id__in=target_ids)
    return links.order_by().values_list("criterion_id", "criterion__rule_kind")


@prepared
def _lines_of(criterion_ids: frozenset[UUID], unit_ids: frozenset[UUID]) -> QuerySet[ScoreLine]:
    live = ScoreSheet.objects.filter(unit__in=unit_ids, round__state__in=sorted(LIVE_ROUNDS))
    return _locking(ScoreLine.objects.filter(criterion__in=criterion_ids, sheet__in=live))


@prepared
def _lines_beside(criterion_ids: frozenset[UUID], unit_ids: frozenset[UUID]) -> QuerySet[ScoreLine]:
    """Ask for the lines of all units in the rounds of these."""
    rounds = _rounds_of(unit_ids)
    return _locking(ScoreLine.objects.filter(criterion__in=criterion_ids, sheet__round__in=rounds))


def _rounds_of(unit_ids: frozenset[UUID]) -> QuerySet[ScoringRound]:
    return ScoringRound.objects.filter(state__in=sorted(LIVE_ROUNDS), sheets__unit__in=unit_ids)


def _locking(found: QuerySet[ScoreLine]) -> QuerySet[ScoreLine]:
    """Hold each line after its sheet, sheet by sheet in one order."""
    locked = found.select_for_update(of=("sheet", "self")).order_by("sheet_id", "pk")
    return locked.select_related("criterion", "sheet__round").only(*_READ)


def _locked(wanted: QuerySet[ScoreLine]) -> list[ScoreLine]:
    return list(_locking(wanted))


@transaction.atomic
def follow_counts(unit_ids: Iterable[UUID], kinds: Iterable[str], *, at: datetime) -> int:
    """Follow what is counted of units (late reports, a pledge signed) into the rounds that still follow."""
    units = frozenset(unit_ids)
    if connection.features.has_select_for_update:
        _await_rounds(units, is_whole=False)
    wanted = ScoreLine.objects.filter(
        criterion__reading=ReadingChoice.EVENTS,
        criterion__event_kind__in=list(kinds),
        sheet__unit__in=units,
        sheet__round__state__in=sorted(LIVE_ROUNDS),
    )
    return _refresh_each(_locked(wanted), at=at)


@transaction.atomic
def recount(line: ScoreLine, *, by: Actor, at: datetime) -> int:
    """Work a line out again after people counted, ticked or confirmed something for it."""
    lines = ScoreLine.objects.filter(sheet__round=line.sheet.round_id, criterion=line.criterion_id)
    wanted = lines if line.criterion.rule_kind in READS_PEERS else lines.filter(pk=line.pk)
    return _refresh(line.sheet.round, _locked(wanted), by=by, at=at)


def _refresh(scoring: ScoringRound, lines: Sequence[ScoreLine], *, by: Actor, at: datetime) -> int:
    """Work locked lines out from facts, then the sheets whose lines changed."""
    if not lines:
        return 0
    table = table_of(scoring.criteria_set_id)
    changed = _work_out(lines, facts_of(scoring, lines), table.places)
    change_many(changed, _AUTO, key="id")
    return _settle({line.sheet_id for line in changed}, table, by=by, at=at)


def _work_out(lines: Sequence[ScoreLine], facts: Facts, places: int) -> list[ScoreLine]:
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
        explained = explain(rows[line.criterion_id], read.observed, others, places)
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


@transaction.atomic(savepoint=False)
def settle(sheet_ids: Iterable[UUID], criteria_set: CriteriaSet, *, by: Actor, at: datetime) -> int:
    """Add sheets up again from their lines; return how many have other points, each with its audit entry."""
    return _settle(sheet_ids, table_of(criteria_set.pk), by=by, at=at)


def settle_held(sheet: ScoreSheet, criteria_set: CriteriaSet, *, by: Actor, at: datetime) -> int:
    """Add up a sheet that is held, as it stands now, with its unit and round at hand; in a transaction."""
    return _settle_held([sheet], table_of(criteria_set.pk), by=by, at=at)


def _settle(sheet_ids: Iterable[UUID], table: Table, *, by: Actor, at: datetime) -> int:
    ids = frozenset(sheet_ids)
    return _settle_held(_locked_sheets(ids), table, by=by, at=at) if ids else 0


def _settle_held(sheets: Sequence[ScoreSheet], table: Table, *, by: Actor, at: datetime) -> int:
    ids = frozenset(sheet.pk for sheet in sheets)
    marks, happened = _marks_of(ids), _happened(ids) if table.ceilings else {}
    changed, deeds = [], []
    for sheet in sheets:
        now = _settled(table, marks.get(sheet.pk, {}), happened.get(sheet.pk, ()))
        if now.points != sheet.points:
            deeds.append((sheet, Deed(changes={"points": (sheet.points, now.points)})))
        if any(getattr(sheet, name) != getattr(now, name) for name in KEPT):
            changed.append(sheet)
        for name in KEPT:
            setattr(sheet, name, getattr(now, name))
    change_many(changed, KEPT, key="id")
    record_each("scoring.sheet.follow", deeds, by=by, at=at)
    return len(deeds)


@prepared
def _locked_sheets(sheet_ids: frozenset[UUID]) -> QuerySet[ScoreSheet]:
    """Ask for what is kept of sheets and for their names; of two who add at once the later sees both."""
    found = ScoreSheet.objects.filter(pk__in=sheet_ids).select_for_update(of=("self",)).order_by("pk")
    named = found.select_related("unit", "round")
    return named.only(*KEPT, "authority", "unit__name", "round__name")


def _settled(table: Table, marks: Mapping[str, Mark], happened: Collection[str]) -> Settled:
    total = total_of(table, marks)
    return Settled(
        points=total.points,
        lost=total.lost,
        missing=len(total.missing),
        rating=rating_of(table, total, happened).name,
        group_points={one.group.key: format(one.points.normalize(), "f") for one in total.groups},
    )


def _marks_of(sheet_ids: frozenset[UUID]) -> dict[UUID, dict[str, Mark]]:
    return {
        sheet_id: {key: _mark(points, state) for key, points, state in read_gathered(text)}
        for sheet_id, text in _mark_texts(sheet_ids)
    }


@lru_cache(_MARKS_KEPT)
def _mark(points: Decimal | int, state: str) -> Mark:
    return Mark(Decimal(points), State(state))


@prepared
def _mark_texts(sheet_ids: frozenset[UUID]) -> QuerySet[ScoreLine, tuple[UUID, str]]:
    rows = ScoreLine.objects.filter(sheet__in=sheet_ids).order_by().values_list("sheet_id")
    columns = ("criterion__key", "points", "state")
    found: QuerySet[ScoreLine, tuple[UUID, str]] = rows.annotate(marks=GatheredText(*columns))
    return found


def _happened(sheet_ids: frozenset[UUID]) -> dict[UUID, set[str]]:
    found: dict[UUID, set[str]] = {}
    for sheet_id, fact in _facts_of_sheets(sheet_ids):
        found.setdefault(sheet_id, set()).add(fact)
    return found


@prepared
def _facts_of_sheets(sheet_ids: frozenset[UUID]) -> QuerySet[SheetFact, tuple[UUID, str]]:
    rows = SheetFact.objects.filter(sheet__in=sheet_ids, withdrawn_at__isnull=True)
    return rows.values_list("sheet_id", "fact")
