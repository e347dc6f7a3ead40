"""The standing of a round: place and progress of every unit, ties told honestly, nobody left out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import DecimalField, Exists, OuterRef, Subquery, Value

from thidua.core.parsing.reading import Comparator
from thidua.core.scoring import CriteriaSet as Table
from thidua.core.scoring import LineState, Mark, Place, TieKind, undecided
from thidua.movements.models import Target
from thidua.scoring.enums import COMPARED_ROUNDS, SETTLED_ROUNDS, ReplyState
from thidua.scoring.models import (
    Criterion,
    FrozenPlace,
    ScoreLine,
    ScoreReply,
    ScoreSheet,
    ScoringRound,
    SheetFact,
    TieDecision,
)
from thidua.scoring.queries.placing import (
    Chain,
    Decided,
    LineRead,
    Reached,
    Standee,
    closed_share,
    places_of,
    progress_places,
    reached_of,
)
from thidua.scoring.queries.tables import table_of

_LESS_IS_BETTER = (Comparator.LE, Comparator.LT)


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit in a standing.

    `place` is None while nothing was scored at all; `mark` says what is missing; `because` what told it
    apart from equals; `before` are its points in the round it is held against, `closed` the part of what was
    missing to the whole that it won since.
    """

    sheet_id: UUID
    unit_id: UUID
    unit: str
    kind: str
    place: int | None
    because: str
    is_open_tie: bool
    points: Decimal
    rating: str
    mark: str
    before: Decimal | None
    progress: Decimal | None
    progress_place: int | None
    closed: Fraction | None
    reached: Reached
    has_replied: bool

    @property
    def key(self) -> str:
        return str(self.unit_id)


@dataclass(frozen=True, slots=True)
class Board:
    """The standing of a round, best first; `open_ties` are the names of equals nobody told apart yet."""

    rows: tuple[Standing, ...]
    table: Table
    marks: Mapping[str, Mapping[str, Mark]]
    open_ties: tuple[tuple[str, ...], ...]
    is_settled: bool

    @property
    def has_last(self) -> bool:
        return any(row.before is not None for row in self.rows)

    @property
    def placed(self) -> int:
        return sum(row.place is not None for row in self.rows)

    def row_of(self, unit_id: UUID) -> Standing | None:
        return next((row for row in self.rows if row.unit_id == unit_id), None)


def standing_of(scoring: ScoringRound) -> Board:
    """Place all units of a round in two queries for any number of them, four where there are equals.

    A settled round shows what was frozen; before that places follow points. `scoring` comes with its set and
    its last round.
    """
    return sheeted(scoring)[1]


def sheeted(scoring: ScoringRound) -> tuple[Sequence[ScoreSheet], Board]:
    """Return the standing with the sheets it was made of, each with its round and unit."""
    table = table_of(scoring.criteria_set_id)
    sheets = _sheets(scoring, table)
    return sheets, _board(scoring, sheets, table)


def _board(scoring: ScoringRound, sheets: Sequence[ScoreSheet], table: Table) -> Board:
    units = _standees(scoring, sheets, table)
    reached = {one.key: reached_of(table, one) for one in units}
    marks = {one.key: {key: line.mark for key, line in one.lines.items()} for one in units}
    if scoring.state in SETTLED_ROUNDS:
        rows = _frozen(scoring, sheets, units, reached, table)
        return Board(_ordered(rows), table, marks, (), is_settled=True)
    places = _placed(scoring, units, table)
    rows = _live(sheets, units, places, reached, table)
    if scoring.state not in COMPARED_ROUNDS:
        rows = [_without_progress(row) for row in rows]
    names = {row.key: row.unit for row in rows}
    ties = tuple(tuple(names[key] for key in keys) for keys in undecided(places))
    return Board(_ordered(rows), table, marks, ties, is_settled=False)


def _sheets(scoring: ScoringRound, table: Table) -> list[ScoreSheet]:
    """Return the sheets with what else places them: a reply that waits, the last points, priorities."""
    waiting = ScoreReply.objects.filter(sheet=OuterRef("pk"), state=ReplyState.WAITING)
    facts = SheetFact.objects.filter(sheet=OuterRef("pk"), withdrawn_at__isnull=True)
    favoured = {_favour(n): Exists(facts.filter(fact=key)) for n, key in enumerate(_priorities(table))}
    rows = ScoreSheet.objects.filter(round=scoring).select_related("round").for_list()
    return list(rows.annotate(has_replied=Exists(waiting), before=_last(scoring), **favoured))


def _last(scoring: ScoringRound) -> Any:
    """Ask for the points in the round this one is held against: the frozen ones, else those it announced."""
    last = scoring.last
    if last is None or last.state not in COMPARED_ROUNDS:
        return Value(None, output_field=DecimalField())
    source: Any = FrozenPlace if last.state in SETTLED_ROUNDS else ScoreSheet
    return Subquery(source.objects.filter(round=last, unit=OuterRef("unit")).values("points")[:1])


def _priorities(table: Table) -> list[str]:
    return [step.key for step in table.ties if step.kind == TieKind.PRIORITY]


def _favour(number: int) -> str:
    return f"favour_{number}"


def _standees(scoring: ScoringRound, sheets: Sequence[Any], table: Table) -> list[Standee]:
    lines = _lines(scoring)
    favours = [(key, _favour(n)) for n, key in enumerate(_priorities(table))]
    return [
        Standee(
            key=str(sheet.unit_id),
            points=sheet.points,
            lost=sheet.lost,
            groups=sheet.group_points,
            lines=lines.get(sheet.pk, {}),
            before=sheet.before,
            priorities=frozenset(key for key, name in favours if getattr(sheet, name)),
        )
        for sheet in sheets
    ]


