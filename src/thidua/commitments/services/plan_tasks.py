"""The tasks of a plan: written, ordered, dropped; and how far each has come once the plan is accepted."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.commitments import policies
from thidua.commitments.enums import TaskState
from thidua.commitments.models import Plan, PlanTask
from thidua.commitments.services import plan_work, plans
from thidua.commitments.services.plan_work import Changes, deed_of
from thidua.core.errors import DomainError
from thidua.core.planning import ALL, MOST_TASKS, day_problem, share_problem
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import record
from thidua.movements.models import Target
from thidua.obligations.models import Obligation


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What is to be done, by whom, by when, for which target of the plan."""

    text: str
    owner: str = ""
    due_on: date | None = None
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a task has come; the share is in percent."""

    state: str
    share: int
    note: str = ""


@transaction.atomic
def add(plan: Plan, facts: TaskFacts, *, by: Actor, at: datetime) -> PlanTask:
    """Write one more task at the end."""
    plan = plans.lock(plan, by)
    policies.can_write_plan(by, plan).enforce()
    _refuse_odd(plan, facts)
    last = plan.tasks.order_by("-position").first()
    if plan.tasks.count() >= MOST_TASKS:
        raise DomainError(f"Mỗi kế hoạch có nhiều nhất {MOST_TASKS} việc. Gộp các việc nhỏ lại.")
    task = PlanTask(plan=plan, position=last.position + 1 if last else 1, **_values(facts))
    task.clean_fields(exclude=["plan", "target"])
    task.save(force_insert=True)
    record("commitments.task.add", task, by=by, at=at, deed=deed_of(plan, by))
    return task


@transaction.atomic
def change(task: PlanTask, facts: TaskFacts, *, expected: int, by: Actor, at: datetime) -> PlanTask:
    """Change a task of a plan that is being written."""
    plan = plans.lock(task.plan, by)
    policies.can_write_plan(by, plan).enforce()
    task = _locked(task, plan)
    _refuse_odd(plan, facts)
    changes = versions.apply(task, _values(facts), expected=expected)
    if changes:
        record("commitments.task.change", task, by=by, at=at, deed=deed_of(plan, by, changes))
    return task


@transaction.atomic
def drop(task: PlanTask, *, by: Actor, at: datetime) -> Plan:
    """Take a task off the plan; the history keeps its words, work it once was is cancelled already."""
    plan = plans.lock(task.plan, by)
    policies.can_write_plan(by, plan).enforce()
    task = _locked(task, plan)
    record(
        "commitments.task.drop", task, by=by, at=at, deed=deed_of(plan, by, {"due_on": (task.due_on, None)})
    )
    task.delete()
    return plan


@transaction.atomic
def move(task: PlanTask, steps: int, *, by: Actor, at: datetime) -> Plan:
    """Move a task up (-1) or down (1) by one place; at the end nothing happens."""
    plan = plans.lock(task.plan, by)
    policies.can_write_plan(by, plan).enforce()
    tasks = list(plan.tasks.all())
    place = next((number for number, one in enumerate(tasks) if one.pk == task.pk), None)
    if place is None or not 0 <= place + steps < len(tasks):
        return plan
    tasks.insert(place + steps, tasks.pop(place))
    for number, one in enumerate(tasks, 1):
        one.position = number
    PlanTask.objects.bulk_update(tasks, ["position"])
    changes: Changes = {"position": (place + 1, place + steps + 1)}
    record("commitments.task.move", task, by=by, at=at, deed=deed_of(plan, by, changes))
    return plan


@transaction.atomic
def tell_progress(task: PlanTask, progress: Progress, *, expected: int, by: Actor, at: datetime) -> PlanTask:
    """Say how far a task of an accepted plan has come; its work in the list follows."""
    plan_work.hold(task)
    plan = plans.lock(task.plan, by)
    policies.can_tell_progress(by, plan).enforce()
    task = _locked(task, plan)
    state = TaskState(progress.state)
    share = ALL if state == TaskState.DONE else progress.share
    problem = share_problem(share, is_done=state == TaskState.DONE, is_waiting=state == TaskState.WAITING)
    if problem:
        raise DomainError(problem)
    values = {"state": state, "share": share, "note": progress.note.strip()}
    changes = versions.apply(task, values, expected=expected)
    if changes:
        record("commitments.task.progress", task, by=by, at=at, deed=deed_of(plan, by, changes))
        plan_work.settle(task, by=by, at=at)
    return task


def _refuse_odd(plan: Plan, facts: TaskFacts) -> None:
    if not facts.text.strip():
        raise DomainError("Ghi việc cần làm.")
    if problem := day_problem(facts.due_on, *plan.movement.first_and_last_day):
        raise DomainError(problem)
    if facts.target is not None and not plan.goals.filter(target=facts.target).exists():
        raise DomainError("Chọn một chỉ tiêu có trong kế hoạch.")


def _values(facts: TaskFacts) -> dict[str, object]:
    return {
        "text": facts.text.strip(),
        "owner": facts.owner.strip(),
        "due_on": facts.due_on,
        "target": facts.target,
    }


def _locked(task: PlanTask, plan: Plan) -> PlanTask:
    """Take the task as it is now; one that was dropped meanwhile is said to be."""
    found = PlanTask.objects.select_for_update(of=("self",)).filter(pk=task.pk, plan=plan).first()
    if found is None:
        raise DomainError("Việc này vừa được bỏ khỏi kế hoạch.")
    found.plan = plan
    if found.work_id is not None:
        found.work = Obligation.objects.select_related("unit").get(pk=found.work_id)
    return found
