"""Work that another record causes, and that is done or open again as that record says.

Nobody presses a button here: a report that is sent settles the work of sending it.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from thidua.foundation.actors import SYSTEM, Actor
from thidua.foundation.services.audit import Deed, record, record_each
from thidua.obligations.enums import OBLIGATION_WORKFLOW, ObligationState
from thidua.obligations.models import Obligation
from thidua.obligations.services.obligations import Work
from thidua.organisation.models import Unit

_VERBS = {True: "complete", False: "reopen"}


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


@transaction.atomic
def settle(kind: str, key: object, *, is_done: bool, note: str, by: Actor, at: datetime) -> None:
    """Say that the work of an origin is done, or open again; work that was cancelled stays so."""
    found = Obligation.objects.select_for_update(of=("self",)).filter(origin_kind=kind, origin_id=str(key))
    for work in found.exclude(state=ObligationState.CANCELLED):
        _settle(work, is_done=is_done, note=note, by=by, at=at)


@transaction.atomic
def move(kind: str, keys: Iterable[object], due_on: date) -> None:
    """Give open work of these origins another day; why stands with the origin."""
    found = Obligation.objects.open().filter(origin_kind=kind, origin_id__in=[str(key) for key in keys])
    found.update(due_on=due_on)


def _settle(work: Obligation, *, is_done: bool, note: str, by: Actor, at: datetime) -> None:
    before = ObligationState(work.state)
    if (before == ObligationState.DONE) == is_done:
        return
    work.state = OBLIGATION_WORKFLOW.target_of(_VERBS[is_done], state=before)
    work.closed_at, work.closed_by = (at, by.name) if is_done else (None, "")
    work.closing_note = note if is_done else ""
    work.version += 1
    work.save(update_fields=["state", "closed_at", "closed_by", "closing_note", "version"])
    changes = {"state": (before, work.state), "version": (work.version - 1, work.version)}
    record(f"obligations.obligation.{_VERBS[is_done]}", work, by=by, at=at, deed=Deed(changes=changes))
