"""A form sent after the session has ended: its text waits for the account that wrote it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from lxml import html
from tests.commune import PASSWORD, Commune
from tests.organisation.browsing import Browser

from thidua.foundation.models import KeptForm
from thidua.foundation.tasks import forget_kept_forms
from thidua.foundation.web import late_forms
from thidua.foundation.web.late_forms import COOKIE
from thidua.organisation.enums import Role
from thidua.organisation.models import Person, User
from thidua.organisation.web.middleware import SEEN

pytestmark = pytest.mark.django_db
SIGN_IN = "/dang-nhap/"


@pytest.fixture
def user(commune: Commune) -> User:
    return commune.user(Role.OFFICE)


def _signed_in(user: User) -> Browser:
    browser = Browser()
    answer = browser.post(SIGN_IN, {"login": user.username, "password": PASSWORD})
    assert answer.status_code == 302
    return browser


def _let_it_end() -> None:
    Session.objects.all().delete()


def _typed(**more: str) -> dict[str, str]:
    return {"full_name": "Nguyễn Thị Hạnh", "_once": str(uuid4()), **more}


def _send_late(browser: Browser, **more: str):
    """Send the form of a new person when the session has ended; return where the sign-in leads to."""
    _let_it_end()
    add = reverse("organisation:person-new")
    answer = browser.post(add, _typed(**more), headers={"referer": f"http://testserver{add}"})
    assert answer.status_code == 302
    return re.search(r"next=(.+)$", answer["Location"])[1]


def _sign_in_to(browser: Browser, user: User, wanted: str):
    answer = browser.post(SIGN_IN, {"login": user.username, "password": PASSWORD, "next": wanted})
    assert answer["Location"] == wanted
    return browser.get(wanted)


def test_what_was_written_is_there_after_the_sign_in_and_can_be_sent(user: User):
    browser = _signed_in(user)
    wanted = _send_late(browser, note="Hàng xóm\nông Bảy")
    assert "giữ một giờ" in browser.get(f"{SIGN_IN}?next={wanted}").text
    page = _sign_in_to(browser, user, wanted)
    assert "Nguyễn Thị Hạnh" in page.text
    form = html.fromstring(page.text).forms[-1]
    assert form.action == reverse("organisation:person-new")
    fields = {name: value for name, value in form.fields.items() if name != "csrfmiddlewaretoken"}
    assert fields["full_name"] == "Nguyễn Thị Hạnh"
    assert not Person.objects.filter(full_name="Nguyễn Thị Hạnh").exists()
    assert browser.post(form.action, fields).status_code == 302
    assert Person.objects.filter(full_name="Nguyễn Thị Hạnh").exists()


def test_a_session_left_alone_keeps_the_form_too(user: User):
    browser = _signed_in(user)
    session = browser.session
    session[SEEN] = int((timezone.now() - timedelta(minutes=settings.SESSION_IDLE_MINUTES + 1)).timestamp())
    session.save()
    answer = browser.post(reverse("organisation:person-new"), _typed())
    kept = KeptForm.objects.get()
    assert answer["Location"].endswith(reverse("foundation:kept-form", args=[kept.pk]))
    assert kept.user_id == user.pk


def test_another_account_sees_nothing_of_it(user: User, commune: Commune):
    wanted = _send_late(_signed_in(user))
    other = _signed_in(commune.user(Role.CHAIRMAN))
    assert other.get(wanted).status_code == 404
    assert Browser().get(wanted).status_code == 302


def test_a_browser_in_which_nobody_signed_in_keeps_nothing(user: User):
    browser = Browser()
    assert _send_late(browser) == reverse("organisation:person-new")
    browser.cookies[COOKIE] = "1:forged"
    assert _send_late(browser) == reverse("organisation:person-new")
    assert not KeptForm.objects.exists()


def test_who_signs_out_leaves_nothing_behind(user: User):
    browser = _signed_in(user)
    browser.post(reverse("account_logout"))
    _send_late(browser)
    assert not KeptForm.objects.exists()


def test_secrets_files_and_what_scripts_send_are_not_kept(user: User):
    browser = _signed_in(user)
    _let_it_end()
    photo = SimpleUploadedFile("anh.jpg", b"jpg", "image/jpeg")
    add = reverse("organisation:person-new")
    browser.post(add, _typed(password="lua", code="123456", opinion="Tốt", photo=photo))
    kept = KeptForm.objects.get()
    assert {name for name, _ in kept.fields} == {"full_name", "_once", "opinion"}
    assert kept.has_files
    browser.post(add, _typed(), headers={"hx-request": "true"})
    browser.post(add, {"full_name": "A"}, content_type="application/json")
    assert KeptForm.objects.count() == 1


@pytest.mark.parametrize(("path", "stood_on"), [("//elsewhere.example/", "/"), ("/", "//elsewhere.example/")])
def test_an_address_that_leads_elsewhere_is_not_kept(user: User, path: str, stood_on: str):
    request = RequestFactory().post("/", _typed())
    request.COOKIES[COOKIE] = _signed_in(user).cookies[COOKIE].value
    request.get_full_path = lambda: path
    assert late_forms.keep(request, stood_on) is None
    request.get_full_path = lambda: "/"
    assert late_forms.keep(request, "/") is not None


def test_what_is_too_long_is_not_kept(user: User):
    browser = _signed_in(user)
    assert _send_late(browser, note="x" * 200_001) == reverse("organisation:person-new")
    assert not KeptForm.objects.exists()


def test_only_the_newest_few_are_kept_and_for_an_hour(user: User):
    browser = _signed_in(user)
    wanted = [_send_late(browser, note=f"lần {number}") for number in range(7)][-1]
    notes = {dict(kept.fields)["note"] for kept in KeptForm.objects.all()}
    assert notes == {f"lần {number}" for number in range(2, 7)}
    KeptForm.objects.update(at=timezone.now() - timedelta(minutes=61))
    assert _signed_in(user).get(wanted).status_code == 404
    assert forget_kept_forms.call() == 5
    assert not KeptForm.objects.exists()
