"""Counts of a collective come from what is written down; the office looks and confirms."""

from datetime import date
from uuid import uuid4

import pytest
from django.db.models import Q
from django.urls import reverse
from lxml import html
from tests.awards.commending import AT, Year
from tests.pages import MOST_QUERIES, queries_of

from thidua.awards.enums import GradeChoice
from thidua.awards.models import CollectiveYear, Rating
from thidua.awards.queries.collective import CountedYear, counted_year
from thidua.awards.services import facts
from thidua.awards.services.fact_shapes import RatingFacts
from thidua.core.eligibility.collective import Counted
from thidua.organisation.enums import Role
from thidua.organisation.models import Person, Position

ON = date(2024, 12, 10)


@pytest.fixture
def village(year: Year):
    return year.commune.units["Thôn 1"]


def test_who_is_not_rated_keeps_the_work_open(year: Year, village):
    found = counted_year(village, 2024, ON)
    assert found.counts.completed is None
    assert found.counts.rated < found.counts.members
    assert "Còn người chưa xếp loại" in found.sentence
    assert counted_year(year.commune.units["Thôn 3"], 1999, ON) is None


def test_everybody_rated_is_counted_with_those_disciplined(year: Year, village):
    people = Person.objects.filter(Q(unit=village) | Q(positions__unit=village)).distinct()
    rated = Rating.objects.filter(year=2024, person__isnull=False).values_list("person_id", flat=True)
    for one in people.exclude(pk__in=list(rated)):
        shape = RatingFacts(person=one, year=2024, grade=GradeChoice.FAILED, paper="46/TB")
        facts.add(shape, by=year.office, at=AT)
    total = people.count()
    assert counted_year(village, 2024, ON).counts == Counted(total, total, 3, 1)
    assert counted_year(village, 2023, ON).counts.warned == 0


def test_who_held_a_post_in_the_year_belongs_to_it(year: Year):
    unit = year.commune.units["Thôn 3"]
    before = counted_year(unit, 2024, ON)
    person = year.people["good"]
    post = {
        "authority": year.commune.authority,
        "person": person,
        "role": Role.UNIT_HEAD,
        "title": "Trưởng thôn",
    }
    Position.objects.create(**post, unit=unit, starts_on=date(2023, 1, 1), ends_on=date(2024, 1, 31))
    assert counted_year(unit, 2024, ON).counts.members == _count(before) + 1
    assert _count(counted_year(unit, 2025, ON)) == _count(before)


def _count(found: CountedYear | None) -> int:
    return found.counts.members if found else 0


def test_the_office_finds_the_counts_filled_in_and_confirms(year: Year, village):
    office = year.commune.client(Role.OFFICE)
    CollectiveYear.objects.all().delete()
    page = reverse("awards:fact-new", args=["tap-the", village.pk, "tap-the"])
    answer = office.get(page, {"nam": "2024"})
    found = counted_year(village, 2024, answer.context["counted"].on)
    assert found.sentence in answer.text
    form = html.fromstring(answer.text).xpath("//form[.//input[@name='members']]")[0]
    sent = {name: form.fields[name] or "" for name in ("year", "members", "completed", "warned", "paper")}
    assert sent["members"] == str(found.counts.members)
    assert CollectiveYear.objects.count() == 0
    office.post(page, {"_once": str(uuid4()), **sent, "completed": "3"})
    row = CollectiveYear.objects.get()
    assert (row.members, row.completed, row.warned) == (found.counts.members, 3, 1)
    assert row.paper.startswith("Máy đếm từ bảng xếp loại, kỷ luật đã ghi, ngày ")
    assert queries_of(office, page) <= MOST_QUERIES


@pytest.mark.parametrize("asked", ["1", "9999", "x"])
def test_another_year_than_any_is_not_counted(year: Year, village, asked):
    page = reverse("awards:fact-new", args=["tap-the", village.pk, "tap-the"])
    assert year.commune.client(Role.OFFICE).get(page, {"nam": asked}).status_code == 200
