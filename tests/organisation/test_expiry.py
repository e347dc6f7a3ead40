"""What let somebody in once is dropped when it does so no more."""

from datetime import timedelta

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from tests.commune import Commune
from tests.organisation.browsing import browser_of

from thidua.foundation.models import Schedule
from thidua.foundation.services import schedules
from thidua.organisation.enums import Role
from thidua.organisation.models import EnrolmentCard
from thidua.organisation.services import devices
from thidua.organisation.tasks import clear_expired


def ran_out() -> str:
    session = SessionStore()
    session.create()
    Session.objects.filter(pk=session.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))
    return session.session_key


def test_sessions_that_ran_out_go_and_open_ones_stay(commune: Commune) -> None:
    browser, key = browser_of(commune.user(Role.OFFICE)), ran_out()
    assert clear_expired.call() == 1
    assert not Session.objects.filter(pk=key).exists()
    assert browser.get("/tai-khoan/").status_code == 200


def test_cards_go_three_months_after_they_ended(commune: Commune) -> None:
    head = commune.user(Role.UNIT_HEAD, commune.units["Thôn 2"])
    office = commune.actor(Role.OFFICE)
    card = devices.issue_card(head, by=office, at=timezone.now() - timedelta(days=80))
    clear_expired.call()
    assert EnrolmentCard.objects.filter(pk=card.pk).exists()
    EnrolmentCard.objects.update(expires_at=timezone.now() - timedelta(days=91))
    clear_expired.call()
    assert not EnrolmentCard.objects.exists()


def test_card_its_owner_has_not_answered_stays_while_its_machine_is_live(commune: Commune) -> None:
    head = commune.user(Role.UNIT_HEAD, commune.units["Thôn 2"])
    at = timezone.now() - timedelta(days=100)
    card = devices.issue_card(head, by=commune.actor(Role.OFFICE), at=at)
    device = devices.enrol(devices.code_of(card), token="một-máy", name="Điện thoại", at=at)
    clear_expired.call()
    assert EnrolmentCard.objects.filter(pk=card.pk).exists()
    devices.end(device, by=commune.actor(Role.OFFICE), at=timezone.now())
    clear_expired.call()
    assert not EnrolmentCard.objects.exists()


def test_it_runs_every_day(db: None) -> None:
    schedules.sync(at=timezone.now())
    plan = Schedule.objects.get(task_path="thidua.organisation.tasks.clear_expired")
    assert plan.rule == "daily 03:15"
