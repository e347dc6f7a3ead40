"""What citizens wrote of awards and nobody looked at yet, as lines of the office's work list."""

from collections.abc import Iterator

from thidua.awards.queries.window import comments_waiting
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.organisation.enums import Role


def citizen_items(actor: Actor) -> Iterator[WorkItem]:
    """Yield one line a round; one query, none for others."""
    if actor.authority_id is None or not actor.has(Role.OFFICE):
        return
    for award_round, count in comments_waiting(actor):
        yield WorkItem(
            Urgency.SOON,
            lead=f"{count} ý kiến về danh sách khen thưởng",
            rest=" chờ xem xét.",
            detail=f"{award_round}.",
            button="Xem ý kiến",
            page="awards:window-detail",
            arg=str(award_round.pk),
        )
