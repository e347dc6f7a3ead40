"""The total beside a part ("trong đó"), as the same unit reports it in the same report."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from thidua.core.achievement import Nature
from thidua.core.allocation.parts import PER_WHOLE
from thidua.core.goal_text import amount_text
from thidua.movements.models import Target
from thidua.reporting.enums import CellChoice
from thidua.reporting.models import Figure

_NOT_COUNTED = frozenset({Nature.STATE, Nature.MILESTONE})
Place = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Whole:
    """What the unit says of the target that this one is a part of."""

    name: str
    amount: Decimal
    unit: str

    def question(self, target: Target, value: Decimal) -> str:
        """Say that a part is more than its total, or nothing; shares of something are not compared."""
        is_count = target.tracking.nature not in _NOT_COUNTED and target.unit not in PER_WHOLE
        if not is_count or target.unit != self.unit or value <= self.amount:
            return ""
        part, total = amount_text(value, target.unit), amount_text(self.amount, self.unit)
        return f"Phần này {part} nhiều hơn tổng “{self.name}” là {total}."


def wholes_of(cells: Iterable[tuple[UUID, Target]]) -> dict[Place, Whole]:
    """Return, by report and target, the totals of those that are parts; one query, none without parts."""
    parts = [(report_id, target) for report_id, target in cells if target.parent_id is not None]
    if not parts:
        return {}
    found = Figure.objects.filter(
        report__in={report_id for report_id, _ in parts},
        target__in={target.parent_id for _, target in parts},
        said__in=(CellChoice.NUMBER, CellChoice.NONE),
        base=None,
    )
    known: dict[tuple[UUID, UUID | None], Whole] = {
        (figure.report_id, figure.target_id): Whole(
            figure.target.name, figure.value or Decimal(0), figure.target.unit
        )
        for figure in found.select_related("target")
    }
    return {
        (report_id, target.pk): known[report_id, target.parent_id]
        for report_id, target in parts
        if (report_id, target.parent_id) in known
    }
