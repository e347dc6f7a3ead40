"""A person's calendar: only titles and days of the own units' work, at an address that can be ended."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from tests.commune import Commune

from thidua.core.errors import RefusedError
from thidua.foundation.actors import STRANGER, Actor
from thidua.foundation.models import AuditEntry
from thidua.obligations.models import CalendarFeed
from thidua.obligations.services import feeds, obligations
from thidua.obligations.services.obligations import Work
from thidua.organisation.enums import Role

AT = datetime(2024, 5, 2, 7, 0, tzinfo=UTC)
TODAY = timezone.localdate()


@pytest.fixture
def head(commune: Commune) -> Client:
    return commune.client(Role.UNIT_HEAD, commune.units["Thôn 1"])


def make(browser: Client) -> str:
    browser.post(reverse("obligations:calendar-feed-make"), {"_once": str(uuid4())})
    return reverse("obligations:calendar-ics", args=[CalendarFeed.objects.get().secret])


def owe(commune: Commune, office: Actor, title: str, unit: str = "Thôn 1", days: int = 5):
    work = Work(title, detail="Nội dung riêng của việc", due_on=TODAY + timedelta(days=days))
    return obligations.create(commune.units[unit], work, by=office, at=AT)


def test_the_calendar_holds_days_and_titles_and_nothing_else(
    commune: Commune, office: Actor, head: Client
) -> None:
    owe(commune, office, "Báo cáo tháng 5; gồm a, b")
    owe(commune, office, "Việc của thôn khác", unit="Thôn 2")
    owe(commune, office, "Việc cũ lắm", days=-90)
    done = owe(commune, office, "Việc đã xong")
    obligations.complete(done, note="", expected=1, by=office, at=AT)
    address = make(head)
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Thôn 1: Báo cáo tháng 5; gồm a, b"
    assert event["DTSTART"].dt == TODAY + timedelta(days=5)
    (alarm,) = event.walk("VALARM")
    assert alarm["TRIGGER"].dt == timedelta(hours=-16)
    assert "Nội dung riêng" not in answer.content.decode()


def test_what_did_not_change_is_not_sent_again(commune: Commune, office: Actor, head: Client) -> None:
    owe(commune, office, "Báo cáo tháng 5")
    address = make(head)
    first = Client().get(address)
    again = Client().get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    owe(commune, office, "Việc mới")
    assert Client().get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_renewed_address_ends_the_old_one_and_a_revoked_one_is_gone(commune: Commune, head: Client) -> None:
    old = make(head)
    new = make(head)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    assert new in head.get(reverse("obligations:calendar-feed")).text
    head.post(reverse("obligations:calendar-feed-revoke"), {"_once": str(uuid4())})
    assert Client().get(new).status_code == 404
    assert "Tạo địa chỉ lịch" in head.get(reverse("obligations:calendar-feed")).text
    assert old.split("/")[-1] not in str(list(AuditEntry.objects.values()))


def test_who_lost_the_post_reads_nothing_more(commune: Commune, office: Actor, head: Client) -> None:
    owe(commune, office, "Báo cáo tháng 5")
    address = make(head)
    commune.units["Thôn 1"].positions.update(ends_on=TODAY - timedelta(days=1))
    assert Calendar.from_ical(Client().get(address).content).walk("VEVENT") == []
    CalendarFeed.objects.get().user.person.user.__class__.objects.update(is_active=False)
    assert Client().get(address).status_code == 404


def test_the_page_shows_only_the_own_address(commune: Commune, head: Client) -> None:
    address = make(head)
    other = commune.client(Role.OFFICE)
    assert address not in other.get(reverse("obligations:calendar-feed")).text


def test_a_stranger_has_no_calendar(db: None) -> None:
    with pytest.raises(RefusedError):
        feeds.make(by=STRANGER, at=AT)
    with pytest.raises(RefusedError):
        feeds.revoke(by=STRANGER, at=AT)


def test_an_empty_calendar_is_still_one(commune: Commune, head: Client) -> None:
    answer = Client().get(make(head))
    assert Calendar.from_ical(answer.content)["X-WR-CALNAME"].startswith("Việc của Trần Thị")
