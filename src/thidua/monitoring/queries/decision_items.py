"""What waits in decisions, as lines of a work list: to issue, to mend, to sign, to publish."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from thidua.decisions.enums import DecisionState
from thidua.decisions.models import Decision
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.organisation.enums import Role

_MOST = 20
_OF_CHAIRMAN = Q(state=DecisionState.SUBMITTED)
_OF_OFFICE = Q(state__in=[DecisionState.ISSUED, DecisionState.SIGNED]) | (
    Q(state=DecisionState.DRAFT) & ~Q(returned_because="")
)
_WORDS = {
    DecisionState.SUBMITTED: (" chờ ban hành.", "Xem và ban hành"),
    DecisionState.DRAFT: (" được trả lại để sửa.", "Sửa dự thảo"),
    DecisionState.ISSUED: (" chờ bản đã ký.", "Đưa bản đã ký vào"),
    DecisionState.SIGNED: (" đã ký, chờ công bố.", "Xem và công bố"),
}


def decision_items(actor: Actor) -> Iterator[WorkItem]:
    """Yield the lines of the chairman and of the office; one query, none for others."""
    if actor.authority_id is None or not actor.has(Role.CHAIRMAN, Role.OFFICE):
        return
    wanted = _OF_CHAIRMAN if not actor.has(Role.OFFICE) else _OF_OFFICE
    if actor.has(Role.CHAIRMAN):
        wanted |= _OF_CHAIRMAN
    found: Any = Decision.objects.visible_to(actor).filter(wanted).select_related("paper")
    for place, decision in enumerate(found.order_by("decided_on", "pk")[:_MOST]):
        yield _item(decision, place)


def _item(decision: Decision, place: int) -> WorkItem:
    rest, button = _WORDS[DecisionState(decision.state)]
    name = f"Quyết định {decision.paper.number}" if decision.paper else "Dự thảo quyết định"
    because = f" Lý do: {decision.returned_because}" if decision.state == DecisionState.DRAFT else ""
    return WorkItem(
        Urgency.SOON,
        lead=name,
        rest=rest,
        detail=f"{decision.title}.{because}",
        button=button,
        page="decisions:decision-detail",
        arg=str(decision.pk),
        order=place,
    )
