"""News to the actor's units that are still to be read, as lines of a work list."""

from collections.abc import Iterator

from thidua.foundation.actors import Actor
from thidua.foundation.models import Notice
from thidua.foundation.sentences import moment
from thidua.monitoring.queries.items import Urgency, WorkItem

_SHOWN = 5
_BEFORE_ALL = -1000


def news_items(actor: Actor) -> Iterator[WorkItem]:
    """Yield the newest unread notices. One query, none for those who act for no unit."""
    if not actor.unit_ids:
        return
    unread = Notice.objects.visible_to(actor).unread_by(actor)[:_SHOWN]
    for place, notice in enumerate(unread):
        yield WorkItem(
            Urgency.ASKING,
            lead=notice.title,
            rest=f" {notice.detail}",
            detail=f"Gửi lúc {moment(notice.created_at)}.",
            button="Xem thông báo",
            page="foundation:notice-list",
            order=_BEFORE_ALL + place,
        )
