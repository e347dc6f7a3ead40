"""Who is not on the list of people is added where they were looked for, by who may, and the way goes on."""

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.awards.commending import Year

from thidua.organisation.enums import Role
from thidua.organisation.models import Person


@pytest.fixture
def office(year: Year):
    return year.commune.client(Role.OFFICE)


def pages(year: Year) -> dict[str, tuple[str, str, str]]:
    """Return for each search: its address, that of adding, and the name of the page that follows."""
    key = year.round.pk
    return {
        "round": (
            reverse("awards:nomination-pick", args=[key]),
            reverse("awards:nomination-person", args=[key]),
            "/de-nghi-moi/ca-nhan/",
        ),
        "sudden": (
            reverse("awards:sudden-new"),
            reverse("awards:sudden-person"),
            "/dot-xuat/ca-nhan/",
        ),
        "facts": (
            reverse("awards:fact-list"),
            reverse("awards:fact-person"),
            "/thong-tin/ca-nhan/",
        ),
    }


@pytest.mark.parametrize("where", ["round", "sudden", "facts"])
def test_the_office_adds_a_missing_person_and_goes_on(year: Year, office, where: str):
    search, adding, follows = pages(year)[where]
    found = office.get(search, {"tim": "Mai Thị Lạ"}).text
    assert f"{adding}?ten=Mai%20Th%E1%BB%8B%20L%E1%BA%A1" in found
    assert 'value="Mai Thị Lạ"' in office.get(adding, {"ten": "Mai Thị Lạ"}).text
    unit = year.commune.units["Thôn 2"]
    form = {"_once": str(uuid4()), "full_name": "Mai Thị Lạ", "unit": unit.pk, "birth_year": "x"}
    again = office.post(adding, form)
    assert (again.status_code, 'value="Mai Thị Lạ"' in again.text) == (422, True)
    answer = office.post(adding, form | {"birth_year": "1990", "_once": str(uuid4())})
    made = Person.objects.get(full_name="Mai Thị Lạ")
    assert (made.unit, made.birth_year) == (unit, 1990)
    assert answer.url.endswith(f"{follows}{made.pk}/")
    assert "Đã thêm Mai Thị Lạ. Ghi tiếp ở đây." in office.get(answer.url).text


def test_a_head_is_told_to_ask_the_office(year: Year):
    head = year.commune.client(Role.UNIT_HEAD, year.commune.units["Thôn 1"])
    search, adding, _ = pages(year)["round"]
    found = head.get(search, {"tim": "Mai Thị Lạ"}).text
    assert "nhờ Văn phòng thêm vào trước" in found
    assert adding not in found
    assert head.get(adding).status_code == 403
