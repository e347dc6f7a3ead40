"""The sample commune stands still on a day of its year; a real office goes with the calendar."""

from datetime import date, timedelta

import pytest
from tests.commune import Commune

from thidua.organisation.enums import Level, Role
from thidua.organisation.models import Authority, Position
from thidua.organisation.queries import actor_of, is_trusted

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


@pytest.mark.parametrize(("stands_on", "role"), [(None, Role.CHAIRMAN), (ITS_DAY, Role.OFFICE)])
def test_rights_begin_and_end_by_the_day_of_the_office(commune: Commune, stands_on: date | None, role: Role):
    user = commune.user(Role.OFFICE)
    Position.objects.update(ends_on=ITS_DAY)
    held = {"authority": commune.authority, "person": user.person, "title": "Chủ tịch"}
    Position.objects.create(role=Role.CHAIRMAN, starts_on=ITS_DAY + timedelta(days=1), **held)
    Authority.objects.update(stands_on=stands_on)
    assert actor_of(user, TODAY).roles == {role}
    keeper = commune.user(Role.KEEPER)
    Position.objects.filter(person__user=keeper).update(ends_on=ITS_DAY)
    assert is_trusted(keeper.person, TODAY) == (stands_on == ITS_DAY)
