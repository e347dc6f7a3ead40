"""The day of the office: of the office read with the actor, or asked for."""

from datetime import date, timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone
from tests.commune import make_commune

from thidua.organisation.enums import Role
from thidua.organisation.models import Authority
from thidua.organisation.web.today import now_of, today_of

_DAY = date(2024, 11, 20)


@pytest.fixture
def asked(db):
    """Return a request of somebody in an office that stands still on a day."""
    commune = make_commune()
    Authority.objects.filter(pk=commune.authority.pk).update(stands_on=_DAY)
    commune.authority.refresh_from_db()
    request = RequestFactory().get("/")
    request.actor, request.office = commune.actor(Role.OFFICE), commune.authority
    return request


def test_the_office_read_with_the_actor_is_not_asked_for_again(asked, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert today_of(asked) == _DAY


@pytest.mark.parametrize("other", [None, Authority(name="xã khác", stands_on=date(2020, 1, 1))])
def test_without_it_or_beside_another_the_own_one_is_asked_for(asked, other):
    asked.office = other
    assert today_of(asked) == _DAY


def test_a_real_office_goes_by_the_calendar(asked):
    asked.office.stands_on = None
    assert today_of(asked) == timezone.localdate()


def test_a_deed_of_the_sample_is_written_down_on_its_day_at_this_hour(asked):
    now = timezone.now()
    assert timezone.localdate(now_of(asked)) == _DAY == timezone.localdate(asked.office.moment(now))
    assert (asked.office.moment(now) - now) % timedelta(days=1) == timedelta(0)


def test_a_real_office_writes_down_the_moment_itself(asked):
    asked.office.stands_on = None
    now = timezone.now()
    assert asked.office.moment(now) == now
    assert now <= now_of(asked) <= timezone.now()
