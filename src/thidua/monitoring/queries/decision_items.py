"""What waits in decisions, as lines of a work list: to issue, to mend, to sign, to publish."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thidua.decisions.enums import DecisionState
from thidua.decisions.models import Decision
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.monitoring.queries.waiting_rows import Row, of_part, shaped
from thidua.organisation.enums import Role

_PART = "decisions"
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


def decisions_waiting(actor: Actor) -> QuerySet[Any] | None:
    """Return the decisions that wait for the chairman or the office, None for others."""
    if actor.authority_id is None or not actor.has(Role.CHAIRMAN, Role.OFFICE):
        return None
    wanted = _OF_CHAIRMAN if not actor.has(Role.OFFICE) else _OF_OFFICE
    if actor.has(Role.CHAIRMAN):
        wanted |= _OF_CHAIRMAN
    return shaped(
        Decision.objects.visible_to(actor).filter(wanted),
        _PART,
        key="pk",
        state="state",
        name="paper__number",
        detail="title",
        more="returned_because",
        day="decided_on",
    )


def decision_items(rows: Iterable[Row]) -> Iterator[WorkItem]:
    """Yield the lines of the chairman and of the office."""
    found = sorted(of_part(rows, _PART), key=lambda row: (row.day or date.max, row.key))[:_MOST]
    for place, row in enumerate(found):
        yield _item(row, place)


def _item(row: Row, place: int) -> WorkItem:
    state = DecisionState(row.state or "")
    rest, button = _WORDS[state]
    because = f" Lý do: {row.more}" if state == DecisionState.DRAFT else ""
    return WorkItem(
        Urgency.SOON,
        lead=f"Quyết định {row.name}" if row.name else "Dự thảo quyết định",
        rest=rest,
        detail=f"{row.detail}.{because}",
        button=button,
        page="decisions:decision-detail",
        arg=str(row.key),
        order=place,
    )
