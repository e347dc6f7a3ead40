"""Results of a movement on a day: for each target where it stands, why, and who has not reported.

Worked out anew at each reading from the totals that every figure keeps up to date, so a changed figure is
seen at once. What was not reported is never missed; what was not verified is said to be so.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from thidua.core.allocation import AllocationKind
from thidua.core.goal_text import PartsState, check_parts
from thidua.core.plausibility import Subject, parts_differ
from thidua.core.standing import Followed, Standing, farthest, stand_of
from thidua.movements.models import Movement, Target, Tracking
from thidua.reporting.enums import ResultStatus
from thidua.reporting.queries.judged import Judged
from thidua.reporting.queries.result_rows import Given, Rows, load
from thidua.reporting.queries.result_sums import Added, Debtor, added_up, followed_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetResult(Judged):
    """One target on a day; `parts` says where its parts do not add up, `worst` who stands worst of all."""

    target: Target
    tracking: Tracking
    given: tuple[Given, ...]
    debtors: tuple[Debtor, ...]
    worst: str = ""
    parts: str = ""

    @property
    def reason(self) -> str:
        """Why the status is what it is, with the arithmetic."""
        line = self.standing.progress.sentence
        return f"{line} {farthest(self.followed).capitalize()} là {self.worst}." if self.worst else line

    @property
    def missing_text(self) -> str:
        """Who has not reported, in one sentence; a long list is counted."""
        return debtors_text(self.debtors)


@dataclass(frozen=True, slots=True)
class Results:
    """The targets of a movement in the order of the letter, as they stand on the day `on`.

    `days` are the last days of the periods somebody reported for, the latest first.
    """

    on: date
    rows: tuple[TargetResult, ...]
    days: tuple[date, ...]

    @property
    def by_target(self) -> Mapping[UUID, TargetResult]:
        return {row.target.pk: row for row in self.rows}

    @property
    def counts(self) -> Mapping[ResultStatus, int]:
        return Counter(row.status for row in self.rows)

    @property
    def last_day(self) -> date | None:
        """Until when there are figures that count here; never after the day itself."""
        return next((min(day, self.on) for day in self.days if self._counts(day)), None)

    def _counts(self, day: date) -> bool:
        return any(one.period.end == day and one.sent for row in self.rows for one in row.sums)


_MOST_NAMED = 4


def results_of(movement: Movement, on: date, *, until: date | None = None) -> Results:
    """Judge every target of a movement in four queries; `until` leaves later periods out."""
    return results_for(movement.targets.all(), on, until=until)


def results_for(targets: object, on: date, *, until: date | None = None) -> Results:
    """Judge the targets of a QuerySet, of one movement or of several."""
    rows = load(targets, on=on)
    day = on if until is None else min(on, until)
    found = [_result(target, rows, on, until) for target in rows.targets]
    return Results(day, tuple(_with_parts(found)), _days(rows, on))


def _days(rows: Rows, on: date) -> tuple[date, ...]:
    spans = {total.period.span for totals in rows.totals.values() for total in totals if total.sent}
    return tuple(sorted({span.end for span in spans if span.start <= on}, reverse=True))


def debtors_text(debtors: Sequence[Debtor]) -> str:
    named = "; ".join(debtor.words for debtor in debtors[:_MOST_NAMED])
    rest = len(debtors) - _MOST_NAMED
    if rest > 0:
        return f"{named}; và {rest} đơn vị khác."
    return f"{named}." if named else ""


def _result(target: Target, rows: Rows, on: date, until: date | None) -> TargetResult:
    tracking = rows.trackings[target.pk]
    followed = followed_of(tracking, target.goal)
    added = added_up(followed, rows.of(target), on, until=until)
    standing = stand_of(followed, added.sums, on if until is None else min(on, until))
    return TargetResult(
        target=target,
        tracking=tracking,
        followed=followed,
        sums=added.sums,
        standing=standing,
        given=tuple(rows.of(target).given),
        debtors=added.debtors,
        worst=_worst(followed, added, standing),
    )


def _worst(followed: Followed, added: Added, standing: Standing) -> str:
    if followed.kind != AllocationKind.EACH or standing.level is None:
        return ""
    return added.worst.get(standing.level.period, "")


def _with_parts(found: Sequence[TargetResult]) -> Iterable[TargetResult]:
    """Say of each whole whether the results of its parts ("trong đó") fit it."""
    parts: dict[UUID, list[TargetResult]] = {}
    for one in found:
        if one.target.parent_id is not None:
            parts.setdefault(one.target.parent_id, []).append(one)
    for one in found:
        yield _checked(one, parts.get(one.target.pk, ()))


def _checked(whole: TargetResult, parts: Sequence[TargetResult]) -> TargetResult:
    goals = check_parts(whole.target.goal, [part.target.goal for part in parts])
    values = [part.standing.value for part in parts]
    if not parts or goals.state == PartsState.NOT_COMPARED or not _is_additive(whole, parts):
        return whole
    if whole.standing.value is None or any(value is None for value in values):
        return whole
    known = [value or Decimal(0) for value in values]
    subject = Subject("Cả xã", whole.target.name, whole.target.unit)
    doubt = parts_differ(subject, whole.standing.value, known, are_all=goals.state == PartsState.WHOLE)
    return replace(whole, parts=doubt.sentence) if doubt else whole


def _is_additive(whole: TargetResult, parts: Sequence[TargetResult]) -> bool:
    """Only amounts of the same days add up; a part reported for another month proves nothing."""
    level = whole.standing.level
    return whole.followed.adds_up and all(
        part.followed.adds_up
        and part.standing.level is not None
        and level is not None
        and part.standing.level.period.end == level.period.end
        for part in parts
    )
