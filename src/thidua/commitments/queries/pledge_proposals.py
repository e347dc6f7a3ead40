"""What pledges are proposed from: the parts of targets that units were given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Max

from thidua.commitments.enums import STANDING_PLEDGES
from thidua.commitments.models import Pledge, PledgeLine
from thidua.core.allocation import AllocationKind, Part, fault_of
from thidua.core.goal_text import without_percent
from thidua.core.pledges import level_words
from thidua.core.quantities import format_number
from thidua.movements.models import Allocation, Movement, Tracking
from thidua.movements.queries.following import tracking_of
from thidua.organisation.models import Unit

_LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A proposed line; `amount` in `measure`, of a rate the count of `base`."""

    text: str
    target_id: UUID | None = None
    measure: str = ""
    amount: Decimal | None = None
    base: Decimal | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A unit with what its pledge would hold; `has_pledge` when one stands already."""

    unit: Unit
    lines: tuple[LineFacts, ...]
    next_number: int
    has_pledge: bool
    is_closed: bool

    @property
    def is_new(self) -> bool:
        return bool(self.lines) and not self.has_pledge and not self.is_closed

    @property
    def why_not(self) -> str:
        """Say why none is begun for it, empty when one is."""
        if self.has_pledge:
            return "đã có giao ước"
        if self.is_closed:
            return "đã ngừng hoạt động"
        return "" if self.lines else "chưa được giao chỉ tiêu nào"


def proposals_of(movement: Movement, *, on: date, unit_ids: set[UUID] | None = None) -> list[Proposal]:
    """Propose a pledge for every unit that was given something, or for those named. Four queries."""
    given = Allocation.objects.given().filter(target__movement=movement)
    rows = given.select_related("unit", "target__tracking").order_by("target__position", "target_id")
    lines: dict[UUID, list[LineFacts]] = {}
    units: dict[UUID, Unit] = {}
    for row in rows:
        units[row.unit_id] = row.unit
        lines.setdefault(row.unit_id, []).append(line_of(row))
    for unit in Unit.objects.filter(authority_id=movement.authority_id).in_force(on):
        units.setdefault(unit.pk, unit)
    pledges = Pledge.objects.filter(movement=movement)
    taken = set(pledges.filter(state__in=STANDING_PLEDGES).values_list("unit_id", flat=True))
    last = dict(pledges.values("unit").annotate(last=Max("number")).values_list("unit", "last"))
    chosen = (unit for pk, unit in units.items() if unit_ids is None or pk in unit_ids)
    return [
        Proposal(
            unit,
            tuple(lines.get(unit.pk, ())),
            last.get(unit.pk, 0) + 1,
            has_pledge=unit.pk in taken,
            is_closed=unit.valid_to is not None and unit.valid_to < on,
        )
        for unit in sorted(chosen, key=lambda one: (one.kind_rank, one.sort_key))
    ]


def line_of(row: Allocation) -> LineFacts:
    """Word what a unit was given as a line; a whole it answers for alone keeps the level of the target."""
    target, tracking = row.target, tracking_of(row.target)
    name = without_percent(target.name)
    if row.amount is None or tracking.kind == AllocationKind.ONE or not target.goal.has_numbers:
        text = f"{name}: {target.goal_text}"
        return LineFacts(text[:_LONGEST_TEXT], target.pk)
    base = row.base if tracking.kind == AllocationKind.WEIGHTED_MEAN else None
    words = level_words(row.amount, base, target.unit, target.goal)
    return LineFacts(name, target.pk, target.unit, row.amount, base, words)


def fault_of_number(line: PledgeLine, number: Decimal | None, place: int) -> str:
    """Say why a line cannot hold a number, empty when it can: below nothing, above what can be at all."""
    if number is None:
        return f"Dòng {place}: ghi số, dòng này có số giao." if line.offered is not None else ""
    if number < 0:
        return f"Dòng {place}: số không được âm."
    if line.base is not None and number > line.base:
        return f"Dòng {place}: số không được lớn hơn tổng số {format_number(line.base)}."
    if line.target is None:
        return ""
    tracking: Tracking = tracking_of(line.target)
    part = Part(f"Dòng {place}", number, line.base)
    return fault_of(tracking.kind, line.target.goal, tracking.ceiling, part)


def lines_in_order(pledges: Iterable[Pledge]) -> dict[UUID, Sequence[PledgeLine]]:
    """Return the lines of several pledges with their targets. One query."""
    found: dict[UUID, list[PledgeLine]] = {pledge.pk: [] for pledge in pledges}
    for line in PledgeLine.objects.filter(pledge__in=found).select_related("target__tracking"):
        found[line.pledge_id].append(line)
    return dict(found)
