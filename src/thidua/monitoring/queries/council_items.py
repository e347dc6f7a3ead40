"""What waits in the council, as parts of the one query of a work list: sessions of these days, ballots."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat, ExtractDay, ExtractMonth, ExtractYear, LPad

from thidua.awards.models.nomination import JUDGES
from thidua.council.enums import BEFORE_SESSION, PollState, SessionState
from thidua.council.models import CouncilSession, CountEntry, Poll, Teller
from thidua.foundation.actors import Actor
from thidua.monitoring.queries.waiting_rows import waiting_of
from thidua.organisation.enums import Role

_AHEAD = timedelta(days=7)


def council_parts(actor: Actor, on: date) -> Iterator[Any]:
    """Yield the parts of those who judge, none for others."""
    if not actor.has(*JUDGES):
        return
    sessions = CouncilSession.objects.visible_to(actor)
    coming = sessions.filter(state__in=BEFORE_SESSION)
    to_count = _to_count(actor) if actor.has(Role.OFFICE, Role.COUNCIL) else Poll.objects.none()
    yield _rows(coming.filter(held_at__date__lt=on), "session_late")
    yield _rows(coming.filter(held_at__date=on), "session_today")
    yield _rows(coming.filter(held_at__date__gt=on, held_at__date__lte=on + _AHEAD), "session_ahead")
    asked = Exists(to_count.filter(session=OuterRef("pk")))
    yield _rows(sessions.filter(~asked, state=SessionState.OPENED), "session_sits")
    if actor.has(Role.OFFICE, Role.COUNCIL):
        yield waiting_of(
            to_count,
            "count",
            key=F("pk"),
            of=F("pk"),
            name=_name("session__"),
            of_name=F("session__award_round__name"),
        )


def _to_count(actor: Actor) -> Any:
    """Take the votes that this account may still enter: of the board, or of the office for one of it."""
    entries = CountEntry.objects.filter(poll=OuterRef("pk"))
    done = entries.filter(Q(by_user=actor.user_id or 0) | Q(counter=2))
    polls = Poll.objects.visible_to(actor).filter(state=PollState.OPEN, session__state=SessionState.OPENED)
    if not actor.has(Role.OFFICE):
        board = Teller.objects.filter(session=OuterRef("session"), member__person__user=actor.user_id or 0)
        polls = polls.filter(Exists(board))
    return polls.filter(~Exists(done))


def _rows(found: Any, kind: str) -> Any:
    return waiting_of(found, kind, key=F("pk"), of=F("pk"), name=_name(), of_name=F("award_round__name"))


def _name(of: str = "") -> Any:
    """Write "1, ngày 16/12/2024" in the database, for a query that is a union with others."""
    held, text = f"{of}held_at", CharField()
    parts = (LPad(Cast(part(held), text), 2, Value("0")) for part in (ExtractDay, ExtractMonth))
    day, month = parts
    year = Cast(ExtractYear(held), text)
    number = Cast(F(f"{of}number"), text)
    slash = Value("/")
    return Concat(number, Value(", ngày "), day, slash, month, slash, year, output_field=text)
