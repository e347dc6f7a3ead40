"""A second factor can be switched on by settings: no table, no model, no view of ours changes."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from tests.commune import PASSWORD, Commune

from thidua.organisation.enums import Role
from thidua.organisation.models import Device, User


@pytest.fixture
def user(commune: Commune) -> User:
    return commune.user(Role.OFFICE)


def current_code(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))


def test_tables_of_the_second_factor_are_there(db: None) -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
    assert not Authenticator.objects.exists()


@pytest.mark.urls("tests.organisation.mfa_urls")
def test_password_alone_no_longer_signs_in(user: User) -> None:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    browser = Client()
    asked = browser.post("/dang-nhap/", {"login": user.username, "password": PASSWORD})
    assert asked["Location"] == reverse("mfa_authenticate")
    assert browser.get(reverse("organisation:account")).status_code == 302
    assert not Device.objects.live().exists()
    assert browser.post(asked["Location"], {"code": "000000"}).status_code == 200
    signed_in = browser.post(asked["Location"], {"code": current_code(secret)})
    assert signed_in["Location"] == reverse("monitoring:work-list")
    assert browser.get(reverse("organisation:account")).status_code == 200


def test_without_it_nothing_is_asked(user: User) -> None:
    signed_in = Client().post("/dang-nhap/", {"login": user.username, "password": PASSWORD})
    assert signed_in["Location"] == reverse("monitoring:work-list")
