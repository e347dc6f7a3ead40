"""Days on which the commune departs from the national calendar."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.pages import MOST_QUERIES, queries_of
from tests.reporting.steps import client_of
from tests.season import NOW, SmallSeason

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry
from thidua.organisation.enums import Role
from thidua.reporting.models import CalendarDay
from thidua.reporting.queries.calendar import working_days
from thidua.reporting.services import calendar

URL = "/bao-cao/lich-nghi/"


@pytest.fixture
def office(season: SmallSeason) -> Client:
    return season.commune.client(Role.OFFICE)


def tell(client: Client, **data: str) -> Any:
    return client.post(URL, {"_once": str(uuid4()), **data})


def test_public_holidays_stand_with_their_names(season: SmallSeason, office: Client):
    text = office.get(f"{URL}?nam=2024").content.decode()
    assert "30/04/2024" in text
    assert "Nghỉ như lịch chung" in text
    assert "Lịch nghỉ, làm bù năm 2024" in text


def test_a_day_told_here_counts_for_due_days(season: SmallSeason, office: Client):
    authority = season.commune.authority
    assert working_days(authority.pk, (2024,)).includes(date(2024, 5, 6))
    answer = tell(office, day="06/05/2024", is_worked="nghi", reason="Lễ hội của xã")
    assert answer.status_code == 302
    assert not working_days(authority.pk, (2024,)).includes(date(2024, 5, 6))
    text = office.get(f"{URL}?nam=2024").content.decode()
    assert "Lễ hội của xã" in text


def test_telling_a_day_again_replaces_what_was_told(season: SmallSeason, office: Client):
    tell(office, day="04/05/2024", is_worked="lam", reason="Làm bù")
    tell(office, day="04/05/2024", is_worked="nghi", reason="Thôi làm bù")
    told = CalendarDay.objects.get()
    assert (told.is_worked, told.reason) == (False, "Thôi làm bù")
    assert AuditEntry.objects.filter(action="reporting.calendar.add").count() == 2


def test_faults_come_back_at_their_fields(season: SmallSeason, office: Client):
    answer = tell(office, day="31/02/2024", reason="")
    text = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Ghi ngày/tháng/năm có trong lịch", "Chọn nghỉ hoặc đi làm.", "Ghi lý do nghỉ"):
        assert words in text, words
    assert not CalendarDay.objects.exists()


def test_a_day_is_taken_back_with_a_reason(season: SmallSeason, office: Client):
    tell(office, day="06/05/2024", is_worked="nghi", reason="Lễ hội")
    url = reverse("reporting:calendar-remove", args=[CalendarDay.objects.get().pk])
    refused = office.post(url, {"_once": str(uuid4()), "ly-do": ""})
    assert refused.status_code == 409
    assert office.post(url, {"_once": str(uuid4()), "ly-do": "Hoãn lễ"}).status_code == 302
    assert not CalendarDay.objects.exists()
    assert AuditEntry.objects.get(action="reporting.calendar.remove").reason == "Hoãn lễ"


def test_heads_look_and_change_nothing(season: SmallSeason):
    head = client_of(season, "Thôn 1")
    assert "Chỉ văn phòng hoặc chủ tịch" in head.get(URL).content.decode()
    assert tell(head, day="06/05/2024", is_worked="nghi", reason="x").status_code == 403
    with pytest.raises(RefusedError):
        calendar.add(
            season.commune.authority,
            date(2024, 5, 6),
            is_worked=False,
            reason="x",
            by=season.heads["Thôn 1"],
            at=NOW,
        )


def test_the_service_wants_a_reason_too(season: SmallSeason):
    with pytest.raises(DomainError, match="Ghi lý do"):
        calendar.add(
            season.commune.authority,
            date(2024, 5, 6),
            is_worked=True,
            reason=" ",
            by=season.office,
            at=NOW,
        )


def test_the_page_asks_little(season: SmallSeason, office: Client):
    assert queries_of(office, URL) <= MOST_QUERIES
