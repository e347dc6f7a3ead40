"""What the pages of plans show: who has one, what is still missing in one, and its goals beside results."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from thidua.commitments.enums import PlanState, TaskState
from thidua.commitments.models import Plan, PlanGoal, PlanTask
from thidua.commitments.models.plan import READERS
from thidua.commitments.queries.plan_goals import Difference, aim_text, differences, goals_given
from thidua.core.planning import TaskCounts, TaskDay, count_tasks
from thidua.foundation.actors import Actor
from thidua.movements.models import Movement, Target
from thidua.organisation.models import Unit
from thidua.reporting.queries.unit_results import UnitResult, unit_results

NONE, NO_TASKS = "chua", TaskCounts(0, 0, 0)
_LOOKS = {
    NONE: ("none", "circle-dashed"),
    PlanState.DRAFT: ("none", "pencil"),
    PlanState.SENT: ("run", "clock"),
    PlanState.RETURNED: ("slow", "arrow-back-up"),
    PlanState.ACCEPTED: ("ok", "circle-check"),
}


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A unit and its plan; None where it has none yet."""

    unit: Unit
    plan: Any
    counts: TaskCounts

    @property
    def state(self) -> str:
        return str(self.plan.state) if self.plan else NONE

    @property
    def state_name(self) -> str:
        return str(PlanState(self.plan.state).label) if self.plan else "Chưa có"

    @property
    def look(self) -> tuple[str, str]:
        return _LOOKS[self.state]


@dataclass(frozen=True, slots=True)
class PlanList:
    """The units that may be seen; `counts` tells of all of them, whatever the filter shows."""

    rows: tuple[PlanRow, ...]
    counts: tuple[tuple[str, str, int], ...]
    total: int


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal of the plan, what the unit aims at in words, and what it reached so far."""

    goal: PlanGoal
    aim: str
    result: UnitResult | None = None
    tasks: TaskCounts = NO_TASKS


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One plan whole: its goals, its tasks, and where it differs from what is given now."""

    plan: Plan
    goals: tuple[GoalRow, ...]
    tasks: tuple[PlanTask, ...]
    counts: TaskCounts
    differences: tuple[Difference, ...] = ()

    @property
    def without_owner(self) -> tuple[PlanTask, ...]:
        return tuple(task for task in self.tasks if not task.owner)

    @property
    def without_day(self) -> tuple[PlanTask, ...]:
        return tuple(task for task in self.tasks if task.due_on is None)

    @property
    def without_task(self) -> tuple[GoalRow, ...]:
        """The goals for which nothing is to be done by the plan."""
        served = {task.target_id for task in self.tasks}
        return tuple(row for row in self.goals if row.goal.target_id not in served)

    @property
    def is_empty(self) -> bool:
        return not self.goals and not self.tasks


@dataclass(frozen=True, slots=True)
class PlanResults:
    """A plan beside results: each goal, and the tasks that serve none."""

    page: PlanPage
    rows: tuple[GoalRow, ...]
    loose: TaskCounts
    late: frozenset[UUID]


def plan_list(movement: Movement, actor: Actor, on: date, *, state: str = "") -> PlanList:
    """Lay out the units that work on a day, with their plans; three queries for any number of units."""
    units = Unit.objects.filter(authority_id=movement.authority_id).in_force(on)
    if not actor.has(*READERS):
        units = units.filter(pk__in=actor.unit_ids)
    plans = {plan.unit_id: plan for plan in Plan.objects.visible_to(actor).filter(movement=movement)}
    tasks = _tasks_of(plans.values())
    rows = [_row(unit, plans.get(unit.pk), tasks, on) for unit in units.for_list()]
    named = [(NONE, "Chưa có"), *PlanState.choices]
    counts = tuple((str(key), str(name), sum(row.state == key for row in rows)) for key, name in named)
    return PlanList(tuple(row for row in rows if not state or row.state == state), counts, len(rows))


def _tasks_of(plans: Iterable[Plan]) -> dict[UUID, list[PlanTask]]:
    known = {plan.pk: plan for plan in plans}
    found: dict[UUID, list[PlanTask]] = {}
    rows = PlanTask.objects.filter(plan__in=list(known)).select_related("work")
    for task in rows.only("plan_id", "state", "due_on", "work__state", "work__due_on"):
        task.plan = known[task.plan_id]
        found.setdefault(task.plan_id, []).append(task)
    return found


def plan_page(plan: Plan, on: date) -> PlanPage:
    """Read a plan with all that its page shows, in four queries for any number of rows."""
    goals = list(plan.goals.select_related("target__tracking", "target__movement"))
    tasks = tuple(plan.tasks.select_related("target", "work"))
    given = goals_given(plan.movement, plan.unit)
    rows = tuple(GoalRow(goal, aim_text(goal)) for goal in goals)
    return PlanPage(plan, rows, tasks, _counted(tasks, on), tuple(differences(goals, given)))


def plan_results(plan: Plan, on: date) -> PlanResults:
    """Set the goals of a plan beside what the unit reached, in eight queries for any number of rows."""
    page = plan_page(plan, on)
    wanted = Target.objects.filter(pk__in=[row.goal.target_id for row in page.goals])
    reached = {result.target.pk: result for result in unit_results(plan.unit, wanted, on)}
    rows = tuple(
        GoalRow(
            row.goal,
            row.aim,
            reached.get(row.goal.target_id),
            _counted([task for task in page.tasks if task.target_id == row.goal.target_id], on),
        )
        for row in page.goals
    )
    loose = _counted([task for task in page.tasks if task.target_id is None], on)
    late = frozenset(task.pk for task in page.tasks if is_late(task, on))
    return PlanResults(page, rows, loose, late)


def is_late(task: PlanTask, on: date) -> bool:
    return task.owed_by is not None and task.owed_by < on


def look_of(plan: Plan) -> tuple[str, str]:
    """Return class and icon of the state of a plan."""
    return _LOOKS[plan.state]


def _row(unit: Unit, plan: Plan | None, tasks: dict[UUID, list[PlanTask]], on: date) -> PlanRow:
    return PlanRow(unit, plan, _counted(tasks.get(plan.pk, ()) if plan else (), on))


def _counted(tasks: Sequence[PlanTask], on: date) -> TaskCounts:
    return count_tasks((TaskDay(task.state == TaskState.DONE, task.owed_by) for task in tasks), on)
