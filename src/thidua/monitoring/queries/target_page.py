"""The page of one target: its year as a picture and a table, its units, and the chain of proof."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from thidua.core.charts import Bar, History
from thidua.core.goal_text import amount_text
from thidua.core.quantities import format_number
from thidua.core.standing import Followed, Level, shown_level
from thidua.core.whole_things import about
from thidua.monitoring.queries.pictures import bar_of, bar_words, expected_at, has_expected, history_of
from thidua.movements.models import Target
from thidua.reporting.queries.unit_results import TargetUnits, UnitResult, target_results


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One period of the table: what it added, the level at its end, what should be there."""

    name: str
    added: str
    level: str
    expected: str
    sent: str
    verified: str


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit beside its bar."""

    result: UnitResult

    @property
    def bar(self) -> Bar | None:
        return bar_of(self.result)

    @property
    def bar_words(self) -> str:
        return f"{self.result.given.name}: {bar_words(self.result)}"


@dataclass(frozen=True, slots=True)
class PlanValue:
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class TargetPage:
    """All that the page shows; `expects` says whether what should be there can be drawn."""

    found: TargetUnits
    history: History | None
    periods: tuple[PeriodLine, ...]
    units: tuple[UnitLine, ...]
    plans: tuple[PlanValue, ...]
    expects: bool
    adds_up: bool

    @property
    def history_words(self) -> str:
        result = self.found.result
        name, status = result.target.name, result.status.label.lower()
        return f"{name}: {len(self.periods)} kỳ, hiện {result.shown}, {status}"

    @property
    def is_in_part(self) -> bool:
        """Whether units are missing, so that what is expected of those who reported is less than of all."""
        levels = self.found.result.standing.levels
        return any(level.sum.sent < level.sum.owed for level in levels)

    @property
    def verifiers(self) -> str:
        return ", ".join(self.found.verifiers)


def target_page(target: Target, *, on: date) -> TargetPage:
    found = target_results(target, on)
    result = found.result
    return TargetPage(
        found=found,
        history=history_of(result),
        periods=tuple(_periods(result.followed, result.standing.levels)),
        units=tuple(map(UnitLine, found.units)),
        plans=tuple(_plans(found)),
        expects=has_expected(result.followed),
        adds_up=result.followed.adds_up,
    )


def _periods(followed: Followed, levels: Iterable[Level]) -> Iterable[PeriodLine]:
    for level in levels:
        one = level.sum
        expected = expected_at(followed, level.period.end)
        yield PeriodLine(
            name=level.period.name,
            added=_added(level),
            level=shown_level(followed, level) if level.value is not None else "",
            expected="" if expected is None else about(expected, followed.goal.unit),
            sent=f"{one.sent}/{one.owed}",
            verified=str(one.verified),
        )


def _added(level: Level) -> str:
    """Print what the period itself brought, a count with what it was counted among."""
    one = level.sum
    if one.value is None:
        return ""
    base = "" if one.base is None else f"/{format_number(one.base)}"
    return f"{format_number(one.value)}{base}"


def _plans(found: TargetUnits) -> Iterable[PlanValue]:
    tracking, unit = found.result.tracking, found.result.target.unit
    values: tuple[tuple[str, Decimal | None], ...] = (
        ("Cấp trên giao", tracking.assigned_above),
        ("HĐND xã giao", tracking.assigned_by_council),
        ("Kết quả năm trước", tracking.last_year),
        ("Mức gốc", tracking.baseline),
    )
    return (PlanValue(name, amount_text(value, unit)) for name, value in values if value is not None)
