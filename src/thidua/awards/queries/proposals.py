"""Units that a settled standing puts at the front, in words, for those who make proposals of it."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from thidua.awards.enums import NominationState
from thidua.awards.models import AwardRound, Nomination
from thidua.core.quantities import format_number
from thidua.organisation.models import Unit
from thidua.scoring.models import FrozenPlace, ScoringRound

_GONE = (NominationState.WITHDRAWN, NominationState.REFUSED)


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit with its place and the words a nomination stands on; `has` are kinds it is put forward for."""

    unit: Unit
    place: int
    words: str
    achievement: str
    has: frozenset[str]


def placed_in(award_round: AwardRound) -> list[Placed]:
    """Return the units of the standing the round goes by, best first. Two queries."""
    scoring = award_round.scoring_round
    if scoring is None:
        return []
    places = FrozenPlace.objects.filter(round=scoring, place__isnull=False).defer("content", "reasons")
    rows = list(places.select_related("unit").order_by("place", "unit__sort_key"))
    has = kinds_by_unit(award_round, [row.unit_id for row in rows])
    return [_placed(row, len(rows), scoring, has.get(row.unit_id, frozenset())) for row in rows]


def _placed(row: FrozenPlace, total: int, scoring: ScoringRound, has: frozenset[str]) -> Placed:
    rating = f", xếp loại {row.rating}" if row.rating else ""
    stood = f"Đứng hạng {row.place} trên {total}"
    points = f"{format_number(row.points)} điểm{rating}"
    return Placed(
        unit=row.unit,
        place=row.place or 0,
        words=f"{stood} trong “{scoring}”: {points}.",
        achievement=f"{stood} đơn vị trong “{scoring}”, {points}.",
        has=has,
    )


def kinds_by_unit(award_round: AwardRound, units: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    """Return for what each unit is put forward in a round already. One query."""
    there = Nomination.objects.filter(round=award_round, unit__in=units).exclude(state__in=_GONE)
    found: dict[UUID, set[str]] = {}
    for unit_id, code in there.values_list("unit_id", "kind_code"):
        if unit_id is not None:
            found.setdefault(unit_id, set()).add(code)
    return {unit_id: frozenset(codes) for unit_id, codes in found.items()}
