"""Facts of the whole commune: one sort at a time, in words, in order, found by name, page by page."""

import pytest
from django.urls import reverse
from tests.awards.commending import AT, Year
from tests.pages import MOST_QUERIES, queries_of

from thidua.awards.enums import GradeChoice
from thidua.awards.models import PersonProfile, Rating
from thidua.awards.services import facts
from thidua.awards.services.fact_shapes import RatingFacts
from thidua.organisation.enums import Role
from thidua.organisation.models import Household, Person
from thidua.organisation.services import people
from thidua.organisation.services.people import PersonFacts

LIST = reverse("awards:fact-rows")


@pytest.fixture
def office(year: Year):
    return year.commune.client(Role.OFFICE)


@pytest.mark.parametrize(
    ("sort", "words"),
    [
        ("xep-loai", "Năm 2024: hoàn thành xuất sắc nhiệm vụ"),
        ("da-khen", "Lao động tiên tiến, năm 2024"),
        ("ky-luat", "Cảnh cáo từ 06/05/2024, đến hết 05/05/2025"),
        ("sang-kien", "Tưới tiết kiệm nước, công nhận năm 2024"),
        ("tap-the", "Năm 2024: 10 người; hoàn thành 10"),
        ("thoi-gian", "Chưa ghi dòng nào."),
    ],
)
def test_each_sort_is_said_in_words(year: Year, office, sort: str, words: str):
    page = office.get(LIST, {"loai": sort}).text
    assert words in page
    assert f'value="{sort}" selected' in page


def test_the_newest_year_comes_first_and_names_in_their_order(year: Year, office):
    about = {"authority": year.commune.authority, "paper": "1/TB", "added_at": AT}
    Rating.objects.create(person=year.people["unknown"], year=2023, grade=GradeChoice.GOOD, **about)
    Rating.objects.create(household=year.household, year=2025, grade=GradeChoice.GOOD, **about)
    page = office.get(LIST).text
    names = ["Hộ Hoàng Văn Chủ", "Lê Văn Giỏi", "Phạm Văn Sai", "Thôn 1</a>", "Trần Thị Tốt", "Ngô Thị Mới"]
    places = [page.index(name) for name in names]
    assert places == sorted(places)
    assert "năm mới nhất ở trên" in page


def test_a_name_finds_persons_units_and_households(year: Year, office):
    told = PersonFacts(full_name="Đỗ Văn Mười", unit=year.commune.units["Thôn 2"])
    person = people.create(year.commune.authority, told, by=year.office, at=AT)
    head = Household.objects.create(authority=year.commune.authority, unit=person.unit, head=person)
    for about in ({"person": person}, {"household": head}):
        rating = RatingFacts(**about, year=2024, grade=GradeChoice.GOOD, paper="1/TB")
        facts.add(rating, by=year.office, at=AT)
    found = office.get(LIST, {"tim": "do muoi"}).text
    assert [name in found for name in ("Đỗ Văn Mười", "Hộ Đỗ Văn Mười", "Trần Thị Tốt")] == [
        True,
        True,
        False,
    ]
    assert "Tập thể" in office.get(LIST, {"tim": "thon 1"}).text
    assert "Không có dòng nào của “Xyz”" in office.get(LIST, {"tim": "Xyz"}).text


def test_numbers_that_tell_people_apart_are_not_listed(year: Year, office):
    PersonProfile.objects.create(
        authority=year.commune.authority,
        person=year.people["good"],
        identity_number="042080000001",
        paper="CCCD",
        added_at=AT,
    )
    assert "042080000001" not in office.get(LIST, {"loai": "nhan-than"}).text


@pytest.mark.parametrize("count", [3, 60])
def test_it_asks_no_more_for_more_rows(year: Year, office, count: int):
    authority, village = year.commune.authority, year.commune.units["Thôn 1"]
    many = [Person(authority=authority, full_name=f"Người {number}", unit=village) for number in range(count)]
    for person in many:
        person.fill_keys()
    Person.objects.bulk_create(many)
    about = {"authority": year.commune.authority, "paper": "1/TB", "added_at": AT}
    Rating.objects.bulk_create(Rating(person=one, year=2022, grade=GradeChoice.GOOD, **about) for one in many)
    assert queries_of(office, f"{LIST}?tim=nguoi") <= MOST_QUERIES
    page = office.get(LIST).text
    assert page.count("<tr>") == min(count + 4, 50) + 1
    assert ("Trang 1/2" in page) is (count == 60)


def test_who_does_not_judge_sees_no_list(year: Year):
    head = year.commune.client(Role.UNIT_HEAD, year.commune.units["Thôn 1"])
    assert head.get(LIST).status_code == 403
    assert LIST in year.commune.client(Role.COUNCIL).get(reverse("awards:fact-list")).text
