"""What citizens and units wrote and the office did not answer yet, as lines of its work list."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from thidua.awards.queries.citizens import proposals_waiting
from thidua.awards.queries.window import comments_waiting
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.monitoring.queries.waiting_rows import Row, of_part, shaped
from thidua.organisation.enums import Role
from thidua.organisation.models import PersonRequest

_COMMENTS, _DEEDS, _PEOPLE = "comments", "deeds", "people"


def citizens_waiting(actor: Actor) -> Iterator[QuerySet[Any]]:
    """Yield what waits for the office; nothing for others."""
    if actor.authority_id is not None and actor.has(Role.OFFICE):
        yield shaped(comments_waiting(actor), _COMMENTS, key="pk", name="name", first="waiting")
        yield shaped(proposals_waiting(actor), _DEEDS, key="pk")
        yield shaped(PersonRequest.objects.visible_to(actor).waiting(), _PEOPLE, key="pk")


def citizen_items(rows: Sequence[Row]) -> Iterator[WorkItem]:
    """Yield one line a round with comments, and one for all deeds told of and for all people asked for."""
    if count := sum(1 for _ in of_part(rows, _PEOPLE)):
        yield WorkItem(
            Urgency.SOON,
            lead=f"{count} người đơn vị nhờ thêm",
            rest=" chờ trả lời.",
            detail="Thêm vào danh sách người, hoặc ghi lý do không thêm.",
            button="Xem lời nhờ",
            page="organisation:person-ask",
        )
    if count := sum(1 for _ in of_part(rows, _DEEDS)):
        yield WorkItem(
            Urgency.SOON,
            lead=f"{count} gương tốt người dân giới thiệu",
            rest=" chờ xem.",
            detail="Lập đề nghị, hoặc ghi lý do không lập.",
            button="Xem lời giới thiệu",
            page="awards:citizen-list",
        )
    for row in sorted(of_part(rows, _COMMENTS), key=lambda row: (row.name or "", row.key)):
        yield WorkItem(
            Urgency.SOON,
            lead=f"{row.first} ý kiến về danh sách khen thưởng",
            rest=" chờ xem xét.",
            detail=f"{row.name}.",
            button="Xem ý kiến",
            page="awards:window-detail",
            arg=str(row.key),
        )
