"""Figures that wait for somebody, as lines of a work list: to be verified, sent back, objected to."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import CharField, Count, F, Q, Value

from thidua.foundation.actors import Actor
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.organisation.enums import REPORTERS, Role
from thidua.reporting.enums import FigureState, PeriodState
from thidua.reporting.models import Figure, Report

_VERIFIERS = (Role.OFFICE, Role.CHAIRMAN, Role.INSPECTOR)
_LINES_SHOWN = 10
_RETURNED_FIRST, _WAITING_NEXT = -20, -10


class _Group(NamedTuple):
    """How many figures of one report stand in a state, or that its unit objects to it."""

    ends_on: date
    unit_rank: int
    unit_key: str
    period_id: UUID
    period: str
    report_id: UUID
    unit_id: UUID
    unit: str
    state: str
    figures: int


_COLUMNS = (
    "period__ends_on",
    "unit__kind_rank",
    "unit__sort_key",
    "period",
    "period__name",
    "pk",
    "unit",
    "unit__name",
)
_OF_FIGURES = tuple(f"report__{name}" for name in _COLUMNS)
_OBJECTION = "objection"


def reporting_items(actor: Actor) -> list[WorkItem]:
    """Return the lines, in one query; none for those who neither report nor verify."""
    if not actor.has(*_VERIFIERS, *REPORTERS):
        return []
    groups = _groups(actor)
    by_state = {state: [group for group in groups if group.state == state] for state in _SHOWN}
    shown = list(_returned(actor, by_state[FigureState.RETURNED]))[:_LINES_SHOWN]
    return [*shown, *_waiting(by_state[FigureState.SENT]), *_objections(by_state[_OBJECTION])]


_SHOWN = (FigureState.SENT, FigureState.RETURNED, _OBJECTION)


def _groups(actor: Actor) -> list[_Group]:
    """Count what waits for the actor: not what the actor wrote, of a unit what it is in charge of."""
    waits = Q(state=FigureState.SENT) & ~Q(entered_by_user_id=actor.user_id)
    is_back = Q(state=FigureState.RETURNED)
    if not actor.has(*_VERIFIERS):
        judged = actor.unit_ids if actor.has(Role.UNIT_HEAD) else ()
        waits &= Q(target__owner__in=judged) & ~Q(report__unit__in=actor.unit_ids)
        is_back &= Q(report__unit__in=actor.unit_ids)
    found = Figure.objects.visible_to(actor).filter(waits | is_back, report__period__state=PeriodState.OPEN)
    figures = found.order_by().values_list(*_OF_FIGURES, "state")
    rows = figures.annotate(count=Count("id"))
    if actor.has(Role.OFFICE):
        rows = rows.union(_objected(actor), all=True)
    return sorted(_Group(*row) for row in rows)


def _objected(actor: Actor) -> Any:
    told = {"told": Value(_OBJECTION, output_field=CharField()), "count": Value(1)}
    found = Report.objects.visible_to(actor).filter(
        period__state=PeriodState.OPEN, objected_at__gte=F("sent_at")
    )
    return found.order_by().annotate(**told).values_list(*_COLUMNS, "told", "count")


def _waiting(groups: Sequence[_Group]) -> Iterator[WorkItem]:
    for (period_id, period), same in groupby(groups, key=lambda group: (group.period_id, group.period)):
        reports = list(same)
        yield WorkItem(
            Urgency.ASKING,
            lead=f"{sum(group.figures for group in reports)} số",
            rest=" chờ thẩm định.",
            detail=f"{period}, của {_names(reports)}.",
            button="Thẩm định",
            page="reporting:period-verify",
            arg=str(period_id),
            order=_WAITING_NEXT,
        )


def _returned(actor: Actor, groups: Sequence[_Group]) -> Iterator[WorkItem]:
    for group in groups:
        is_own = group.unit_id in actor.unit_ids and actor.has(*REPORTERS)
        yield WorkItem(
            Urgency.SOON if is_own else Urgency.ASKING,
            lead=f"{group.figures} số" if is_own else group.unit,
            rest=" bị trả lại, cần sửa rồi gửi lại."
            if is_own
            else f" bị trả lại {group.figures} số, chưa gửi lại.",
            detail=f"{group.period}.",
            button="Sửa số bị trả lại" if is_own else "Xem số bị trả lại",
            page="reporting:report-form" if is_own else "reporting:period-verify",
            arg=str(group.report_id if is_own else group.period_id),
            query="" if is_own else f"?trang-thai=returned&don-vi={group.unit_id}",
            order=_RETURNED_FIRST,
        )


def _objections(groups: Sequence[_Group]) -> Iterator[WorkItem]:
    """Tell the office which unit says that what was entered in its place is wrong."""
    for group in groups[:_LINES_SHOWN]:
        yield WorkItem(
            Urgency.ASKING,
            lead=group.unit,
            rest=" nêu ý kiến về báo cáo nhập hộ.",
            detail=f"{group.period}.",
            button="Xem ý kiến",
            page="reporting:report-form",
            arg=str(group.report_id),
            order=_RETURNED_FIRST,
        )


def _names(groups: Sequence[_Group]) -> str:
    names = [group.unit for group in groups]
    return names[0] if len(names) == 1 else f"{len(names)} đơn vị"
