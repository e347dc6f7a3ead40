"""What waits in commendation, from nominations to decisions, as lines of a work list: one query."""

from collections.abc import Iterator
from datetime import date

from thidua.foundation.actors import Actor
from thidua.monitoring.queries.award_items import award_items, awards_waiting
from thidua.monitoring.queries.citizen_items import citizen_items, citizens_waiting
from thidua.monitoring.queries.decision_items import decision_items, decisions_waiting, rounds_undecided
from thidua.monitoring.queries.items import WorkItem
from thidua.monitoring.queries.waiting_rows import rows_of


def praise_items(actor: Actor, *, on: date) -> Iterator[WorkItem]:
    """Yield the lines of whoever has something to do with awards; nothing is asked for others."""
    decided = decisions_waiting(actor), rounds_undecided(actor)
    rows = rows_of((awards_waiting(actor), *decided, *citizens_waiting(actor)))
    yield from award_items(actor, rows, on=on)
    yield from citizen_items(rows)
    yield from decision_items(rows)
