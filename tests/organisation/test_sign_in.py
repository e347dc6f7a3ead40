"""Signing in by password: what opens, what locks, what ends."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.commune import PASSWORD, Commune
from tests.organisation.browsing import Browser

from thidua.foundation.models import AuditEntry
from thidua.organisation.enums import Role
from thidua.organisation.models import Device, User

SIGN_IN = "/dang-nhap/"
NEW_PASSWORD = "trau-can-cay-sau-vun"  # noqa: S105 -- of an account in a test database


@pytest.fixture
def user(commune: Commune) -> User:
    return commune.user(Role.OFFICE)


def sign_in(browser: Client, user: User, password: str = PASSWORD, **fields: str):
    return browser.post(SIGN_IN, {"login": user.username, "password": password, **fields})


def test_sign_in_leads_to_the_work_list(user: User) -> None:
    browser = Browser()
    assert "Tên đăng nhập" in browser.get(SIGN_IN).text
    assert sign_in(browser, user)["Location"] == reverse("monitoring:work-list")
    assert browser.get(reverse("organisation:account")).status_code == 200


def test_sign_in_leads_back_to_where_one_was_going_but_not_out(user: User) -> None:
    browser = Browser()
    wanted = reverse("organisation:person-list")
    assert browser.get(wanted)["Location"] == f"{SIGN_IN}?next={wanted}"
    assert sign_in(browser, user, next=wanted)["Location"] == wanted
    for outside in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        assert sign_in(Browser(), user, next=outside)["Location"] == reverse("monitoring:work-list")


def test_wrong_password_is_told_in_vietnamese(user: User) -> None:
    answer = sign_in(Browser(), user, "sai-mat-khau-nay")
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng." in answer.text
    assert 'id="id_password-e"' in answer.text
    assert user.username in answer.text
    assert "sai-mat-khau-nay" not in answer.text


def test_empty_form_is_told_in_vietnamese(db: None) -> None:
    page = Browser().post(SIGN_IN, {}).text
    assert "Chưa đăng nhập được, có 2 chỗ cần sửa" in page
    assert "Ghi tên đăng nhập." in page
    assert "Ghi mật khẩu." in page


def test_sign_in_gives_the_session_a_new_key(user: User) -> None:
    browser = Browser()
    session = browser.session
    session["before"] = "kept"
    session.save()
    planted = session.session_key
    sign_in(browser, user)
    assert browser.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


def test_five_wrong_passwords_lock_this_name_from_this_address_for_a_while(
    user: User, commune: Commune
) -> None:
    browser = Browser()
    for _ in range(4):
        assert sign_in(browser, user, "sai").status_code == 200
    locked = sign_in(browser, user, "sai")
    assert locked.status_code == 429
    assert "Tạm khóa đăng nhập" in locked.text
    assert "còn 15 phút" in locked.text
    assert "Văn phòng" in locked.text
    assert sign_in(browser, user).status_code == 429
    assert browser.post(SIGN_IN, {"login": "OFFICE-1", "password": PASSWORD}).status_code == 429
    assert sign_in(browser, commune.user(Role.CHAIRMAN)).status_code == 302
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    assert sign_in(elsewhere, user).status_code == 302


def test_lock_opens_after_a_while_and_trying_meanwhile_does_not_prolong_it(user: User) -> None:
    for _ in range(6):
        sign_in(Browser(), user, "sai")
    last = AccessAttempt.objects.get().attempt_time
    sign_in(Browser(), user, "sai")
    assert AccessAttempt.objects.get().attempt_time == last
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert "còn 1 phút" in sign_in(Browser(), user).text
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(Browser(), user).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_passwords_are_not_kept_with_the_failures(user: User) -> None:
    sign_in(Browser(), user, "bi-mat-cua-toi")
    assert "bi-mat-cua-toi" not in str(AccessAttempt.objects.values())


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        (0, "203.0.113.7", "127.0.0.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "6.6.6.6, 203.0.113.7", "203.0.113.7"),
        (1, "", "127.0.0.1"),
        (1, "khong phai dia chi", "127.0.0.1"),
        (2, "203.0.113.7", "127.0.0.1"),
    ],
)
def test_address_is_that_of_the_nearest_trusted_proxy(user, settings, proxies, told, address) -> None:
    settings.PROXIES_IN_FRONT = proxies
    headers = {"X-Forwarded-For": told} if told else {}
    Browser().post(SIGN_IN, {"login": user.username, "password": "sai"}, headers=headers)
    assert AccessAttempt.objects.get().ip_address == address


def test_closed_account_does_not_sign_in(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    browser = Browser()
    answer = sign_in(browser, user)
    assert "Tài khoản đã khóa" in browser.get(answer["Location"]).text
    assert browser.get(reverse("organisation:account")).status_code == 302


def test_shared_machine_is_signed_out_when_left_alone(user: User) -> None:
    shared, own = Browser(), Browser()
    sign_in(shared, user)
    sign_in(own, user, remember="on")
    for browser in (shared, own):
        session = browser.session
        session["seen"] = int((timezone.now() - timedelta(minutes=121)).timestamp())
        session.save()
    page = reverse("organisation:account")
    assert shared.get(page).status_code == 302
    assert own.get(page).status_code == 200
    assert own.session["seen"] > timezone.now().timestamp() - 60


def test_presence_is_written_every_ten_minutes_only(user: User, django_assert_max_num_queries) -> None:
    browser = Browser()
    sign_in(browser, user)
    page = reverse("organisation:account")
    browser.get(page)
    with django_assert_max_num_queries(11) as captured:
        browser.get(page)
    assert not [query for query in captured if query["sql"].startswith(("UPDATE", "INSERT"))]


def test_sign_in_stands_in_the_list_of_devices_until_sign_out(user: User) -> None:
    browser = Browser(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0"})
    sign_in(browser, user)
    device = Device.objects.get(user=user)
    assert (device.name, device.is_enrolled) == ("Máy tính Windows, Chrome", False)
    page = browser.get(reverse("organisation:account")).text
    assert "(máy này)" in page
    assert "Thoát khỏi máy này" in browser.get(reverse("account_logout")).text
    assert browser.post(reverse("account_logout"))["Location"] == SIGN_IN
    assert not Device.objects.live().exists()
    assert browser.get(reverse("organisation:account")).status_code == 302


def test_nothing_shown_stays_for_the_next_at_a_shared_machine(user: User) -> None:
    browser = Browser()
    sign_in(browser, user)
    assert browser.get(reverse("organisation:person-list"))["Cache-Control"] == "private, no-cache"
    assert browser.post(reverse("account_logout"))["Clear-Site-Data"] == '"cache"'


def test_sign_out_everywhere_ends_all_sessions(user: User) -> None:
    here, there = Browser(), Browser()
    sign_in(here, user)
    sign_in(there, user)
    here.post(reverse("organisation:sign-out-everywhere"))
    for browser in (here, there):
        assert browser.get(reverse("organisation:account")).status_code == 302
    assert AuditEntry.objects.filter(action="organisation.user.end_everywhere").count() == 1


def test_one_session_is_ended_from_the_list(user: User) -> None:
    here, there = Browser(), Browser()
    sign_in(there, user)
    device = Device.objects.get()
    sign_in(here, user)
    here.send(reverse("organisation:device-rename", args=[device.pk]), name="Máy phòng họp")
    assert "Máy phòng họp" in here.get(reverse("organisation:account")).text
    here.send(reverse("organisation:device-end", args=[device.pk]))
    assert there.get(reverse("organisation:account")).status_code == 302
    assert here.get(reverse("organisation:account")).status_code == 200


def test_password_change_ends_other_sessions_and_is_told(user: User) -> None:
    here, there = Browser(), Browser()
    sign_in(here, user)
    sign_in(there, user)
    change = reverse("account_change_password")
    assert here.get(change).status_code == 200
    wrong = here.post(change, {"oldpassword": "sai", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert "Ghi mật khẩu đang dùng." in wrong.text or "Mật khẩu chưa đúng." in wrong.text
    fields = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert here.post(change, fields)["Location"] == reverse("organisation:account")
    assert here.get(reverse("organisation:account")).status_code == 200
    assert there.get(reverse("organisation:account")).status_code == 302
    assert AuditEntry.objects.filter(action="organisation.user.set_password").count() == 1
    assert sign_in(Browser(), user, NEW_PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("ngắn", "Ghi ít nhất 12 ký tự"),
        ("password1234", "dễ đoán"),
        ("Xã Cẩm Lĩnh 2024", "tên xã"),
        ("thidua-2024-a", "từ dễ đoán"),
    ],
)
def test_weak_password_is_refused_in_vietnamese(user: User, password: str, refusal: str) -> None:
    browser = Browser()
    sign_in(browser, user)
    fields = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    page = browser.post(reverse("account_change_password"), fields).text
    assert refusal in page


def test_two_new_passwords_that_differ_are_told(user: User) -> None:
    browser = Browser()
    sign_in(browser, user)
    fields = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": "khac-han-mat-roi"}
    page = browser.post(reverse("account_change_password"), fields).text
    assert "Hai mật khẩu mới chưa giống nhau." in page


def test_confirming_the_password_again(user: User) -> None:
    browser = Browser()
    sign_in(browser, user)
    page = reverse("account_reauthenticate")
    assert "Ghi lại mật khẩu" in browser.get(page).text
    assert "Mật khẩu chưa đúng." in browser.post(page, {"password": "sai"}).text
    assert browser.post(page, {"password": PASSWORD}).status_code == 302


def test_only_the_needed_pages_of_the_library_exist() -> None:
    from django.urls import NoReverseMatch  # noqa: PLC0415

    for name in ("account_signup", "account_email", "account_reset_password", "mfa_index"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_account_without_a_post_sees_itself_only(user: User) -> None:
    user.person.positions.update(ends_on=timezone.localdate() - timedelta(days=1))
    browser = Browser()
    sign_in(browser, user)
    page = browser.get(reverse("organisation:account")).text
    assert "không giữ chức vụ nào" in page
    assert browser.get(reverse("organisation:unit-list")).text.count("<tr id=") == 0
