"""People, their posts and the rights that come and go with them, blocks and households."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.commune import Commune
from tests.organisation.browsing import NOW, browser_of
from tests.pages import MOST_QUERIES, queries_of

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry, SearchEntry
from thidua.foundation.services import search
from thidua.organisation.enums import Role
from thidua.organisation.models import Block, BlockMembership, Household, Person, Position
from thidua.organisation.queries import actor_of
from thidua.organisation.services import blocks, households, people, positions
from thidua.organisation.services.people import PersonFacts
from thidua.organisation.services.positions import PositionFacts

TODAY = NOW.date()


@pytest.fixture
def person(commune: Commune, office) -> Person:
    facts = PersonFacts("Lò Thị Ánh", birth_year=1975, is_female=True, unit=commune.units["Thôn 1"])
    return people.create(commune.authority, facts, by=office, at=NOW)


def shown(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def test_people_stand_in_the_order_of_their_given_names(commune: Commune, office, clerk) -> None:
    for name, given in (("Đinh Văn Dũng", ""), ("Trần Ánh", ""), ("Y Ân Niê", "Ân"), ("Lê Thị An", "")):
        people.create(commune.authority, PersonFacts(name, given), by=office, at=NOW)
    page = clerk.get(reverse("organisation:person-list")).text
    places = [page.index(name) for name in ("Lê Thị An", "Trần Ánh", "Y Ân Niê", "Đinh Văn Dũng")]
    assert places == sorted(places)


def test_person_is_found_by_name_and_place(commune: Commune, person: Person, clerk) -> None:
    entry = SearchEntry.objects.matching("lo anh").get()
    assert (entry.detail, entry.url) == ("Thôn 1", reverse("organisation:person-detail", args=[person.pk]))
    assert "Lò Thị Ánh" in clerk.get(reverse("organisation:person-list"), {"tim": "anh lo"}).text
    assert "Lò Thị Ánh" not in clerk.get(reverse("organisation:person-list"), {"tim": "binh"}).text
    unit = commune.units["Thôn 2"].pk
    assert "Lò Thị Ánh" not in clerk.get(reverse("organisation:person-list"), {"don-vi": unit}).text
    assert search.rebuild()["person"] == Person.objects.count()


def test_the_name_as_typed_stands_before_names_of_other_tones(commune: Commune, office, clerk) -> None:
    for name in ("Lê Thị Hà", "Lê Thị Hạ"):
        people.create(commune.authority, PersonFacts(name), by=office, at=NOW)
    for words, first, second in (("hà", "Lê Thị Hà", "Lê Thị Hạ"), ("hạ", "Lê Thị Hạ", "Lê Thị Hà")):
        page = clerk.get(reverse("organisation:person-list"), {"tim": words}).text
        assert page.index(first) < page.index(second)


@pytest.mark.parametrize("extra", [1, 30])
def test_list_costs_the_same_for_any_length(commune: Commune, clerk, extra: int) -> None:
    for _ in range(extra):
        commune.user(Role.UNIT_HEAD, commune.units["Thôn 1"])
    assert queries_of(clerk, reverse("organisation:person-list")) <= MOST_QUERIES


def test_birth_and_account_are_for_the_office(commune: Commune, person: Person, clerk, browse) -> None:
    address = reverse("organisation:person-detail", args=[person.pk])
    assert "Sinh năm 1975" in clerk.get(address).text
    other = browse(Role.UNIT_HEAD, commune.units["Thôn 1"]).get(address).text
    assert "1975" not in other
    assert "Tài khoản</h2>" not in other


def test_facts_are_checked(commune: Commune, other_commune: Commune, office) -> None:
    with pytest.raises(DomainError, match="Năm sinh"):
        people.create(commune.authority, PersonFacts("A B", birth_year=1875), by=office, at=NOW)
    facts = PersonFacts("A B", unit=other_commune.units["Thôn 1"])
    with pytest.raises(DomainError, match="không thuộc"):
        people.create(commune.authority, facts, by=office, at=NOW)
    with pytest.raises(RefusedError):
        people.create(other_commune.authority, PersonFacts("A B"), by=office, at=NOW)


def test_person_is_added_and_changed_on_pages(commune: Commune, clerk) -> None:
    unit = commune.units["Thôn 1"]
    answer = clerk.send(
        reverse("organisation:person-new"), full_name="Hồ Văn Tư", unit=unit.pk, is_female="nam"
    )
    made = Person.objects.get(full_name="Hồ Văn Tư")
    assert answer["Location"] == reverse("organisation:person-detail", args=[made.pk])
    assert (made.unit, made.is_female) == (unit, False)
    address = reverse("organisation:person-edit", args=[made.pk])
    page = clerk.get(address).text
    assert '<option value="nam" selected>' in page
    answer = clerk.send(address, _version=1, full_name="Hồ Văn Tư", birth_year="một chín")
    assert "Ghi năm sinh bằng bốn chữ số" in answer.text
    assert "một chín" in answer.text
    clerk.send(address, _version=1, full_name="Hồ Văn Tứ", birth_year="1980", unit=unit.pk, is_female="nam")
    made.refresh_from_db()
    assert (made.full_name, made.birth_year, made.version) == ("Hồ Văn Tứ", 1980, 2)


def test_rights_begin_and_end_with_the_post(commune: Commune, clerk) -> None:
    """An open session loses its rights with the next request, without being signed out."""
    user = commune.user(Role.OFFICE)
    browser = browser_of(user)
    assert browser.get(reverse("organisation:unit-new")).status_code == 200
    position = Position.objects.get(person=user.person)
    address = reverse("organisation:position-end", args=[position.pk])
    assert clerk.get(address).status_code == 403
    keeper = browser_of(commune.user(Role.KEEPER))
    yesterday = shown(timezone.localdate() - timedelta(days=1))
    assert yesterday in keeper.get(address).text
    keeper.send(address, _version=1, last_day=yesterday, reason="Quyết định 12")
    assert browser.get(reverse("organisation:unit-new")).status_code == 403
    assert "<tr id=" not in browser.get(reverse("organisation:unit-list")).text
    begin = reverse("organisation:position-begin", args=[user.person_id])
    fields = {"title": "Trưởng thôn", "role": "unit_head", "unit": commune.units["Thôn 1"].pk}
    assert clerk.send(begin, starts_on=shown(timezone.localdate()), **fields).status_code == 302
    assert "<tr id=" in browser.get(reverse("organisation:unit-list")).text
    assert browser.get(reverse("organisation:unit-new")).status_code == 403
    deed = AuditEntry.objects.get(action="organisation.position.end")
    assert deed.reason == "Quyết định 12"


def test_rules_of_posts(commune: Commune, person: Person, office) -> None:
    facts = PositionFacts(Role.UNIT_HEAD, "Trưởng thôn", TODAY)
    with pytest.raises(DomainError, match="thuộc một đơn vị"):
        positions.begin(person, facts, by=office, at=NOW)
    position = positions.begin(person, PositionFacts(Role.EDITOR, "Ban văn hóa", TODAY), by=office, at=NOW)
    with pytest.raises(DomainError, match="trước ngày bắt đầu"):
        positions.end(position, last_day=TODAY - timedelta(days=1), reason="", expected=1, by=office, at=NOW)
    positions.end(position, last_day=TODAY, reason="", expected=1, by=office, at=NOW)
    head = commune.actor(Role.UNIT_HEAD, commune.units["Thôn 1"])
    with pytest.raises(RefusedError):
        positions.begin(person, PositionFacts(Role.OFFICE, "Tự phong", TODAY), by=head, at=NOW)


def test_keeper_does_not_lock_himself_out(commune: Commune) -> None:
    user = commune.user(Role.KEEPER)
    keeper = actor_of(user, TODAY)
    own = Position.objects.get(person=user.person)
    with pytest.raises(DomainError, match="Không tự ghi hay kết thúc"):
        positions.end(own, last_day=TODAY, reason="", expected=1, by=keeper, at=NOW)


def test_unit_is_in_a_block_once_at_a_time(commune: Commune, other_commune: Commune, office) -> None:
    villages = blocks.create(commune.authority, "Khối thôn", by=office, at=NOW)
    unit = commune.units["Thôn 1"]
    membership = blocks.join(villages, unit, starts_on=TODAY, by=office, at=NOW)
    with pytest.raises(DomainError, match="đang ở Khối thôn"):
        blocks.join(villages, unit, starts_on=TODAY, by=office, at=NOW)
    blocks.leave(membership, last_day=TODAY, by=office, at=NOW)
    with pytest.raises(DomainError, match="đang ở"):
        blocks.join(villages, unit, starts_on=TODAY, by=office, at=NOW)
    blocks.join(villages, unit, starts_on=TODAY + timedelta(days=1), by=office, at=NOW)
    with pytest.raises(DomainError, match="không thuộc"):
        blocks.join(villages, other_commune.units["Thôn 1"], starts_on=TODAY, by=office, at=NOW)
    with pytest.raises(DomainError, match="cùng tên"):
        blocks.create(commune.authority, "khối thôn", by=office, at=NOW)
    with pytest.raises(DomainError, match="đã rút"):
        blocks.leave(membership, last_day=TODAY, by=office, at=NOW)


def test_block_is_set_up_on_pages(commune: Commune, clerk) -> None:
    clerk.send(reverse("organisation:block-new"), name="Khối thôn")
    block = Block.objects.get()
    join = reverse("organisation:block-join", args=[block.pk])
    unit = commune.units["Thôn 1"]
    assert clerk.send(join, unit="", starts_on="").status_code == 422
    clerk.send(join, unit=unit.pk, starts_on="01/01/2024")
    again = clerk.send(join, unit=unit.pk, starts_on="01/01/2024")
    assert "đang ở Khối thôn" in again.text
    assert "1 đơn vị: Thôn 1" in clerk.get(reverse("organisation:block-list")).text
    membership = BlockMembership.objects.get()
    leave = reverse("organisation:membership-leave", args=[membership.pk])
    assert clerk.get(leave).status_code == 200
    clerk.send(leave, last_day="31/12/2024")
    membership.refresh_from_db()
    assert membership.ends_on == date(2024, 12, 31)
    rename = reverse("organisation:block-rename", args=[block.pk])
    assert "Khối thôn" in clerk.get(rename).text
    clerk.send(rename, _version=1, name="Khối 9 thôn")
    block.refresh_from_db()
    assert block.name == "Khối 9 thôn"
    deed = AuditEntry.objects.get(action="organisation.block.leave")
    assert deed.authority_id == commune.authority.pk


def test_households_of_a_village(commune: Commune, person: Person, office, clerk, browse) -> None:
    unit = commune.units["Thôn 1"]
    address = reverse("organisation:household-new", args=[unit.pk])
    assert "Lò Thị Ánh" in clerk.get(address).text
    assert clerk.send(address, head=person.pk, members="bốn").status_code == 422
    clerk.send(address, head=person.pk, members="4")
    household = Household.objects.get()
    assert (household.members, str(household)) == (4, "Hộ Lò Thị Ánh")
    listed = reverse("organisation:household-list", args=[unit.pk])
    assert "<tr id=" in clerk.get(listed).text
    assert "<tr id=" in browse(Role.UNIT_HEAD, unit).get(listed).text
    assert "<tr id=" not in browse(Role.UNIT_HEAD, commune.units["Thôn 2"]).get(listed).text
    assert "<tr id=" not in browse(Role.CHAIRMAN).get(listed).text
    edit = reverse("organisation:household-edit", args=[household.pk])
    clerk.send(edit, _version=1, members="5")
    household.refresh_from_db()
    assert household.members == 5
    with pytest.raises(DomainError, match="đã là chủ hộ"):
        households.create(unit, person, members=None, by=office, at=NOW)
    with pytest.raises(DomainError, match="không phải là thôn"):
        households.create(commune.units["Trạm Y tế"], person, members=None, by=office, at=NOW)


@pytest.mark.parametrize("name", ["person-detail", "person-edit", "position-begin", "account-open"])
def test_person_of_another_commune_is_not_there(clerk, other_commune: Commune, name: str) -> None:
    stranger = other_commune.user(Role.OFFICE).person
    assert clerk.get(reverse(f"organisation:{name}", args=[stranger.pk])).status_code == 404
