"""What waits in inspection, as lines of a work list: visits to make, records to read and sign."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from thidua.core.dates import show_date
from thidua.foundation.actors import Actor
from thidua.monitoring.enums import SignSide, VisitState
from thidua.monitoring.models import Visit, VisitSignature
from thidua.monitoring.queries.due import due_words
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.organisation.enums import Role

_MOST = 50
_GOING = (Role.INSPECTOR, Role.COUNCIL, Role.EDITOR)
_PAGE = "monitoring:visit-detail"


def inspection_items(actor: Actor, *, on: date) -> Iterator[WorkItem]:
    """Yield the lines of a team or a unit, the nearest day first. One query, none for other actors."""
    if not actor.has(*_GOING, Role.UNIT_HEAD):
        return
    for place, visit in enumerate(_visits(actor)):
        if visit.inspector_id == actor.user_id:
            yield from _of_team(visit, on, place)
        elif visit.unit_id in actor.unit_ids and actor.has(Role.UNIT_HEAD):
            yield from _of_unit(visit, place)


def _visits(actor: Actor) -> Sequence[Any]:
    signed = VisitSignature.objects.filter(visit=OuterRef("pk"))
    wanted = Q(inspector_id=actor.user_id)
    if actor.has(Role.UNIT_HEAD):
        wanted |= Q(unit_id__in=actor.unit_ids)
    found = Visit.objects.visible_to(actor).going_on().filter(wanted).select_related("unit", "round")
    marked = found.annotate(
        unit_signed=Exists(signed.filter(side=SignSide.UNIT)),
        team_signed=Exists(signed.filter(side=SignSide.TEAM)),
    )
    return list(marked.order_by("planned_on", "place", "id")[:_MOST])


def _of_team(visit: Any, on: date, place: int) -> Iterator[WorkItem]:
    if visit.state == VisitState.WAITING:
        if not visit.team_signed:
            yield _to_sign(visit, "tổ kiểm tra", place)
        return
    day = visit.planned_on
    days = (day - on).days if day else None
    yield WorkItem(
        _urgency(days),
        lead=f"Biên bản kiểm tra {visit.unit}",
        rest=" chưa ghi xong.",
        detail=f"Đợt “{visit.round}”. {due_words(day, days) if days is not None else 'Chưa định ngày đi.'}",
        button="Ghi biên bản",
        page=_PAGE,
        arg=str(visit.pk),
        order=days if days is not None else place,
    )


def _of_unit(visit: Any, place: int) -> Iterator[WorkItem]:
    if visit.state == VisitState.WAITING:
        if not visit.unit_signed:
            yield _to_sign(visit, str(visit.unit), place)
        return
    when = f" ngày {show_date(visit.planned_on)}" if visit.planned_on else ""
    yield WorkItem(
        Urgency.NEXT,
        lead=f"Tổ kiểm tra đến {visit.unit}{when}.",
        rest=" Chuẩn bị sổ sách của các số được nêu.",
        detail=f"Đợt “{visit.round}”.",
        button="Xem các số sẽ xem",
        page=_PAGE,
        arg=str(visit.pk),
        order=place,
    )


def _to_sign(visit: Any, who: str, place: int) -> WorkItem:
    return WorkItem(
        Urgency.ASKING,
        lead=f"Biên bản kiểm tra {visit.unit}",
        rest=f" chờ {who} đọc lại và ký.",
        detail=f"Đợt “{visit.round}”.",
        button="Đọc và ký",
        page=_PAGE,
        arg=str(visit.pk),
        order=place,
    )


def _urgency(days: int | None) -> Urgency:
    if days is None or days > 0:
        return Urgency.NEXT
    return Urgency.LATE if days < 0 else Urgency.SOON
