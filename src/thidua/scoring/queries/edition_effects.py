"""What a new edition of a set does to the rounds that follow the old one: points set aside, who moves."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from thidua.core.scoring import CriteriaSet as Table
from thidua.core.scoring.likeness import still_alike
from thidua.core.scoring.points import points_text
from thidua.scoring.enums import RoundState
from thidua.scoring.models import CriteriaSet, Criterion, ScoreLine, ScoringRound
from thidua.scoring.queries.criteria import table_of, whole_sets
from thidua.scoring.queries.standing import Board

EMPTY_LINE: Mapping[str, Any] = {
    "self_points": None,
    "self_note": "",
    "second_points": None,
    "second_reason": "",
    "second_by": "",
    "council_points": None,
    "council_reason": "",
    "council_by": "",
    "count": None,
    "steps": None,
    "base_met": None,
}
"""Columns that people fill, and what they hold while nobody has."""
_GIVEN = ("self_points", "second_points", "council_points", "count", "steps", "base_met")
_MOST_NAMES = 5


def alike_keys(made: CriteriaSet) -> frozenset[str]:
    """Return the keys of criteria that ask for the same as in the edition before. Few queries."""
    before, after = whole_sets().filter(pk__in=[made.pk, made.replaces_id]).order_by("number")
    return still_alike(table_of(before), table_of(after))


def edition_words(criterion: Criterion, number: int) -> str:
    """Name a criterion as one edition has it."""
    return f"{criterion.name} (bản {number}, tối đa {points_text(criterion.maximum)} điểm)"


def names_of_points(others: Iterable[ScoreLine]) -> list[str]:
    """Say of which criteria points of which units are set aside, without the points: some are not for all."""
    units: dict[str, list[str]] = {}
    for line in others:
        if any(getattr(line, name) is not None for name in _GIVEN) or getattr(line, "has_cross", False):
            units.setdefault(line.criterion.name, []).append(line.sheet.unit.name)
    return [f"{name}: {_names(found)}" for name, found in units.items()]


def _names(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMES
    return ", ".join(names[:_MOST_NAMES]) + (f" và {more} đơn vị khác" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class Carried:
    """A round that will go over: whether its result was told already, and what has to be given again."""

    scoring: ScoringRound
    asked_again: tuple[str, ...]

    @property
    def is_announced(self) -> bool:
        return bool(self.scoring.state == RoundState.PROVISIONAL)


def carried_by(before: Table, after: Table, lines: Iterable[ScoreLine]) -> tuple[Carried, ...]:
    """Return the running rounds of the old edition, with what the new one sets aside of their lines."""
    alike = still_alike(before, after)
    rounds: dict[UUID, ScoringRound] = {}
    others: dict[UUID, list[ScoreLine]] = {}
    keys = {row.key for row in after.criteria}
    for line in lines:
        key = rounds.setdefault(line.sheet.round_id, line.sheet.round).pk
        if line.criterion.key in keys - alike:
            others.setdefault(key, []).append(line)
    return tuple(Carried(one, tuple(names_of_points(others.get(key, ())))) for key, one in rounds.items())


@dataclass(frozen=True, slots=True)
class Move:
    """A unit whose place or points an edition changes."""

    unit_id: UUID
    unit: str
    places: tuple[int | None, int | None]
    points: tuple[Decimal, Decimal]

    @property
    def words(self) -> str:
        """Say from where to where: "hạng 3 → 2, 81,5 → 84 điểm"."""
        before, after = ("chưa xếp" if place is None else str(place) for place in self.places)
        return f"hạng {before} → {after}, {' → '.join(map(points_text, self.points))} điểm"

    @property
    def sentence(self) -> str:
        return f"{self.unit}: {self.words}"


def moves_of(before: Board, after: Board) -> tuple[Move, ...]:
    """Return the units that stand elsewhere, or with other points, in the order of the old places."""
    found = []
    for old in before.rows:
        new = after.row_of(old.unit_id)
        if new is not None and (old.place, old.points) != (new.place, new.points):
            found.append(Move(old.unit_id, old.unit, (old.place, new.place), (old.points, new.points)))
    return tuple(found)
