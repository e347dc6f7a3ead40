"""Tasks of an accepted plan as work of the unit: given, settled by progress, taken back; the unit told."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from thidua.commitments.enums import TaskState
from thidua.commitments.models import Plan, PlanTask
from thidua.foundation.actors import Actor
from thidua.foundation.services import notices
from thidua.foundation.services.notices import News
from thidua.obligations import policies as work_policies
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.obligations.services import obligations, origins
from thidua.obligations.services.obligations import Work
from thidua.obligations.services.origins import Outcome

ORIGIN = "plan"
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
    """Let the work of a task follow its progress; the letter's own work where the actor may close it."""
    if task.work is None:
        origins.settle(ORIGIN, {_key(task): _outcome(task)}, by=by, at=at)
        return
    work, is_done = task.work, task.state == TaskState.DONE
    may = work_policies.can_complete(by, work)
    if may and is_done and work.state == ObligationState.OPEN:
        obligations.complete(work, note=task.note, expected=work.version, by=by, at=at)
    if may and not is_done and work.state == ObligationState.DONE:
        obligations.reopen(work, expected=work.version, by=by, at=at)


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
