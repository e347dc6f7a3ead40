"""A council of nine for tests: its members, a round with accepted nominations, a session to run."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from tests.commune import FIRST_DAY, Commune

from thidua.awards.enums import MeritChoice, NominationSource, NominationState
from thidua.awards.models import AwardRound, Nomination
from thidua.awards.services import rounds
from thidua.awards.services.rounds import RoundFacts
from thidua.core.voting.council import Presence
from thidua.core.voting.counting import Tally
from thidua.council.enums import ItemState, Manner, Seat
from thidua.council.models import Council, CouncilMember, CouncilSession, Poll, SessionItem
from thidua.council.queries.groups import groups_of
from thidua.council.queries.letters import items_of
from thidua.council.services import agenda, board, closing, councils, polls, presence, sessions
from thidua.council.services.closing import Closing
from thidua.council.services.councils import CouncilFacts, MemberFacts
from thidua.council.services.polls import Entered
from thidua.council.services.sessions import SessionFacts
from thidua.foundation.actors import Actor
from thidua.organisation.enums import Role
from thidua.organisation.models import Person, User
from thidua.organisation.queries import actor_of

AT = datetime(2024, 12, 16, 1, 0, tzinfo=UTC)
HELD = datetime(2024, 12, 16, 2, 0, tzinfo=UTC)
TITLE, WORKER = "CSTDCS", "LDTT_ND"
"""A title that needs four fifths by ballot, and one that a majority grants by raised hands too."""


@dataclass
class Sitting:
    """A council and its session; `office` and `counter` are two different accounts, `counter` a member's."""

    commune: Commune
    office: Actor
    counter: Actor
    chairman: Actor
    council: Council
    members: list[CouncilMember]
    round: AwardRound
    session: CouncilSession
    names: list[str] = field(default_factory=list)

    @property
    def counting(self) -> User:
        """The account of the second of the board."""
        return User.objects.get(pk=self.counter.user_id)

    @property
    def tellers(self) -> list[CouncilMember]:
        """The counting board: the office enters for the first, the second enters with an own account."""
        return self.members[1:3]

    def nominate(self, name: str, kind: str = TITLE, **subject: Any) -> Nomination:
        """Write an accepted nomination down; a person of the name where no other subject is given."""
        subject = subject or {"person": self.person(name)}
        return Nomination.objects.create(
            authority=self.commune.authority,
            round=self.round,
            kind_code=kind,
            kind_name={TITLE: "Chiến sĩ thi đua cơ sở"}.get(kind, "Lao động tiên tiến"),
            position=self.round.nominations.count() + 1,
            achievement="Hoàn thành xuất sắc nhiệm vụ",
            source=NominationSource.UNIT,
            state=NominationState.ACCEPTED,
            made_by="Văn phòng",
            made_at=AT,
            **subject,
        )

    def person(self, name: str, **more: Any) -> Person:
        return Person.objects.create(authority=self.commune.authority, full_name=name, **more)

    def table(self, *nominations: Nomination) -> list[SessionItem]:
        return agenda.put_on(self.session, nominations, by=self.office, at=AT)

    def mark(self, *, written: int = 0, absent: int = 0) -> None:
        """Mark the last members as giving written opinions, those before them as absent."""
        count = len(self.members)
        how = [Presence.PRESENT] * (count - written - absent)
        how += [Presence.ABSENT] * absent + [Presence.WRITTEN] * written
        presences = {one.pk: presence for one, presence in zip(self.members, how, strict=True)}
        presence.mark(self.session, presences, by=self.office, at=AT)

    def open(self, **more: Any) -> CouncilSession:
        self.session.refresh_from_db()
        if not self.session.tellers.exists():
            board.appoint(self.session, [one.pk for one in self.tellers], by=self.office, at=AT)
        seen = self.session.version
        self.session = presence.open_session(self.session, expected=seen, by=self.office, at=AT, **more)
        return self.session

    def begin(self, *nominations: Nomination, written: int = 0, absent: int = 0) -> CouncilSession:
        """Put nominations on the table, mark who is there and open."""
        self.table(*nominations)
        self.mark(written=written, absent=absent)
        return self.open()

    def poll(self) -> Poll:
        """Open the vote on the first group that waits."""
        self.session.refresh_from_db()
        group = groups_of(self.session, items_of(self.session))[0]
        return polls.open_poll(self.session, [one.pk for one in group.items], by=self.office, at=AT)

    def count(self, poll: Poll, *tallies: Tally, spoiled: int = 0, unused: int = 0) -> Poll:
        """Enter the same count twice, by two people, and return the poll as it then stands."""
        polls.enter(poll, self.entered(poll, *tallies, spoiled=spoiled, unused=unused), by=self.office, at=AT)
        if poll.is_ballot:
            entered = self.entered(poll, *tallies, spoiled=spoiled, unused=unused)
            polls.enter(poll, entered, by=self.counter, at=AT)
        else:
            polls.confirm(poll, seen=poll.entries.get().pk, by=self.counter, at=AT)
        poll.refresh_from_db()
        return poll

    def entered(self, poll: Poll, *tallies: Tally, spoiled: int = 0, unused: int = 0) -> Entered:
        keys = poll.lines.order_by("position").values_list("item_id", flat=True)
        used = poll.voters - spoiled - unused
        told = dict(zip(keys, tallies, strict=True))
        return Entered(poll.voters, used, spoiled, unused, told, self.tellers[0].pk)

    def close(self) -> CouncilSession:
        self.session.refresh_from_db()
        told = Closing("Các thành viên thống nhất.")
        seen = self.session.version
        self.session = closing.close(self.session, told, expected=seen, by=self.office, at=AT)
        return self.session

    def states(self) -> list[ItemState]:
        return [ItemState(one.state) for one in self.session.items.all()]


def make_sitting(commune: Commune, *, size: int = 9, judged_on: date = date(2024, 12, 16)) -> Sitting:
    """Build a council of `size` with a chair, a deputy, a secretary and its first session, planned."""
    office, chairman = commune.actor(Role.OFFICE), commune.actor(Role.CHAIRMAN)
    counting = commune.user(Role.COUNCIL)
    facts = CouncilFacts(
        f"Hội đồng Thi đua – Khen thưởng {commune.authority.name}",
        "15/QĐ-UBND",
        date(2024, 1, 15),
        date(2024, 1, 15),
    )
    council = councils.create(facts, by=office, at=AT)
    seats = [Seat.CHAIR, Seat.VICE, Seat.SECRETARY, *([Seat.MEMBER] * max(0, size - 3))][:size]
    members = [
        _seated(council, f"Lê Văn {letter}", seat, office, counting.person if letter == "C" else None)
        for letter, seat in zip("ABCDEĐGHIK", seats, strict=False)
    ]
    counter = actor_of(counting, FIRST_DAY)
    told = RoundFacts(f"Khen thưởng năm {judged_on.year}", MeritChoice.REGULAR, judged_on.year, judged_on)
    award_round = rounds.create(told, by=office, at=AT)
    session = sessions.plan(
        council, award_round, SessionFacts(HELD, "Phòng họp UBND xã", Manner.BALLOT), by=office, at=AT
    )
    return Sitting(commune, office, counter, chairman, council, members, award_round, session)


def _seated(
    council: Council, name: str, seat: Seat, by: Actor, person: Person | None = None
) -> CouncilMember:
    person = person or Person(authority_id=council.authority_id)
    person.full_name = name
    person.save()
    return councils.seat(council, MemberFacts(person, seat, date(2024, 1, 15)), by=by, at=AT)
