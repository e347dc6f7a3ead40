"""A small season for tests of reporting: four targets of different kinds, given to three villages."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from tests.commune import Commune

from thidua.core.achievement import Nature
from thidua.core.allocation import AllocationKind
from thidua.core.parsing.reading import Comparator
from thidua.core.periods import Frequency
from thidua.foundation.actors import Actor
from thidua.movements.enums import MovementKind, MovementState
from thidua.movements.models import Allocation, Movement, Target, Tracking
from thidua.organisation.enums import Role
from thidua.organisation.models import Unit, User
from thidua.organisation.queries import actor_of
from thidua.reporting.models import Period, Report
from thidua.reporting.services import periods

OPENED = datetime(2024, 4, 22, 7, 0, tzinfo=UTC)
NOW = datetime(2024, 5, 3, 7, 0, tzinfo=UTC)
VILLAGES = ("Thôn 1", "Thôn 2", "Thôn 3")


@dataclass(frozen=True)
class SmallSeason:
    """The season, its targets by a short name, and people who act in it."""

    commune: Commune
    movement: Movement
    targets: dict[str, Target]
    office: Actor
    other_office: Actor
    heads: dict[str, Actor]
    accounts: dict[str, User]

    def period(self, name: str) -> Period:
        return Period.objects.get(authority=self.commune.authority, name=name)

    def report(self, village: str, period: str = "Tháng 4/2024") -> Report:
        found = Report.objects.select_related("period", "unit")
        return found.get(unit=self.commune.units[village], period=self.period(period))


def make_season(commune: Commune, *, at: datetime = NOW) -> SmallSeason:
    """Open the season and its periods as they stand at a moment."""
    movement = Movement.objects.create(
        authority=commune.authority,
        title="Thi đua lao động giỏi năm 2024",
        year=2024,
        kind=MovementKind.REGULAR,
        state=MovementState.OPEN,
        starts_on=date(2024, 1, 1),
        ends_on=date(2024, 12, 31),
        opened_at=OPENED,
    )
    villages = [commune.units[name] for name in VILLAGES]
    targets = {
        "fish": _target(movement, 1, "Sản lượng đánh bắt", (Comparator.GE, 360, "tấn"), Nature.CUMULATIVE),
        "health": _target(movement, 2, "Người có thẻ BHYT", (Comparator.GE, 95, "%"), Nature.LEVEL),
        "poor": _target(movement, 3, "Số vụ vi phạm", (Comparator.LE, 6, "vụ"), Nature.CUMULATIVE),
        "income": _target(
            movement, 4, "Tỷ lệ tăng trưởng", (Comparator.GE, 11, "%"), Nature.RATE, Frequency.QUARTER
        ),
    }
    targets["income"].owner = commune.units["Văn phòng UBND xã"]
    targets["income"].save(update_fields=["owner"])
    _give(targets["fish"], villages, [Decimal(120)] * 3)
    _give(targets["health"], villages, [Decimal(190)] * 3, base=Decimal(200))
    _give(targets["poor"], villages, [Decimal(2)] * 3)
    accounts = {name: commune.user(Role.UNIT_HEAD, commune.units[name]) for name in VILLAGES}
    season = SmallSeason(
        commune=commune,
        movement=movement,
        targets=targets,
        office=commune.actor(Role.OFFICE),
        other_office=commune.actor(Role.OFFICE),
        heads={name: actor_of(user, NOW.date()) for name, user in accounts.items()},
        accounts=accounts,
    )
    periods.prepare(movement, by=season.office, at=at)
    return season


def _target(
    movement: Movement,
    position: int,
    name: str,
    goal: tuple[Comparator, int, str],
    nature: Nature,
    frequency: Frequency = Frequency.MONTH,
) -> Target:
    comparator, level, unit = goal
    is_limit = comparator == Comparator.LE
    target = Target.objects.create(
        authority=movement.authority,
        movement=movement,
        position=position,
        name=name,
        comparator=comparator,
        low=None if is_limit else level,
        high=level if is_limit else None,
        unit=unit,
        sentence=f"{name} đạt {level} {unit}.",
    )
    kinds = {Nature.CUMULATIVE: AllocationKind.SUM, Nature.LEVEL: AllocationKind.WEIGHTED_MEAN}
    Tracking.objects.create(
        target=target,
        nature=nature,
        frequency=frequency,
        allocation_kind=kinds.get(nature, AllocationKind.ONE),
        ceiling=100 if nature == Nature.LEVEL else None,
        numerator_name="người có thẻ" if nature == Nature.LEVEL else "",
        denominator_name="số khẩu" if nature == Nature.LEVEL else "",
    )
    return target


def _give(target: Target, units: list[Unit], amounts: list[Decimal], base: Decimal | None = None) -> None:
    Allocation.objects.bulk_create(
        [
            Allocation(target=target, unit=unit, amount=amount, base=base)
            for unit, amount in zip(units, amounts, strict=True)
        ]
    )
