"""What waits of papers written by hand: a signed copy to bring in, an award to take back by a signed one."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from thidua.decisions.enums import AwardState, PaperKind
from thidua.decisions.models import IssuedPaper, PaperDraft
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.monitoring.queries.waiting_rows import Row, of_part, shaped
from thidua.organisation.enums import Role

_UNSIGNED, _TO_REVOKE = "unsigned", "to_revoke"
_MOST = 20


def papers_unsigned(actor: Actor) -> QuerySet[Any] | None:
    """Return corrections and decisions written by hand that lack their signed copy, None for others."""
    if actor.authority_id is None or not actor.has(Role.OFFICE):
        return None
    is_bound = Q(corrects__isnull=False) | Q(kind=PaperKind.DECISION)
    found = IssuedPaper.objects.visible_to(actor).filter(is_bound, signed_file__isnull=True)
    return shaped(
        found.filter(decision__isnull=True),
        _UNSIGNED,
        key="pk",
        state="kind",
        name="number",
        detail="title",
        day="issued_on",
    )


def awards_to_revoke(actor: Actor) -> QuerySet[Any] | None:
    """Return awards whose revocation is signed and not carried out yet, None for others."""
    if actor.authority_id is None or not actor.has(Role.CHAIRMAN):
        return None
    found = PaperDraft.objects.visible_to(actor).filter(
        revokes__state=AwardState.GRANTED, paper__signed_file__isnull=False
    )
    return shaped(
        found,
        _TO_REVOKE,
        key="revokes_id",
        name="paper__number",
        detail="revokes__recipient",
        more="revokes__kind_name",
        day="paper__issued_on",
    )


def paper_items(rows: Sequence[Row]) -> Iterator[WorkItem]:
    """Yield the lines of the office and of the chairman, the oldest first."""
    for part, word in ((_UNSIGNED, _to_sign), (_TO_REVOKE, _to_revoke)):
        yield from (word(row) for row in sorted(of_part(rows, part), key=_age)[:_MOST])


def _age(row: Row) -> tuple[Any, ...]:
    return row.day, row.key


def _to_sign(row: Row) -> WorkItem:
    return WorkItem(
        Urgency.SOON,
        lead=f"{'Quyết định' if row.state == PaperKind.DECISION else 'Văn bản đính chính'} {row.name}",
        rest=" chờ bản đã ký.",
        detail=f"{row.detail}.",
        button="Đưa bản đã ký vào",
        page="decisions:paper-detail",
        arg=str(row.key),
    )


def _to_revoke(row: Row) -> WorkItem:
    return WorkItem(
        Urgency.SOON,
        lead=f"Khen thưởng của {row.detail}",
        rest=f" chờ hủy theo quyết định {row.name} đã ký.",
        detail=f"{row.more}.",
        button="Hủy khen thưởng",
        page="decisions:award-revoke",
        arg=str(row.key),
        is_mine=True,
    )
