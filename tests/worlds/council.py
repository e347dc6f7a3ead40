"""A council with a session of each state: planned, sitting with a vote, with equal votes, closed."""

from datetime import UTC, date, datetime
from typing import Any

from thidua.awards.enums import MeritChoice, NominationSource, NominationState
from thidua.awards.models import AwardRound, Nomination
from thidua.awards.services import rounds
from thidua.awards.services.rounds import RoundFacts
from thidua.core.voting.council import Presence
from thidua.core.voting.counting import Tally
from thidua.council.enums import Manner, Seat
from thidua.council.models import Council, CouncilSession, Poll
from thidua.council.services import agenda, board, closing, councils, polls, presence, sessions, ties
from thidua.council.services.closing import Closing
from thidua.council.services.councils import CouncilFacts, MemberFacts
from thidua.council.services.polls import Entered
from thidua.council.services.sessions import SessionFacts
from thidua.foundation.services import files
from thidua.organisation.enums import Role
from thidua.organisation.models import Person

_DAY = date(2024, 1, 15)
_TITLE, _WORKER = "CSTDCS", "LDTT_ND"


def add(place: Any, now: datetime) -> None:
    """Give the place them; outcomes are of raised hands but where the law wants a ballot."""
    office = place.actor(Role.OFFICE)
    authority = place.commune.authority
    facts = CouncilFacts(f"Hội đồng Thi đua – Khen thưởng {authority.name}", "15/QĐ-UBND", _DAY, _DAY)
    council = councils.create(facts, by=office, at=now)
    for name, seat in (("Lê Thị H", Seat.CHAIR), ("Vũ Văn K", Seat.VICE), ("Đỗ Thị M", Seat.SECRETARY)):
        person = Person.objects.create(authority=authority, full_name=name)
        member = councils.seat(council, MemberFacts(person, seat, _DAY), by=office, at=now)
    counting = MemberFacts(place.users[Role.COUNCIL].person, Seat.MEMBER, _DAY)
    councils.seat(council, counting, by=office, at=now)
    told = RoundFacts("Khen thưởng cuối năm", MeritChoice.REGULAR, 2024, date(2024, 12, 16))
    award_round = rounds.create(told, by=office, at=now)
    place.things |= {"council": council, "council_member": member}
    place.things |= _planned(place, council, award_round, now)
    place.things |= _sitting(place, council, award_round, now)
    place.things |= _tied(place, council, award_round, now)
    place.things |= _closed(place, council, award_round, now)


def _planned(place: Any, council: Council, award_round: AwardRound, now: datetime) -> dict[str, Any]:
    office = place.actor(Role.OFFICE)
    session = _plan(place, council, award_round, now)
    (item,) = agenda.put_on(session, [_nominee(award_round, "Hà Văn P", _TITLE)], by=office, at=now)
    return {"council_planned": session, "council_item": item}


def _sitting(place: Any, council: Council, award_round: AwardRound, now: datetime) -> dict[str, Any]:
    """One vote is open, one item waits, of one a conflict is asked about."""
    office = place.actor(Role.OFFICE)
    own = _nominee(award_round, "", _WORKER, person=council.members.sitting_on(_DAY)[2].person)
    listed = [_nominee(award_round, "Hà Văn Q", _TITLE), _nominee(award_round, "Hà Văn R", _WORKER), own]
    session = _open(place, _plan(place, council, award_round, now), listed, now)
    first, own_item, waiting = session.items.all()
    return {
        "council_sitting": session,
        "council_waiting": waiting,
        "step_out": own_item.step_outs.get(),
        "council_poll": polls.open_poll(session, [first.pk], by=office, at=now),
    }


def _tied(place: Any, council: Council, award_round: AwardRound, now: datetime) -> dict[str, Any]:
    office = place.actor(Role.OFFICE)
    listed = [_nominee(award_round, name, _WORKER) for name in ("Hà Văn S", "Hà Văn T")]
    session = _open(place, _plan(place, council, award_round, now), listed, now)
    ties.limit(session, _WORKER, 1, because="Kế hoạch của xã.", by=office, at=now)
    _counted(place, session, now)
    return {"council_tied": session}


def _closed(place: Any, council: Council, award_round: AwardRound, now: datetime) -> dict[str, Any]:
    office = place.actor(Role.OFFICE)
    listed = [_nominee(award_round, "Hà Văn U", _WORKER)]
    session = _open(place, _plan(place, council, award_round, now), listed, now)
    _counted(place, session, now)
    session = closing.close(session, Closing(), expected=session.version, by=office, at=now)
    paper = session.papers.select_related("session").first()
    scan = files.store(b"%PDF-1.7 ban ky", media_type="application/pdf", at=now)
    return {
        "council_closed": session,
        "council_paper": closing.attach_scan(paper, scan, by=office, at=now),
    }


def _plan(place: Any, council: Council, award_round: AwardRound, now: datetime) -> CouncilSession:
    facts = SessionFacts(now, "Phòng họp UBND xã", Manner.HANDS)
    return sessions.plan(council, award_round, facts, by=place.actor(Role.OFFICE), at=now)


def _nominee(award_round: AwardRound, name: str, kind: str, person: Person | None = None) -> Nomination:
    """Write an accepted nomination down; whether the law allows it is not what these pages are about."""
    authority = award_round.authority
    return Nomination.objects.create(
        authority=authority,
        round=award_round,
        kind_code=kind,
        kind_name="Chiến sĩ thi đua cơ sở" if kind == _TITLE else "Lao động tiên tiến",
        position=award_round.nominations.count() + 1,
        achievement="Hoàn thành xuất sắc nhiệm vụ",
        source=NominationSource.UNIT,
        state=NominationState.ACCEPTED,
        person=person or Person.objects.create(authority=authority, full_name=name),
        made_by="Văn phòng",
        made_at=datetime(2024, 12, 10, 8, tzinfo=UTC),
    )


def _open(place: Any, session: CouncilSession, listed: list[Nomination], now: datetime) -> CouncilSession:
    office = place.actor(Role.OFFICE)
    agenda.put_on(session, listed, by=office, at=now)
    members = session.council.members.sitting_on(_DAY)
    presence.mark(session, {one.pk: Presence.PRESENT for one in members}, by=office, at=now)
    board.appoint(session, [members[0].pk, members[3].pk], by=office, at=now)
    return presence.open_session(session, expected=session.version, by=office, at=now)


def _counted(place: Any, session: CouncilSession, now: datetime) -> Poll:
    office = place.actor(Role.OFFICE)
    keys = list(session.items.values_list("pk", flat=True))
    poll = polls.open_poll(session, keys, by=office, at=now)
    tallies = {key: Tally(3, 1) for key in keys}
    first = session.council.members.sitting_on(_DAY)[0]
    polls.enter(poll, Entered(poll.voters, poll.voters, 0, 0, tallies, first.pk), by=office, at=now)
    return polls.confirm(poll, seen=poll.entries.get().pk, by=place.actor(Role.COUNCIL), at=now)
