"""What waits in decisions, as lines of a work list: to draft, issue, mend, sign, publish."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from thidua.awards.enums import AwardRoundState, NominationState
from thidua.awards.models import AwardRound
from thidua.awards.queries.deadlines import Course, Due, bound_kinds, publishing_deadlines
from thidua.core.law.deadlines import Trigger
from thidua.decisions.enums import DecisionState, PaperKind, PaperState
from thidua.decisions.models import Decision, PaperDraft
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.monitoring.queries.waiting_rows import Row, of_part, shaped
from thidua.organisation.enums import Role

_PART, _ROUNDS, _WRITTEN = "decisions", "undecided", "written"
_OVER = (AwardRoundState.DONE, AwardRoundState.CANCELLED)
_MOST = 20
_ISSUED = frozenset({DecisionState.ISSUED, DecisionState.SIGNED})
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
    bound = Q(awards__nomination__kind_code__in=sorted(bound_kinds(Trigger.ISSUED)))
    return shaped(
        Decision.objects.visible_to(actor).filter(wanted).annotate(bound=Count("awards", filter=bound)),
        _PART,
        key="pk",
        state="state",
        name="paper__number",
        detail="title",
        more="returned_because",
        day="decided_on",
        first="bound",
    )


def written_waiting(actor: Actor) -> QuerySet[Any] | None:
    """Return decisions written by hand, such as revocations, which can be issued; None for others."""
    if actor.authority_id is None or not actor.has(Role.CHAIRMAN):
        return None
    found = PaperDraft.objects.visible_to(actor).filter(state=PaperState.DRAFT, kind=PaperKind.DECISION)
    ready = found.exclude(Q(body__icontains="(ghi") | Q(body__contains="……"))
    return shaped(ready, _WRITTEN, key="pk", detail="title", day="on")


def rounds_undecided(actor: Actor) -> QuerySet[Any] | None:
    """Return the rounds in which somebody passed and stands in no decision yet, None for others."""
    if actor.authority_id is None or not actor.has(Role.OFFICE):
        return None
    passed = Q(nominations__state=NominationState.PASSED, nominations__award__isnull=True)
    found = AwardRound.objects.visible_to(actor).exclude(state__in=_OVER)
    counted = found.annotate(passed=Count("nominations", filter=passed)).filter(passed__gt=0)
    return shaped(counted, _ROUNDS, key="pk", name="name", first="passed")


def decision_items(actor: Actor, rows: Sequence[Row], *, on: date) -> Iterator[WorkItem]:
    """Yield the lines of the chairman and of the office; an issued list has a last day to be published."""
    for row in sorted(of_part(rows, _ROUNDS), key=lambda row: row.key)[:_MOST]:
        yield _to_decide(row)
    found = sorted(of_part(rows, _PART), key=lambda row: (row.day or date.max, row.key))[:_MOST]
    for place, row in enumerate(found):
        yield _item(row, place, _dues(actor.authority_id, row, on))
    for row in sorted(of_part(rows, _WRITTEN), key=lambda row: (row.day or date.max, row.key))[:_MOST]:
        yield _to_issue(row)


def _to_decide(row: Row) -> WorkItem:
    return WorkItem(
        Urgency.SOON,
        lead=f"{row.first} đề nghị khen thưởng",
        rest=" đã thông qua, chờ quyết định hoặc tờ trình.",
        detail=f"{row.name}.",
        button="Soạn quyết định",
        page="decisions:decision-new",
        arg=str(row.key),
    )


def _to_issue(row: Row) -> WorkItem:
    return WorkItem(
        Urgency.SOON,
        lead="Quyết định đang soạn",
        rest=" chờ ban hành.",
        detail=f"{row.detail}.",
        button="Xem và ban hành",
        page="decisions:draft-detail",
        arg=str(row.key),
        is_mine=True,
    )


def _dues(authority_id: UUID | None, row: Row, on: date) -> tuple[Due, ...]:
    if authority_id is None or row.day is None or not row.first or row.state not in _ISSUED:
        return ()
    course = Course(authority_id, row.day, row.day.year)
    return publishing_deadlines(course, bound_kinds(Trigger.ISSUED), on)


def _item(row: Row, place: int, dues: Sequence[Due]) -> WorkItem:
    state = DecisionState(row.state or "")
    rest, button = _WORDS[state]
    because = f" Lý do: {row.more}" if state == DecisionState.DRAFT else ""
    until = "".join(f" {due.sentence}" for due in dues)
    return WorkItem(
        Urgency.LATE if any(due.is_late for due in dues) else Urgency.SOON,
        lead=f"Quyết định {row.name}" if row.name else "Dự thảo quyết định",
        rest=rest,
        detail=f"{row.detail}.{because}{until}",
        button=button,
        page="decisions:decision-detail",
        arg=str(row.key),
        order=place,
        is_mine=state == DecisionState.SUBMITTED,
    )
