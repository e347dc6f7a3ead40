"""From the points of single criteria to the total of a unit, every step of it a line that is shown.

The lines that are shown add up to the total: what was not assigned is scaled up in a line of its own, and a
cap is a line of its own, so that nobody has to believe a sum that cannot be added again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.core.rounding import rounded
from thidua.core.scoring.criteria import CriteriaSet, Criterion, Group, GroupKind
from thidua.core.scoring.points import LineState, points_text

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Mark:
    """The points a criterion has, however they came about, already rounded; ZERO where it has none yet."""

    points: Decimal
    state: LineState


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion with its mark."""

    criterion: Criterion
    mark: Mark

    @property
    def points(self) -> Decimal:
        return self.mark.points

    @property
    def is_missing(self) -> bool:
        return self.mark.state in {LineState.NOT_REPORTED, LineState.NOT_JUDGED}


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points that no single criterion gave: scaling up what was not assigned (`scales`), or a cap."""

    points: Decimal
    sentence: str
    scales: bool = False


@dataclass(frozen=True, slots=True)
class GroupSum:
    """A group with its lines and adjustments; `points` is their sum. A group without any is dropped."""

    group: Group
    lines: tuple[Line, ...]
    adjustments: tuple[Adjustment, ...]
    is_dropped: bool

    @property
    def points(self) -> Decimal:
        lines = sum((line.points for line in self.lines), ZERO)
        return lines + sum((one.points for one in self.adjustments), ZERO)

    @property
    def is_below_floor(self) -> bool:
        """Whether the group has less than the share that it must reach ("điểm liệt")."""
        floor = self.group.floor * self.group.maximum
        return not self.is_dropped and floor > 0 and self.points < floor


@dataclass(frozen=True, slots=True)
class Total:
    """A unit's points: groups, adjustments of the whole, and their sum."""

    groups: tuple[GroupSum, ...]
    adjustments: tuple[Adjustment, ...]

    @property
    def points(self) -> Decimal:
        groups = sum((group.points for group in self.groups), ZERO)
        return groups + sum((one.points for one in self.adjustments), ZERO)

    @property
    def is_scaled(self) -> bool:
        """Whether something was not assigned, so that the rest was scaled up to the whole."""
        of_groups = (one for group in self.groups for one in group.adjustments)
        return any(one.scales for one in (*of_groups, *self.adjustments))

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def missing(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_missing)

    @property
    def lost(self) -> Decimal:
        """What deductions took, as a number that is not negative."""
        return -sum((one.points for one in self.groups if one.group.kind == GroupKind.DEDUCTION), ZERO)


NOTHING_YET = Mark(ZERO, LineState.NOT_JUDGED)


def total_of(criteria: CriteriaSet, marks: Mapping[str, Mark]) -> Total:
    """Add up a unit; `marks` are by key of criterion, one that is absent was not judged."""
    groups = tuple(_group_sum(criteria, group, marks) for group in criteria.groups)
    return Total(groups, _of_whole(criteria, groups))


def _group_sum(criteria: CriteriaSet, group: Group, marks: Mapping[str, Mark]) -> GroupSum:
    lines = tuple(Line(one, marks.get(one.key, NOTHING_YET)) for one in group.criteria)
    assigned = [line for line in lines if line.mark.state != LineState.NOT_ASSIGNED]
    raw = sum((line.points for line in lines), ZERO)
    adjustments: list[Adjustment] = []
    if criteria.rescales and group.kind == GroupKind.BASE and assigned and len(assigned) < len(lines):
        adjustments += _scaled(group, assigned, raw, criteria.places)
    capped = _capped(group, raw + sum((one.points for one in adjustments), ZERO))
    return GroupSum(group, lines, (*adjustments, *capped), is_dropped=not assigned and bool(lines))


def _scaled(group: Group, assigned: Sequence[Line], raw: Decimal, places: int) -> list[Adjustment]:
    """Scale what was assigned up to the whole of the group, unless the rest weighs nothing."""
    available = sum((line.criterion.maximum for line in assigned), ZERO)
    whole = sum((one.maximum for one in group.criteria), ZERO)
    if available <= 0 or available == whole:
        return []
    scaled = rounded(Fraction(raw) * Fraction(whole) / Fraction(available), places)
    sentence = (
        f"Có nội dung không giao nên quy đổi: {points_text(raw)} : {points_text(available)} × "
        f"{points_text(whole)} = {points_text(scaled)} điểm."
    )
    return [Adjustment(scaled - raw, sentence, scales=True)]


def _capped(group: Group, points: Decimal) -> list[Adjustment]:
    """Cut a group that may not give, or take, more than its maximum."""
    if group.kind == GroupKind.DEDUCTION and points < -group.maximum:
        sentence = f"Nhóm này trừ nhiều nhất {points_text(group.maximum)} điểm."
        return [Adjustment(-group.maximum - points, sentence)]
    if group.kind != GroupKind.DEDUCTION and points > group.maximum:
        sentence = f"Nhóm này được nhiều nhất {points_text(group.maximum)} điểm."
        return [Adjustment(group.maximum - points, sentence)]
    return []


def _of_whole(criteria: CriteriaSet, groups: Sequence[GroupSum]) -> tuple[Adjustment, ...]:
    """Scale up when whole groups were not assigned, and let nobody fall below zero."""
    base = [one for one in groups if one.group.kind == GroupKind.BASE]
    standing = [one for one in base if not one.is_dropped]
    available = sum((one.group.maximum for one in standing), ZERO)
    found: list[Adjustment] = []
    if criteria.rescales and 0 < available < criteria.total and len(standing) < len(base):
        raw = sum((one.points for one in standing), ZERO)
        scaled = rounded(Fraction(raw) * Fraction(criteria.total) / Fraction(available), criteria.places)
        sentence = (
            f"Có nhóm không giao nên quy đổi: {points_text(raw)} : {points_text(available)} × "
            f"{points_text(criteria.total)} = {points_text(scaled)} điểm."
        )
        found.append(Adjustment(scaled - raw, sentence, scales=True))
    total = sum((one.points for one in groups), ZERO) + sum((one.points for one in found), ZERO)
    if total < 0:
        found.append(Adjustment(-total, "Tổng điểm không dưới 0."))
    return tuple(found)
