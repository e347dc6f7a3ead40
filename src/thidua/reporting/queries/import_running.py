"""Numbers counted since January, made into figures of their period by taking off what was said before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from thidua.core.figures import Mistake, read_cell, read_value
from thidua.core.quantities import format_number
from thidua.core.targets import CHANGES
from thidua.movements.models import Target
from thidua.papers.workbooks import CellValue
from thidua.reporting.enums import CellChoice
from thidua.reporting.models import Figure, Period

Cell = tuple[UUID, UUID]
"""Unit and target."""


@dataclass(frozen=True, slots=True)
class Less:
    """The figure of the period, and the sentence that says how it came about."""

    value: Decimal
    told: str


class EarlierPeriods:
    """What units said of targets in the earlier periods of the year; two queries."""

    def __init__(self, period: Period, targets: Iterable[Target]) -> None:
        there = Period.objects.filter(
            authority=period.authority_id,
            year=period.year,
            frequency=period.frequency,
            ends_on__lt=period.starts_on,
        )
        self._periods = list(there.in_order())
        said: dict[Cell, dict[UUID, Decimal]] = {}
        found = Figure.objects.filter(
            report__period__in=self._periods, target__in=[one.pk for one in targets]
        )
        rows = found.exclude(said=CellChoice.EMPTY).values_list(
            "report__unit", "target", "report__period", "value"
        )
        for unit_id, target_id, period_id, value in rows:
            said.setdefault((unit_id, target_id), {})[period_id] = value or Decimal()
        self._said: Mapping[Cell, Mapping[UUID, Decimal]] = said

    def less(self, value: CellValue, unit_id: UUID, target: Target) -> Less | Mistake | None:
        """Take what was said before off a sum; None for words, which stand as they are."""
        read = read_cell(value, unit=target.unit) if isinstance(value, str) else read_value(value)
        if isinstance(read, Mistake):
            return read
        if read.value is None:
            return None
        said = self._said.get((unit_id, target.pk), {})
        missing = next((one for one in self._periods if one.pk not in said), None)
        if missing is not None:
            return Mistake(
                f"{missing} chưa có số nên chưa tách được số luỹ kế; "
                f"ghi số {missing.in_a_sentence} trước, hoặc ghi số riêng của kỳ."
            )
        before = sum(said.values(), Decimal())
        if read.value < before and target.goal.comparator not in CHANGES:
            return Mistake(
                f"Luỹ kế {format_number(read.value)} nhỏ hơn tổng các kỳ trước ({format_number(before)}); "
                "xem lại số này hoặc số các kỳ trước."
            )
        own = read.value - before
        return Less(own, f"Luỹ kế {format_number(read.value)} trừ {format_number(before)} của các kỳ trước.")
