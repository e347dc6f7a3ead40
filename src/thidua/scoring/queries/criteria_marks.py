"""What units would get by a set that is not in use yet: by results so far, by last year, by made-up ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from thidua.core.achievement import Observation, achievement_of
from thidua.core.scoring import NOT_ASSIGNED, LineState, Mark, Observed, marks_of, rounded
from thidua.core.scoring import CriteriaSet as Table
from thidua.core.scoring import Criterion as Row
from thidua.core.scoring.likeness import still_alike
from thidua.core.scoring.rules import Milestones, RuleKind
from thidua.core.targets import Verdict
from thidua.foundation.actors import Actor
from thidua.organisation.models import Unit
from thidua.reporting.queries.verified import Results, VerifiedResult, verified_results
from thidua.scoring.enums import LIVE_ROUNDS, ReadingChoice
from thidua.scoring.models import CriteriaSet, Criterion, CriterionGroup, CrossMark, ScoreLine
from thidua.scoring.queries.criteria import chapter_of

MOST_UNITS = 60
_RANGE = 2**32
_LOWEST, _WIDTH = Fraction(11, 20), Fraction(13, 20)
Running = Mapping[tuple[UUID, str], ScoreLine]


class Source(StrEnum):
    """Which results a set is tried on."""

    REAL = "that"
    LAST_YEAR = "nam-truoc"
    SAMPLE = "mau"


@dataclass(frozen=True, slots=True)
class Trial:
    """Marks by unit and criterion, names of the units, and how many lines have no result to go by."""

    marks: Mapping[str, Mapping[str, Mark]]
    names: Mapping[str, str]
    missing: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of anybody."""
        states = {mark.state for lines in self.marks.values() for mark in lines.values()}
        return LineState.SCORED not in states


@dataclass(frozen=True, slots=True)
class Subject:
    """An edition that is tried out: the set, its table, and its lines with their targets."""

    criteria_set: CriteriaSet
    groups: tuple[CriterionGroup, ...]

    @property
    def table(self) -> Table:
        return self.criteria_set.table_with(tuple(chapter_of(group) for group in self.groups))

    @property
    def lines(self) -> list[Criterion]:
        return [line for group in self.groups for line in group.criteria.all()]


def subjects_of(criteria_set: CriteriaSet) -> tuple[Subject, ...]:
    """Load a set, and before it the edition it is to replace, in three queries."""
    wanted = [pk for pk in (criteria_set.replaces_id, criteria_set.pk) if pk is not None]
    rows = CriterionGroup.objects.filter(criteria_set__in=wanted).select_related("criteria_set__movement")
    found: dict[UUID, list[CriterionGroup]] = {pk: [] for pk in wanted}
    for group in rows.prefetch_related("criteria__targets"):
        found[group.criteria_set_id].append(group)
    return tuple(
        Subject(groups[0].criteria_set if groups else criteria_set, tuple(groups))
        for groups in found.values()
    )


def subject_of(actor: Actor, pk: UUID) -> Subject | None:
    """Load a set that somebody may read, in three queries; None when it is not there or has no group."""
    visible = CriteriaSet.objects.visible_to(actor)
    rows = CriterionGroup.objects.filter(criteria_set=pk, criteria_set__in=visible)
    groups = tuple(rows.select_related("criteria_set__movement").prefetch_related("criteria__targets"))
    return Subject(groups[0].criteria_set, groups) if groups else None


def trials_of(
    subjects: Sequence[Subject], source: Source, on: date, lines: Sequence[ScoreLine], seed: str = ""
) -> tuple[Trial, ...]:
    """Mark all units by each edition as results of `source` would have it; results are asked for once.

    `lines` are the running ones of these editions.
    """
    running = _newest(lines)
    units = _units(subjects, running, on)
    read = {target.pk for one in subjects for line in one.lines for target in line.targets.all()}
    is_made_up = source == Source.SAMPLE
    results = {} if is_made_up else verified_results(read, units, on)
    alike = [still_alike(subjects[0].table, one.table) for one in subjects]
    runs = [{key: line for key, line in running.items() if key[1] in keys} for keys in alike]
    return tuple(
        _trial(one, units, results, run, source, seed) for one, run in zip(subjects, runs, strict=True)
    )


def _trial(
    subject: Subject,
    units: Mapping[UUID, str],
    results: Results,
    running: Running,
    source: Source,
    seed: str,
) -> Trial:
    table = subject.table
    given: dict[tuple[str, str], Mark] = {}
    if source == Source.SAMPLE:
        observed = {str(unit): _made_up(table, seed, str(unit)) for unit in units}
    else:
        is_last_year = source == Source.LAST_YEAR
        lines = {} if is_last_year else running
        given = _given(subject, lines)
        observed = {
            str(unit): {
                line.key: _observed(line, unit, results, lines, is_last_year=is_last_year)
                for line in subject.lines
            }
            for unit in units
        }
    explained = marks_of(table, observed)
    marks = {
        unit: {key: given.get((unit, key), one.mark) for key, one in rows.items()}
        for unit, rows in explained.items()
    }
    waiting = {LineState.NOT_JUDGED, LineState.NOT_REPORTED}
    missing = sum(mark.state in waiting for rows in marks.values() for mark in rows.values())
    return Trial(marks, {str(unit): name for unit, name in units.items()}, missing)


