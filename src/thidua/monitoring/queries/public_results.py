"""The public results of a movement: verified figures of the commune and of its units, no persons."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from thidua.core.allocation import AllocationKind
from thidua.core.charts import Bar
from thidua.core.goal_text import amount_text
from thidua.core.standing import stand_of, verified_only
from thidua.core.text import fold, sort_key
from thidua.foundation.public import PublicReason, public_view
from thidua.monitoring.queries.pictures import bar_of, bar_words
from thidua.movements.models import Movement
from thidua.movements.queries.board import lay_out
from thidua.organisation.enums import UnitKind
from thidua.organisation.models import Unit
from thidua.reporting.enums import ResultStatus
from thidua.reporting.models import RESULTS_ARE_PUBLIC, Figure
from thidua.reporting.queries.results import TargetResult, results_of
from thidua.scoring.models import ScoringRound
from thidua.scoring.queries.standing_page import title_of

NO_FIGURE = "chua"
"""Stands among the statuses for all that has no verified figure yet."""


@dataclass(frozen=True, slots=True)
class PublicChosen:
    """What a reader asked for: a kind of unit, a status, words in the name of the target."""

    kind: str = ""
    status: str = ""
    words: str = ""

    @property
    def is_any(self) -> bool:
        return bool(self.kind or self.status or self.words.strip())

    def takes(self, result: "PublicResult", kinds: Container[str]) -> bool:
        """Say whether a target is wanted; `kinds` are those of the units that it was given to."""
        status = result.status.value if result.is_known else NO_FIGURE
        return (
            (not self.kind or self.kind in kinds)
            and self.status in {"", status}
            and all(word in fold(result.view.name) for word in fold(self.words).split())
        )


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
    kinds: tuple[tuple[str, str], ...]
    total: int
    known: int
    shown: int
    until: date | None
    reason: PublicReason
    is_demo: bool
    standings: tuple[tuple[UUID, str], ...]


def public_results(movement: Movement, *, on: date, chosen: PublicChosen | None = None) -> PublicResults:
    """Collect the page in seven queries; the counts are of all targets, also of those left out."""
    chosen = chosen or PublicChosen()
    results = results_of(movement, on)
    units = _units(movement, chosen.kind)
    kinds = _kinds(results.rows)
    found = {row.target.pk: _public(row, units.get(row.target.pk, ()), on) for row in results.rows}
    taken = {pk for pk, result in found.items() if chosen.takes(result, kinds.get(pk, ()))}
    targets = [row.target for row in results.rows]
    groups = lay_out([target for target in targets if target.pk in taken], targets)
    offered = Counter(kind for of_target in kinds.values() for kind in of_target)
    return PublicResults(
        movement=public_view(movement),
        key=movement.pk,
        agency=movement.authority.committee,
        fields=tuple(
            PublicField(group.name, tuple(found[row.target.pk] for row in group.rows)) for group in groups
        ),
        kinds=tuple((kind, UnitKind(kind).label) for kind, _ in offered.most_common()),
        total=len(found),
        known=sum(result.is_known for result in found.values()),
        shown=len(taken),
        until=_until(results.rows),
        reason=RESULTS_ARE_PUBLIC,
        is_demo=movement.authority.is_demo,
        standings=tuple(_standings(movement)),
    )


def _standings(movement: Movement) -> Iterable[tuple[UUID, str]]:
    """Name the published standings of the movement, newest first."""
    rounds = ScoringRound.objects.public().filter(movement=movement).select_related("block")
    return ((scoring.pk, title_of(scoring)) for scoring in rounds.order_by("-ends_on", "name"))


def _kinds(rows: Iterable[TargetResult]) -> Mapping[UUID, frozenset[str]]:
    """Say for each target of which kinds its units are. One query."""
    given = {row.target.pk: {one.unit_id for one in row.given} for row in rows}
    wanted = set().union(*given.values())
    kind_of = dict(Unit.objects.filter(pk__in=wanted).values_list("pk", "kind"))
    return {pk: frozenset(kind_of[unit] for unit in units) for pk, units in given.items()}


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


def _units(movement: Movement, kind: str) -> Mapping[UUID, list[tuple[str, Decimal]]]:
    """Add the verified figures of each unit up, exactly, which SQLite would not do."""
    found = Figure.objects.verified().filter(target__movement=movement, value__isnull=False)
    if kind:
        found = found.filter(report__unit__kind=kind)
    rows = found.order_by().values_list("target_id", "report__unit__name", "value")
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
