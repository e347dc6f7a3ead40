"""Take plans and tasks that the actor may see, with all that their pages name."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from thidua.commitments.models import Plan, PlanTask
from thidua.foundation.web.access import SignedInRequest

_NAMED = ("unit", "movement__authority", "movement__launching_document")


def plan_of(request: SignedInRequest, pk: UUID) -> Plan:
    plan: Plan = get_object_or_404(Plan.objects.visible_to(request.actor).select_related(*_NAMED), pk=pk)
    return plan


def task_of(request: SignedInRequest, pk: UUID) -> PlanTask:
    """Take a task of a plan that may be seen."""
    seen = Plan.objects.visible_to(request.actor)
    found = PlanTask.objects.filter(plan__in=seen).select_related(*(f"plan__{name}" for name in _NAMED))
    task: PlanTask = get_object_or_404(found, pk=pk)
    return task
