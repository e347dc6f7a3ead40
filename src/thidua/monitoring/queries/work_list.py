"""What waits for the actor today, most urgent first, gathered from the apps below."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, Subquery, Value

from thidua.core.dates import show_date
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.contest_items import contest_items, contest_parts
from thidua.monitoring.queries.debts import UnitDebt, debts_in, debts_of
from thidua.monitoring.queries.due import SOON_DAYS, WATCHERS, due_items
from thidua.monitoring.queries.inspection_items import inspection_items
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.monitoring.queries.praise_items import praise_items, praise_parts
from thidua.monitoring.queries.reporting_items import reporting_items
from thidua.monitoring.queries.waiting import waiting_items
from thidua.monitoring.queries.waiting_rows import rows_of
from thidua.movements.models import Movement
from thidua.movements.queries.allocations import GivingState
from thidua.obligations import policies
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.obligations.queries import Today
from thidua.organisation.enums import Role
from thidua.organisation.models import Unit

_DEBTS_SHOWN = 10
_MOST_FINISHED = 50
_BESIDE = "work_"


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
class Debts:
    """The units that owe most, and how many owe in all."""

    first: tuple[UnitDebt, ...] = ()
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
    actor: Actor, movement: Movement | None, facts: Facts, works: Today, *, on: date, at: datetime
) -> list[WorkItem]:
    """Return the actor's work list on a day of the office and at a real moment. Nine queries at most."""
    due = due_items(actor, works.near, on=on)
    led_to = {item.arg for item in due}
    rows = rows_of((*contest_parts(actor, on), *praise_parts(actor)))
    found = [
        *due,
        *waiting_items(actor, movement, at=at),
        *inspection_items(actor, on=on),
        *contest_items(actor, on=on, rows=rows),
        *praise_items(actor, on=on, rows=rows),
        *(item for item in reporting_items(actor) if item.arg not in led_to),  # a line names it already
        *_later(actor, facts),
        *_undated(actor, facts),
        *_ownerless(actor, movement),
    ]
    return sorted(found, key=lambda item: item.rank)


def facts_beside(actor: Actor, *, on: date) -> dict[str, Any]:
    """Return what counts work as columns of another query, named for `facts_from`."""
    one_row = _work_of(actor).order_by().annotate(everything=Value(1)).values("everything")
    numbers = _numbers(on)
    return {
        f"{_BESIDE}{name}": Subquery(one_row.annotate(number=number).values("number"))
        for name, number in numbers.items()
    }


def facts_from(row: Any) -> Facts:
    """Read what `facts_beside` put beside a record; nothing at all counts as none."""
    found: dict[str, Any] = {name: getattr(row, f"{_BESIDE}{name}") for name in Facts.__dataclass_fields__}
    later_from = found.pop("later_from")
    return Facts(**{name: count or 0 for name, count in found.items()}, later_from=later_from)


def facts_of(actor: Actor, *, on: date) -> Facts:
    """Count open and finished work in one query."""
    return Facts(**_work_of(actor).aggregate(**_numbers(on)))


def _numbers(on: date) -> dict[str, Any]:
    is_open = Q(state=ObligationState.OPEN)
    soon = on + timedelta(days=SOON_DAYS)
    return {
        "open": Count("id", filter=is_open),
        "late": Count("id", filter=is_open & Q(due_on__lt=on)),
        "soon": Count("id", filter=is_open & Q(due_on__gte=on, due_on__lte=soon)),
        "undated": Count("id", filter=is_open & Q(due_on=None)),
        "done": Count("id", filter=Q(state=ObligationState.DONE)),
        "later_from": Min("due_on", filter=is_open & Q(due_on__gt=soon)),
    }


def finished_today(actor: Actor, works: Today) -> list[Finished]:
    """Return what was finished today, the latest first."""
    return [
        Finished(work, bool(policies.can_reopen(actor, work))) for work in works.finished[:_MOST_FINISHED]
    ]


def debts(actor: Actor, works: Today, *, on: date) -> Debts:
    """Return the units with late work, the longest late first; only for those who watch over units.

    No query, but where there is so much work that not all of it was loaded.
    """
    if actor.authority_id is None or not actor.has(*WATCHERS):
        return Debts()
    found = debts_of(actor.authority_id, on) if works.is_cut else debts_in(works.near, on)
    return Debts(tuple(found[:_DEBTS_SHOWN]), len(found))


def own_units(actor: Actor) -> list[Unit]:
    """Return the units an actor answers for; none for those who watch over all."""
    if actor.has(*WATCHERS) or not actor.unit_ids:
        return []
    return list(Unit.objects.visible_to(actor).filter(pk__in=actor.unit_ids).for_list())


def _work_of(actor: Actor) -> Any:
    found = Obligation.objects.visible_to(actor)
    return found if actor.has(*WATCHERS) else found.of_units(actor.unit_ids)


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
