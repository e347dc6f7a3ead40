"""Work that another record causes, and that is done or open again as that record says.

Nobody presses a button here: a report that is sent settles the work of sending it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from thidua.foundation.actors import SYSTEM, Actor
from thidua.foundation.services.audit import Deed, record_each
from thidua.obligations.enums import OBLIGATION_WORKFLOW, ObligationState
from thidua.obligations.models import Obligation
from thidua.obligations.services.obligations import Work
from thidua.organisation.models import Unit


@transaction.atomic
def ask(wanted: Iterable[tuple[Unit, Work]], *, at: datetime) -> list[Obligation]:
    """Give work to units in two statements for any number."""
    rows = [
        Obligation(
            authority_id=unit.authority_id,
            unit=unit,
            title=work.title,
            detail=work.detail,
            due_on=work.due_on,
            origin_kind=work.origin_kind,
            origin_id=work.origin_id,
            origin_url=work.origin_url,
            created_at=at,
        )
        for unit, work in wanted
    ]
    Obligation.objects.bulk_create(rows)
    record_each("obligations.obligation.create", ((row, Deed()) for row in rows), by=SYSTEM, at=at)
    return rows


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the work of one origin stands, and what is told of it when it is closed."""

    state: ObligationState
    note: str = ""


@transaction.atomic
def settle(kind: str, outcomes: Mapping[str, Outcome], *, by: Actor, at: datetime) -> None:
    """Say by key of its origin how work stands, in few statements for any number."""
    rows = Obligation.objects.select_for_update(of=("self",))
    found = rows.filter(origin_kind=kind, origin_id__in=list(outcomes))
    deeds: dict[str, list[tuple[Obligation, Deed]]] = {}
    changed: dict[UUID, Obligation] = {}
    for work in found.order_by("pk"):
        outcome = outcomes[work.origin_id]
        for verb in _WAYS.get((ObligationState(work.state), outcome.state), ()):
            changed[work.pk] = work
            deeds.setdefault(verb, []).append((work, _step(verb, work, outcome.note, by, at)))
    Obligation.objects.bulk_update(changed.values(), _CLOSING)
    for verb, done in deeds.items():
        record_each(f"obligations.obligation.{verb}", done, by=by, at=at)


@transaction.atomic
def move(kind: str, keys: Iterable[object], due_on: date) -> None:
    """Give open work of these origins another day; why stands with the origin.

    The version counts it: calendars take the newest, and a page opened before is told.
    """
    found = Obligation.objects.open().filter(origin_kind=kind, origin_id__in=[str(key) for key in keys])
    found.exclude(due_on=due_on).update(due_on=due_on, version=F("version") + 1)


@transaction.atomic
def restate(kind: str, wanted: Mapping[str, tuple[str, date | None]]) -> None:
    """Give open work of these origins the title and day its origin has now; why stands with the origin."""
    rows = Obligation.objects.open().select_for_update(of=("self",))
    changed = []
    for work in rows.filter(origin_kind=kind, origin_id__in=list(wanted)):
        if (work.title, work.due_on) != wanted[work.origin_id]:
            work.title, work.due_on = wanted[work.origin_id]
            work.version += 1
            changed.append(work)
    Obligation.objects.bulk_update(changed, ["title", "due_on", "version"])


def _step(verb: str, work: Obligation, note: str, by: Actor, at: datetime) -> Deed:
    before = ObligationState(work.state)
    work.state = OBLIGATION_WORKFLOW.target_of(verb, state=before)
    is_open = work.state == ObligationState.OPEN
    work.closed_at, work.closed_by = (None, "") if is_open else (at, by.name)
    work.closing_note = "" if is_open else note
    work.version += 1
    changes = {"state": (before, work.state), "version": (work.version - 1, work.version)}
    return Deed(changes, reason=note if work.state == ObligationState.CANCELLED else "")


_S = ObligationState
_WAYS: dict[tuple[ObligationState, ObligationState], tuple[str, ...]] = {
    (_S.OPEN, _S.DONE): ("complete",),
    (_S.OPEN, _S.CANCELLED): ("cancel",),
    (_S.DONE, _S.OPEN): ("reopen",),
    (_S.CANCELLED, _S.OPEN): ("reopen",),
    (_S.CANCELLED, _S.DONE): ("reopen", "complete"),
}
"""What is done stays done when it is not asked any more."""
_CLOSING = ("state", "closed_at", "closed_by", "closing_note", "version")
