"""The chairman's page: what is at risk and why, who owes what since when, where things are heading."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from thidua.foundation.actors import Actor
from thidua.monitoring.queries.at_risk import urgent_of
from thidua.monitoring.queries.debts import UnitDebt, debts_of
from thidua.monitoring.queries.due import due_words
from thidua.monitoring.queries.result_board import BoardLine, Count, counts_of
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement
from thidua.reporting.queries.result_sums import lower_first
from thidua.reporting.queries.results import Results, results_of


@dataclass(frozen=True, slots=True)
class DebtLine:
    """Units that owe the same since the same day."""

    units: tuple[UnitDebt, ...]
    what: str

    @property
    def first(self) -> UnitDebt:
        return self.units[0]

    @property
    def late_words(self) -> str:
        return due_words(self.first.since, -self.first.days)


@dataclass(frozen=True, slots=True)
class Overview:
    """`urgent` are the targets at risk, then those behind; `trend` all that have a line to draw."""

    results: Results
    counts: tuple[Count, ...]
    urgent: tuple[BoardLine, ...]
    trend: tuple[BoardLine, ...]
    debts: tuple[DebtLine, ...]
    unverified: int

    @property
    def total(self) -> int:
        return len(self.results.rows)


def movements_to_choose(actor: Actor) -> list[Movement]:
    """Return the movements that were opened, the newest first."""
    found = Movement.objects.visible_to(actor).filter(is_own=True).exclude(state=MovementState.DRAFT)
    return list(found.select_related("authority").order_by("-year", "-opened_at")[:50])


def overview(movement: Movement, *, on: date, field: str = "") -> Overview:
    """Gather the page in five queries for any number of targets, units and pieces of work.

    Of one field of work only its figures are told; other work belongs to none, and is left out then.
    """
    results = results_of(movement, on)
    if field:
        rows = tuple(row for row in results.rows if row.target.field == field)
        results = replace(results, rows=rows)
    lines = [BoardLine(row, 0) for row in results.rows]
    lacking = _lacking(results)
    debts = debts_of(movement.authority_id, on)
    if field:
        shown = (debt.in_figures(lacking.get(debt.unit_id, {})) for debt in debts)
        debts = [debt for debt in shown if debt.count]
    return Overview(
        results=results,
        counts=counts_of(results),
        urgent=urgent_of(results),
        trend=tuple(line for line in lines if line.spark is not None),
        debts=tuple(_together(debts, lacking)),
        unverified=sum(not row.is_verified for row in results.rows),
    )


def _lacking(results: Results) -> dict[UUID, dict[str, set[UUID]]]:
    """Return by unit and period the targets whose figures are missing."""
    found: dict[UUID, dict[str, set[UUID]]] = {}
    for row in results.rows:
        for debtor in row.debtors:
            periods = found.setdefault(debtor.unit_id, {})
            for period in debtor.periods:
                periods.setdefault(lower_first(period.span.name), set()).add(row.target.pk)
    return found


def _together(
    debts: Iterable[UnitDebt], lacking: Mapping[UUID, Mapping[str, set[UUID]]]
) -> Iterator[DebtLine]:
    """Put units that owe the same into one line, the longest late first."""
    lines: dict[tuple[date, str], list[UnitDebt]] = {}
    for debt in debts:
        of_unit = lacking.get(debt.unit_id, {})
        targets = set().union(*(of_unit.get(report.period, set()) for report in debt.reports))
        lines.setdefault((debt.since, debt.what(len(targets))), []).append(debt)
    for key in sorted(lines):
        yield DebtLine(tuple(lines[key]), key[1])
