"""Figures of a movement laid out for scoring many at once, and points of whole tables out of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Sum

from thidua.core.achievement import Nature
from thidua.core.allocation import AllocationKind
from thidua.core.parsing.reading import Comparator
from thidua.matrices.packing import Packed, Shape, pack
from thidua.matrices.points import columns_of_shares, points_table
from thidua.movements.models import Allocation, Movement, Target
from thidua.movements.queries.following import tracking_of
from thidua.reporting.enums import CellChoice
from thidua.reporting.models import Figure, Period
from thidua.scoring.models import PackedYear

_NATURES = frozenset({Nature.CUMULATIVE, Nature.LEVEL})
_KINDS = frozenset({AllocationKind.SUM, AllocationKind.EACH})
_LEVELS = frozenset({Comparator.GE, Comparator.GT, Comparator.EQ})
_SAID = (CellChoice.NUMBER, CellChoice.NONE)


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where: keys of units and targets, how many periods, which targets add up."""

    units: tuple[UUID, ...]
    targets: tuple[UUID, ...]
    adds_up: tuple[bool, ...]


def stamp_of(movement: Movement) -> str:
    """Sum the versions of everything a matrix is made of up, so that any change of any row shows."""
    figures = Figure.objects.verified().filter(target__movement=movement)
    given = Allocation.objects.given().filter(target__movement=movement)
    parts = [_sums(figures), _sums(given), _sums(movement.targets.all())]
    return ":".join(parts)


def _sums(rows: Any) -> str:
    found = rows.aggregate(count=Count("version"), versions=Sum("version"))
    return f"{found['count']}+{found['versions'] or 0}"


def packable(movement: Movement) -> list[Target]:
    """Return the targets whose share is result ÷ goal: levels to be reached, given in one number."""
    found = movement.targets.select_related("tracking", "movement").order_by("position", "id")
    return [target for target in found if _is_packable(target)]


def _is_packable(target: Target) -> bool:
    tracking = tracking_of(target)
    is_level = target.goal.comparator in _LEVELS and not target.goal.is_limit
    return is_level and Nature(tracking.nature) in _NATURES and tracking.kind in _KINDS


def lay_out(movement: Movement) -> tuple[Layout, Packed] | None:
    """Pack the verified figures of a movement; None where it has nothing that fits. Five queries."""
    targets = packable(movement)
    given = Allocation.objects.filter(target__in=targets, amount__isnull=False)
    rows: Any = given.values_list("unit_id", "target_id", "amount")
    goals: dict[tuple[UUID, UUID], Decimal] = {(unit, target): amount for unit, target, amount in rows}
    units = sorted({unit for unit, _ in goals})
    if not units:
        return None
    places = _places_in_year(movement)
    cells = _cells(targets, places)
    depth = max((place for place, _, _ in cells), default=0) + 1
    values = [
        [[cells.get((place, unit, target.pk)) for target in targets] for unit in units]
        for place in range(depth)
    ]
    aims = [[goals.get((unit, target.pk), Decimal(0)) for target in targets] for unit in units]
    layout = Layout(
        units=tuple(units),
        targets=tuple(target.pk for target in targets),
        adds_up=tuple(tracking_of(target).adds_up for target in targets),
    )
    return layout, pack(values, aims, _decimals([*cells.values(), *goals.values()]))


def _places_in_year(movement: Movement) -> Mapping[UUID, int]:
    """Return for each period its place among those of its kind in its year."""
    found = Period.objects.filter(authority=movement.authority_id).order_by("frequency", "year", "ends_on")
    seen: dict[tuple[str, int], int] = {}
    places: dict[UUID, int] = {}
    for pk, frequency, year in found.values_list("pk", "frequency", "year"):
        places[pk] = seen.get((frequency, year), 0)
        seen[frequency, year] = places[pk] + 1
    return places


def _cells(targets: Sequence[Target], places: Mapping[UUID, int]) -> dict[tuple[int, UUID, UUID], Decimal]:
    figures = Figure.objects.verified().filter(target__in=[target.pk for target in targets], said__in=_SAID)
    rows = figures.values_list("report__period_id", "report__unit_id", "target_id", "value")
    return {
        (places[period], unit, target): Decimal(0) if value is None else value
        for period, unit, target, value in rows
    }


def _decimals(numbers: Sequence[Decimal]) -> int:
    """Return the decimals that all numbers need."""
    exponents = (number.normalize().as_tuple().exponent for number in numbers)
    return max((-one for one in exponents if isinstance(one, int)), default=0) if numbers else 0


def unpacked(year: PackedYear) -> tuple[Layout, Packed]:
    """Return a kept matrix as it was laid out."""
    axes = dict(year.axes)
    layout = Layout(
        units=tuple(map(UUID, axes["units"])),
        targets=tuple(map(UUID, axes["targets"])),
        adds_up=tuple(axes["adds_up"]),
    )
    shape = Shape.from_plain(axes["shape"])
    return layout, Packed(shape, bytes(year.values), bytes(year.goals), bytes(year.known))


def points_by_matrix(
    layout: Layout, packed: Packed, weights: Mapping[UUID, Decimal], places: int
) -> dict[tuple[UUID, UUID], Decimal]:
    """Return points "theo tỷ lệ" by unit and target, of targets that have a weight; at most the weight.

    Only of what a unit was given and reported; all else has no points here.
    """
    scaled = [int(weights.get(target, Decimal(0)).scaleb(places)) for target in layout.targets]
    table = points_table(packed, columns_of_shares(scaled, layout.adds_up))
    return {
        (unit, target): Decimal(points).scaleb(-places)
        for unit, row in zip(layout.units, table, strict=True)
        for target, points in zip(layout.targets, row, strict=True)
        if target in weights and points is not None
    }
