"""Pledges of a movement, a unit a row, and those that wait for the chairman."""

from dataclasses import dataclass
from datetime import date

from thidua.commitments.enums import STANDING_PLEDGES, PledgeSide, PledgeState
from thidua.commitments.models import Pledge, PledgeLine
from thidua.commitments.queries.pledge_papers import words_of
from thidua.foundation.actors import Actor
from thidua.movements.models import Allocation, Movement
from thidua.organisation.models import Unit

NONE = "chua-co"
NONE_WORDS = "Chưa có giao ước"


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """A unit with the pledge that holds, and the edition that is being made to replace it."""

    unit: Unit
    pledge: Pledge | None
    coming: Pledge | None
    lines: int
    signed_sides: tuple[str, ...]

    @property
    def shown(self) -> Pledge | None:
        """The one worked on, else the one that holds."""
        return self.coming or self.pledge

    @property
    def state(self) -> str:
        return self.shown.state if self.shown is not None else NONE

    @property
    def state_words(self) -> str:
        return self.shown.get_state_display() if self.shown is not None else NONE_WORDS

    @property
    def detail(self) -> str:
        """Say who has signed of one that waits for signatures."""
        if self.state != PledgeState.AGREED:
            return ""
        waiting = [str(side.label) for side in PledgeSide if side not in self.signed_sides]
        return f"Chờ {' và '.join(waiting).lower()} ký."


@dataclass(frozen=True, slots=True)
class PledgeList:
    """The rows shown, and how many units are in each state whatever is filtered."""

    rows: tuple[PledgeRow, ...]
    counts: tuple[tuple[str, str, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, _, count in self.counts)

    @property
    def signed(self) -> int:
        return next((count for key, _, count in self.counts if key == PledgeState.SIGNED), 0)


def pledge_list(movement: Movement, actor: Actor, on: date, *, state: str = "") -> PledgeList:
    """Return a row for each unit the actor may read about that was given something or has a pledge.

    Five queries for any number of units.
    """
    pledges = Pledge.objects.visible_to(actor).filter(movement=movement, state__in=STANDING_PLEDGES)
    found = list(pledges.for_list().prefetch_related("signatures", "lines"))
    by_unit: dict[object, list[Pledge]] = {}
    for pledge in found:
        by_unit.setdefault(pledge.unit_id, []).append(pledge)
    units = {pledge.unit_id: pledge.unit for pledge in found}
    if not actor.unit_ids or actor.has("office", "chairman", "council", "inspector", "upper"):
        given = Allocation.objects.given().filter(target__movement=movement).values("unit_id")
        units |= {unit.pk: unit for unit in Unit.objects.filter(pk__in=given).in_force(on)}
    ordered = sorted(units.values(), key=lambda one: (one.kind_rank, one.sort_key, str(one.pk)))
    rows = [_row(unit, by_unit.get(unit.pk, [])) for unit in ordered]
    labels = {**dict(PledgeState.choices), NONE: NONE_WORDS}
    counts = tuple(
        (key, str(label), count)
        for key, label in labels.items()
        if (count := sum(row.state == key for row in rows))
    )
    return PledgeList(tuple(row for row in rows if not state or row.state == state), counts)


def _row(unit: Unit, pledges: list[Pledge]) -> PledgeRow:
    holding = next((one for one in pledges if one.state == PledgeState.SIGNED), None)
    coming = next((one for one in pledges if one.state != PledgeState.SIGNED), None)
    shown = coming or holding
    return PledgeRow(
        unit,
        holding,
        coming,
        len(shown.lines.all()) if shown is not None else 0,
        tuple(one.side for one in shown.signatures.all()) if shown is not None else (),
    )


@dataclass(frozen=True, slots=True)
class ToSign:
    """A pledge as the chairman reads it before signing many: every line with its number."""

    pledge: Pledge
    lines: tuple[tuple[PledgeLine, str], ...]


def waiting_for_committee(movement: Movement, actor: Actor) -> list[ToSign]:
    """Return the agreed pledges of a movement that the committee has not signed. Three queries."""
    agreed = Pledge.objects.visible_to(actor).filter(movement=movement, state=PledgeState.AGREED)
    waiting = agreed.exclude(signatures__side=PledgeSide.AUTHORITY).for_list()
    found = waiting.prefetch_related("lines__target", "signatures")
    return [ToSign(pledge, tuple((line, words_of(line)) for line in pledge.lines.all())) for pledge in found]


def editions_of(pledge: Pledge, actor: Actor) -> list[Pledge]:
    """Return all editions of a unit's pledge of a movement, the newest first."""
    found = Pledge.objects.visible_to(actor).filter(movement=pledge.movement_id, unit=pledge.unit_id)
    return list(found.order_by("-number"))


def pledges_of_unit(unit: Unit, year: int, actor: Actor) -> list[Pledge]:
    """Return the pledges of a unit in a year that hold or are made, as far as the actor may read."""
    found = Pledge.objects.visible_to(actor).standing().filter(unit=unit, movement__year=year)
    return list(found.select_related("movement").order_by("movement__title", "number"))
