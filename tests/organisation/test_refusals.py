"""What the services refuse, and that saving what is so already writes nothing."""

from datetime import timedelta

import pytest
from tests.commune import FIRST_DAY, Commune
from tests.organisation.browsing import NOW

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.actors import STRANGER, Actor
from thidua.foundation.models import AuditEntry
from thidua.organisation.enums import Role, UnitKind
from thidua.organisation.models import Person, Unit
from thidua.organisation.queries import actor_of, cards_to_know
from thidua.organisation.services import accounts, blocks, devices, households, people, positions, units
from thidua.organisation.services.people import PersonFacts
from thidua.organisation.services.positions import PositionFacts
from thidua.organisation.services.units import UnitFacts

TODAY = NOW.date()


@pytest.fixture
def person(commune: Commune) -> Person:
    return Person.objects.create(authority=commune.authority, full_name="Lê Văn Bảy")


@pytest.fixture
def village(commune: Commune) -> Unit:
    return commune.units["Thôn 1"]


def test_account_of_another_authority_is_refused(
    commune: Commune, other_commune: Commune, office: Actor
) -> None:
    with pytest.raises(RefusedError, match="cơ quan khác"):
        accounts.close(other_commune.user(Role.EDITOR), by=office, at=NOW)


def test_closed_account_gets_no_card_and_acts_as_a_stranger(commune: Commune, office: Actor) -> None:
    user = commune.user(Role.EDITOR)
    accounts.close(user, by=office, at=NOW)
    assert actor_of(user, TODAY) == STRANGER
    with pytest.raises(DomainError, match="đã khóa"):
        devices.issue_card(user, by=office, at=NOW)


def test_cards_are_told_where_no_machine_is_known(commune: Commune, office: Actor) -> None:
    user = commune.user(Role.EDITOR)
    card = devices.issue_card(user, by=office, at=NOW)
    assert cards_to_know(actor_of(user, TODAY), device_id=None) == [card]


def test_sign_out_without_a_session_writes_nothing(db: None) -> None:
    devices.note_sign_out("", at=NOW)
    assert not AuditEntry.objects.exists()


def test_same_name_of_a_block_writes_nothing(commune: Commune, office: Actor) -> None:
    block = blocks.create(commune.authority, "Khối thôn", by=office, at=NOW)
    assert blocks.rename(block, "Khối thôn", expected=block.version, by=office, at=NOW).version == 1
    assert not AuditEntry.objects.filter(action="organisation.block.rename").exists()


def test_unit_does_not_leave_a_block_before_it_came(commune: Commune, office: Actor, village: Unit) -> None:
    block = blocks.create(commune.authority, "Khối thôn", by=office, at=NOW)
    membership = blocks.join(block, village, starts_on=TODAY, by=office, at=NOW)
    with pytest.raises(DomainError, match="trước ngày vào"):
        blocks.leave(membership, last_day=TODAY - timedelta(days=1), by=office, at=NOW)


def test_household_has_a_head_of_the_same_authority(
    other_commune: Commune, office: Actor, village: Unit, person: Person
) -> None:
    stranger = Person.objects.create(authority=other_commune.authority, full_name="Lê Thị Tám")
    with pytest.raises(DomainError, match="không thuộc"):
        households.create(village, stranger, members=4, by=office, at=NOW)
    household = households.create(village, person, members=4, by=office, at=NOW)
    households.change(household, members=4, expected=1, by=office, at=NOW)
    assert not AuditEntry.objects.filter(action="organisation.household.change").exists()


def test_household_belongs_to_a_village(commune: Commune, office: Actor, person: Person) -> None:
    with pytest.raises(DomainError, match="không phải là thôn"):
        households.create(commune.units["Trạm Y tế"], person, members=4, by=office, at=NOW)


def test_same_facts_of_a_person_write_nothing(office: Actor, person: Person) -> None:
    facts = PersonFacts(full_name=person.full_name)
    assert people.change(person, facts, expected=1, by=office, at=NOW).version == 1
    assert not AuditEntry.objects.filter(action="organisation.person.change").exists()


def test_post_is_held_in_a_unit_of_the_authority_that_works(
    commune: Commune, other_commune: Commune, office: Actor, village: Unit, person: Person
) -> None:
    elsewhere = PositionFacts(Role.UNIT_HEAD, "Trưởng thôn", TODAY, unit=other_commune.units["Thôn 1"])
    with pytest.raises(DomainError, match="không thuộc"):
        positions.begin(person, elsewhere, by=office, at=NOW)
    village.valid_to = TODAY - timedelta(days=1)
    with pytest.raises(DomainError, match="đã ngừng hoạt động"):
        positions.begin(
            person, PositionFacts(Role.UNIT_HEAD, "Trưởng thôn", TODAY, unit=village), by=office, at=NOW
        )


def test_same_last_day_of_a_post_writes_nothing(office: Actor, person: Person) -> None:
    post = positions.begin(person, PositionFacts(Role.EDITOR, "Ban văn hóa", TODAY), by=office, at=NOW)
    for _ in range(2):
        post = positions.end(post, last_day=TODAY, reason="", expected=post.version, by=office, at=NOW)
    assert AuditEntry.objects.filter(action="organisation.position.end").count() == 1


def test_closed_unit_begins_before_it_ends(office: Actor, village: Unit) -> None:
    closed = units.close(village, last_day=TODAY, reason="Sáp nhập", expected=1, by=office, at=NOW)
    later = UnitFacts(name="Thôn 1", kind=UnitKind.VILLAGE, valid_from=TODAY + timedelta(days=1))
    with pytest.raises(DomainError, match="trước ngày đơn vị ngừng"):
        units.change(closed, later, expected=2, by=office, at=NOW)
    earlier = UnitFacts(name="Thôn 1", kind=UnitKind.VILLAGE, valid_from=FIRST_DAY)
    assert units.change(closed, earlier, expected=2, by=office, at=NOW).valid_from == FIRST_DAY


def test_unit_is_reopened_for_a_reason_only_and_once(office: Actor, village: Unit) -> None:
    with pytest.raises(DomainError, match="lý do mở lại"):
        units.reopen(village, reason=" ", expected=1, by=office, at=NOW)
    units.reopen(village, reason="Đang mở", expected=1, by=office, at=NOW)
    assert not AuditEntry.objects.filter(action="organisation.unit.reopen").exists()
