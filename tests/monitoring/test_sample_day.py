"""The day of the sample commune comes forward, by its office alone, and never goes back."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.commune import Commune
from tests.season import NOW, SmallSeason, make_season

from thidua.core.dates import show_date
from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry
from thidua.monitoring.services import sample_day
from thidua.obligations.models import Obligation
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority
from thidua.reporting.enums import PeriodState

STANDS_ON, LATER = NOW.date(), date(2024, 6, 1)


@pytest.fixture
def sample(commune: Commune) -> Commune:
    commune.authority.stands_on = STANDS_ON
    commune.authority.is_demo = True
    commune.authority.save()
    return commune


def day_of(commune: Commune) -> date | None:
    return Authority.objects.get(pk=commune.authority.pk).stands_on


def move(client: Client, day: str, **more: object) -> int:
    sent = {"_once": str(uuid4()), "_version": 1, "day": day, **more}
    return client.post(reverse("monitoring:sample-day"), sent).status_code


def test_the_example_is_a_day_that_is_taken(sample: Commune):
    client, tomorrow = sample.client(Role.OFFICE), STANDS_ON + timedelta(days=1)
    assert f"Ví dụ {show_date(tomorrow)}." in client.get(reverse("monitoring:sample-day")).text
    assert move(client, show_date(tomorrow)) == 302


def test_a_later_day_begins_the_periods_it_reaches(sample: Commune):
    season = make_season(sample)
    assert season.period("Tháng 6/2024").state == PeriodState.WAITING
    sample_day.move(sample.authority, LATER, expected=1, by=season.office, at=NOW + timedelta(days=90))
    assert season.period("Tháng 6/2024").state == PeriodState.OPEN
    assert season.period("Tháng 7/2024").state == PeriodState.WAITING
    told = AuditEntry.objects.get(action="monitoring.sample_day.move")
    assert told.changes["stands_on"] == [str(STANDS_ON), str(LATER)]
    assert {timezone.localdate(work.created_at) for work in _asked_in(season, "Tháng 6/2024")} == {LATER}
    assert timezone.localdate(told.at) == LATER


def _asked_in(season: SmallSeason, period: str) -> Iterable[Obligation]:
    reports = season.period(period).reports.values_list("pk", flat=True)
    return Obligation.objects.filter(origin_id__in=map(str, reports))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (STANDS_ON, "Chọn một ngày sau ngày ấy"),
        (STANDS_ON - timedelta(days=1), "Chọn một ngày sau ngày ấy"),
        (date(2024, 5, 5), "không đi quá hôm nay"),
    ],
)
def test_neither_back_nor_past_today(sample: Commune, day: date, why: str):
    at = datetime(2024, 5, 4, 7, 0, tzinfo=NOW.tzinfo)
    with pytest.raises(DomainError, match=why):
        sample_day.move(sample.authority, day, expected=1, by=sample.actor(Role.OFFICE), at=at)
    assert day_of(sample) == STANDS_ON


def test_a_real_commune_has_the_day_of_the_calendar(commune: Commune):
    with pytest.raises(RefusedError, match="Chỉ xã mẫu có ngày riêng"):
        sample_day.move(
            commune.authority, LATER, expected=1, by=commune.actor(Role.OFFICE), at=timezone.now()
        )
    assert day_of(commune) is None


def test_only_the_office_moves_it(sample: Commune):
    assert move(sample.client(Role.CHAIRMAN), "01/06/2024") == 403
    assert day_of(sample) == STANDS_ON


def test_the_office_is_led_there_and_back_to_the_page_it_came_from(sample: Commune):
    office = sample.client(Role.OFFICE)
    address = reverse("monitoring:sample-day")
    assert address in office.get("/").text
    page = office.get(address, {"den": "01/06/2024"}, headers={"referer": "http://testserver/cham-diem/"})
    assert "Ngày của xã mẫu: 03/05/2024" in page.text
    assert 'value="01/06/2024"' in page.text
    assert 'value="http://testserver/cham-diem/"' in page.text
    assert move(office, "01/05/2024") == 422
    sent = {"_once": str(uuid4()), "_version": 1, "day": "01/06/2024", "back": "/cham-diem/"}
    assert office.post(address, sent).url == "/cham-diem/"
    assert day_of(sample) == LATER


def test_nobody_is_led_out_of_the_house(sample: Commune):
    sent = {"_once": str(uuid4()), "_version": 1, "day": "01/06/2024", "back": "https://example.org/"}
    assert sample.client(Role.OFFICE).post(reverse("monitoring:sample-day"), sent).url == "/"
