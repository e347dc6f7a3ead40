"""What waits for the actor today, most urgent first, gathered from the apps below."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, Q
from django.utils.timezone import make_aware

from thidua.core.dates import show_date
from thidua.foundation.actors import Actor
from thidua.foundation.sentences import moment
from thidua.monitoring.queries.due import COUNTED_DAYS, SOON_DAYS, WATCHERS, due_items
from thidua.monitoring.queries.inspection_items import inspection_items
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.monitoring.queries.left import left_items
from thidua.monitoring.queries.news import news_items
from thidua.monitoring.queries.reporting_items import reporting_items
from thidua.movements.enums import ItemState
from thidua.movements.models import LaunchDraft, Movement
from thidua.movements.queries.allocations import GivingState
from thidua.obligations import policies
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.organisation.enums import TRUSTED, Role
from thidua.organisation.models import Unit
from thidua.organisation.queries import cards_to_confirm

_DEBTS_SHOWN = 10
_BEFORE_DRAFTS = 1000  # somebody stands at the office and waits


@dataclass(frozen=True, slots=True)
class Facts:
    """How much work there is, of the actor's units or, for the office and the chairman, of all."""

    open: int
    late: int
    soon: int
    undated: int
    done: int
    later_from: date | None

    @property
    def later(self) -> int:
        """Work whose day lies further ahead, the first of it on `later_from`."""
        return self.open - self.late - self.soon - self.undated


@dataclass(frozen=True, slots=True)
class Debt:
    """What a unit owes: how many pieces of late work, the oldest since when."""

    unit_id: UUID
    unit: str
    count: int
    since: date
    days: int

    @property
    def longest(self) -> str:
        """Say how long: in days, or since when where the days would be too many to mean anything."""
        return f"{self.days} ngày" if self.days <= COUNTED_DAYS else f"hạn từ {show_date(self.since)}"


@dataclass(frozen=True, slots=True)
class Debts:
    """The units that owe most, and how many owe in all."""

    first: tuple[Debt, ...] = ()
    units: int = 0

    @property
    def more(self) -> int:
        return self.units - len(self.first)


@dataclass(frozen=True, slots=True)
class Finished:
    """Work finished today; whether the actor may undo that."""

    work: Obligation
    may_reopen: bool


def work_items(
    actor: Actor, movement: Movement | None, facts: Facts, *, on: date, at: datetime
) -> list[WorkItem]:
    """Return the actor's work list on a day. Seven queries for any number of rows."""
    found = [
        *_cards(actor, at=at),
        *news_items(actor),
        *due_items(actor, on=on),
        *left_items(actor, on=on),
        *inspection_items(actor, on=on),
        *reporting_items(actor),
        *_later(actor, facts),
        *_undated(actor, facts),
        *_drafts(actor, movement),
        *_ownerless(actor, movement),
    ]
    return sorted(found, key=lambda item: (item.urgency, item.order))


def facts_of(actor: Actor, *, on: date) -> Facts:
    """Count open and finished work in one query."""
    is_open = Q(state=ObligationState.OPEN)
    soon = on + timedelta(days=SOON_DAYS)
    numbers = _work_of(actor).aggregate(
        open=Count("id", filter=is_open),
        late=Count("id", filter=is_open & Q(due_on__lt=on)),
        soon=Count("id", filter=is_open & Q(due_on__gte=on, due_on__lte=soon)),
        undated=Count("id", filter=is_open & Q(due_on=None)),
        done=Count("id", filter=Q(state=ObligationState.DONE)),
        later_from=Min("due_on", filter=is_open & Q(due_on__gt=soon)),
    )
    return Facts(**numbers)


def finished_today(actor: Actor, *, on: date) -> list[Finished]:
    """Return what was finished on a day of Vietnam, the latest first."""
    start = make_aware(datetime.combine(on, time.min))
    done = _work_of(actor).filter(
        state=ObligationState.DONE, closed_at__gte=start, closed_at__lt=start + timedelta(days=1)
    )
    rows = done.select_related("unit").order_by("-closed_at")[:50]
    return [Finished(work, bool(policies.can_reopen(actor, work))) for work in rows]


def debts(actor: Actor, *, on: date) -> Debts:
    """Return the units with late work, the longest late first; only for those who watch over units."""
    if not actor.has(*WATCHERS):
        return Debts()
    rows = (
        Obligation.objects.visible_to(actor)
        .late(on)
        .order_by()
        .values("unit_id", "unit__name")
        .annotate(count=Count("id"), oldest=Min("due_on"))
        .order_by("oldest", "unit__sort_key")
    )
    found = [
        Debt(row["unit_id"], row["unit__name"], row["count"], row["oldest"], (on - row["oldest"]).days)
        for row in rows
    ]
    return Debts(tuple(found[:_DEBTS_SHOWN]), len(found))


