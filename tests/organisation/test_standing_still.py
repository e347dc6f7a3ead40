"""The sample commune stands still on a day of its year; a real office goes with the calendar."""

from datetime import date

import pytest

from thidua.organisation.enums import Level
from thidua.organisation.models import Authority

TODAY, ITS_DAY = date(2026, 11, 30), date(2024, 7, 10)
pytestmark = pytest.mark.django_db


def test_a_real_office_is_judged_by_today():
    office = Authority.objects.create(name="xã Cẩm Lĩnh", level=Level.COMMUNE)
    assert office.day(TODAY) == TODAY
    assert Authority.objects.day_of(office.pk, TODAY) == TODAY
    assert Authority.objects.day_of(None, TODAY) == TODAY


def test_the_sample_commune_is_judged_by_its_own_day():
    sample = Authority.objects.create(
        name="xã Cẩm Lĩnh", level=Level.COMMUNE, is_demo=True, stands_on=ITS_DAY
    )
    assert sample.day(TODAY) == ITS_DAY
    assert Authority.objects.day_of(sample.pk, TODAY) == ITS_DAY