def _lines(scoring: ScoringRound) -> dict[UUID, dict[str, LineRead]]:
    rows = ScoreLine.objects.filter(sheet__round=scoring).order_by()
    found: dict[UUID, dict[str, LineRead]] = {}
    for sheet_id, key, points, state, facts in rows.values_list(
        "sheet_id", "criterion__key", "points", "state", "facts"
    ):
        found.setdefault(sheet_id, {})[key] = LineRead(points, LineState(state), facts)
    return found


def _placed(scoring: ScoringRound, units: Sequence[Standee], table: Table) -> tuple[Place, ...]:
    """Place units; what else a chain looks at is asked for only where there are equals."""
    points = [unit.points for unit in units]
    has_equals = len(set(points)) < len(points)
    chain = Chain(table.ties, limits=_limits(scoring, table) if has_equals else frozenset())
    places = places_of(units, chain)
    if not undecided(places):
        return places
    decided = tuple(
        Decided(TieKind(manner), tuple(map(str, order)))
        for manner, order in TieDecision.objects.filter(round=scoring, withdrawn_at__isnull=True).values_list(
            "manner", "order"
        )
    )
    return places_of(units, replace(chain, decided=decided)) if decided else places


def _limits(scoring: ScoringRound, table: Table) -> frozenset[str]:
    """Name the criteria of the chain whose target is a limit, where less is better."""
    wanted = [step.key for step in table.ties if step.kind == TieKind.VALUE]
    if not wanted:
        return frozenset()
    limits = Target.objects.filter(comparator__in=_LESS_IS_BETTER)
    reading = Criterion.objects.filter(group__criteria_set=scoring.criteria_set_id, key__in=wanted)
    return frozenset(reading.filter(targets__in=limits).values_list("key", flat=True))


def _live(
    sheets: Sequence[ScoreSheet],
    units: Sequence[Standee],
    places: Iterable[Place],
    reached: Mapping[str, Reached],
    table: Table,
) -> list[Standing]:
    found = {place.key: place for place in places}
    moved = progress_places(units)
    rows = []
    for sheet, unit in zip(sheets, units, strict=True):
        place = found.get(unit.key)
        rows.append(
            replace(
                _row(sheet, unit, reached, table),
                place=place.place if place else None,
                because=place.because if place else "",
                is_open_tie=place.open_tie if place else False,
                progress_place=moved.get(unit.key),
            )
        )
    return rows


def _without_progress(row: Standing) -> Standing:
    """Compare nothing while points are still given: an unfinished round has made no progress yet."""
    return replace(row, before=None, progress=None, progress_place=None, closed=None)


def _frozen(
    scoring: ScoringRound,
    sheets: Sequence[ScoreSheet],
    units: Sequence[Standee],
    reached: Mapping[str, Reached],
    table: Table,
) -> list[Standing]:
    """Return the rows as they were frozen, whatever happened since."""
    kept = {place.unit_id: place for place in FrozenPlace.objects.filter(round=scoring).defer("content")}
    rows = []
    for sheet, unit in zip(sheets, units, strict=True):
        row, place = _row(sheet, unit, reached, table), kept.get(sheet.unit_id)
        if place is not None:
            row = _as_frozen(row, place, table)
        rows.append(row)
    return rows


def _as_frozen(row: Standing, place: FrozenPlace, table: Table) -> Standing:
    """Put what was frozen in place of what is worked out now, the points of the last round with it."""
    names = ("place", "because", "points", "rating", "mark", "progress", "progress_place")
    before = None if place.progress is None else place.points - place.progress
    closed = closed_share(before, place.points, table.total)
    return replace(row, **{name: getattr(place, name) for name in names}, before=before, closed=closed)


def _row(sheet: ScoreSheet, unit: Standee, reached: Mapping[str, Reached], table: Table) -> Standing:
    """Return a unit without its place."""
    return Standing(
        sheet_id=sheet.pk,
        unit_id=sheet.unit_id,
        unit=sheet.unit.name,
        kind=sheet.unit.kind,
        place=None,
        because="",
        is_open_tie=False,
        points=sheet.points,
        rating=sheet.rating,
        mark=unit.mark,
        before=unit.before,
        progress=unit.progress,
        progress_place=None,
        closed=closed_share(unit.before, sheet.points, table.total),
        reached=reached[unit.key],
        has_replied=bool(getattr(sheet, "has_replied", False)),
    )


def _ordered(rows: Iterable[Standing]) -> tuple[Standing, ...]:
    """Best first; who has no place stands at the end. Equals keep the order of the list of units."""
    return tuple(sorted(rows, key=lambda row: (row.place is None, row.place or 0)))


def among(board: Board, unit_ids: Iterable[UUID]) -> Board:
    """Return the standing of some units among themselves ("xếp trong cụm"), as the whole places them."""
    wanted = set(unit_ids)
    kept = [row for row in board.rows if row.unit_id in wanted]
    places = [row.place for row in kept if row.place is not None]
    moved = sorted(row.progress_place for row in kept if row.progress_place is not None)
    equals = [row.points for row in kept]
    rows = tuple(
        replace(
            row,
            place=None if row.place is None else places.index(row.place) + 1,
            progress_place=None if row.progress_place is None else moved.index(row.progress_place) + 1,
            because=row.because if equals.count(row.points) > 1 else "",
            is_open_tie=row.is_open_tie and places.count(row.place or 0) > 1,
        )
        for row in kept
    )
    names = {row.unit for row in rows if row.is_open_tie}
    ties = tuple(tie for tie in (tuple(n for n in tie if n in names) for tie in board.open_ties) if tie)
    return replace(board, rows=rows, open_ties=ties)
