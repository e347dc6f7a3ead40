"""The chairman's page: what is at risk and why, who owes what since when, where things are heading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Count as CountRows
from django.db.models import Min

from thidua.foundation.actors import Actor
from thidua.monitoring.queries.at_risk import urgent_of
from thidua.monitoring.queries.due import due_words
from thidua.monitoring.queries.result_board import BoardLine, Count, counts_of
from thidua.movements.enums import MovementState
from thidua.movements.models import Movement
from thidua.obligations.models import Obligation
from thidua.reporting.queries.results import Results, results_of

_REPORTS = "report"


@dataclass(frozen=True, slots=True)
class UnitDebt:
    """What one unit owes, and the oldest day it was due."""

    unit_id: UUID
    unit: str
    what: str
    since: date


@dataclass(frozen=True, slots=True)
class DebtLine:
    """Units that owe the same since the same day."""

    units: tuple[UnitDebt, ...]
    on: date

    @property
    def first(self) -> UnitDebt:
        return self.units[0]

    @property
    def days(self) -> int:
        return (self.on - self.first.since).days

    @property
    def late_words(self) -> str:
        return due_words(self.first.since, -self.days)


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

    Of one field of work only its targets are told; other work belongs to none, and is left out then.
    """
    results = results_of(movement, on)
    if field:
        rows = tuple(row for row in results.rows if row.target.field == field)
        results = replace(results, rows=rows)
    lines = [BoardLine(row, 0) for row in results.rows]
    debts = [*_late_reports(results), *(() if field else _late_work(movement, on))]
    return Overview(
        results=results,
        counts=counts_of(results),
        urgent=urgent_of(results),
        trend=tuple(line for line in lines if line.spark is not None),
        debts=tuple(_together(debts, on)),
        unverified=sum(not row.is_verified for row in results.rows),
    )


def _late_reports(results: Results) -> Iterable[UnitDebt]:
    """Put what a unit has not reported into one line, over all targets."""
    names: dict[UUID, str] = {}
    periods: dict[UUID, dict[str, date]] = {}
    targets: dict[UUID, int] = {}
    for row in results.rows:
        for debtor in row.debtors:
            names[debtor.unit_id] = debtor.unit
            targets[debtor.unit_id] = targets.get(debtor.unit_id, 0) + 1
            known = periods.setdefault(debtor.unit_id, {})
            known.update({period.span.name: period.due_on for period in debtor.periods})
    for unit_id, missing in periods.items():
        words = f"số liệu {_names(sorted(missing, key=lambda name: missing[name]))}"
        what = f"{words} của {targets[unit_id]} chỉ tiêu"
        yield UnitDebt(unit_id, names[unit_id], what, min(missing.values()))


def _names(names: Sequence[str]) -> str:
    """Name up to three periods; more are counted."""
    shown = ", ".join(name[:1].lower() + name[1:] for name in names[:3])
    rest = len(names) - 3
    return f"{shown} và {rest} kỳ khác" if rest > 0 else shown


def _late_work(movement: Movement, on: date) -> Iterable[UnitDebt]:
    """Count other late work of the commune's units; reports stand in the lines above it."""
    rows = (
        Obligation.objects.filter(authority_id=movement.authority_id)
        .late(on)
        .exclude(origin_kind=_REPORTS)
        .order_by()
        .values("unit_id", "unit__name")
        .annotate(number=CountRows("id"), since=Min("due_on"))
    )
    for row in rows:
        yield UnitDebt(row["unit_id"], row["unit__name"], f"{row['number']} việc được giao", row["since"])


def _together(debts: Iterable[UnitDebt], on: date) -> Iterable[DebtLine]:
    """Put units that owe the same into one line, the longest late first."""
    lines: dict[tuple[date, str], list[UnitDebt]] = {}
    for debt in debts:
        lines.setdefault((debt.since, debt.what), []).append(debt)
    for key in sorted(lines):
        yield DebtLine(tuple(lines[key]), on)
