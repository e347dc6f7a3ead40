"""A pasted list puts right how many households and people units have, and is taken back as a whole."""

import pytest
from django.urls import reverse
from tests.commune import Commune
from tests.organisation.browsing import NOW, browser_of
from tests.pages import MOST_QUERIES, queries_of

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry
from thidua.organisation.enums import ListKind, Role
from thidua.organisation.models import PastedList, Unit
from thidua.organisation.services import lists, unit_counts, units
from thidua.organisation.services.lists import Sent

pytestmark = pytest.mark.django_db
LIST = "Tên\tLoại\tSố hộ\tSố khẩu\nThôn 1\tthôn\t135\t\nThôn 2\tthôn\t90\t350\nThôn 10\tthôn\t50\t200\n"


@pytest.fixture
def counted(commune: Commune) -> Commune:
    Unit.objects.filter(name="Thôn 1").update(household_count=120, population=480)
    Unit.objects.filter(name="Thôn 2").update(household_count=90, population=350)
    return commune


def take(commune: Commune, by: Actor, text: str = LIST) -> PastedList:
    sent = Sent(ListKind.UNITS, text)
    seen = lists.check(commune.authority, sent, at=NOW).count
    return lists.take(commune.authority, sent, seen=seen, by=by, at=NOW)


def counts(name: str) -> tuple[int | None, int | None]:
    return Unit.objects.values_list("household_count", "population").get(name=name)


def test_counts_are_put_right_beside_new_units(counted: Commune, office: Actor) -> None:
    version = Unit.objects.get(name="Thôn 1").version
    pasted = take(counted, office)
    assert pasted.count == 2
    assert counts("Thôn 1") == (135, 480)
    assert Unit.objects.get(name="Thôn 1").version == version + 1
    assert [str(row.unit) for row in unit_counts.counts_of(pasted)] == ["Thôn 1"]
    entry = AuditEntry.objects.get(batch=pasted.pk, action="organisation.unit.change")
    assert entry.changes["household_count"] == [120, 135]
    lists.undo(pasted, by=office, at=NOW)
    assert counts("Thôn 1") == (120, 480)
    assert not Unit.objects.filter(name="Thôn 10").exists()


def test_a_list_of_known_units_alone_is_taken(counted: Commune, office: Actor) -> None:
    pasted = take(counted, office, "Tên\tSố khẩu\nThôn 1\t500\nThôn 2\t360\n")
    assert (counts("Thôn 1"), counts("Thôn 2")) == ((120, 500), (90, 360))
    lists.undo(pasted, by=office, at=NOW)
    assert (counts("Thôn 1"), counts("Thôn 2")) == ((120, 480), (90, 350))


def test_what_was_changed_since_holds_the_taking_back(counted: Commune, office: Actor) -> None:
    pasted = take(counted, office)
    unit = Unit.objects.get(name="Thôn 1")
    facts = units.UnitFacts(name="Thôn 1", kind=unit.kind, household_count=140, population=480)
    units.change(unit, facts, expected=unit.version, by=office, at=NOW)
    with pytest.raises(DomainError, match="Thôn 1 đã sửa"):
        lists.undo(pasted, by=office, at=NOW)
    assert counts("Thôn 1") == (140, 480)
    assert Unit.objects.filter(name="Thôn 10").exists()


def test_a_change_between_looking_and_pressing_is_told(counted: Commune, office: Actor) -> None:
    sent = Sent(ListKind.UNITS, LIST)
    seen = lists.check(counted.authority, sent, at=NOW).count
    Unit.objects.filter(name="Thôn 1").update(household_count=135)
    with pytest.raises(DomainError, match="Từ lúc xem đến lúc bấm"):
        lists.take(counted.authority, sent, seen=seen, by=office, at=NOW)


def test_the_pages_say_what_would_be_and_what_was_another(counted: Commune) -> None:
    browser = browser_of(counted.user(Role.OFFICE))
    page = browser.send(reverse("organisation:unit-paste"), text=LIST)
    text = " ".join(page.content.decode().split())
    assert page.status_code == 200
    assert "1 mới, 1 cập nhật, 1 đã có" in text
    assert "Số hộ 120 thành 135." in text
    assert "Nhập 1 và cập nhật 1 đơn vị" in text
    browser.send(reverse("organisation:unit-paste-take"), text=LIST, seen="2")
    pasted = PastedList.objects.get()
    address = reverse("organisation:list-detail", args=[pasted.pk])
    client = counted.client(Role.OFFICE)
    detail = " ".join(client.get(address).content.decode().split())
    assert "Đã cập nhật số hộ, số khẩu của 1 đơn vị" in detail
    assert "số hộ 120 thành 135" in detail
    assert queries_of(client, address) <= MOST_QUERIES