def running_lines(set_ids: Iterable[UUID]) -> list[ScoreLine]:
    """Return all lines of rounds that follow one of these editions, newest round first. One query.

    Each comes with its sheet, unit and round, and knows in `has_cross` whether a neighbour marked it.
    """
    crosses = CrossMark.objects.filter(line=OuterRef("pk"), points__isnull=False)
    live = {"sheet__round__criteria_set__in": list(set_ids), "sheet__round__state__in": sorted(LIVE_ROUNDS)}
    rows = ScoreLine.objects.filter(**live).annotate(has_cross=Exists(crosses))
    found = rows.select_related("criterion", "sheet__unit", "sheet__round")
    return list(found.order_by("-sheet__round__opened_at", "sheet__round_id", "sheet__unit__sort_key"))


def _newest(lines: Sequence[ScoreLine]) -> Running:
    """Return the lines of the newest round, by unit and key."""
    newest = lines[0].sheet.round_id if lines else None
    return {(line.sheet.unit_id, line.criterion.key): line for line in lines if line.sheet.round_id == newest}


def _units(subjects: Sequence[Subject], running: Running, on: date) -> dict[UUID, str]:
    """Return the units of the running round, else those that were given what is read, else all."""
    if running:
        return {unit_id: line.sheet.unit.name for (unit_id, _), line in running.items()}
    lines = [line for one in subjects for line in one.lines]
    everybody = Unit.objects.filter(authority_id=subjects[-1].criteria_set.authority_id).in_force(on)
    given = everybody.filter(allocations__target__criteria__in=lines).distinct()
    found = list(given.for_list()[:MOST_UNITS]) or list(everybody.for_list()[:MOST_UNITS])
    return {unit.pk: unit.name for unit in found}


def _observed(
    line: Criterion, unit: UUID, results: Results, running: Running, *, is_last_year: bool
) -> Observed:
    if line.reading != ReadingChoice.TARGET:
        return _by_people(running.get((unit, line.key)))
    found = [results[unit, one.pk] for one in line.targets.all() if (unit, one.pk) in results]
    if not found:
        return NOT_ASSIGNED
    if is_last_year:
        return _last_year(found, line)
    standing = found[0].reached
    parts = tuple(one.reached.achievement.share for one in found)
    running_line = running.get((unit, line.key))
    return Observed(
        value=standing.value,
        share=standing.achievement.share,
        verdict=standing.achievement.verdict,
        parts=parts if line.rule_kind == RuleKind.MEAN_OF_SHARES else (),
        base_met=running_line.base_met if running_line else None,
    )


def _by_people(line: ScoreLine | None) -> Observed:
    """Take what was counted and ticked in the running round."""
    if line is None:
        return Observed()
    count = line.facts.get("count")
    steps = None if line.steps is None else frozenset(line.steps)
    return Observed(count=None if count is None else Decimal(count), steps=steps, base_met=line.base_met)


def _last_year(results: Sequence[VerifiedResult], line: Criterion) -> Observed:
    """Hold last year's level, as it was written when the target was given, against this year's goal."""
    shares = [_achieved(one) for one in results]
    value, first = results[0].given.last_year, shares[0]
    if value is None or first is None:
        return NOT_ASSIGNED
    parts = tuple(one.share if one else None for one in shares)
    return Observed(
        value=value,
        share=first.share,
        verdict=first.verdict,
        parts=parts if line.rule_kind == RuleKind.MEAN_OF_SHARES else (),
    )


def _achieved(one: VerifiedResult) -> Any:
    if one.given.last_year is None:
        return None
    followed = one.followed
    return achievement_of(
        followed.goal, Observation(one.given.last_year, followed.base), ceiling=followed.ceiling
    )


def _given(subject: Subject, running: Running) -> dict[tuple[str, str], Mark]:
    """Return what people gave in the running round."""
    keys = {line.key for line in subject.lines}
    found = {}
    for (unit_id, key), line in running.items():
        points = line.council_points if line.council_points is not None else line.second_points
        if points is not None and key in keys:
            found[str(unit_id), key] = Mark(points, LineState.SCORED)
    return found


def _made_up(table: Table, seed: str, unit: str) -> dict[str, Observed]:
    return {row.key: _made_up_of(row, _drawn(seed, unit, row.key)) for row in table.criteria}


def _drawn(seed: str, unit: str, key: str) -> Fraction:
    """Return a number from 0 up to 1 that anybody can work out again."""
    return Fraction(int.from_bytes(sha256(f"{seed}|{unit}|{key}".encode()).digest()[:4]), _RANGE)


def _made_up_of(row: Row, drawn: Fraction) -> Observed:
    """Make up a result between 55% and 120% of the goal, a count from 0 to 2, some of the steps."""
    share = rounded(_LOWEST + _WIDTH * drawn, 3)
    exact = Fraction(share)
    seen = Observed(
        value=share * 100,
        share=exact,
        verdict=Verdict.MISSED if exact < 1 else Verdict.MET,
        count=Decimal(int(drawn * 3)),
        parts=(exact,),
        given=rounded(Fraction(row.maximum) * min(exact, Fraction(1)), 2),
        base_met=True,
    )
    if row.rule.kind == RuleKind.SAMPLED:
        return replace(seen, count=Decimal(int(drawn * 50)))
    if isinstance(row.rule, Milestones):
        steps = row.rule.steps[: int(min(exact, Fraction(1)) * len(row.rule.steps))]
        return replace(seen, steps=frozenset(step.key for step in steps))
    return seen
