"""What is different from a frozen result by the facts of now: shown beside it, never in its place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from thidua.core.scoring import LineState, Mark, total_of
from thidua.core.scoring.points import points_text
from thidua.scoring.enums import SETTLED_ROUNDS, ReadingChoice
from thidua.scoring.models import FrozenPlace, ScoreLine, ScoreSheet, ScoringRound
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
    before: Decimal
    now: Decimal
    place_before: int
    place_now: int
    lines: tuple[LineDifference, ...]

    @property
    def sentence(self) -> str:
        points = f"{self.unit}: chốt {points_text(self.before)} điểm, bây giờ là {points_text(self.now)} điểm"
        if self.place_before == self.place_now:
            return f"{points}; thứ hạng theo điểm không đổi."
        return f"{points}; hạng theo điểm từ {self.place_before} thành {self.place_now}."


@dataclass(frozen=True, slots=True)
class Differences:
    """Units that would stand otherwise, and the sheets of all units, loaded on the way."""

    units: tuple[UnitDifference, ...]
    sheets: tuple[ScoreSheet, ...]


@dataclass(frozen=True, slots=True)
class _Now:
    """A unit by the figures of now."""

    unit: str
    marks: Mapping[str, Mark]
    facts: Mapping[str, Mapping[str, Any]]
    points: Decimal


def differences_of(scoring: ScoringRound) -> Differences | None:
    """Hold every frozen unit against the figures and targets of now; None for a round that is not frozen.

    What people gave or counted cannot change any more, so it is taken as it stands.
    """
    if scoring.state not in SETTLED_ROUNDS:
        return None
    lines = lines_of(scoring)
    frozen = {place.unit_id: place for place in FrozenPlace.objects.filter(round=scoring)}
    units = tuple(_differing(frozen, _now(scoring, lines)))
    return Differences(units, tuple(own[0].sheet for own in by_sheet(lines).values()))


def _now(scoring: ScoringRound, lines: Sequence[ScoreLine]) -> dict[UUID, _Now]:
    reading = [line for line in lines if line.criterion.reading == ReadingChoice.TARGET]
    facts, table = facts_of(scoring, reading), table_of(scoring.criteria_set_id)
    reads = {line.pk: facts.of(line, line.sheet.unit_id) for line in reading}
    computed = marks_of(reading, reads, table)
    found = {}
    for own in by_sheet(lines).values():
        marks = {line.criterion.key: computed.get(line.pk, _kept(line)) for line in own}
        read = {
            line.criterion.key: reads[line.pk].as_plain if line.pk in reads else line.facts for line in own
        }
        sheet = own[0].sheet
        found[sheet.unit_id] = _Now(sheet.unit.name, marks, read, total_of(table, marks).points)
    return found


def _kept(line: ScoreLine) -> Mark:
    return Mark(line.points, LineState(line.state))


def _differing(
    frozen: Mapping[UUID, FrozenPlace], everybody: Mapping[UUID, _Now]
) -> Iterable[UnitDifference]:
    now = {key: one for key, one in everybody.items() if key in frozen}
    before = {key: place.points for key, place in frozen.items()}
    after = before | {key: one.points for key, one in now.items()}
    for key, one in now.items():
        lines = tuple(_lines(frozen[key].content["lines"], one))
        if lines or before[key] != after[key]:
            yield UnitDifference(
                unit=one.unit,
                before=before[key],
                now=after[key],
                place_before=_place(before, key),
                place_now=_place(after, key),
                lines=lines,
            )


def _lines(kept: Iterable[Mapping[str, Any]], now: _Now) -> Iterable[LineDifference]:
    for line in kept:
        mark = now.marks.get(line["key"])
        facts = now.facts.get(line["key"], {})
        is_same = mark is not None and mark.points == Decimal(line["points"])
        if mark is None or (is_same and facts == line["facts"]):
            continue
        yield LineDifference(
            key=line["key"],
            name=line["name"],
            before=Decimal(line["points"]),
            now=mark.points,
            read_before=_read(line["facts"]),
            read_now=_read(facts),
        )


def _place(points: Mapping[UUID, Decimal], key: UUID) -> int:
    return 1 + sum(other > points[key] for other in points.values())


def _read(facts: Mapping[str, Any]) -> str:
    said = facts.get("value", facts.get("count"))
    return "" if said is None else points_text(Decimal(said))


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""
