"""What waits in commendation, from nominations to decisions, as lines of a work list: one query."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from thidua.foundation.actors import Actor
from thidua.monitoring.queries.award_deadlines import deadline_items, rounds_due
from thidua.monitoring.queries.award_items import award_items, awards_waiting, rounds_inviting
from thidua.monitoring.queries.citizen_items import citizen_items, citizens_waiting
from thidua.monitoring.queries.decision_items import (
    decision_items,
    decisions_waiting,
    rounds_undecided,
    written_waiting,
)
from thidua.monitoring.queries.items import WorkItem
from thidua.monitoring.queries.paper_items import awards_to_revoke, paper_items, papers_unsigned
from thidua.monitoring.queries.waiting_rows import Row, rows_of


def praise_parts(actor: Actor) -> Iterator[QuerySet[Any]]:
    """Yield what waits for whoever has something to do with awards; nothing for others."""
    decided = decisions_waiting(actor), rounds_undecided(actor), written_waiting(actor)
    written = papers_unsigned(actor), awards_to_revoke(actor)
    parts = awards_waiting(actor), rounds_inviting(actor), *decided, *written, *citizens_waiting(actor)
    yield from rounds_due(actor)
    yield from (part for part in parts if part is not None)


def praise_items(actor: Actor, *, on: date, rows: Sequence[Row] | None = None) -> Iterator[WorkItem]:
    """Yield the lines; `rows` are those of `praise_parts` where they were asked for with others."""
    asked = rows_of(praise_parts(actor)) if rows is None else rows
    yield from award_items(actor, asked, on=on)
    yield from citizen_items(asked)
    yield from decision_items(actor, asked, on=on)
    yield from paper_items(asked)
    yield from deadline_items(actor, asked, on=on)
