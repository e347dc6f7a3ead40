"""Sign-ins leave a trail, guesses of the current password count, and leaving everywhere says what it did."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from tests.commune import PASSWORD, Commune, make_commune
from tests.organisation.browsing import NOW, Browser
from tests.organisation.test_devices import issue, phone_of

from thidua.core.errors import DomainError
from thidua.foundation.models import AuditEntry
from thidua.organisation.enums import Role
from thidua.organisation.models import BlockMembership, Person, User
from thidua.organisation.queries import free_username
from thidua.organisation.services import blocks

ACCOUNT = "/tai-khoan/"
NEW = "bon-mua-lua-chin-vang-2025"


@pytest.fixture
def user(commune: Commune) -> User:
    return commune.user(Role.OFFICE)


def sign_in(user: User) -> Browser:
    browser = Browser(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0"})
    browser.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    return browser


def test_sign_in_and_out_are_written_and_shown(user: User) -> None:
    sign_in(user).post(reverse("account_logout"))
    trail = AuditEntry.objects.filter(by_user_id=user.pk).order_by("id")
    assert [entry.action for entry in trail] == [
        "organisation.device.sign_in",
        "organisation.device.sign_out",
    ]
    page = sign_in(user).get(ACCOUNT).text
    assert "đăng nhập bằng mật khẩu trên “Máy tính Windows, Chrome”" in page
    assert "thoát trên “Máy tính Windows, Chrome”" in page
    assert "127.0.0.1" not in str(list(trail.values()))


def test_coming_in_by_a_card_and_replacing_a_device_are_written(clerk: Browser, commune: Commune) -> None:
    head, other = (commune.user(Role.UNIT_HEAD, commune.units[name]) for name in ("Thôn 2", "Thôn 3"))
    phone = phone_of(issue(clerk, head))
    assert "vào bằng thẻ trên" in phone.get(ACCOUNT).text
    address = reverse("organisation:card-use", args=[issue(clerk, other)])
    phone.get(address)
    phone.post(address)
    assert AuditEntry.objects.filter(action="organisation.device.replace").count() == 1


def test_trail_of_others_is_not_shown(user: User, commune: Commune) -> None:
    sign_in(user)
    page = sign_in(commune.user(Role.CHAIRMAN)).get(ACCOUNT).text
    assert page.count("đăng nhập bằng mật khẩu") == 1


@pytest.mark.parametrize(
    ("address", "wrong", "right"),
    [
        (
            "account_change_password",
            {"oldpassword": "sai", "password1": NEW, "password2": NEW},
            {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
        ),
        ("account_reauthenticate", {"password": "sai"}, {"password": PASSWORD}),
    ],
)
def test_guesses_of_the_current_password_are_counted(
    user: User, address: str, wrong: dict[str, str], right: dict[str, str]
) -> None:
    browser = sign_in(user)
    page = reverse(address)
    assert [browser.post(page, wrong).status_code for _ in range(5)] == [200] * 4 + [429]
    assert browser.post(page, right).status_code == 429
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_right_password_forgets_the_wrong_ones(user: User) -> None:
    browser, page = sign_in(user), reverse("account_reauthenticate")
    for _ in range(2):
        for _ in range(4):
            assert browser.post(page, {"password": "sai"}).status_code == 200
        assert browser.post(page, {"password": PASSWORD}).status_code == 302


def test_leaving_everywhere_says_from_how_many_machines(user: User) -> None:
    browsers = [sign_in(user) for _ in range(4)]
    answer = browsers[0].post(reverse("organisation:sign-out-everywhere"))
    assert "Đã thoát trên máy này và 3 máy khác." in browsers[0].get(answer["Location"]).text
    assert all(browser.get(ACCOUNT).status_code == 302 for browser in browsers)


def test_leaving_the_only_machine_says_so(user: User) -> None:
    browser = sign_in(user)
    answer = browser.post(reverse("organisation:sign-out-everywhere"))
    assert "Không còn máy nào khác." in browser.get(answer["Location"]).text


def test_free_user_name_is_proposed(commune: Commune, clerk: Browser) -> None:
    village = commune.units["Thôn 3"]
    person = Person.objects.create(authority=commune.authority, full_name="Nguyễn Văn Hoàng", unit=village)
    assert free_username(person) == "hoang.thon3"
    User.objects.create(username="hoang.thon3")
    User.objects.create(username="hoang.thon32")
    assert free_username(person) == "hoang.thon33"
    page = clerk.get(reverse("organisation:account-open", args=[person.pk])).text
    assert 'value="hoang.thon33"' in page
    assert free_username(Person(authority=commune.authority, full_name="Hồ Đức Đạt")) == "dat"


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
def test_two_who_put_a_unit_into_a_block_at_the_same_moment_put_it_there_once() -> None:
    commune = make_commune()
    office, unit = commune.actor(Role.OFFICE), commune.units["Thôn 1"]
    block = blocks.create(commune.authority, "Khối A", by=office, at=NOW)
    start, refused = Barrier(2), []
    today = timezone.localdate() - timedelta(days=1)

    def join() -> None:
        start.wait()
        try:
            blocks.join(block, unit, starts_on=today, by=office, at=NOW)
        except DomainError as refusal:
            refused.append(refusal.sentence)
        connection.close()

    threads = [Thread(target=join) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == ["Thôn 1 đang ở Khối A. Chọn ngày sau khi đã rút."]
    assert BlockMembership.objects.filter(unit=unit).count() == 1
