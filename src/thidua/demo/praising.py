"""Who is put forward after the half year: facts, nominations, one refused, one on hold, the rest accepted."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from thidua.awards.enums import HoldKind, MeritChoice, NominationSource, NominationState
from thidua.awards.models import AwardRound, Hold, Nomination
from thidua.awards.queries.candidates import BARS_KEY
from thidua.awards.queries.eligibility import findings_of
from thidua.awards.services import (
    confirmations,
    dossiers,
    facts,
    holds,
    nominations,
    proposing,
    rounds,
    window,
)
from thidua.awards.services.confirmations import Confirmed
from thidua.awards.services.fact_shapes import AwardFacts, ProfileFacts
from thidua.awards.services.holds import HoldFacts
from thidua.awards.services.nominations import NominationFacts
from thidua.awards.services.rounds import RoundFacts
from thidua.awards.services.window import Comment
from thidua.core.eligibility.answers import AnswerState
from thidua.demo import nominees
from thidua.demo.deeds import CHAIRMAN, CLERK, PACE, moment
from thidua.demo.following import Season
from thidua.foundation.actors import Actor
from thidua.organisation.models import Household, Person, Unit
from thidua.organisation.services import households, people
from thidua.organisation.services.people import PersonFacts
from thidua.scoring.models import ScoringRound

ROUND = "Khen thưởng sơ kết sáu tháng đầu năm 2024"
KIND = "GK"
JUDGED_ON = date(2024, 8, 12)
MEETING = "Biên bản họp xét ngày 10/08/2024"
PAPERS = {
    "report": "Báo cáo của đơn vị ngày 05/08/2024, có xác nhận của trưởng thôn hoặc người đứng đầu đơn vị.",
    "minutes": "Họp bình xét ngày 10/08/2024. Mọi người dự họp đồng ý đề nghị.",
}
"""What the units hand in for each; the submissions are written from what was typed already."""
COMMENT = "Đất mở đường thôn 3 có phần của gia đình em ông Thuận, nên ghi thêm."
COMMENT_ANSWER = "Đã hỏi thôn: phần đất 120 mét vuông đều của ông Thuận, hồ sơ giữ nguyên."
REFUSED_BECAUSE = "Thành tích này đã được UBND huyện khen ngày 20/05/2024."


def praise(season: Season, scoring: ScoringRound) -> AwardRound:
    """Put forward from the published places and by the villages, and look at each by the law."""
    award_round = begin(season, scoring)
    hold(season)
    hand_in(season, [*put_units_forward(season, award_round), *put_people_forward(season, award_round)])
    look(season, award_round)
    hang_out(season, award_round)
    return award_round


def begin(season: Season, scoring: ScoringRound) -> AwardRound:
    """Open the round over the published places of the half year."""
    told = RoundFacts(
        ROUND,
        MeritChoice.MOVEMENT,
        2024,
        JUDGED_ON,
        movement=season.movement,
        scoring_round=scoring,
        due_on=date(2024, 8, 9),
    )
    return rounds.create(told, by=season.actor(CLERK, moment("2/8")), at=moment("2/8", 10))


def hold(season: Season) -> Hold:
    """Let praise of the second village wait: a complaint against it is being looked into."""
    at = moment("5/8", 9)
    known = HoldFacts(
        unit=season.commune.units[nominees.HELD_UNIT],
        person_name="",
        kind=HoldKind.COMPLAINT,
        document_number=nominees.HELD_PAPER,
        reason=nominees.HELD_BECAUSE,
        starts_on=at.date(),
    )
    return holds.add(known, by=season.actor(CHAIRMAN, at), at=at)


def put_units_forward(season: Season, award_round: AwardRound) -> list[Nomination]:
    """Draft nominations of the first three places."""
    at = moment("6/8", 8)
    front = [season.commune.units[name].pk for name in nominees.FRONT]
    return proposing.propose_placed(award_round, front, KIND, by=season.actor(CLERK, at), at=at)


def put_people_forward(season: Season, award_round: AwardRound) -> Iterator[Nomination]:
    """Draft nominations of the clinic, of persons and of households, as their units wrote them down."""
    at = moment("6/8", 10)
    clerk, units = season.actor(CLERK, at), season.commune.units
    clinic, deed = nominees.CLINIC
    yield _propose(award_round, deed, units[clinic], by=clerk, at=at, unit=units[clinic])
    for planned in nominees.PEOPLE:
        person = _person(season, planned, clerk, at)
        yield _propose(award_round, planned.deed, units[planned.unit], by=clerk, at=at, person=person)
    for village, head, deed in nominees.HOUSEHOLDS:
        household = _household(season, units[village], head, clerk, at)
        yield _propose(award_round, deed, units[village], by=clerk, at=at, household=household)


def _propose(
    award_round: AwardRound, deed: str, put_by: Unit, *, by: Actor, at: datetime, **subject: Any
) -> Nomination:
    told = NominationFacts(
        round=award_round,
        kind_code=KIND,
        achievement=deed,
        put_forward_by=put_by,
        source=NominationSource.UNIT,
        **subject,
    )
    return nominations.propose(told, by=by, at=at)


def _person(season: Season, planned: nominees.PlannedPerson, clerk: Actor, at: datetime) -> Person:
    unit = season.commune.units[planned.unit]
    known = PersonFacts(planned.name, birth_year=planned.birth_year, is_female=planned.is_female, unit=unit)
    person = people.create(season.commune.authority, known, by=clerk, at=at)
    profile = ProfileFacts(
        person=person,
        is_leader=planned.is_leader,
        is_direct_worker=not planned.is_leader,
        paper=f"Danh sách {unit} gửi ngày 05/08/2024",
    )
    facts.add(profile, by=clerk, at=at)
    if planned.name == nominees.PRAISED_BEFORE:
        before = AwardFacts(
            person=person,
            name="Giấy khen của Chủ tịch Ủy ban nhân dân huyện",
            code="GK_HUYEN",
            year=2024,
            merit=MeritChoice.SUDDEN,
            achievement=planned.deed,
            decided_on=date(2024, 5, 20),
            paper=nominees.PRAISED_BY,
        )
        facts.add_prior_award(before, by=clerk, at=at)
    return person


def _household(season: Season, village: Unit, head: str, clerk: Actor, at: datetime) -> Household:
    known = PersonFacts(head, unit=village)
    person = people.create(season.commune.authority, known, by=clerk, at=at)
    return households.create(village, person, members=4, by=clerk, at=at)


def hand_in(season: Season, made: Iterable[Nomination]) -> None:
    """Send drafts to the office."""
    at = moment("8/8", 9)
    for one in made:
        nominations.send(one, expected=one.version, by=season.actor(CLERK, at), at=at)
        at += PACE


def look(season: Season, award_round: AwardRound) -> None:
    """Confirm what only people can judge; refuse one, let one wait, accept the others."""
    at = moment("12/8", 8)
    clerk = season.actor(CLERK, at)
    confirm(season, award_round)
    write_papers(season, award_round)
    for one in _sent(award_round):
        at += PACE
        if one.subject_name == nominees.PRAISED_BEFORE:
            nominations.refuse(one, reason=REFUSED_BECAUSE, expected=one.version, by=clerk, at=at)
        elif one.subject_name != nominees.HELD_UNIT:
            nominations.accept(one, expected=one.version, by=clerk, at=at)


def confirm(season: Season, award_round: AwardRound) -> None:
    """Answer for everybody who was sent in, by the papers of one meeting, what only people can judge."""
    at = moment("12/8", 8)
    clerk, sent = season.actor(CLERK, at), _sent(award_round)
    asked = {
        answer.key: answer.rule
        for finding in findings_of(sent).values()
        for answer in finding.in_state(AnswerState.ASKED)
    }
    for key, rule in asked.items():
        confirmations.confirm(sent, Confirmed(key, rule, is_met=True, note=MEETING), by=clerk, at=at)
    of_households = [one for one in sent if one.household_id]
    none = Confirmed(BARS_KEY, "Không thuộc trường hợp không được xét", is_met=True, note=MEETING)
    confirmations.confirm(of_households, none, by=clerk, at=at)


def hang_out(season: Season, award_round: AwardRound) -> None:
    """Let everybody read the list for five working days; one person writes, and is looked into."""
    at, asked, over = moment("13/8", 8), moment("14/8", 19), moment("21/8", 0)
    award_round.refresh_from_db()
    clerk = season.actor(CLERK, at)
    shown = window.show(award_round, days=5, expected=award_round.version, by=clerk, at=at)
    made = window.comment(shown, Comment(COMMENT, "Bà Hai"), at=asked)
    clerk = season.actor(CLERK, moment("15/8", 9))
    window.look_into(made, COMMENT_ANSWER, by=clerk, at=moment("15/8", 9))
    window.end_over(at=over)
    award_round.refresh_from_db()


def write_papers(season: Season, award_round: AwardRound) -> None:
    """Fill the dossiers of everybody who was sent in."""
    at = moment("12/8", 8)
    dossiers.write_many(_sent(award_round), PAPERS, by=season.actor(CLERK, at), at=at)


def _sent(award_round: AwardRound) -> list[Nomination]:
    return list(award_round.nominations.filter(state=NominationState.SENT).for_list())
