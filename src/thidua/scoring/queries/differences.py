"""What is different from a frozen result by the facts of now: shown beside it, never in its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from thidua.core.scoring import CriteriaSet as Table
from thidua.core.scoring import LineState, Mark, rating_of, total_of
from thidua.core.scoring.points import points_text
from thidua.scoring.enums import SETTLED_ROUNDS
from thidua.scoring.models import ScoreLine, ScoreSheet, ScoringRound, SheetFact
from thidua.scoring.queries.facts import facts_of
from thidua.scoring.queries.rescoring import by_sheet, lines_of, marks_of
from thidua.scoring.queries.tables import table_of


@dataclass(frozen=True, slots=True)
class LineDifference:
    """A criterion that would have other points, with what it read then and reads now."""

    key: str
    name: str
    before: Decimal
    now: Decimal
    read_before: str
    read_now: str

    @property
    def sentence(self) -> str:
        """Say it: "Sản lượng đánh bắt: 30 điểm lúc chốt (90), bây giờ là 10 điểm (30)"."""
        then = f"{points_text(self.before)} điểm lúc chốt{_in_brackets(self.read_before)}"
        return f"{self.name}: {then}, bây giờ là {points_text(self.now)} điểm{_in_brackets(self.read_now)}."


@dataclass(frozen=True, slots=True)
class UnitDifference:
    """A unit that would have other points; places are by points alone, equals share one."""

    unit: str
    unit_id: UUID
    before: Decimal
    now: Decimal
    place_before: int
    place_now: int
    rating_before: str
    rating_now: str
    lines: tuple[LineDifference, ...]

    @property
    def sentence(self) -> str:
        points = f"{self.unit}: chốt {points_text(self.before)} điểm, bây giờ là {points_text(self.now)} điểm"
        place = f"hạng theo điểm từ {self.place_before} thành {self.place_now}"
        if self.place_before == self.place_now:
            place = "thứ hạng theo điểm không đổi"
        if self.rating_before == self.rating_now:
            return f"{points}; {place}."
        ratings = f"xếp loại từ “{self.rating_before or 'chưa xếp'}” thành “{self.rating_now or 'chưa xếp'}”"
        return f"{points}; {place}; {ratings}."


@dataclass(frozen=True, slots=True)
class Differences:
    """Units that would stand otherwise, and the sheets of all units, loaded on the way."""

    units: tuple[UnitDifference, ...]
    sheets: tuple[ScoreSheet, ...]


@dataclass(frozen=True, slots=True)
class _Now:
    """A frozen sheet with its lines, and the unit by the facts of now."""

    sheet: ScoreSheet
    lines: Sequence[ScoreLine]
    marks: Mapping[UUID, Mark]
    facts: Mapping[UUID, Mapping[str, Any]]
    points: Decimal
    rating: str


def differences_of(scoring: ScoringRound) -> Differences | None:
    """Hold every frozen unit against the facts of now; None for a round that is not frozen.

    Asked again are figures and goals, what the program counts of reports, plans, pledges and registrations,
    and what limits ratings. Lines and sheets stand as they were frozen: what people give or count is closed.
    """
    if scoring.state not in SETTLED_ROUNDS:
        return None
    table = table_of(scoring.criteria_set_id)
    lines = _lines(scoring, table)
    everybody = _now(scoring, lines, table)
    return Differences(tuple(_differing(everybody)), tuple(one.sheet for one in everybody))


def _lines(scoring: ScoringRound, table: Table) -> list[ScoreLine]:
    """Return all lines, each knowing what limits the rating of its unit."""
    facts = SheetFact.objects.filter(sheet=OuterRef("sheet"), withdrawn_at__isnull=True)
    limits = {_limit(n): Exists(facts.filter(fact=one.fact)) for n, one in enumerate(table.ceilings)}
    return list(lines_of(scoring).annotate(**limits))


def _limit(number: int) -> str:
    return f"limit_{number}"


def _now(scoring: ScoringRound, lines: Sequence[ScoreLine], table: Table) -> list[_Now]:
    computed = [line for line in lines if line.criterion.is_computed]
    facts = facts_of(scoring, computed)
    reads = {line.pk: facts.of(line, line.sheet.unit_id) for line in computed}
    marks = marks_of(computed, reads, table)
    read = {key: one.as_plain for key, one in reads.items()}
    found = []
    for own in by_sheet(lines).values():
        of_unit = {line.pk: marks.get(line.pk, Mark(line.points, LineState(line.state))) for line in own}
        total = total_of(table, {line.criterion.key: of_unit[line.pk] for line in own})
        limits = {one.fact for n, one in enumerate(table.ceilings) if getattr(own[0], _limit(n))}
        rating = rating_of(table, total, limits)
        found.append(_Now(own[0].sheet, own, of_unit, read, total.points, rating.name))
    return found


def _differing(everybody: Sequence[_Now]) -> Iterable[UnitDifference]:
    before = {one.sheet.unit_id: one.sheet.points for one in everybody}
    after = {one.sheet.unit_id: one.points for one in everybody}
    for one in everybody:
        sheet, lines = one.sheet, tuple(_differing_lines(one))
        if lines or sheet.points != one.points or sheet.rating != one.rating:
            yield UnitDifference(
                unit=sheet.unit.name,
                unit_id=sheet.unit_id,
                before=sheet.points,
                now=one.points,
                place_before=_place(before, sheet.unit_id),
                place_now=_place(after, sheet.unit_id),
                rating_before=sheet.rating,
                rating_now=one.rating,
                lines=lines,
            )


def _differing_lines(now: _Now) -> Iterable[LineDifference]:
    for line in now.lines:
        mark, facts = now.marks[line.pk], now.facts.get(line.pk, line.facts)
        if mark.points == line.points and facts == line.facts:
            continue
        yield LineDifference(
            key=line.criterion.key,
            name=line.criterion.name,
            before=line.points,
            now=mark.points,
            read_before=_read(line.facts),
            read_now=_read(facts),
        )


def _place(points: Mapping[UUID, Decimal], key: UUID) -> int:
    return 1 + sum(other > points[key] for other in points.values())


def _read(facts: Mapping[str, Any]) -> str:
    said = facts.get("value", facts.get("count"))
    return "" if said is None else points_text(Decimal(said))


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""
