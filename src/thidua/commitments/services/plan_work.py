"""Tasks of an accepted plan as work of the unit: given, settled by progress, taken back; the unit told."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from thidua.commitments.enums import TaskState
from thidua.commitments.models import Plan, PlanTask
from thidua.core.planning import ALL
from thidua.foundation.actors import Actor
from thidua.foundation.services import notices, versions
from thidua.foundation.services.audit import Deed, record
from thidua.foundation.services.notices import News
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.obligations.services import obligations, origins
from thidua.obligations.services.obligations import Work
from thidua.obligations.services.origins import Outcome

Changes = dict[str, tuple[object, object]]
ORIGIN = "plan"
_DONE: dict[str, object] = {"state": TaskState.DONE, "share": ALL}
_WAITING: dict[str, object] = {"state": TaskState.WAITING, "share": 0, "note": ""}
_LONGEST_TITLE = 300


def give(plan: Plan, *, by: Actor, at: datetime) -> int:
    """Make every task work, each once; return how many there are. What was taken back is open again.

    A task that came from the letter is work already and is not given twice.
    """
    tasks = list(plan.tasks.filter(work=None))
    known = set(_of(tasks).values_list("origin_id", flat=True))
    origins.settle(ORIGIN, {_key(task): _outcome(task) for task in tasks}, by=by, at=at)
    origins.restate(ORIGIN, {_key(task): (_title(task), task.due_on) for task in tasks})
    origins.ask([(plan.unit, _work(task)) for task in tasks if _key(task) not in known], at=at)
    fresh = {_key(task): _outcome(task) for task in tasks if _key(task) not in known}
    origins.settle(ORIGIN, fresh, by=by, at=at)
    return plan.tasks.count()


def take_back(plan: Plan, reason: str, *, by: Actor, at: datetime) -> None:
    """Cancel the open work of the tasks; what is done stays done."""
    outcome = Outcome(ObligationState.CANCELLED, f"Kế hoạch được mở lại: {reason}"[:500])
    origins.settle(ORIGIN, {_key(task): outcome for task in plan.tasks.filter(work=None)}, by=by, at=at)


def settle(task: PlanTask, *, by: Actor, at: datetime) -> None:
    """Let the work of a task follow its progress; whoever may not close the letter's own work is refused."""
    if task.work is None:
        origins.settle(ORIGIN, {_key(task): _outcome(task)}, by=by, at=at)
        return
    work, is_done = task.work, task.state == TaskState.DONE
    if is_done and work.state == ObligationState.OPEN:
        obligations.complete(work, note=task.note, expected=work.version, by=by, at=at)
    if not is_done and work.state == ObligationState.DONE:
        obligations.reopen(work, expected=work.version, by=by, at=at)


def hold(task: PlanTask) -> None:
    """Lock the letter's work before the task: who ticks the work off takes them in the same order."""
    if task.work_id is not None:
        Obligation.objects.select_for_update(of=("self",)).get(pk=task.work_id)


def follow(work: Obligation, *, by: Actor, at: datetime) -> None:
    """Let the tasks that a letter's work became be done, or to be done again, as the work is."""
    is_done = work.state == ObligationState.DONE
    tasks = PlanTask.objects.select_for_update(of=("self",)).select_related("plan__unit").filter(work=work)
    for task in tasks.order_by("pk"):
        if is_done == (task.state == TaskState.DONE):
            continue
        values = _DONE | {"note": work.closing_note} if is_done else _WAITING
        changes = versions.apply(task, values, expected=task.version)
        record("commitments.task.progress", task, by=by, at=at, deed=deed_of(task.plan, by, changes))


def deed_of(plan: Plan, by: Actor, changes: Changes | None = None) -> Deed:
    """Tell what was done to a task, and for whom where it was not the unit itself."""
    return Deed(changes=changes, on_behalf_of="" if plan.unit_id in by.unit_ids else str(plan.unit))


def tell(plan: Plan, title: str, detail: str, *, at: datetime) -> None:
    """Tell the unit what became of its plan."""
    news = News(
        dedup_key=f"plan:{plan.pk}:{plan.version}",
        authority_id=plan.authority_id,
        unit_id=plan.unit_id,
        title=title,
        detail=detail or str(plan.movement),
        url=f"/ke-hoach/{plan.pk}/",
    )
    notices.tell([news], at=at)


def _of(tasks: Iterable[PlanTask]) -> Any:
    return Obligation.objects.filter(origin_kind=ORIGIN, origin_id__in=[_key(task) for task in tasks])


def _key(task: PlanTask) -> str:
    return task.pk.hex


def _title(task: PlanTask) -> str:
    return task.text[:_LONGEST_TITLE]


def _outcome(task: PlanTask) -> Outcome:
    is_done = task.state == TaskState.DONE
    return Outcome(ObligationState.DONE, task.note) if is_done else Outcome(ObligationState.OPEN)


def _work(task: PlanTask) -> Work:
    owner = f"Người chịu trách nhiệm: {task.owner}." if task.owner else ""
    return Work(
        title=_title(task),
        detail="\n".join(
            part for part in (task.text if len(task.text) > _LONGEST_TITLE else "", owner) if part
        ),
        due_on=task.due_on,
        origin_kind=ORIGIN,
        origin_id=_key(task),
        origin_url=f"/ke-hoach/viec/{task.pk}/",
    )
