"""The public results of a movement: verified figures of the commune and of its units, no persons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from thidua.core.allocation import AllocationKind
from thidua.core.charts import Bar
from thidua.core.goal_text import amount_text
from thidua.core.standing import stand_of, verified_only
from thidua.core.text import sort_key
from thidua.foundation.public import PublicReason, public_view
from thidua.monitoring.queries.pictures import bar_of, bar_words
from thidua.movements.models import Movement
from thidua.movements.queries.board import lay_out
from thidua.reporting.enums import ResultStatus
from thidua.reporting.models import RESULTS_ARE_PUBLIC, Figure
from thidua.reporting.queries.results import TargetResult, results_of


@dataclass(frozen=True, slots=True)
class PublicUnit:
    """What was verified of one unit since the year began."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class PublicResult:
    """A public view of a target, what was verified of it, and how that stands."""

    view: Any
    is_part: bool
    shown: str
    share_text: str
    status: ResultStatus
    bar: Bar | None
    bar_words: str
    units: tuple[PublicUnit, ...]

    @property
    def is_known(self) -> bool:
        return self.status not in {ResultStatus.NOT_REPORTED, ResultStatus.NOT_DUE}


@dataclass(frozen=True, slots=True)
class PublicField:
    name: str
    results: tuple[PublicResult, ...]


@dataclass(frozen=True, slots=True)
class PublicResults:
    movement: Any
    key: UUID
    agency: str
    fields: tuple[PublicField, ...]
    total: int
    known: int
    until: date | None
    reason: PublicReason
    is_demo: bool


def public_results(movement: Movement, *, on: date) -> PublicResults:
    """Collect the page in five queries."""
    results = results_of(movement, on)
    units = _units(movement)
    found = {row.target.pk: _public(row, units.get(row.target.pk, ()), on) for row in results.rows}
    targets = [row.target for row in results.rows]
    fields = tuple(
        PublicField(group.name, tuple(found[row.target.pk] for row in group.rows))
        for group in lay_out(targets, targets)
    )
    return PublicResults(
        movement=public_view(movement),
        key=movement.pk,
        agency=movement.authority.committee,
        fields=fields,
        total=len(found),
        known=sum(result.is_known for result in found.values()),
        until=_until(results.rows),
        reason=RESULTS_ARE_PUBLIC,
        is_demo=movement.authority.is_demo,
    )


def _public(row: TargetResult, units: Iterable[tuple[str, Decimal]], on: date) -> PublicResult:
    sums = verified_only(row.sums)
    verified = replace(row, sums=sums, standing=stand_of(row.followed, sums, on))
    adds_up = row.followed.adds_up and row.followed.kind == AllocationKind.SUM
    return PublicResult(
        view=public_view(row.target),
        is_part=row.target.parent_id is not None,
        shown=verified.shown,
        share_text=verified.share_text,
        status=verified.status,
        bar=bar_of(verified),
        bar_words=bar_words(verified),
        units=tuple(
            PublicUnit(name, amount_text(total, row.target.unit)) for name, total in units if adds_up
        ),
    )


def _units(movement: Movement) -> Mapping[UUID, list[tuple[str, Decimal]]]:
    """Add the verified figures of each unit up, exactly, which SQLite would not do."""
    rows = (
        Figure.objects.verified()
        .filter(target__movement=movement, value__isnull=False)
        .order_by()
        .values_list("target_id", "report__unit__name", "value")
    )
    totals: dict[UUID, dict[str, Decimal]] = {}
    for target_id, unit, value in rows:
        of_target = totals.setdefault(target_id, {})
        of_target[unit] = of_target.get(unit, Decimal(0)) + (value or 0)
    return {
        target_id: sorted(units.items(), key=lambda pair: sort_key(pair[0]))
        for target_id, units in totals.items()
    }


def _until(rows: Iterable[TargetResult]) -> date | None:
    return max((one.period.end for row in rows for one in row.sums if one.verified), default=None)
