"""Those put forward are held against the law with every fact there is, by a fixed number of queries."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.awards.commending import AT, PAPER, Year

from thidua.awards.enums import GradeChoice, HoldKind
from thidua.awards.models import AwardRound, Hold, Nomination, PriorAward
from thidua.awards.queries.eligibility import Finding, finding_from, findings_of, kept_form
from thidua.awards.services import facts, nominations
from thidua.awards.services.fact_shapes import AwardFacts, CollectiveFacts, RatingFacts, WorkFacts
from thidua.core.eligibility.answers import Answer, AnswerState, Mender, Verdict
from thidua.organisation.models import Person


def found(nomination: Nomination) -> Finding:
    return findings_of([Nomination.objects.get(pk=nomination.pk)])[nomination.pk]


def answer(nomination: Nomination, key: str) -> Answer:
    return next(one for one in found(nomination).answers if one.key == key)


def hold(year: Year, **values: object) -> Hold:
    known = {
        "kind": HoldKind.COMPLAINT,
        "document_number": "12/TB-UBND",
        "reason": "Đơn về thu quỹ",
        "starts_on": date(2024, 12, 1),
        "added_by": "Văn phòng",
        "added_at": AT,
    }
    return Hold.objects.create(authority=year.commune.authority, **known | values)


def test_a_rating_answers_with_its_paper(year: Year):
    said = answer(year.put_forward("LDTT_CBCC"), "rating").said
    assert (said.state, said.source) == (AnswerState.MET, PAPER)
    unknown = answer(year.put_forward("LDTT_CBCC", person=year.people["unknown"]), "rating").said
    assert (unknown.state, unknown.mender) == (AnswerState.UNKNOWN, Mender.OFFICE)


def test_a_title_put_forward_in_the_round_counts_for_the_next(year: Year):
    made = year.put_forward("CSTDCS")
    assert answer(made, "advanced").state == AnswerState.NOT_MET
    worker = year.put_forward("LDTT_CBCC")
    assert answer(made, "advanced").state == AnswerState.NOT_MET
    nominations.send(worker, expected=worker.version, by=year.office, at=AT)
    assert answer(made, "advanced").said.source == "đang được đề nghị cùng đợt"


def test_an_initiative_stands_for_an_excellent_year(year: Year):
    made = year.put_forward("CSTDCS", person=year.people["excellent"])
    assert answer(made, "merit").said.source == "08/QĐ-UBND"


def test_a_collective_by_its_typed_counts(year: Year):
    made = year.put_forward("TTLDTT", unit=year.commune.units["Thôn 1"])
    assert answer(made, "share").said.sentence.startswith("8 trên 10 người đạt Lao động tiên tiến, đạt 80%")


def test_titles_nobody_counted_are_counted(year: Year):
    unit = year.commune.units["Thôn 2"]
    facts.add(CollectiveFacts(unit=unit, year=2024, members=3, warned=0, paper=PAPER), by=year.office, at=AT)
    people = [
        Person.objects.create(authority=year.commune.authority, full_name=f"Người {n}", unit=unit)
        for n in range(3)
    ]
    awarded = AwardFacts(
        person=people[0], code="LDTT_CBCC", name="Lao động tiên tiến", year=2024, paper="90/QĐ"
    )
    facts.add(awarded, by=year.office, at=AT)
    for person in people[:2]:
        year.sent("LDTT_ND", person=person)
    year.put_forward("LDTT_ND", person=people[2])
    said = answer(year.put_forward("TTLDTT", unit=unit), "share").said
    assert said.sentence.startswith("2 trên 3 người đạt Lao động tiên tiến")
    assert "danh hiệu đếm từ hệ thống" in said.source


def test_discipline_asks_a_person_where_nobody_confirmed_the_rule(year: Year):
    said = answer(year.put_forward("LDTT_CBCC", person=year.people["disciplined"]), "P08").said
    assert said.state == AnswerState.ASKED
    assert "Bị cảnh cáo, thời hạn kỷ luật đến hết 05/05/2025." in said.sentence


def test_discipline_bars_under_the_law_of_2025(year: Year):
    later = year.another_round(judged_on=date(2025, 12, 10), year=2025)
    made = year.put_forward("LDTT_CBCC", round=later, person=year.people["disciplined"])
    barred = [one.key for one in found(made).answers if one.state == AnswerState.NOT_MET]
    assert any(key.startswith("P08") for key in barred)


@pytest.mark.parametrize(
    ("values", "is_held"),
    [
        ({"person_name": "trần thị  TỐT"}, True),
        ({"person_name": "Trần Thị Tốt", "unit": "Thôn 1"}, True),
        ({"person_name": "Trần Thị Tốt", "unit": "Thôn 2"}, False),
        ({"unit": "Thôn 1"}, False),
        ({"person_name": "Trần Thị Tốt", "ends_on": date(2024, 12, 9)}, False),
        ({"person_name": "Trần Thị Tốt", "starts_on": date(2024, 12, 11)}, False),
        ({"person_name": "Trần Thị Tốt", "lifted_at": AT, "lifted_because": "Đơn sai"}, False),
    ],
)
def test_a_person_is_held_by_name_and_unit(year: Year, values: dict[str, object], is_held: object):
    unit = values.pop("unit", None)
    hold(year, **values, unit=year.commune.units[unit] if unit else None)
    state = answer(year.put_forward("GK"), "P07").state
    assert (state == AnswerState.HELD) is is_held


def test_a_village_and_a_household_are_held_too(year: Year):
    hold(year, unit=year.commune.units["Thôn 1"])
    hold(year, person_name="Hoàng Văn Chủ")
    village = year.put_forward("GK", unit=year.commune.units["Thôn 1"])
    household = year.put_forward("GDVH", household=year.household)
    assert {answer(one, "P07").state for one in (village, household)} == {AnswerState.HELD}


def test_one_achievement_is_rewarded_once(year: Year):
    made = year.put_forward("GK", achievement="Cứu người đuối nước")
    other = year.another_round(merit="dot_xuat")
    again = year.put_forward("GK", round=other, achievement="cứu người  đuối nước")
    assert answer(again, "P01").said.sentence == (
        "Thành tích này đã có Giấy khen của Chủ tịch Ủy ban nhân dân xã. "
        "Thành tích khác thì sửa lại câu thành tích."
    )
    assert found(again).verdict == Verdict.BARRED
    assert answer(made, "P01").state == AnswerState.NOT_MET


def test_a_title_and_a_commendation_do_not_collide(year: Year):
    year.put_forward("LDTT_CBCC")
    assert answer(year.put_forward("GK"), "P01").state == AnswerState.MET


def test_a_title_already_granted_for_the_year_is_not_granted_again(year: Year):
    made = year.put_forward("LDTT_CBCC", person=year.people["excellent"])
    assert answer(made, "once").said.source == "90/QĐ"


def test_a_revoked_award_counts_until_its_day(year: Year):
    made = year.put_forward("CSTDCS", person=year.people["excellent"])
    held = PriorAward.objects.get(person=year.people["excellent"])
    facts.revoke_prior_award(held, on=date(2024, 12, 10), reason="02/QĐ", by=year.office, at=AT)
    assert answer(made, "advanced").state == AnswerState.NOT_MET


def test_maternity_leave_counts_as_work(year: Year):
    later = year.another_round(judged_on=date(2025, 12, 10), year=2025)
    made = year.put_forward("LDTT_CBCC", round=later)
    person = year.people["good"]
    facts.add(
        WorkFacts(person=person, year=2025, months=6, is_on_maternity=True, paper=PAPER),
        by=year.office,
        at=AT,
    )
    assert not [one for one in found(made).answers if "6 tháng" in one.said.sentence]


def test_bars_of_a_household_are_answered_by_a_person(year: Year):
    made = year.put_forward("GDVH", household=year.household)
    assert answer(made, "bars").state == AnswerState.UNKNOWN
    year.confirm(made, "bars")
    assert answer(made, "bars").state == AnswerState.MET


def test_judged_on_another_day_by_the_law_of_that_day(year: Year):
    made = Nomination.objects.get(pk=year.put_forward("CSTDCS", person=year.people["excellent"]).pk)
    of_2026 = findings_of([made], on=date(2026, 11, 30))[made.pk]
    assert of_2026.answers[0].key == "pack"
    assert of_2026.verdict != Verdict.ELIGIBLE


def test_a_kind_the_law_of_another_day_does_not_know_is_no_crash(year: Year):
    made = Nomination.objects.get(pk=year.put_forward("GK_HUYEN").pk)
    gone = findings_of([made], on=date(2025, 7, 1))[made.pk]
    assert gone.verdict == Verdict.BARRED
    assert "không có hình thức này" in gone.answers[0].said.sentence


def test_what_is_kept_reads_as_it_was(year: Year):
    made = found(year.put_forward("LDTT_CBCC"))
    assert finding_from(kept_form(made)) == made


@pytest.fixture
def many(year: Year):
    """Make so many nominations as asked for, half of them of people with a rating."""

    def make(number: int) -> list[Nomination]:
        owner = {"authority": year.commune.authority}
        unit = year.commune.units["Thôn 1"]
        made: AwardRound = year.another_round(name=f"Đợt {number}")
        people = Person.objects.bulk_create(
            Person(**owner, full_name=f"Người {n}", unit=unit, sort_key="x") for n in range(number)
        )
        rated = [
            RatingFacts(person=one, year=2024, grade=GradeChoice.GOOD, paper=PAPER) for one in people[::2]
        ]
        facts.put(rated, by=year.office, at=AT)
        Nomination.objects.bulk_create(
            Nomination(
                **owner,
                round=made,
                position=n,
                kind_code="LDTT_CBCC",
                kind_name="Lao động tiên tiến",
                achievement="Cả năm",
                source="unit",
                made_by="x",
                made_at=datetime(2024, 12, 1, tzinfo=UTC),
                person=one,
            )
            for n, one in enumerate(people, 1)
        )
        return list(Nomination.objects.filter(round=made))

    return make


def test_any_number_takes_the_same_queries(many):
    counts = []
    for number in (3, 30, 500):
        nominations = many(number)
        with CaptureQueriesContext(connection) as asked:
            assert len(findings_of(nominations)) == number
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 4
