"""A sheet as people read it: groups, lines with all their columns, sums that can be added again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from thidua.core.scoring import GroupSum, Mark, Total, total_of
from thidua.core.scoring.bounds import Bounds, bounds_of
from thidua.core.scoring.criteria import most_of
from thidua.core.scoring.points import LineState
from thidua.core.scoring.rules import Milestones
from thidua.foundation.models import prepared
from thidua.scoring.enums import SETTLED_ROUNDS, Column
from thidua.scoring.models import CriteriaSet, CrossMark, ScoreEvent, ScoreLine, ScoreProof, ScoreSheet
from thidua.scoring.queries.crosses import crosses_of
from thidua.scoring.queries.grounds import AUTO, given_words
from thidua.scoring.queries.sheet_checks import proofs_of
from thidua.scoring.queries.sight import NOTHING, Sight, as_seen
from thidua.scoring.queries.why import counted_by, frozen_place


@dataclass(frozen=True, slots=True)
class Row:
    """A line with what stands beside it; `number` counts within its group ("2.1")."""

    line: ScoreLine
    number: str
    rule: str
    bounds: Bounds
    proofs: tuple[ScoreProof, ...] = ()
    events: tuple[ScoreEvent, ...] = ()
    steps: tuple[tuple[str, bool], ...] = ()
    crosses: tuple[CrossMark, ...] = ()
    empty_because: str = ""

    @property
    def maximum(self) -> Decimal:
        """The most the line gives; of a deduction the most it takes, without a sign."""
        return self.bounds.high if not self.bounds.takes_away else -self.bounds.low

    @property
    def is_assigned(self) -> bool:
        return bool(self.line.auto_state != LineState.NOT_ASSIGNED)

    @property
    def has_history(self) -> bool:
        """Whether somebody gave points that are seen here, so that their history has something to tell."""
        line = self.line
        given = (line.self_points, line.second_points, line.council_points)
        return line.version > 1 and any(one is not None for one in given)

    @property
    def told(self) -> list[str]:
        """Say how the points that count come about: by the arithmetic, or who gave others than that."""
        line = self.line
        who = counted_by(line)
        if who in {"", AUTO} or line.points == line.auto_points:
            return list(line.arithmetic)
        return [given_words(who, line.points)]

    @property
    def notes(self) -> list[tuple[str, str]]:
        """What people wrote beside their points, as (who, words)."""
        line = self.line
        told = (
            ("Đơn vị", line.self_note),
            ("Thẩm định", line.second_reason),
            *((f"{one.unit} chấm chéo", one.reason) for one in self.crosses),
            ("Hội đồng", line.council_reason),
            ("Để trống khi chốt", self.empty_because),
        )
        return [(who, words) for who, words in told if words]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A group with its rows and what it adds up to."""

    number: int
    rows: tuple[Row, ...]
    total: GroupSum


@dataclass(frozen=True, slots=True)
class SheetPage:
    """The whole sheet as far as `sight` reaches."""

    sheet: ScoreSheet
    chapters: tuple[Chapter, ...]
    total: Total
    sight: Sight

    @property
    def rows(self) -> list[Row]:
        return [row for chapter in self.chapters for row in chapter.rows]

    @property
    def sees_self(self) -> bool:
        return self.sight.sees_self

    @property
    def has_cross(self) -> bool:
        return any(row.crosses for row in self.rows)

    @property
    def most(self) -> str:
        """The most a unit may have, in words."""
        groups = (chapter.total.group for chapter in self.chapters)
        return most_of(self.sheet.round.criteria_set.total, groups)

    @property
    def span(self) -> int:
        """How many columns stand before the last one."""
        return 5 + self.sees_self + self.has_cross

    @property
    def given_span(self) -> int:
        """How many columns of points stand between the most and what counts."""
        return self.span - 2


def page_of(sheet: ScoreSheet, sight: Sight) -> SheetPage:
    """Return the sheet in at most eight queries, without what may not be seen."""
    criteria_set = set_of(sheet)
    lines = list(sheet.lines.select_related("criterion"))
    for line in lines:
        line.sheet = sheet
        as_seen(line, sight)
    place = frozen_place(sheet) if sheet.round.state in SETTLED_ROUNDS else None
    beside = replace(_beside(lines, sight), empty={} if place is None else place.empty_reasons)
    by_criterion = {line.criterion_id: line for line in lines}
    total = total_of(criteria_set.table, _marks(lines))
    sums = {one.group.key: one for one in total.groups}
    chapters = tuple(
        Chapter(place, tuple(_rows(group, place, by_criterion, criteria_set, beside)), sums[group.key])
        for place, group in enumerate(criteria_set.groups.all(), 1)
    )
    return SheetPage(sheet, chapters, total, sight)


def set_of(sheet: ScoreSheet) -> CriteriaSet:
    found: CriteriaSet = CriteriaSet.objects.prefetch_related("groups__criteria").get(
        pk=sheet.round.criteria_set_id
    )
    return found


def row_of(line: ScoreLine, sight: Sight = NOTHING) -> Row:
    """Return one line alone, its criterion, group and set loaded; neighbours' marks where they are seen."""
    beside = _beside([line], sight)
    return _row(line, "", line.criterion.group.head, line.sheet.round.criteria_set.places, beside)


def has_events(line: ScoreLine) -> bool:
    """Whether something that was counted for the line stands."""
    return bool(_events(frozenset([line.pk])))


@dataclass(frozen=True, slots=True)
class _Beside:
    proofs: Mapping[UUID, list[ScoreProof]]
    events: Mapping[UUID, list[ScoreEvent]]
    crosses: Mapping[UUID, list[CrossMark]]
    empty: Mapping[str, str] = field(default_factory=dict)


def _beside(lines: Sequence[ScoreLine], sight: Sight) -> _Beside:
    events: dict[UUID, list[ScoreEvent]] = {}
    for event in _events(frozenset(line.pk for line in lines)):
        events.setdefault(event.line_id, []).append(event)
    crosses = crosses_of(lines) if Column.CROSS in sight.columns else {}
    return _Beside(proofs_of(lines), events, crosses)


@prepared
def _events(line_ids: frozenset[UUID]) -> QuerySet[ScoreEvent]:
    return ScoreEvent.objects.filter(line__in=line_ids, withdrawn_at__isnull=True)


def _rows(
    group: Any,
    place: int,
    lines: Mapping[UUID, ScoreLine],
    criteria_set: CriteriaSet,
    beside: _Beside,
) -> Iterable[Row]:
    head = group.head
    for number, criterion in enumerate(group.criteria.all(), 1):
        if (line := lines.get(criterion.pk)) is not None:
            yield _row(line, f"{place}.{number}", head, criteria_set.places, beside)


def _row(line: ScoreLine, number: str, head: Any, places: int, beside: _Beside) -> Row:
    row = line.criterion.row
    steps = row.rule.steps if isinstance(row.rule, Milestones) else ()
    return Row(
        line=line,
        number=number,
        rule=row.rule.sentence,
        bounds=bounds_of(row, head, places),
        proofs=tuple(beside.proofs.get(line.pk, ())),
        events=tuple(beside.events.get(line.pk, ())),
        steps=tuple((step.name, step.key in (line.steps or ())) for step in steps),
        crosses=tuple(beside.crosses.get(line.pk, ())),
        empty_because=beside.empty.get(row.key, ""),
    )


def _marks(lines: Iterable[ScoreLine]) -> dict[str, Mark]:
    return {line.criterion.key: Mark(line.points, LineState(line.state)) for line in lines}
