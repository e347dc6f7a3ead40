"""Numbers counted since January, made into figures of their period by taking off what was said before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import FilteredRelation, Q

from thidua.core.figures import Mistake, read_cell, read_value
from thidua.core.quantities import format_number
from thidua.core.targets import CHANGES
from thidua.movements.models import Target
from thidua.papers.workbooks import CellValue
from thidua.reporting.enums import CellChoice
from thidua.reporting.models import Period

_SAID = (CellChoice.NUMBER, CellChoice.NONE, CellChoice.NOT_APPLICABLE)
Cell = tuple[UUID, UUID]
"""Unit and target."""


@dataclass(frozen=True, slots=True)
class Less:
    """The figure of the period, and the sentence that says how it came about."""

    value: Decimal
    told: str


class EarlierPeriods:
    """What units said of targets in the earlier periods of the year; one query."""

    def __init__(self, period: Period, targets: Iterable[Target]) -> None:
        there = Period.objects.filter(
            authority=period.authority_id,
            year=period.year,
            frequency=period.frequency,
            ends_on__lt=period.starts_on,
        )
        ids = [target.pk for target in targets]
        told = Q(reports__figures__target__in=ids) & Q(reports__figures__said__in=_SAID)
        rows = there.in_order().annotate(figure=FilteredRelation("reports__figures", condition=told))
        names: dict[UUID, str] = {}
        said: dict[Cell, dict[UUID, Decimal]] = {}
        for key, name, unit_id, target_id, value in rows.values_list(
            "pk", "name", "figure__report__unit", "figure__target", "figure__value"
        ):
            names[key] = name
            if target_id is not None:
                said.setdefault((unit_id, target_id), {})[key] = value or Decimal()
        self._names: Mapping[UUID, str] = names
        self._said: Mapping[Cell, Mapping[UUID, Decimal]] = said

    def less(self, value: CellValue, unit_id: UUID, target: Target) -> Less | Mistake | None:
        """Take what was said before off a sum; None for words, which stand as they are."""
        read = read_cell(value, unit=target.unit) if isinstance(value, str) else read_value(value)
        if isinstance(read, Mistake):
            return read
        if read.value is None:
            return None
        said = self._said.get((unit_id, target.pk), {})
        missing = next((name for key, name in self._names.items() if key not in said), "")
        if missing:
            return Mistake(
                f"{missing} chưa có số nên chưa tách được số luỹ kế; "
                f"ghi số {missing[:1].lower()}{missing[1:]} trước, hoặc ghi số riêng của kỳ."
            )
        before = sum(said.values(), Decimal())
        if read.value < before and target.goal.comparator not in CHANGES:
            return Mistake(
                f"Luỹ kế {format_number(read.value)} nhỏ hơn tổng các kỳ trước ({format_number(before)}); "
                "xem lại số này hoặc số các kỳ trước."
            )
        own = read.value - before
        return Less(own, f"Luỹ kế {format_number(read.value)} trừ {format_number(before)} của các kỳ trước.")
