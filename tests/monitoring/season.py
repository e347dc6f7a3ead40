"""A season with figures, for the tests of doubts and of inspection."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tests.commune import Commune

from thidua.core.periods import Frequency
from thidua.movements.enums import MovementState
from thidua.movements.models import Allocation, Movement, Target, Tracking
from thidua.organisation.models import Unit
from thidua.reporting.enums import CellChoice, FigureState, PeriodState, ReportState
from thidua.reporting.models import Figure, Period, Report

AT = datetime(2024, 4, 22, 7, 0, tzinfo=UTC)
ENTERED = datetime(2024, 2, 3, 2, 0, tzinfo=UTC)


@dataclass
class Season:
    """A movement of 2024 in a commune; figures are written straight into the tables."""

    commune: Commune
    movement: Movement
    reports: dict[tuple[Any, Any], Report] = field(default_factory=dict)

    def target(self, name: str = "Trồng cây", *, unit: str = "cây", **values: Any) -> Target:
        """Add a target followed by months; `values` go to the target or to how it is followed."""
        follow = {"nature": "cumulative", "frequency": "month", "allocation_kind": "sum"}
        follow |= {key: values.pop(key) for key in list(values) if key in _FOLLOWED}
        facts = {"comparator": "ge", "low": Decimal(900), "position": self.movement.targets.count() + 1}
        target = Target.objects.create(
            movement=self.movement,
            authority=self.commune.authority,
            name=name,
            unit=unit,
            **facts | values,
        )
        Tracking.objects.create(target=target, **follow)
        return target

    def give(self, target: Target, unit: str, amount: object = None, last_year: object = None) -> Allocation:
        return Allocation.objects.create(
            target=target, unit=self.unit(unit), amount=amount, last_year=last_year
        )

    def unit(self, name: str) -> Unit:
        return self.commune.units[name]

    def month(self, number: int) -> Period:
        first = date(2024, number, 1)
        last = date(2024, number + 1, 1) - timedelta(days=1)
        period, _ = Period.objects.get_or_create(
            authority=self.commune.authority,
            frequency=Frequency.MONTH.value,
            starts_on=first,
            ends_on=last,
            defaults={
                "year": 2024,
                "name": f"Tháng {number}/2024",
                "due_on": last + timedelta(days=5),
                "state": PeriodState.OPEN,
            },
        )
        return period

    def report(self, unit: str, month: int) -> Report:
        report, _ = Report.objects.get_or_create(
            period=self.month(month),
            unit=self.unit(unit),
            authority=self.commune.authority,
            defaults={
                "state": ReportState.SENT,
                "sent_at": AT,
                "receipt": f"{unit[-1]}{month}",
                "sent_by": "Nguyễn Văn A",
            },
        )
        return report

    def figure(self, target: Target, unit: str, month: int, value: object, **values: Any) -> Figure:
        facts = {
            "said": CellChoice.NUMBER,
            "state": FigureState.SENT,
            "entered_by": "Nguyễn Văn A",
            "entered_at": ENTERED,
        }
        return Figure.objects.create(
            province=self.commune.authority,
            commune=self.commune.authority,
            report=self.report(unit, month),
            target=target,
            value=None if value is None else Decimal(str(value)),
            **facts | values,
        )

    def figures(self, target: Target, numbers: Mapping[str, object], month: int = 1) -> None:
        for unit, value in numbers.items():
            self.figure(target, unit, month, value)


_FOLLOWED = ("nature", "frequency", "allocation_kind", "ceiling", "numerator_name")


def make_season(commune: Commune, title: str = "Thi đua 2024") -> Season:
    movement = Movement.objects.create(
        authority=commune.authority,
        title=title,
        year=2024,
        state=MovementState.OPEN,
        opened_at=AT,
        is_own=True,
    )
    return Season(commune, movement)
