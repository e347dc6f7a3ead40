"""Write the plan of a unit, and take it from step to step; the office may write for a unit.

What is accepted makes each task work of the unit; what is reopened takes the open work back with the reason.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from thidua.commitments import policies
from thidua.commitments.enums import PLAN_WORKFLOW, PlanState
from thidua.commitments.models import Plan, PlanGoal
from thidua.commitments.queries.plan_goals import bounds_of, goals_given, has_changed
from thidua.commitments.services import plan_work
from thidua.commitments.signals import PLAN, promises_changed
from thidua.core.errors import DomainError
from thidua.core.planning import LONGEST_SECTION, aim_problem, better
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record

Changes = dict[str, tuple[object, object]]


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """The words of a plan, its number and who signs it."""

    purpose: str = ""
    measures: str = ""
    organising: str = ""
    number: str = ""
    signed_on: date | None = None
    signer: str = ""
    signer_title: str = ""


@transaction.atomic
def edit(plan: Plan, facts: PlanFacts, *, expected: int, by: Actor, at: datetime) -> Plan:
    """Write the sections and the particulars of the paper."""
    plan = lock(plan, by)
    policies.can_write_plan(by, plan).enforce()
    values = {name: _clean(value) for name, value in asdict(facts).items()}
    if any(len(text) > LONGEST_SECTION for text in values.values() if isinstance(text, str)):
        raise DomainError("Mỗi phần dài nhiều nhất 20.000 chữ cái. Rút ngắn, hoặc ghi thành phụ lục.")
    changes = versions.apply(plan, values, expected=expected)
    if changes:
        note("edit", plan, by, at, changes)
    return plan


@transaction.atomic
def aim(plan: Plan, aims: Mapping[int, Decimal | None], *, expected: int, by: Actor, at: datetime) -> Plan:
    """Say by key of the goal what the unit aims at: what it was given, or better."""
    plan = lock(plan, by)
    policies.can_write_plan(by, plan).enforce()
    goals = [goal for goal in plan_goals(plan) if goal.pk in aims and goal.aimed != aims[goal.pk]]
    for goal in goals:
        problem = aim_problem(bounds_of(goal.target, goal.amount, goal.base), aims[goal.pk])
        if problem:
            raise DomainError(f"{goal.name}: {problem}")
    if not goals:
        return plan
    changes: Changes = {goal.name: (goal.aimed, aims[goal.pk]) for goal in goals}
    _raise_version(plan, changes, expected)
    for goal in goals:
        goal.aimed = aims[goal.pk]
    PlanGoal.objects.bulk_update(goals, ["aimed"])
    note("aim", plan, by, at, changes)
    return plan


@transaction.atomic
def take_goals(plan: Plan, *, expected: int, by: Actor, at: datetime) -> Plan:
    """Take over what is given now; aims stay while they are as good, the history keeps what was planned."""
    plan = lock(plan, by)
    policies.can_take_goals(by, plan).enforce()
    given = {one.target.pk: one for one in goals_given(plan.movement, plan.unit)}
    planned = {goal.target_id: goal for goal in plan_goals(plan)}
    gone = [goal for key, goal in planned.items() if key not in given]
    changed = [goal for key, goal in planned.items() if key in given and has_changed(goal, given[key])]
    new = [one for key, one in given.items() if key not in planned]
    changes: Changes = {goal.name: (goal.goal_text, None) for goal in gone}
    changes |= {goal.name: (goal.goal_text, given[goal.target_id].text) for goal in changed}
    changes |= {one.target.name: (None, one.text) for one in new}
    if not changes:
        return plan
    _raise_version(plan, changes, expected)
    PlanGoal.objects.filter(pk__in=[goal.pk for goal in gone]).delete()
    for goal in changed:
        now = given[goal.target_id]
        goal.amount, goal.base, goal.goal_text = now.amount, now.base, now.text
        goal.aimed = better(bounds_of(now.target, now.amount, now.base), goal.aimed)
    PlanGoal.objects.bulk_update(changed, ["amount", "base", "goal_text", "aimed"])
    PlanGoal.objects.bulk_create(goal_of(plan, one) for one in new)
    note("take_goals", plan, by, at, changes)
    return plan


@transaction.atomic
def send(plan: Plan, *, expected: int, by: Actor, at: datetime) -> Plan:
    """Hand the plan to the office; a plan without goals and tasks says nothing."""
    plan = lock(plan, by)
    policies.can_write_plan(by, plan).enforce()
    if not plan.goals.exists() and not plan.tasks.exists():
        raise DomainError("Kế hoạch chưa có chỉ tiêu và việc nào. Thêm ít nhất một việc rồi gửi.")
    values = {"sent_at": at, "sent_by": by.name, "returned_because": ""}
    return _step("send", plan, values, expected=expected, by=by, at=at)


@transaction.atomic
def send_back(plan: Plan, *, reason: str, expected: int, by: Actor, at: datetime) -> Plan:
    """Return it to the unit with the reason."""
    plan = lock(plan, by)
    policies.can_answer_plan(by, plan).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do trả lại để đơn vị biết sửa chỗ nào.")
    values = {"returned_because": reason.strip()}
    plan = _step("send_back", plan, values, expected=expected, by=by, at=at)
    plan_work.tell(plan, "Kế hoạch hưởng ứng được trả lại để sửa.", reason.strip(), at=at)
    return plan


@transaction.atomic
def accept(plan: Plan, *, number: str, expected: int, by: Actor, at: datetime) -> Plan:
    """Take it in, under a number if there is one; each task becomes work of the unit."""
    plan = lock(plan, by)
    policies.can_answer_plan(by, plan).enforce()
    values: dict[str, object] = {"accepted_at": at, "accepted_by": by.name}
    if number.strip():
        values["number"] = number.strip()
    plan = _step("accept", plan, values, expected=expected, by=by, at=at)
    given = plan_work.give(plan, by=by, at=at)
    detail = f"{given} việc trong kế hoạch đã vào danh sách việc của đơn vị." if given else ""
    plan_work.tell(plan, "Kế hoạch hưởng ứng đã được nhận.", detail, at=at)
    return plan


@transaction.atomic
def reopen(plan: Plan, *, reason: str, expected: int, by: Actor, at: datetime) -> Plan:
    """Let the unit change what was accepted; open work of it is taken back with the reason."""
    plan = lock(plan, by)
    policies.can_answer_plan(by, plan).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do mở lại kế hoạch.")
    values = {"accepted_at": None, "accepted_by": "", "returned_because": reason.strip()}
    plan = _step("reopen", plan, values, expected=expected, by=by, at=at)
    plan_work.take_back(plan, reason.strip(), by=by, at=at)
    plan_work.tell(plan, "Kế hoạch hưởng ứng được mở lại để sửa.", reason.strip(), at=at)
    return plan


def lock(plan: Plan, by: Actor) -> Plan:
    """Take a plan for changing; who comes second waits and sees what the first did."""
    found = Plan.objects.visible_to(by).select_for_update(of=("self",))
    locked: Plan = found.select_related("movement__authority", "unit").get(pk=plan.pk)
    return locked


def plan_goals(plan: Plan) -> list[PlanGoal]:
    return list(plan.goals.select_related("target__tracking", "target__movement"))


def goal_of(plan: Plan, given: Any) -> PlanGoal:
    """Return a goal of the plan that aims at what was given; not saved."""
    return PlanGoal(
        plan=plan,
        target=given.target,
        position=given.target.position,
        name=given.target.name,
        goal_text=given.text,
        amount=given.amount,
        base=given.base,
        aimed=given.amount,
    )


def note(verb: str, plan: Plan, by: Actor, at: datetime, changes: Changes, reason: str = "") -> None:
    """Write the trail; what the office writes for a unit says so."""
    is_for_unit = verb in _OF_UNIT and plan.unit_id not in by.unit_ids
    deed = Deed(changes=changes, reason=reason, on_behalf_of=str(plan.unit) if is_for_unit else "")
    record(f"commitments.plan.{verb}", plan, by=by, at=at, deed=deed)


_OF_UNIT = frozenset({"draft", "edit", "aim", "take_goals", "send"})


def _step(
    verb: str, plan: Plan, values: Mapping[str, object], *, expected: int, by: Actor, at: datetime
) -> Plan:
    state = PLAN_WORKFLOW.target_of(verb, state=PlanState(plan.state))
    if plan.version != expected:
        raise versions.stale(plan, {"state": state}, expected=expected)
    changes = versions.apply(plan, {**values, "state": state}, expected=expected)
    told: Changes = {name: changes[name] for name in ("state", "number", "version") if name in changes}
    note(verb, plan, by, at, told, reason=str(values.get("returned_because", "")))
    promises_changed.send(sender=None, unit_ids=[plan.unit_id], kinds=[PLAN], at=at)
    return plan


def _raise_version(plan: Plan, changes: Changes, expected: int) -> None:
    """Count a change of what stands beside the plan; an older version than the newest is refused."""
    if plan.version != expected:
        raise versions.stale(
            plan, {}, expected=expected, beside={key: pair[::-1] for key, pair in changes.items()}
        )
    plan.version += 1
    plan.save(update_fields=["version"])
    changes["version"] = (expected, plan.version)


def _clean(value: object) -> object:
    return value.strip() if isinstance(value, str) else value
