"""The board of doubts ("nên đi xem"): what stands out in a season, by unit, the weightiest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from thidua.core.plausibility import visit_list
from thidua.monitoring.enums import DoubtChoice
from thidua.monitoring.models import DoubtAnswer, Visit
from thidua.monitoring.queries.doubt_rows import Row, rows_of
from thidua.monitoring.queries.doubt_rules import Found, PhotoOf, all_doubts
from thidua.movements.models import Movement
from thidua.reporting.enums import EvidenceKind
from thidua.reporting.models import Evidence

_FIGURES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; nothing asks for all."""

    period_id: UUID | None = None
    unit_id: UUID | None = None
    code: str = ""

    def keeps(self, found: Found) -> bool:
        return (
            (self.period_id is None or self.period_id in found.period_ids)
            and (self.unit_id is None or any(row.unit_id == self.unit_id for row in found.rows))
            and (not self.code or found.doubt.code == self.code)
        )


@dataclass(frozen=True, slots=True)
class BoardDoubt:
    """One doubt on the board, with the answer somebody gave to it, if any."""

    found: Found
    answer: DoubtAnswer | None

    @property
    def sentence(self) -> str:
        return self.found.doubt.sentence

    @property
    def fingerprint(self) -> str:
        return self.found.fingerprint

    @property
    def kind(self) -> str:
        return str(DoubtChoice(self.found.doubt.code.value).label)

    @property
    def weight(self) -> int:
        return self.found.doubt.weight

    @property
    def periods(self) -> str:
        return ", ".join(dict.fromkeys(row.period for row in self.found.rows))

    @property
    def is_of_many_units(self) -> bool:
        return len(self.found.doubt.units) > 1

    @property
    def figures(self) -> tuple[Row, ...]:
        """The figures to open, the first of them where there are many."""
        return self.found.rows[:_FIGURES_SHOWN]

    @property
    def hidden(self) -> int:
        return max(0, len(self.found.rows) - _FIGURES_SHOWN)


@dataclass(frozen=True, slots=True)
class UnitDoubts:
    """A unit worth a visit, with all the reasons; `is_listed` when a visit to it is planned already."""

    unit_id: UUID
    unit: str
    weight: int
    doubts: tuple[BoardDoubt, ...]
    is_listed: bool


@dataclass(frozen=True, slots=True)
class DoubtsBoard:
    """The board as filtered, and what the filters offer."""

    visits: tuple[UnitDoubts, ...]
    answered: tuple[BoardDoubt, ...]
    total: int
    shown: int
    units: tuple[tuple[UUID, str], ...]
    periods: tuple[tuple[UUID, str], ...]


def season_of(movement: Movement) -> tuple[list[Row], list[Found]]:
    """Return the figures of a season and every doubt about them, answered or not. Four queries."""
    rows = rows_of(movement)
    return rows, all_doubts(rows, _photos(movement))


def found_in(movement: Movement) -> list[Found]:
    """Return every doubt about a season, answered or not."""
    return season_of(movement)[1]


def doubts_of(movement: Movement, filters: Filters | None = None) -> DoubtsBoard:
    """Lay out what is worth a visit. Six queries for any number of figures."""
    rows, found = season_of(movement)
    answers = _answers(movement)
    kept = [
        BoardDoubt(one, answers.get(one.fingerprint)) for one in found if (filters or Filters()).keeps(one)
    ]
    open_ones = [one for one in kept if one.answer is None]
    return DoubtsBoard(
        visits=tuple(_by_unit(open_ones, movement, filters)),
        answered=tuple(one for one in kept if one.answer is not None),
        total=sum(one.fingerprint not in answers for one in found),
        shown=len(open_ones),
        units=_choices((row.unit_id, row.unit) for row in sorted(rows, key=lambda row: row.unit_place)),
        periods=_choices((row.period_id, row.period) for row in rows),
    )


def _by_unit(
    doubts: Sequence[BoardDoubt], movement: Movement, filters: Filters | None
) -> Iterator[UnitDoubts]:
    on_board = {one.found.doubt: one for one in doubts}
    unit_ids = {row.unit: row.unit_id for one in doubts for row in one.found.rows}
    listed = _listed(movement)
    wanted = filters.unit_id if filters else None
    for visit in visit_list([one.found.doubt for one in doubts]):
        unit_id = unit_ids[visit.unit]
        if wanted is None or unit_id == wanted:
            reasons = tuple(on_board[doubt] for doubt in visit.doubts)
            yield UnitDoubts(unit_id, visit.unit, visit.weight, reasons, unit_id in listed)


def _photos(movement: Movement) -> list[PhotoOf]:
    found = Evidence.objects.kept().filter(
        kind=EvidenceKind.PHOTO,
        figure__commune=movement.authority_id,
        figure__target__movement=movement,
    )
    rows = found.exclude(look="").order_by("added_at", "id").values_list("id", "figure_id", "name", "look")
    return [PhotoOf(str(key), figure_id, name, int(look, 16)) for key, figure_id, name, look in rows]


def _answers(movement: Movement) -> Mapping[str, DoubtAnswer]:
    standing = DoubtAnswer.objects.standing().filter(authority=movement.authority_id)
    return {answer.fingerprint: answer for answer in standing}


def _listed(movement: Movement) -> frozenset[UUID]:
    """Units to which a visit of this season is still to come."""
    going_on = Visit.objects.going_on().filter(round__movement=movement)
    return frozenset(going_on.values_list("unit_id", flat=True))


def _choices(pairs: Iterator[tuple[UUID, str]]) -> tuple[tuple[UUID, str], ...]:
    return tuple(dict(pairs).items())
