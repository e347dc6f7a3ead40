"""A small year of commendation for tests: a round, people, units and households with facts, nominations."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.commune import Commune

from thidua.awards.enums import DisciplineChoice, GradeChoice, MeritChoice, NominationSource
from thidua.awards.models import AwardRound, Nomination
from thidua.awards.queries.eligibility import findings_of
from thidua.awards.services import confirmations, dossiers, facts, nominations, rounds
from thidua.awards.services.confirmations import Confirmed
from thidua.awards.services.fact_shapes import (
    AwardFacts,
    CollectiveFacts,
    DisciplineFacts,
    InitiativeFacts,
    RatingFacts,
)
from thidua.awards.services.nominations import NominationFacts, Outcome
from thidua.awards.services.rounds import RoundFacts
from thidua.core.eligibility.answers import AnswerState
from thidua.foundation.actors import Actor
from thidua.organisation.enums import Role
from thidua.organisation.models import Household, Person

AT = datetime(2024, 12, 10, 2, 0, tzinfo=UTC)
JUDGED = date(2024, 12, 10)
PAPERS = {
    "report": "Hoàn thành tốt mọi việc được giao năm 2024.",
    "minutes": "Họp ngày 02/12/2024, 20 trên 20 người dự đồng ý.",
    "households": "Hộ đạt mọi tiêu chuẩn, không có ý kiến khác.",
    "proof": "Kết quả xếp loại 45/BB-UBND.",
    "summary": "Cứu một em nhỏ đuối nước ngày 02/12/2024.",
}
PAPER = "45/BB-UBND ngày 05/12/2024"


@dataclass(frozen=True)
class Year:
    """The round of a year, open; its people by name, the household of Thôn 1, and who acts."""

    commune: Commune
    office: Actor
    chairman: Actor
    head: Actor
    round: AwardRound
    people: dict[str, Person]
    household: Household

    def put_forward(self, kind: str, **more: Any) -> Nomination:
        """Draft a nomination by the office for Thôn 1; `more` names the subject, else the good worker."""
        if not {"person", "unit", "household"} & more.keys():
            more["person"] = self.people["good"]
        values = {
            "round": self.round,
            "kind_code": kind,
            "achievement": "Hoàn thành tốt nhiệm vụ năm 2024",
            "put_forward_by": self.commune.units["Thôn 1"],
            "source": NominationSource.UNIT,
            **more,
        }
        by = values.pop("by", self.office)
        return nominations.propose(NominationFacts(**values), by=by, at=AT)

    def sent(self, kind: str, **more: Any) -> Nomination:
        made = self.put_forward(kind, **more)
        return nominations.send(made, expected=made.version, by=self.office, at=AT)

    def accepted(self, kind: str, **more: Any) -> Nomination:
        """Send, confirm everything that only a person can judge, and accept."""
        made = self.sent(kind, **more)
        self.confirm_all(made)
        self.write_papers(made)
        return nominations.accept(made, expected=made.version, by=self.office, at=AT)

    def in_council(self, kind: str, **more: Any) -> Nomination:
        made = self.accepted(kind, **more)
        if kind == "GDVH":
            self.hung_out(made)
        return nominations.submit([made], by=self.office, at=AT)[0]

    def hung_out(self, made: Nomination, since: date = date(2024, 11, 20), days: int = 14) -> None:
        """Let it have been taken in and on the list since a day, for so many days of the calendar."""
        Nomination.objects.filter(pk=made.pk).update(judged_at=AT.replace(year=since.year, month=1, day=1))
        AwardRound.objects.filter(pk=made.round_id).update(
            shown_from=since, shown_until=since + timedelta(days=days)
        )

    def passed(self, kind: str, **more: Any) -> Nomination:
        """Settle it by the council's count of seven."""
        result = Outcome(
            is_passed=True,
            words="7/7 thành viên đồng ý.",
            on=date(2024, 12, 16),
            votes_for=7,
            votes_needed=4,
        )
        return nominations.settle(self.in_council(kind, **more), result, by=self.office, at=AT)

    def confirm_all(self, nomination: Nomination) -> None:
        """Answer each question of the law with yes."""
        for answer in findings_of([nomination])[nomination.pk].in_state(AnswerState.ASKED):
            self.confirm(nomination, answer.key)
        if nomination.household_id:
            self.confirm(nomination, "bars")

    def write_papers(self, *made: Nomination) -> None:
        """Fill every part of the dossiers."""
        dossiers.write_many(made, PAPERS, by=self.office, at=AT)

    def confirm(self, nomination: Nomination, key: str, *, is_met: bool = True) -> None:
        answer = Confirmed(key, "Quy định", is_met, "Biên bản họp 12/BB")
        confirmations.confirm([nomination], answer, by=self.office, at=AT)

    def another_round(self, **more: Any) -> AwardRound:
        return rounds.create(round_facts(**more), by=self.office, at=AT)


def round_facts(**more: Any) -> RoundFacts:
    known = {
        "name": "Khen thưởng năm 2024",
        "merit": MeritChoice.REGULAR,
        "year": 2024,
        "judged_on": JUDGED,
    }
    return RoundFacts(**known | more)


def make_year(commune: Commune) -> Year:
    """Open the round; a good worker, an excellent one, one disciplined and one of whom nothing is known."""
    office = commune.actor(Role.OFFICE)
    village = commune.units["Thôn 1"]
    names = {
        "good": "Trần Thị Tốt",
        "excellent": "Lê Văn Giỏi",
        "disciplined": "Phạm Văn Sai",
        "unknown": "Ngô Thị Mới",
    }
    people = {
        key: Person.objects.create(authority=commune.authority, full_name=name, unit=village, birth_year=1980)
        for key, name in names.items()
    }
    head = Person.objects.create(authority=commune.authority, full_name="Hoàng Văn Chủ", unit=village)
    household = Household.objects.create(authority=commune.authority, unit=village, head=head, members=4)
    year = Year(
        commune=commune,
        office=office,
        chairman=commune.actor(Role.CHAIRMAN),
        head=commune.actor(Role.UNIT_HEAD, village),
        round=rounds.create(round_facts(), by=office, at=AT),
        people=people,
        household=household,
    )
    _write_facts(year)
    return year


def _write_facts(year: Year) -> None:
    people, village = year.people, year.commune.units["Thôn 1"]
    known = [
        RatingFacts(person=people["good"], year=2024, grade=GradeChoice.GOOD, paper=PAPER),
        RatingFacts(person=people["excellent"], year=2024, grade=GradeChoice.EXCELLENT, paper=PAPER),
        RatingFacts(person=people["disciplined"], year=2024, grade=GradeChoice.GOOD, paper=PAPER),
        RatingFacts(unit=village, year=2024, grade=GradeChoice.GOOD, paper=PAPER),
        InitiativeFacts(
            person=people["excellent"], year=2024, name="Tưới tiết kiệm nước", paper="08/QĐ-UBND"
        ),
        DisciplineFacts(
            person=people["disciplined"],
            level=DisciplineChoice.WARNING,
            decided_on=date(2024, 5, 6),
            ends_on=date(2025, 5, 5),
            paper="30/QĐ-UBND",
        ),
        CollectiveFacts(
            unit=village, year=2024, members=10, completed=10, advanced=8, exemplary=1, warned=0, paper=PAPER
        ),
        AwardFacts(
            person=people["excellent"], code="LDTT_CBCC", name="Lao động tiên tiến", year=2024, paper="90/QĐ"
        ),
    ]
    for one in known:
        facts.add(one, by=year.office, at=AT)
