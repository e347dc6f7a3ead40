"""Results of units: of one target unit by unit, and of one unit target by target."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Q

from thidua.core.allocation import AllocationKind
from thidua.core.allocation.parts import PER_WHOLE
from thidua.core.goal_text import amount_text, goal_text
from thidua.core.quantities import format_number
from thidua.core.rounding import rounded
from thidua.core.standing import PeriodSum, stand_of
from thidua.movements.models import Target, Tracking
from thidua.movements.queries.following import tracking_of
from thidua.organisation.models import Unit
from thidua.reporting.models import Evidence
from thidua.reporting.queries.judged import Judged
from thidua.reporting.queries.result_rows import FigureRow, Given, PeriodRow, figures_of, given_of, totals_of
from thidua.reporting.queries.result_sums import Debtor, figure_sum, followed_by, lower_first
from thidua.reporting.queries.results import TargetResult, results_for


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """What a unit reported for a period, in words; empty when it did not and nothing is late."""

    period: PeriodRow
    words: str
    is_verified: bool
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitResult(Judged):
    """What one unit reached of what it was given of a target."""

    target: Target
    given: Given
    figures: tuple[UnitFigure, ...]

    @property
    def goal_words(self) -> str:
        """Print what was given; a rate as the count it was given in: "193/203 (95,07%)"."""
        amount, base = self.given.amount, self.given.base
        if self.followed.kind != AllocationKind.WEIGHTED_MEAN or amount is None or not base:
            return goal_text(self.followed.goal)
        rate = rounded(Fraction(amount) / Fraction(base) * PER_WHOLE.get(self.target.unit, 1))
        return f"{format_number(amount)}/{format_number(base)} ({amount_text(rate, self.target.unit)})"

    @property
    def debtor(self) -> Debtor | None:
        late = tuple(figure.period for figure in self.figures if figure.is_late)
        return Debtor(self.given.unit_id, self.given.name, late) if late else None

    @property
    def late_words(self) -> str:
        """Say which periods are missing: "tháng 8/2024, tháng 9/2024"."""
        return ", ".join(lower_first(one.period.span.name) for one in self.figures if one.is_late)


@dataclass(frozen=True, slots=True)
class TargetUnits:
    """One target: its result, its periods, its units; how many proofs there are and who verified."""

    result: TargetResult
    periods: tuple[PeriodRow, ...]
    units: tuple[UnitResult, ...]
    figure_count: int
    verified_count: int
    evidence_count: int
    verifiers: tuple[str, ...]


def target_results(target: Target, on: date) -> TargetUnits:
    """Lay the figures of a target out by unit and period, in six queries for any number of units."""
    result = results_for(Target.objects.filter(pk=target.pk), on).rows[0]
    periods = _begun([total.period for total in totals_of([target.pk]).get(target.pk, ())], on)
    rows = figures_of(Q(target=target)).get(target.pk, [])
    units = tuple(
        _unit_result(result.target, result.tracking, given, periods, _of_unit(rows, given.unit_id), on)
        for given in result.given
    )
    return TargetUnits(
        result=result,
        periods=periods,
        units=units,
        figure_count=len(rows),
        verified_count=sum(row.is_verified for row in rows),
        evidence_count=Evidence.objects.kept().filter(figure__target=target).count(),
        verifiers=tuple(dict.fromkeys(row.verified_by for row in rows if row.verified_by)),
    )


def unit_results(unit: Unit, targets: Any, on: date) -> tuple[UnitResult, ...]:
    """Judge one unit by what it was given of `targets`, a QuerySet, in four queries."""
    found = list(targets.select_related("tracking", "owner", "movement").order_by("movement_id", "position"))
    given = {
        pk: one for pk, all_given in given_of(found).items() for one in all_given if one.unit_id == unit.pk
    }
    owed = [target for target in found if target.pk in given]
    totals = totals_of([target.pk for target in owed])
    rows = figures_of(Q(target__in=[target.pk for target in owed], report__unit=unit))
    return tuple(
        _unit_result(
            target,
            tracking_of(target),
            given[target.pk],
            _begun([total.period for total in totals.get(target.pk, ())], on),
            {row.period_id: row for row in rows.get(target.pk, ())},
            on,
        )
        for target in owed
    )


def _begun(periods: Iterable[PeriodRow], on: date) -> tuple[PeriodRow, ...]:
    return tuple(period for period in periods if period.span.start <= on)


def _of_unit(rows: Iterable[FigureRow], unit_id: UUID) -> dict[UUID, FigureRow]:
    return {row.period_id: row for row in rows if row.unit_id == unit_id}


def _unit_result(
    target: Target,
    tracking: Tracking,
    given: Given,
    periods: Sequence[PeriodRow],
    rows: Mapping[UUID, FigureRow],
    on: date,
) -> UnitResult:
    followed = followed_by(tracking, target.goal, given)
    sums = tuple(figure_sum(rows.get(period.pk), period, on) for period in periods)
    return UnitResult(
        followed=followed,
        sums=sums,
        standing=stand_of(followed, sums, on),
        target=target,
        given=given,
        figures=tuple(map(_figure, periods, sums)),
    )


def _figure(period: PeriodRow, one: PeriodSum) -> UnitFigure:
    if not one.sent:
        return UnitFigure(period, "", is_verified=False, is_late=one.is_due)
    words = "không áp dụng" if one.value is None else format_number(one.value)
    if one.base is not None:
        words = f"{words}/{format_number(one.base)}"
    return UnitFigure(period, words, is_verified=bool(one.verified), is_late=False)
