"""Keep what the figures of a target add up to in a period, in the transaction of each figure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from thidua.foundation.models import prepared
from thidua.movements.models import Target
from thidua.reporting.enums import CellChoice, FigureState, PeriodState
from thidua.reporting.models import Figure, PeriodTotal
from thidua.reporting.queries.owing import Owing, owers_of

_SUMS = (
    "value",
    "base",
    "verified_value",
    "verified_base",
    "worst",
    "decision",
    "verified_decision",
    "sent",
    "verified",
    "outside",
)


def refresh(target_id: UUID, period_id: UUID) -> None:
    """Add the figures of one target in one period again: work grows with its units only."""
    refresh_many([(target_id, period_id)])


def refresh_many(pairs: Iterable[tuple[UUID, UUID]]) -> None:
    """Add again what changed; six statements for any number of (target, period).

    The sums are locked before figures are read, so that of two who add at once the later sees both.
    """
    wanted = set(pairs)
    if not wanted:
        return
    _lock(wanted)
    targets = {target.pk: target for target in _targets(frozenset(target_id for target_id, _ in wanted))}
    owers = owers_of(list(targets.values()))
    sums = {pair: _Sum() for pair in wanted}
    for row in _figures(wanted):
        pair = (row["target_id"], row["report__period_id"])
        if pair in sums:
            sums[pair].add(row, owers[row["target_id"]])
    rows = [
        total.row(target_id, period_id, is_limit=targets[target_id].goal.is_limit)
        for (target_id, period_id), total in sums.items()
    ]
    PeriodTotal.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["target", "period"], update_fields=list(_SUMS)
    )


def count_owed(owing: Owing) -> None:
    """Note how many units owe each figure of the periods, and who reported without owing it any longer."""
    rows = [
        PeriodTotal(target=target, period_id=period_id, owed=len(owing.owers[target.pk]))
        for period_id, targets in owing.targets.items()
        for target in targets
    ]
    PeriodTotal.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["target", "period"], update_fields=["owed"]
    )
    refresh_many((row.target_id, row.period_id) for row in rows)


def _lock(wanted: set[tuple[UUID, UUID]]) -> None:
    """Lock all in one order, once those are made that are missing."""
    sides = _sides(wanted)
    if wanted <= set(_held(*sides)):
        return
    PeriodTotal.objects.bulk_create(
        [PeriodTotal(target_id=target_id, period_id=period_id) for target_id, period_id in sorted(wanted)],
        ignore_conflicts=True,
    )
    _held(*sides)


def _sides(wanted: set[tuple[UUID, UUID]]) -> tuple[frozenset[UUID], frozenset[UUID]]:
    return frozenset(target_id for target_id, _ in wanted), frozenset(period_id for _, period_id in wanted)


@prepared
def _held(targets: frozenset[UUID], periods: frozenset[UUID]) -> QuerySet[PeriodTotal, tuple[UUID, UUID]]:
    found = PeriodTotal.objects.filter(target__in=targets, period__in=periods)
    held = found.select_for_update(of=("self",)).order_by("pk")
    return held.values_list("target_id", "period_id")


@prepared
def _targets(keys: frozenset[UUID]) -> QuerySet[Target]:
    found: QuerySet[Target] = Target.objects.filter(pk__in=keys).order_by()
    return found


_READ = (
    *("target_id", "report__period_id", "report__period__state", "report__unit_id"),
    *("said", "value", "base", "state", "decision"),
)


def _figures(wanted: set[tuple[UUID, UUID]]) -> Iterable[Mapping[str, Any]]:
    return (dict(zip(_READ, row, strict=True)) for row in _sent(*_sides(wanted)))


@prepared
def _sent(targets: frozenset[UUID], periods: frozenset[UUID]) -> QuerySet[Figure, tuple[Any, ...]]:
    found = Figure.objects.sent().filter(target__in=targets, report__period__in=periods)
    return found.values_list(*_READ)


@dataclass
class _Sum:
    """Exact sums; "không có" adds 0, "không áp dụng" is left out, blank is not reported."""

    values: list[Decimal] = field(default_factory=list)
    bases: list[Decimal] = field(default_factory=list)
    levels: list[Decimal] = field(default_factory=list)
    verified_values: list[Decimal] = field(default_factory=list)
    verified_bases: list[Decimal] = field(default_factory=list)
    decision: str = ""
    verified_decision: str = ""
    sent: int = 0
    verified: int = 0
    outside: int = 0

    def add(self, row: Mapping[str, Any], owers: Sequence[UUID]) -> None:
        is_verified = row["state"] == FigureState.VERIFIED
        if row["said"] == CellChoice.EMPTY:
            return
        self.sent += 1
        self.outside += _is_outside(row, owers)
        self.verified += is_verified
        self._decide(str(row["decision"]), is_verified=is_verified)
        if row["said"] == CellChoice.NOT_APPLICABLE:
            return
        value, base = row["value"] or Decimal(0), row["base"]
        self.values.append(value)
        self.levels.append(value / base if base else value)
        self.verified_values += [value] if is_verified else []
        if base is not None:
            self.bases.append(base)
            self.verified_bases += [base] if is_verified else []

    def _decide(self, decision: str, *, is_verified: bool) -> None:
        self.decision = decision or self.decision
        if is_verified:
            self.verified_decision = decision or self.verified_decision

    def row(self, target_id: UUID, period_id: UUID, *, is_limit: bool) -> PeriodTotal:
        return PeriodTotal(
            target_id=target_id,
            period_id=period_id,
            value=_total(self.values),
            base=_total(self.bases),
            verified_value=_total(self.verified_values),
            verified_base=_total(self.verified_bases),
            worst=(max if is_limit else min)(self.levels, default=None),
            decision=self.decision,
            verified_decision=self.verified_decision,
            sent=self.sent,
            verified=self.verified,
            outside=self.outside,
        )


def _is_outside(row: Mapping[str, Any], owers: Sequence[UUID]) -> bool:
    """A closed period stays as it was asked for; in others only those count who owe the target now."""
    return row["report__period__state"] != PeriodState.CLOSED and row["report__unit_id"] not in owers


def _total(numbers: Sequence[Decimal]) -> Decimal | None:
    return sum(numbers, Decimal(0)) if numbers else None
