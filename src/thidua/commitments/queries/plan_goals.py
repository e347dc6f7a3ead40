"""What a unit was given in a movement, as the goals of its plan say it, and what has changed since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q

from thidua.commitments.models import PlanGoal
from thidua.core.allocation import AllocationKind
from thidua.core.planning import Given
from thidua.core.quantities import format_number
from thidua.movements.models import Allocation, Movement, Target
from thidua.movements.queries.allocations import level_text, part_text
from thidua.movements.queries.following import tracking_of
from thidua.organisation.models import Unit

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class GivenGoal:
    """A target a unit answers for, and its part of it in numbers and words."""

    target: Target
    amount: Decimal | None
    base: Decimal | None
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A goal of the plan that is given otherwise now; an empty side is not there."""

    name: str
    planned: str
    given: str

    @property
    def sentence(self) -> str:
        if not self.planned:
            return f"{self.name}: mới giao {self.given}, kế hoạch chưa có."
        if not self.given:
            return f"{self.name}: kế hoạch ghi {self.planned}, nay không còn giao cho đơn vị."
        return f"{self.name}: kế hoạch ghi {self.planned}, nay giao {self.given}."


def goals_given(movement: Movement, unit: Unit) -> list[GivenGoal]:
    """Return what the unit was given, and whole targets it owns, in the order of the letter. Two queries."""
    targets = Target.objects.filter(movement=movement).for_board().select_related("tracking")
    given = Allocation.objects.given().filter(target__movement=movement, unit=unit)
    parts = {row.target_id: row for row in given}
    wanted = targets.filter(Q(pk__in=parts) | Q(owner=unit))
    return [_goal(target, parts.get(target.pk)) for target in wanted]


def bounds_of(target: Target, amount: Decimal | None, base: Decimal | None) -> Given:
    """Return between what the unit may aim; counts of a rate reach at most their base."""
    tracking = tracking_of(target)
    is_count = tracking.kind == AllocationKind.WEIGHTED_MEAN and base is not None
    return Given(amount, target.goal.is_limit, base if is_count else tracking.ceiling)


def aim_text(goal: PlanGoal) -> str:
    """Print what the unit aims at: "125 tấn", "195/200"; the words of the goal where it has no number."""
    if goal.aimed is None:
        return goal.goal_text
    tracking = tracking_of(goal.target)
    tracking.target = goal.target
    if tracking.kind == AllocationKind.WEIGHTED_MEAN and goal.base is not None:
        return f"{format_number(goal.aimed)}/{format_number(goal.base)}"
    return level_text(tracking, goal.aimed)


def differences(goals: Iterable[PlanGoal], given: Iterable[GivenGoal]) -> list[Difference]:
    """Hold a plan against what is given now: changed, given anew, not given any more."""
    planned = {goal.target_id: goal for goal in goals}
    now: Mapping[UUID, GivenGoal] = {one.target.pk: one for one in given}
    found = [
        Difference(one.target.name, planned[key].goal_text if key in planned else "", one.text)
        for key, one in now.items()
        if key not in planned or has_changed(planned[key], one)
    ]
    gone = [Difference(goal.name, goal.goal_text, "") for key, goal in planned.items() if key not in now]
    return found + gone


def has_changed(goal: PlanGoal, given: GivenGoal) -> bool:
    """Say whether the numbers or words of a goal are others now."""
    return (goal.amount, goal.base, goal.goal_text) != (given.amount, given.base, given.text)


def _goal(target: Target, row: Any) -> GivenGoal:
    if row is None or row.amount is None:
        return GivenGoal(target, None, None, target.goal_text[:_LONGEST])
    tracking = tracking_of(target)
    tracking.target = target
    return GivenGoal(target, row.amount, row.base, part_text(tracking, row)[:_LONGEST])