def own_units(actor: Actor) -> list[Unit]:
    """Return the units an actor answers for; none for those who watch over all."""
    if actor.has(*WATCHERS) or not actor.unit_ids:
        return []
    return list(Unit.objects.visible_to(actor).filter(pk__in=actor.unit_ids).for_list())


def _work_of(actor: Actor) -> Any:
    found = Obligation.objects.visible_to(actor)
    return found if actor.has(*WATCHERS) else found.of_units(actor.unit_ids)


def _cards(actor: Actor, *, at: datetime) -> Iterator[WorkItem]:
    """Ask for the second person's word; those who can give one are among the holders of trusted posts."""
    if not actor.has(*TRUSTED):
        return
    for place, card in enumerate(cards_to_confirm(actor, at)):
        yield WorkItem(
            Urgency.ASKING,
            lead=f"Thẻ của {card.user.person}",
            rest=" chờ người thứ hai xác nhận.",
            detail=f"{card.issued_by} cấp, chờ đến {moment(card.expires_at)}.",
            button="Xem thẻ",
            page="organisation:account",
            order=place - _BEFORE_DRAFTS,
        )


def _later(actor: Actor, facts: Facts) -> Iterator[WorkItem]:
    """Tell a unit of work that was given in good time: otherwise it would learn of it a week before."""
    if facts.later_from is not None and not actor.has(*WATCHERS):
        yield WorkItem(
            Urgency.NEXT,
            lead=f"{facts.later} việc",
            rest=" sắp tới.",
            detail=f"Hạn sớm nhất {show_date(facts.later_from)}.",
            button="Xem các việc",
            page="obligations:obligation-list",
        )


def _undated(actor: Actor, facts: Facts) -> Iterator[WorkItem]:
    if facts.undated and not actor.has(*WATCHERS):
        yield WorkItem(
            Urgency.NEXT,
            lead=f"{facts.undated} việc",
            rest=" được giao không ghi hạn.",
            detail="Làm xong việc nào thì ghi là đã xong.",
            button="Xem các việc",
            page="obligations:obligation-list",
        )


def _drafts(actor: Actor, movement: Movement | None) -> Iterator[WorkItem]:
    if not actor.has(*WATCHERS):
        return
    drafts = list(
        LaunchDraft.objects.visible_to(actor)
        .checking()
        .annotate(waiting=Count("drafttarget_set", filter=Q(drafttarget_set__state=ItemState.WAITING)))
        .order_by("-saved_at")[:10]
    )
    yield from (_draft_item(draft, place) for place, draft in enumerate(drafts))
    if movement is None and not drafts and actor.has(Role.OFFICE):
        yield WorkItem(
            Urgency.NEXT,
            lead="Chưa có phong trào nào.",
            rest=" Gửi văn bản phát động lên để bắt đầu.",
            detail="Máy đọc văn bản ra chỉ tiêu, người kiểm lại rồi mở phong trào.",
            button="Gửi văn bản",
            page="movements:launch-upload",
        )


def _draft_item(draft: Any, place: int) -> WorkItem:
    left = f"còn {draft.waiting} chỉ tiêu chưa xem" if draft.waiting else "đã xem hết chỉ tiêu, chờ mở"
    return WorkItem(
        Urgency.ASKING,
        lead=str(draft),
        rest=f" {left}.",
        detail="Dự thảo phong trào, chưa có gì được ghi vào phong trào.",
        button="Kiểm tiếp" if draft.waiting else "Xem trước khi mở",
        page="movements:draft-detail" if draft.waiting else "movements:draft-open",
        arg=str(draft.pk),
        order=place,
    )


def _ownerless(actor: Actor, movement: Any) -> Iterator[WorkItem]:
    if movement is None or not movement.ownerless_count or movement.is_over or not actor.has(Role.OFFICE):
        return
    yield WorkItem(
        Urgency.NEXT,
        lead=f"{movement.ownerless_count} chỉ tiêu",
        rest=" chưa giao cho đơn vị nào.",
        detail=f"Trong {movement.target_count} chỉ tiêu của phong trào.",
        button="Giao chỉ tiêu",
        page="movements:allocation-board",
        arg=str(movement.pk),
        query=f"?tinh-trang={GivingState.NONE}",
        order=100,
    )
