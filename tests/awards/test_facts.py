"""What is written down of somebody: once a year, with its paper, by those who may."""

from dataclasses import replace
from datetime import date

import pytest
from tests.awards.commending import AT, PAPER, Year
from tests.commune import make_commune

from thidua.awards.enums import FactOrigin, GradeChoice
from thidua.awards.models import PersonProfile, PriorAward, Rating
from thidua.awards.services import facts
from thidua.awards.services.fact_shapes import (
    AwardFacts,
    CollectiveFacts,
    DisciplineFacts,
    ProfileFacts,
    RatingFacts,
    WorkFacts,
)
from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry
from thidua.foundation.sentences import sentence_of
from thidua.organisation.enums import Role
from thidua.organisation.models import Person


def rating(year: Year, who: str = "unknown", **more: object) -> RatingFacts:
    known = {"person": year.people[who], "year": 2024, "grade": GradeChoice.GOOD, "paper": PAPER}
    return RatingFacts(**known | more)


def test_a_fact_is_written_with_its_history(year: Year):
    made = facts.add(rating(year), by=year.office, at=AT)
    entry = AuditEntry.objects.get(object_id=str(made.pk))
    assert "ghi xếp loại “Ngô Thị Mới năm 2024: hoàn thành tốt nhiệm vụ”" in sentence_of(entry)


def test_the_same_year_twice_is_refused(year: Year):
    with pytest.raises(DomainError, match="đã ghi rồi"):
        facts.add(rating(year, "good"), by=year.office, at=AT)


def test_each_year_has_its_own(year: Year):
    last = replace(rating(year, "good"), year=2023)
    facts.add(last, by=year.office, at=AT)
    assert Rating.objects.filter(person=year.people["good"]).count() == 2


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"person": None}, "Chọn một cá nhân"),
        ({"grade": "giỏi"}, "giỏi"),
        ({"paper": " "}, "Ghi văn bản làm căn cứ"),
    ],
)
def test_what_does_not_fit_is_refused(year: Year, values: dict[str, object], sentence: str):
    with pytest.raises(DomainError, match=sentence):
        facts.add(rating(year, **values), by=year.office, at=AT)


def test_counts_and_days_that_contradict_each_other_are_refused(year: Year):
    unit = year.commune.units["Thôn 2"]
    with pytest.raises(DomainError, match="không được nhiều hơn tổng số người"):
        facts.add(
            CollectiveFacts(unit=unit, year=2024, members=3, advanced=4, paper=PAPER), by=year.office, at=AT
        )
    with pytest.raises(DomainError, match="phải sau ngày quyết định"):
        facts.add(
            DisciplineFacts(
                unit=unit,
                level="canh_cao",
                decided_on=date(2024, 5, 1),
                ends_on=date(2024, 4, 1),
                paper=PAPER,
            ),
            by=year.office,
            at=AT,
        )


def test_a_fact_is_mended_and_dropped_with_a_reason(year: Year):
    made = facts.add(rating(year), by=year.office, at=AT)
    made = facts.change(
        made, rating(year, grade=GradeChoice.DONE), expected=made.version, by=year.office, at=AT
    )
    assert made.grade == GradeChoice.DONE
    with pytest.raises(DomainError, match="Ghi lý do bỏ"):
        facts.drop(made, RatingFacts, reason="", by=year.office, at=AT)
    facts.drop(made, RatingFacts, reason="nhầm người", by=year.office, at=AT)
    assert not Rating.objects.filter(pk=made.pk).exists()
    assert AuditEntry.objects.get(action="awards.rating.drop").reason == "nhầm người"


def test_a_pasted_list_adds_changes_and_leaves(year: Year):
    many = [rating(year), rating(year, "good", grade=GradeChoice.DONE), rating(year, "excellent")]
    many[2] = rating(year, "excellent", grade=GradeChoice.EXCELLENT)
    done = facts.put(many, by=year.office, at=AT)
    assert (len(done.added), len(done.changed), done.same) == (1, 1, 1)
    assert Rating.objects.get(person=year.people["unknown"]).origin == FactOrigin.IMPORTED
    assert Rating.objects.get(person=year.people["good"]).grade == GradeChoice.DONE


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.COUNCIL, Role.INSPECTOR])
def test_only_the_office_and_the_chairman_write(year: Year, role: Role):
    by = year.commune.actor(role, year.commune.units["Thôn 1"])
    with pytest.raises(RefusedError, match="Chỉ Văn phòng"):
        facts.add(rating(year), by=by, at=AT)


def test_only_those_who_judge_read(year: Year):
    assert not Rating.objects.visible_to(year.head).exists()
    assert Rating.objects.visible_to(year.commune.actor(Role.COUNCIL)).exists()
    assert not Rating.objects.visible_to(make_commune("xã Khác").actor(Role.OFFICE)).exists()


def test_somebody_of_another_commune_is_refused(year: Year):
    stranger = Person.objects.create(authority=make_commune("xã Khác").authority, full_name="Lạ")
    with pytest.raises(DomainError, match="cơ quan khác"):
        facts.add(rating(year, person=stranger), by=year.office, at=AT)


def test_what_a_decision_wrote_ends_only_by_revocation(year: Year):
    shape = AwardFacts(person=year.people["good"], name="Giấy khen", code="GK", year=2024, paper="91/QĐ")
    made = facts.add_prior_award(shape, by=year.office, at=AT, origin=FactOrigin.DECIDED)
    with pytest.raises(DomainError, match="đính chính hoặc hủy"):
        facts.drop(made, AwardFacts, reason="nhầm", by=year.office, at=AT)
    with pytest.raises(DomainError, match="Ghi căn cứ hủy"):
        facts.revoke_prior_award(made, on=date(2025, 1, 2), reason=" ", by=year.office, at=AT)
    made = facts.revoke_prior_award(made, on=date(2025, 1, 2), reason="02/QĐ-UBND", by=year.office, at=AT)
    assert made.revoked_on == date(2025, 1, 2)
    with pytest.raises(DomainError, match="đã hủy rồi"):
        facts.revoke_prior_award(made, on=date(2025, 1, 3), reason="Nữa", by=year.office, at=AT)
    assert PriorAward.objects.filter(pk=made.pk).exists()


def test_profiles_and_months_are_one_each(year: Year):
    person = year.people["good"]
    facts.add(ProfileFacts(person=person, identity_number="042080000001", paper=PAPER), by=year.office, at=AT)
    facts.put([ProfileFacts(person=person, is_leader=True, paper=PAPER)], by=year.office, at=AT)
    assert PersonProfile.objects.get(person=person).is_leader is True
    with pytest.raises(DomainError, match="12 tháng"):
        facts.add(WorkFacts(person=person, year=2024, months=13, paper=PAPER), by=year.office, at=AT)
