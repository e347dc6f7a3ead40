"""From rows to the sums that are judged: what each period adds, who is missing, who is worst."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from thidua.core.achievement import Nature
from thidua.core.allocation import AllocationKind
from thidua.core.periods import Period as Span
from thidua.core.rates import rate_of
from thidua.core.standing import Followed, PeriodSum, goal_of_part
from thidua.core.targets import CHANGES, Goal
from thidua.movements.models import Tracking
from thidua.reporting.queries.result_rows import FigureRow, Given, PeriodRow, TargetRows, TotalRow


@dataclass(frozen=True, slots=True)
class Debtor:
    """A unit that has not reported a target in periods whose day has passed, the oldest first."""

    unit_id: UUID
    unit: str
    periods: tuple[PeriodRow, ...]

    @property
    def since(self) -> date:
        return self.periods[0].due_on

    @property
    def words(self) -> str:
        """Say what is missing: "Thôn 7 chưa báo cáo tháng 9/2024"."""
        if len(self.periods) == 1:
            return f"{self.unit} chưa báo cáo {lower_first(self.periods[0].span.name)}"
        first = lower_first(self.periods[0].span.name)
        return f"{self.unit} chưa báo cáo {len(self.periods)} kỳ, từ {first}"


@dataclass(frozen=True, slots=True)
class Added:
    """The sums of a target, the units that owe, and who stood worst in each period where all must reach."""

    sums: tuple[PeriodSum, ...]
    debtors: tuple[Debtor, ...] = ()
    worst: Mapping[Span, str] = field(default_factory=dict)


def followed_of(tracking: Tracking, goal: Goal) -> Followed:
    """Say how a goal is followed. A change is measured from the base level, any other from last year."""
    last = tracking.last_year if tracking.last_year is not None else tracking.baseline
    return Followed(
        goal=goal,
        nature=Nature(tracking.nature),
        kind=tracking.kind,
        curve=tracking.curve,
        base=tracking.baseline if goal.comparator in CHANGES else last,
        ceiling=tracking.ceiling,
        steps_total=tracking.steps_total,
    )


def followed_by(tracking: Tracking, target_goal: Goal, given: Given) -> Followed:
    """Say how the part of one unit is followed: by itself, from its own result of last year.

    A rate that was counted in two numbers stays a rate; the last year of the whole says nothing of a unit.
    """
    whole = followed_of(tracking, goal_of_part(target_goal, tracking.kind, given.amount, given.base))
    kind = whole.kind if whole.kind == AllocationKind.WEIGHTED_MEAN else AllocationKind.ONE
    is_change = whole.goal.comparator in CHANGES
    last = given.last_year if whole.kind != AllocationKind.WEIGHTED_MEAN else None
    return replace(whole, kind=kind, base=whole.base if is_change else last)


def added_up(followed: Followed, rows: TargetRows, on: date, *, until: date | None = None) -> Added:
    """Turn the totals of a target into sums of periods, in order of time; `until` leaves later ones out."""
    totals = [
        total
        for total in rows.totals
        if total.period.span.start <= on and (until is None or total.period.span.end <= until)
    ]
    senders = _senders(totals, rows)
    sums = tuple(_sum(followed, total, rows.given, senders[total.period.pk], on) for total in totals)
    debtors = tuple(_debtors(totals, rows.given, senders, on))
    if followed.kind != AllocationKind.EACH:
        return Added(sums, debtors)
    worst = _Worst(followed, {one.unit_id: one.name for one in rows.given})
    least = tuple(
        worst.after(one, [row for row in rows.figures if row.period_id == total.period.pk])
        for one, total in zip(sums, totals, strict=True)
    )
    return Added(least, debtors, worst.named)


def figure_sum(row: FigureRow | None, period: PeriodRow, on: date) -> PeriodSum:
    """Return what one unit reported for a period."""
    is_due = period.is_due(on)
    if row is None:
        return PeriodSum(period.span, is_due=is_due)
    return PeriodSum(
        period.span,
        row.value,
        row.base,
        verified_value=row.value if row.is_verified else None,
        verified_base=row.base if row.is_verified else None,
        decision=row.decision,
        verified_decision=row.decision if row.is_verified else "",
        sent=1,
        verified=int(row.is_verified),
        is_due=is_due,
    )


def lower_first(name: str) -> str:
    return name[:1].lower() + name[1:]


def _sum(
    followed: Followed, total: TotalRow, given: Sequence[Given], senders: frozenset[UUID], on: date
) -> PeriodSum:
    return PeriodSum(
        total.period.span,
        total.value,
        total.base,
        verified_value=total.verified_value,
        verified_base=total.verified_base,
        decision=total.decision,
        verified_decision=total.verified_decision,
        owed=total.owed_by(len(given)),
        sent=total.sent,
        verified=total.verified,
        outside=total.outside,
        share=_share(followed, given, senders),
        is_due=total.period.is_due(on),
    )


def _senders(totals: Iterable[TotalRow], rows: TargetRows) -> dict[UUID, frozenset[UUID]]:
    """Return who sent, by period; single figures were loaded where it was some and not all."""
    seen: dict[UUID, set[UUID]] = {}
    for row in rows.figures:
        seen.setdefault(row.period_id, set()).add(row.unit_id)
    everybody = frozenset(one.unit_id for one in rows.given)
    return {
        total.period.pk: everybody
        if total.answered >= total.owed_by(len(everybody))
        else frozenset(seen.get(total.period.pk, ()) if total.sent else ())
        for total in totals
    }


def _share(followed: Followed, given: Sequence[Given], senders: frozenset[UUID]) -> Fraction:
    """Return the part of the whole that was given to those who sent; by their number where no sizes are."""
    if all(one.unit_id in senders for one in given):
        return Fraction(1)
    sizes = {one.unit_id: one.amount for one in given}
    if followed.kind == AllocationKind.SUM and all(sizes.values()):
        whole = sum((Fraction(size or 0) for size in sizes.values()), Fraction(0))
        return sum((Fraction(sizes[pk] or 0) for pk in sizes if pk in senders), Fraction(0)) / whole
    return Fraction(sum(pk in senders for pk in sizes), len(sizes))


def _debtors(
    totals: Sequence[TotalRow],
    given: Sequence[Given],
    senders: Mapping[UUID, frozenset[UUID]],
    on: date,
) -> Iterable[Debtor]:
    due = [total.period for total in totals if total.period.is_due(on)]
    for one in given:
        missing = tuple(period for period in due if one.unit_id not in senders[period.pk])
        if missing:
            yield Debtor(one.unit_id, one.name, missing)


class _Worst:
    """Follows each unit through the periods of a target that all must reach, and who stands worst.

    Only units the target is given to. Where figures add up, a unit keeps the total it had when it reports
    nothing or "không áp dụng".
    """

    def __init__(self, followed: Followed, names: Mapping[UUID, str]) -> None:
        self._followed = followed
        self._names = names
        self._sent: dict[UUID, Decimal] = {}
        self._verified: dict[UUID, Decimal] = {}
        self.named: dict[Span, str] = {}

    def after(self, one: PeriodSum, figures: Sequence[FigureRow]) -> PeriodSum:
        """Return the sum of a period with the least good of those who reported in it."""
        asked = [row for row in figures if row.unit_id in self._names]
        now = self._levels(self._sent, asked)
        verified = self._levels(self._verified, [row for row in asked if row.is_verified])
        value = self._least(now.values())
        if value is not None:
            self.named[one.period] = next(self._names[pk] for pk, level in now.items() if level == value)
        return replace(one, value=value, base=None, verified_value=self._least(verified.values()))

    def _levels(self, totals: dict[UUID, Decimal], figures: Sequence[FigureRow]) -> Mapping[UUID, Decimal]:
        """Return where units stand after a period; nobody does where nobody reported in it."""
        if not self._followed.adds_up:
            levels = {row.unit_id: self._level(row) for row in figures}
            return {pk: level for pk, level in levels.items() if level is not None}
        for row in figures:
            if row.value is not None:
                totals[row.unit_id] = totals.get(row.unit_id, Decimal(0)) + row.value
        return totals if figures else {}

    def _level(self, row: FigureRow) -> Decimal | None:
        if row.value is None or row.base is None:
            return row.value
        return rate_of(row.value, row.base, self._followed.goal)

    def _least(self, levels: Iterable[Decimal]) -> Decimal | None:
        is_limit = self._followed.goal.has_numbers and self._followed.goal.is_limit
        return (max if is_limit else min)(levels, default=None)
