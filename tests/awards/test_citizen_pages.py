"""The short form of citizens, and the pages on which the office looks at each."""

from uuid import uuid4

import pytest
from django.urls import reverse
from tests.awards.commending import AT, Year
from tests.commune import make_commune
from tests.pages import MOST_QUERIES, StrictClient, queries_of

from thidua.awards.enums import ProposalState
from thidua.awards.models import CitizenProposal, Nomination
from thidua.organisation.enums import Role
from thidua.organisation.models import Person
from thidua.organisation.services import people
from thidua.organisation.services.people import PersonFacts

TELL, LIST = reverse("awards:citizen-tell"), reverse("awards:citizen-list")
DEED = {"who": "Trần Thị Tốt", "deed": "Cứu một em nhỏ.", "name": "Ông Ba"}


def post(client, address: str, **more):
    return client.post(address, {"_once": str(uuid4()), **more})


def url(name: str, *args: object) -> str:
    return reverse(f"awards:{name}", args=args)


def fill(year: Year, number: int) -> CitizenProposal:
    return CitizenProposal.objects.bulk_create(
        CitizenProposal(authority=year.commune.authority, sent_at=AT, **DEED) for _ in range(number)
    )[0]


@pytest.fixture
def office(commune):
    return commune.client(Role.OFFICE)


def test_a_stranger_tells_and_gets_a_receipt(year):
    page = StrictClient().get(TELL)
    assert "Gửi đến" not in page.text
    told = {"_once": str(uuid4()), **DEED}
    client = StrictClient()
    first, again = client.post(TELL, told), client.post(TELL, told)
    assert "Mã nhận" in first.text
    assert first.text == again.text
    assert CitizenProposal.objects.get().authority == year.commune.authority


def test_with_several_communes_one_is_chosen(year):
    other = make_commune("xã Cẩm Lạc").authority
    assert post(StrictClient(), TELL, **DEED).status_code == 422
    assert post(StrictClient(), TELL, **DEED, office=str(other.pk)).status_code == 200
    assert CitizenProposal.objects.get().authority == other


@pytest.mark.parametrize(
    ("more", "sentence"),
    [({"who": ""}, "Ghi tên người"), ({"website": "x"}, "Để trống ô này"), ({"deed_on": "32/13"}, "ngày")],
)
def test_a_form_with_a_fault_comes_back(year, more, sentence):
    page = post(StrictClient(), TELL, **DEED | more)
    assert (page.status_code, sentence in page.text) == (422, True)
    assert not CitizenProposal.objects.exists()


def test_the_office_takes_it(year: Year, office):
    one = fill(year, 1)
    assert "Trần Thị Tốt" in office.get(LIST).text
    facts = PersonFacts("Trần Thị Tốt", unit=year.commune.units["Thôn 2"])
    person = people.create(year.commune.authority, facts, by=year.office, at=AT)
    take = url("citizen-take", one.pk, "ca-nhan", person.pk)
    assert take in office.get(url("citizen-detail", one.pk)).text
    assert "Cứu một em nhỏ." in office.get(take).text
    sent = {"round": str(year.round.pk), "kind_code": "GK", "achievement": "Cứu em nhỏ"}
    assert post(office, take, _version=1).status_code == 422
    assert post(office, take, **sent, merits="", _version=one.version).status_code == 302
    made = Nomination.objects.get()
    assert url("nomination-detail", made.pk) in office.get(url("citizen-detail", one.pk)).text


def test_somebody_unknown_is_written_down_first(year: Year, office):
    one = fill(year, 1)
    address = url("citizen-person", one.pk)
    assert post(office, address, full_name="", unit="").status_code == 422
    unit = year.commune.units["Thôn 2"]
    sent = post(office, address, full_name="Vũ Văn Mới", birth_year="1990", unit=str(unit.pk))
    person = Person.objects.get(full_name="Vũ Văn Mới")
    assert sent["Location"] == url("citizen-take", one.pk, "ca-nhan", person.pk)


def test_the_office_declines_it(year: Year, office):
    one = fill(year, 1)
    address = url("citizen-decline", one.pk)
    assert post(office, address, reason="", _version=one.version).status_code == 422
    assert post(office, address, reason="Không có thật.", _version=one.version).status_code == 302
    one.refresh_from_db()
    assert one.state == ProposalState.DECLINED
    assert "Không có thật." in office.get(url("citizen-detail", one.pk)).text


def test_others_do_not_read_it(year: Year):
    one = fill(year, 1)
    council = year.commune.client(Role.COUNCIL)
    assert council.get(LIST).status_code == 403
    assert council.get(url("citizen-detail", one.pk)).status_code == 404


def test_the_number_of_queries_does_not_grow(year: Year, office):
    counts = []
    for number in (3, 27):
        one = fill(year, number)
        counts.append([queries_of(office, address) for address in (LIST, url("citizen-detail", one.pk))])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= MOST_QUERIES
