"""The council of the sample commune sits: ballots, two people count, one slip is caught, minutes."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from thidua.awards.enums import NominationState
from thidua.awards.models import AwardRound
from thidua.core.voting.council import Presence
from thidua.core.voting.counting import Tally
from thidua.council.enums import Manner, Seat, StepOutState
from thidua.council.models import Council, CouncilSession, Poll, SessionItem, StepOut
from thidua.council.queries.groups import groups_of
from thidua.council.queries.letters import items_of
from thidua.council.services import agenda, board, closing, councils, polls, presence, sessions
from thidua.council.services.closing import Closing
from thidua.council.services.councils import CouncilFacts, MemberFacts
from thidua.council.services.polls import Entered
from thidua.council.services.sessions import SessionFacts
from thidua.demo import nominees
from thidua.demo.deeds import CLERK, PACE, moment
from thidua.demo.following import Season
from thidua.organisation.models import Person

COUNTER = "hoidong"
COUNTERS = ("Trần Thị B", "Phạm Thị C")
SEATS = (
    ("Lê Văn A", Seat.CHAIR),
    ("Phan Văn M", Seat.VICE),
    ("Trần Thị B", Seat.SECRETARY),
    ("Phạm Thị C", Seat.MEMBER),
    ("Bùi Thị G", Seat.MEMBER),
    ("Đinh Văn L", Seat.MEMBER),
    ("Mai Thị Q", Seat.MEMBER),
)
AGAINST = 5
"""How many do not agree with the one nominee who is not praised."""
_SINCE = date(2024, 1, 15)


def sit(season: Season, award_round: AwardRound) -> CouncilSession:
    """Hold the session of 22 August from the invitation to the signed minutes."""
    council = set_up(season)
    at = moment("21/8", 9)
    clerk = season.actor(CLERK, at)
    told = SessionFacts(moment("22/8", 14), "Phòng họp UBND xã", Manner.BALLOT, "Xét khen thưởng sơ kết.")
    session = sessions.plan(council, award_round, told, by=clerk, at=at)
    accepted = list(award_round.nominations.filter(state=NominationState.ACCEPTED).for_list())
    agenda.put_on(session, accepted, by=clerk, at=at)
    session = _fresh(session)
    sessions.invite(session, expected=session.version, by=clerk, at=at + PACE)
    _open(season, session)
    vote(season, session)
    return _close(season, session)


def set_up(season: Season) -> Council:
    """Seat the council by the decision of January."""
    at = moment("15/1", 9)
    clerk = season.actor(CLERK, at)
    name = f"Hội đồng Thi đua - Khen thưởng {season.commune.authority.name}"
    council = councils.create(CouncilFacts(name, "08/QĐ-UBND", _SINCE, _SINCE), by=clerk, at=at)
    for full_name, seat in SEATS:
        person = Person.objects.get(authority=season.commune.authority, full_name=full_name)
        councils.seat(council, MemberFacts(person, seat, _SINCE), by=clerk, at=at)
    return council


def _open(season: Season, session: CouncilSession) -> None:
    """Everybody is there; who leads the clinic steps out when the clinic is discussed."""
    at = moment("22/8", 14)
    clerk = season.actor(CLERK, at)
    members = session.council.members.all()
    presence.mark(session, {one.pk: Presence.PRESENT for one in members}, by=clerk, at=at)
    named = members.filter(person__full_name__in=COUNTERS)
    board.appoint(session, list(named.values_list("pk", flat=True)), by=clerk, at=at)
    for one in StepOut.objects.filter(item__session=session, state=StepOutState.PROPOSED):
        presence.answer(one, votes=False, by=clerk, at=at)
    session = _fresh(session)
    presence.open_session(session, expected=session.version, by=clerk, at=at + PACE)


def vote(season: Season, session: CouncilSession, *, slipped: bool = False) -> None:
    """Vote on what still waits; the first count holds one slip unless somebody `slipped` already."""
    at = moment("22/8", 15)
    while groups := groups_of(_fresh(session), items_of(session)):
        poll = polls.open_poll(
            session, [one.pk for one in groups[0].items], by=season.actor(CLERK, at), at=at
        )
        right = _counted(poll, groups[0].items)
        polls.enter(poll, right, by=season.actor(CLERK, at), at=at + PACE)
        if not slipped:
            polls.enter(poll, _slip(right), by=season.actor(COUNTER, at), at=at + PACE)
            slipped = True
        polls.enter(poll, right, by=season.actor(COUNTER, at), at=at + 2 * PACE)
        at += timedelta(minutes=10)


def _counted(poll: Poll, items: tuple[SessionItem, ...]) -> Entered:
    """Return what lies in the box: nobody is against anybody but one."""
    tallies: Mapping[UUID, Tally] = {
        one.pk: Tally(poll.voters - AGAINST, AGAINST)
        if one.nomination.subject_name == nominees.VOTED_DOWN
        else Tally(poll.voters, 0)
        for one in items
    }
    return Entered(poll.voters, poll.voters, 0, 0, tallies)


def _slip(right: Entered) -> Entered:
    """Return the entry with one vote written for the wrong side."""
    key, tally = next(iter(right.tallies.items()))
    wrong = Tally(tally.agree - 1, tally.disagree + 1)
    return Entered(right.issued, right.used, right.spoiled, right.unused, {**right.tallies, key: wrong})


def _close(season: Season, session: CouncilSession) -> CouncilSession:
    at = moment("22/8", 16, 30)
    told = Closing("Các thành viên thống nhất với kết quả kiểm phiếu.")
    session = _fresh(session)
    return closing.close(session, told, expected=session.version, by=season.actor(CLERK, at), at=at)


def _fresh(session: CouncilSession) -> CouncilSession:
    found = CouncilSession.objects.select_related("award_round__authority", "council")
    fresh: CouncilSession = found.get(pk=session.pk)
    return fresh
