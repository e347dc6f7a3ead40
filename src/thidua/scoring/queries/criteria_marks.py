"""What units would get by a set that is not in use yet: by results so far, by last year, by made-up ones."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from typing import Any

from thidua.core.achievement import Observation, achievement_of
from thidua.core.scoring import NOT_ASSIGNED, LineState, Mark, Observed, marks_of, rounded
from thidua.core.scoring import CriteriaSet as Table
from thidua.core.scoring import Criterion as Row
from thidua.core.scoring.rules import Milestones, RuleKind
from thidua.core.targets import Verdict
from thidua.organisation.models import Unit
from thidua.reporting.queries.verified import VerifiedResult
from thidua.scoring.enums import LIVE_ROUNDS, ReadingChoice
from thidua.scoring.models import CriteriaSet, Criterion, ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.queries.facts import Facts, facts_of

MOST_UNITS = 60
_RANGE = 2**32
_LOWEST, _WIDTH = Fraction(11, 20), Fraction(13, 20)
_GIVEN = ("second_points", "council_points")


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


def trial_of(criteria_set: CriteriaSet, table: Table, source: Source, on: date, seed: str = "") -> Trial:
    """Mark all units by a set (made of `whole_sets`) as results of `source` would have it."""
    units = units_for(criteria_set, on)
    if source == Source.SAMPLE:
        observed = {str(unit.pk): _made_up(table, seed, str(unit.pk)) for unit in units}
    else:
        observed = _observed(criteria_set, units, on, is_last_year=source == Source.LAST_YEAR)
    given = _given(criteria_set) if source == Source.REAL else {}
    explained = marks_of(table, observed)
    marks = {
        unit: {key: given.get((unit, key), one.mark) for key, one in lines.items()}
        for unit, lines in explained.items()
    }
    waiting = {LineState.NOT_JUDGED, LineState.NOT_REPORTED}
    missing = sum(mark.state in waiting for lines in marks.values() for mark in lines.values())
    return Trial(marks, {str(unit.pk): unit.name for unit in units}, missing)


def units_for(criteria_set: CriteriaSet, on: date) -> list[Unit]:
    """Return the units of the round that runs by this set, else those that were given what it reads."""
    running = _running(criteria_set)
    if running is not None:
        sheets = ScoreSheet.objects.filter(round=running).values("unit")
        return list(Unit.objects.filter(pk__in=sheets).for_list()[:MOST_UNITS])
    everybody = Unit.objects.filter(authority_id=criteria_set.authority_id).in_force(on)
    read = [target.pk for line in _lines(criteria_set) for target in line.targets.all()]
    given = everybody.filter(allocations__target__in=read).distinct()
    return list(given.for_list()[:MOST_UNITS]) or list(everybody.for_list()[:MOST_UNITS])


def _running(criteria_set: CriteriaSet) -> ScoringRound | None:
    """Return the round that follows this edition, or the one it is to replace."""
    editions = [criteria_set.pk, *([criteria_set.replaces_id] if criteria_set.replaces_id else [])]
    live = ScoringRound.objects.filter(criteria_set__in=editions, state__in=sorted(LIVE_ROUNDS))
    found: ScoringRound | None = live.order_by("-opened_at").first()
    return found


def _lines(criteria_set: CriteriaSet) -> Iterator[Criterion]:
    return (line for group in criteria_set.groups.all() for line in group.criteria.all())


def _observed(
    criteria_set: CriteriaSet, units: Sequence[Unit], on: date, *, is_last_year: bool
) -> dict[str, dict[str, Observed]]:
    """Ask for facts as a round would that ends today; nothing of it is written."""
    if criteria_set.movement is None:
        return {str(unit.pk): {} for unit in units}
    first, _ = criteria_set.movement.first_and_last_day
    scoring = ScoringRound(
        authority_id=criteria_set.authority_id,
        movement=criteria_set.movement,
        starts_on=min(first, on),
        ends_on=on,
    )
    sheets = {unit.pk: ScoreSheet(round=scoring, unit=unit) for unit in units}
    lines = [
        ScoreLine(sheet=sheet, criterion=line) for sheet in sheets.values() for line in _lines(criteria_set)
    ]
    facts = facts_of(scoring, lines)
    found: dict[str, dict[str, Observed]] = {str(unit.pk): {} for unit in units}
    for line in lines:
        found[str(line.sheet.unit_id)][line.criterion.key] = _of_line(facts, line, is_last_year=is_last_year)
    return found


def _of_line(facts: Facts, line: ScoreLine, *, is_last_year: bool) -> Observed:
    read = facts.of(line, line.sheet.unit_id)
    if not is_last_year or line.criterion.reading != ReadingChoice.TARGET or not read.results:
        return read.observed
    return _last_year(read.results, line.criterion)


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


def _given(criteria_set: CriteriaSet) -> dict[tuple[str, str], Mark]:
    """Return what people gave in the running round, as far as it still fits the line of the same key."""
    running = _running(criteria_set)
    if running is None:
        return {}
    most = {line.key: line.maximum for line in _lines(criteria_set)}
    rows = ScoreLine.objects.filter(sheet__round=running).values_list(
        "sheet__unit_id", "criterion__key", *_GIVEN
    )
    found = {}
    for unit_id, key, second, council in rows:
        points = council if council is not None else second
        if points is not None and key in most and points <= max(most[key], Decimal(0)):
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
