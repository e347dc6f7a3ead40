"""A person's calendar: only titles and days of the own units' work, at an address that can be ended."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event
from tests.commune import Commune

from thidua.core.errors import RefusedError
from thidua.foundation.actors import STRANGER, Actor
from thidua.foundation.models import AuditEntry
from thidua.obligations.models import CalendarFeed
from thidua.obligations.services import feeds, obligations, origins
from thidua.obligations.services.obligations import Work
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority

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


def events_of(address: str) -> dict[str, Event]:
    found = Calendar.from_ical(Client().get(address).content).walk("VEVENT")
    return {str(event["UID"]): event for event in found}


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


def test_a_moved_day_is_the_same_event_anew(commune: Commune, office: Actor, head: Client) -> None:
    unit = commune.units["Thôn 1"]
    due = TODAY + timedelta(days=5)
    (work,) = origins.ask([(unit, Work("Báo cáo", due_on=due, origin_kind="report", origin_id="7"))], at=AT)
    address = make(head)
    before = events_of(address)
    origins.move("report", ["7"], due + timedelta(days=9))
    (uid, after) = next(iter(events_of(address).items()))
    assert list(before) == [uid] == [f"{work.pk}@thidua"]
    assert after["SEQUENCE"] > before[uid]["SEQUENCE"]
    assert after["DTSTART"].dt == due + timedelta(days=9)
    origins.move("report", ["7"], due + timedelta(days=9))
    assert events_of(address)[uid]["SEQUENCE"] == after["SEQUENCE"]


def test_what_was_called_off_is_struck_out_and_rings_no_more(
    commune: Commune, office: Actor, head: Client
) -> None:
    work = owe(commune, office, "Họp thôn")
    address = make(head)
    (event,) = events_of(address).values()
    assert (event["STATUS"], len(event.walk("VALARM"))) == ("CONFIRMED", 1)
    obligations.cancel(work, reason="Hoãn sang quý sau.", expected=1, by=office, at=AT)
    (event,) = events_of(address).values()
    assert (event["STATUS"], len(event.walk("VALARM"))) == ("CANCELLED", 0)


def test_the_calendar_of_a_sample_commune_lies_around_its_own_day(
    commune: Commune, office: Actor, head: Client
) -> None:
    address = make(head)
    work = owe(commune, office, "Việc của mùa trước", days=-300)
    assert events_of(address) == {}
    Authority.objects.filter(pk=commune.authority.pk).update(stands_on=work.due_on)
    assert len(events_of(address)) == 1


def test_days_are_those_of_vietnam(commune: Commune, office: Actor, head: Client) -> None:
    owe(commune, office, "Báo cáo tháng 5")
    book = Calendar.from_ical(Client().get(make(head)).content)
    assert (book["X-WR-TIMEZONE"], book["METHOD"]) == ("Asia/Ho_Chi_Minh", "PUBLISH")


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
