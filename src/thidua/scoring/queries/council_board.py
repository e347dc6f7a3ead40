"""All units of a round by criteria: where the columns differ, or everything.

Three hundred sheets are six thousand lines. They come gathered by sheet, as text, and a text that came before
is not read again; the database has just given it, so that nothing shown is ever out of date.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BooleanField, CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce

from thidua.foundation.models import GatheredText, prepared, read_gathered
from thidua.scoring.enums import CLOSED_ROUNDS
from thidua.scoring.models import Criterion, CrossMark, ScoreLine, ScoreSheet, ScoringRound
from thidua.scoring.queries.crosses import points_across

_KEPT = 1024


class Cell(NamedTuple):
    """One line: what counts and, where they are there and may be seen, the columns of people."""

    line: str
    points: Decimal
    state: str
    own: Decimal | None
    second: Decimal | None
    council: Decimal | None
    reason: str
    crosses: tuple[Decimal, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether people gave this line different points."""
        given = {one for one in (self.own, self.second, self.council, *self.crosses) if one is not None}
        return len(given) > 1 or self.council is not None


@dataclass(frozen=True, slots=True)
class Unit:
    """A sheet with its lines; `text` and `crosses` are all that `cells` were read from."""

    sheet: UUID
    name: str
    points: Decimal
    rating: str
    is_checked: bool
    text: str
    crosses: tuple[tuple[UUID, tuple[Decimal, ...]], ...]
    is_whole: bool

    @property
    def cells(self) -> MappingProxyType[str, Cell]:
        """Lines by the key of their criterion."""
        return _cells(self.text, self.crosses, is_checked=self.is_checked, is_whole=self.is_whole)


@dataclass(frozen=True, slots=True)
class Board:
    """Units down, criteria across: key, name and maximum of each."""

    scoring: ScoringRound
    criteria: tuple[tuple[str, str, Decimal], ...]
    units: tuple[Unit, ...]
    is_whole: bool

    @property
    def unchecked(self) -> int:
        return sum(not unit.is_checked for unit in self.units)


def board_of(scoring: ScoringRound, *, is_whole: bool) -> Board:
    """Return the board in four queries for any number of units.

    The unit's own points are left out as long as its sheet is still being checked, whoever looks: one who
    checks may sit beside.
    """
    texts = _texts_of(scoring, is_whole=is_whole)
    across = {} if scoring.block_id is None else points_across(scoring.pk)
    is_closed = scoring.state in CLOSED_ROUNDS
    units = tuple(
        Unit(
            pk,
            name,
            points,
            rating,
            is_done or is_closed,
            texts.get(pk, ""),
            tuple(across.get(pk, {}).items()),
            is_whole,
        )
        for pk, name, points, rating, is_done in _sheets(scoring.pk)
    )
    criteria = tuple(_criteria(scoring.criteria_set_id))
    if not is_whole:
        units = tuple(unit for unit in units if unit.text and unit.cells)
        shown = frozenset[str]().union(*(unit.cells.keys() for unit in units))
        criteria = tuple(one for one in criteria if one[0] in shown)
    return Board(scoring, criteria, units, is_whole)


@prepared
def _sheets(round_id: UUID) -> QuerySet[ScoreSheet, tuple[Any, ...]]:
    sheets = ScoreSheet.objects.filter(round=round_id).order_by("unit__kind_rank", "unit__sort_key", "id")
    is_done = ExpressionWrapper(
        Q(second_done_at__isnull=False), BooleanField()
    )  # the moment need not be read
    return sheets.values_list("pk", "unit__name", "points", "rating", is_done)


@prepared
def _criteria(set_id: UUID) -> QuerySet[Criterion, tuple[str, str, Decimal]]:
    rows = Criterion.objects.filter(group__criteria_set=set_id)
    in_order = rows.order_by("group__position", "group_id", "position", "pk")
    return in_order.values_list(Cast("pk", CharField()), "name", "maximum")


def _texts_of(scoring: ScoringRound, *, is_whole: bool) -> dict[UUID, str]:
    """Return the lines by sheet; without a block nobody checks across, so that no mark is looked for."""
    if is_whole:
        return dict(_texts(scoring.pk))
    return dict(_differing_texts(scoring.pk) if scoring.block_id is None else _crossed_texts(scoring.pk))


@prepared
def _texts(round_id: UUID) -> QuerySet[ScoreLine, tuple[UUID, str]]:
    return _gathered(ScoreLine.objects.filter(sheet__round=round_id))


@prepared
def _differing_texts(round_id: UUID) -> QuerySet[ScoreLine, tuple[UUID, str]]:
    """Ask for lines on which columns may differ alone, so that the others are not even read."""
    return _gathered(ScoreLine.objects.filter(_may_differ(), sheet__round=round_id))


@prepared
def _crossed_texts(round_id: UUID) -> QuerySet[ScoreLine, tuple[UUID, str]]:
    """Ask for those, and for lines that a neighbour gave points."""
    has_cross = Exists(CrossMark.objects.filter(line=OuterRef("pk"), points__isnull=False))
    return _gathered(ScoreLine.objects.filter(_may_differ() | has_cross, sheet__round=round_id))


def _may_differ() -> Q:
    second = Coalesce(F("second_points"), F("auto_points"))
    has_own = Q(self_points__isnull=False) & ~Q(self_points=second)
    return has_own | Q(council_points__isnull=False)


def _gathered(lines: QuerySet[ScoreLine]) -> QuerySet[ScoreLine, tuple[UUID, str]]:
    columns = ("points", "state", "self_points", Coalesce("second_points", "auto_points"))
    keys = (Cast("criterion_id", CharField()), Cast("pk", CharField()))
    rows = lines.order_by().values_list("sheet_id")
    found: QuerySet[ScoreLine, tuple[UUID, str]] = rows.annotate(
        cells=GatheredText(*keys, *columns, "council_points", "council_reason")
    )
    return found


@lru_cache(maxsize=_KEPT)
def _cells(
    text: str, crosses: tuple[tuple[UUID, tuple[Decimal, ...]], ...], *, is_checked: bool, is_whole: bool
) -> MappingProxyType[str, Cell]:
    """Read the lines of a sheet; the same text is read once, however often the board is opened."""
    found, across = {}, dict(crosses)
    for criterion, line, points, state, own, second, council, reason in read_gathered(text):
        key = UUID(line)
        shown, checked, decided = map(_number, (own if is_checked else None, second, council))
        told = (shown, checked, decided, reason, across.get(key, ()))
        cell = Cell(str(key), Decimal(points), state, *told)
        if is_whole or cell.differs:
            found[criterion] = cell
    return MappingProxyType(found)


def _number(given: Decimal | int | None) -> Decimal | None:
    return None if given is None else Decimal(given)
