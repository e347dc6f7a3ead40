"""Deadlines of the law that run out in award rounds, as lines of a work list."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, Min, Q, QuerySet
from django.db.models.functions import Cast, TruncDate
from django.utils.timezone import get_current_timezone

from thidua.awards.enums import AwardRoundState, NominationState
from thidua.awards.models import AwardRound
from thidua.awards.queries.deadlines import (
    COMPLETE,
    CONSIDERED,
    Course,
    Due,
    Waiting,
    bound_kinds,
    deadlines_of,
)
from thidua.core.law.deadlines import Trigger
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.items import Urgency, WorkItem
from thidua.monitoring.queries.waiting_rows import Row, of_part, shaped
from thidua.organisation.enums import Role

_OF_YEAR, _OF_DECISION = "award_year", "award_decision"
_TOLD_AHEAD = timedelta(days=30)
_SOON = timedelta(days=7)
_LIVE = (AwardRoundState.OPEN, AwardRoundState.SHOWN, AwardRoundState.REVIEW)


def rounds_due(actor: Actor) -> Iterator[QuerySet[Any]]:
    """Yield the rounds in which a deadline runs: the office considers, the chairman decides."""
    if actor.authority_id is None:
        return
    found = AwardRound.objects.visible_to(actor).filter(authority=actor.authority_id, state__in=_LIVE)
    if actor.has(Role.OFFICE):
        yield _shaped(_having(found, Trigger.YEAR, CONSIDERED), _OF_YEAR, None)
    if actor.has(Role.OFFICE, Role.CHAIRMAN):
        complete = _having(found.filter(shown_until__isnull=False), Trigger.COMPLETE, COMPLETE)
        yield _shaped(complete, _OF_DECISION, TruncDate("since"))


def deadline_items(actor: Actor, rows: Iterable[Row], *, on: date) -> Iterator[WorkItem]:
    """Yield a line for what is late or runs out within thirty days."""
    listed = list(rows)
    for part, trigger in ((_OF_YEAR, Trigger.YEAR), (_OF_DECISION, Trigger.COMPLETE)):
        for row in sorted(of_part(listed, part), key=lambda row: row.key):
            for due in _dues(actor.authority_id, row, trigger, on):
                if due.last_day - on <= _TOLD_AHEAD:
                    yield _item(row, due, on)


def _having(found: QuerySet[Any], trigger: Trigger, states: frozenset[NominationState]) -> QuerySet[Any]:
    asked = Q(nominations__kind_code__in=sorted(bound_kinds(trigger)), nominations__state__in=sorted(states))
    counted = found.annotate(
        asked=Count("nominations", filter=asked), since=Min("nominations__judged_at", filter=asked)
    )
    asked_for: QuerySet[Any] = counted.filter(asked__gt=0)
    return asked_for


def _shaped(found: QuerySet[Any], part: str, day: Any) -> QuerySet[Any]:
    columns = {} if day is None else {"day": day, "more": Cast("shown_until", CharField())}
    return shaped(
        found, part, key="pk", name="name", detail=Cast("judged_on", CharField()), first="year", **columns
    )


def _dues(authority_id: UUID | None, row: Row, trigger: Trigger, on: date) -> tuple[Due, ...]:
    """Count again what the page of the round counts, from the columns of its row."""
    if authority_id is None or row.first is None:
        return ()
    until = date.fromisoformat(row.more) if row.more else None
    course = Course(authority_id, date.fromisoformat(row.detail or ""), row.first, until)
    since = datetime.combine(row.day, time(12), get_current_timezone()) if row.day else None
    state = NominationState.DRAFT if trigger == Trigger.YEAR else NominationState.PASSED
    return deadlines_of(course, [Waiting(code, state, since) for code in bound_kinds(trigger)], on)


def _item(row: Row, due: Due, on: date) -> WorkItem:
    is_soon = due.last_day - on <= _SOON
    return WorkItem(
        Urgency.LATE if due.is_late else Urgency.SOON if is_soon else Urgency.NEXT,
        lead=f"{row.name}:",
        rest=f" {due.deed[:1].lower()}{due.deed[1:]}, {due.words[:1].lower()}{due.words[1:]}.",
        detail=f"Theo {due.citation.article}{f' ({due.doubt})' if due.doubt else ''}.",
        button="Mở đợt xét",
        page="awards:round-detail",
        arg=str(row.key),
    )
