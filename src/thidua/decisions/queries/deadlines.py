"""How long the law gives for a decision: to make it while it is drafted, to publish its list once issued."""

from datetime import date

from thidua.awards.models import Nomination
from thidua.awards.queries.deadlines import (
    Course,
    Due,
    Waiting,
    course_of,
    deadlines_of,
    publishing_deadlines,
)
from thidua.decisions.enums import NUMBERED_DECISIONS, DecisionState
from thidua.decisions.models import Decision

_OVER = frozenset({DecisionState.PUBLISHED, DecisionState.DROPPED})


def decision_deadlines(decision: Decision, on: date) -> tuple[Due, ...]:
    """Return the lines of one decision, none once it is published. One query."""
    if decision.state in _OVER:
        return ()
    named = Nomination.objects.filter(award__decision=decision).order_by()
    if decision.state not in NUMBERED_DECISIONS:
        rows = named.values_list("kind_code", "state", "judged_at")
        return deadlines_of(course_of(decision.round), (Waiting(*row) for row in rows), on)
    kinds = set(named.values_list("kind_code", flat=True))
    course = Course(decision.authority_id, decision.decided_on, decision.decided_on.year)
    return publishing_deadlines(course, kinds, on)
