"""Draft a plan with one press: goals from what the unit was given, tasks from what the letter asks of it."""

from datetime import date, datetime

from django.db import transaction

from thidua.commitments import policies
from thidua.commitments.models import Plan, PlanGoal, PlanTask
from thidua.commitments.queries.plan_goals import goals_given
from thidua.commitments.services import finding
from thidua.commitments.services.plans import goal_of, note
from thidua.core.errors import DomainError
from thidua.core.planning import MEASURES, MOST_TASKS, ORGANISING, PURPOSE, day_problem
from thidua.foundation.actors import Actor
from thidua.movements.models import Movement
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.organisation.enums import Role
from thidua.organisation.models import Position, Unit


@transaction.atomic
def draft(movement: Movement, unit: Unit, *, by: Actor, at: datetime) -> Plan:
    """Begin the plan of a unit; one that was begun is opened instead."""
    policies.can_begin_plan(by, movement, unit).enforce()
    head = _head_of(unit, at.date())
    plan, is_new = Plan.objects.get_or_create(
        movement=movement,
        unit=unit,
        defaults={
            "authority_id": movement.authority_id,
            "purpose": PURPOSE,
            "measures": MEASURES,
            "organising": ORGANISING,
            "signer": str(head.person.full_name) if head else "",
            "signer_title": str(head.title) if head else "",
        },
    )
    if not is_new:
        raise DomainError(f"{unit} đã có kế hoạch. Mở kế hoạch ấy để sửa tiếp.")
    goals = PlanGoal.objects.bulk_create(goal_of(plan, one) for one in goals_given(movement, unit))
    tasks = PlanTask.objects.bulk_create(
        _task(plan, work, place) for place, work in enumerate(letter_work(movement, unit)[:MOST_TASKS], 1)
    )
    finding.index_plan(plan)
    note("draft", plan, by, at, {"goals": (None, len(goals)), "tasks": (None, len(tasks))})
    return plan


def letter_work(movement: Movement, unit: Unit) -> list[Obligation]:
    """Return what the letter gave the unit to do and is still to be done."""
    found = Obligation.objects.filter(
        origin_kind="movement", origin_id=str(movement.pk), unit=unit, state=ObligationState.OPEN
    )
    return list(found.for_list())


def _task(plan: Plan, work: Obligation, place: int) -> PlanTask:
    """Return the task; a day outside the movement, which no task may have, is left to be said."""
    is_outside = day_problem(work.due_on, *plan.movement.first_and_last_day)
    due_on = None if is_outside else work.due_on
    return PlanTask(plan=plan, position=place, text=work.title, due_on=due_on, work=work)


def _head_of(unit: Unit, on: date) -> Position | None:
    """Return who heads the unit, to sign; the first in the order of their posts."""
    heads = Position.objects.filter(unit=unit, role=Role.UNIT_HEAD).held_on(on)
    head: Position | None = heads.select_related("person").order_by("starts_on", "pk").first()
    return head
