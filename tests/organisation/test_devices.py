"""Cards and phones: one card enrols one phone, once; the phone comes back by itself until it is ended."""

import re
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.commune import PASSWORD, Commune
from tests.organisation.browsing import Browser

from thidua.foundation.models import AuditEntry
from thidua.foundation.sentences import sentence_of
from thidua.organisation.enums import Role
from thidua.organisation.models import Device, EnrolmentCard, User
from thidua.organisation.models.account import DeviceQuerySet

ACCOUNT = "/tai-khoan/"


@pytest.fixture
def head(commune: Commune) -> User:
    user = commune.user(Role.UNIT_HEAD, commune.units["Thôn 2"])
    user.set_unusable_password()
    user.save()
    return user


@pytest.fixture
def code(clerk: Browser, head: User) -> str:
    return issue(clerk, head)


def issue(clerk: Browser, head: User) -> str:
    """Print a card and read its code off the page, as its holder does."""
    printed = clerk.send(reverse("organisation:card-issue", args=[head.person_id]))
    page = clerk.get(printed["Location"]).text
    assert "<svg" in page
    return re.search(r"<b>([a-z2-7]{4}(?: [a-z2-7]{4}){2})</b>", page).group(1).replace(" ", "")


def use(phone: Client, code: str):
    address = reverse("organisation:card-use", args=[code])
    phone.get(address)
    return phone.post(address)


def phone_of(code: str) -> Browser:
    phone = Browser(headers={"user-agent": "Mozilla/5.0 (Linux; Android 14) Zalo"})
    assert use(phone, code)["Location"] == reverse("monitoring:work-list")
    return phone


def phones() -> DeviceQuerySet:
    """Return the enrolled ones, without the browser of the office."""
    return Device.objects.live().exclude(token_hash="")


def end_session(phone: Client) -> None:
    phone.cookies[settings.SESSION_COOKIE_NAME] = "gone"


def test_scanning_asks_first_and_the_button_enrols(code: str, head: User) -> None:
    phone = Browser()
    address = reverse("organisation:card-use", args=[code])
    for _ in range(3):
        page = phone.get(address).text
        assert f"cho {head.person.full_name}?" in page
    assert not phones().exists()
    assert EnrolmentCard.objects.get().used_at is None
    assert phone.post(address).status_code == 302
    assert phone.get(ACCOUNT).status_code == 200
    assert phones().get().user == head


def test_form_sent_twice_enrols_one_phone(code: str) -> None:
    phone = Browser()
    address = reverse("organisation:card-use", args=[code])
    phone.get(address)
    kept = SimpleCookie(phone.cookies.output(header="", sep=";"))
    assert phone.post(address).status_code == 302
    again = Browser()
    again.cookies = kept
    assert again.post(address).status_code == 302
    assert phones().count() == 1


def test_card_is_used_once(code: str) -> None:
    phone_of(code)
    other = Browser()
    answer = other.get(reverse("organisation:card-use", args=[code]))
    assert answer.status_code == 409
    assert "đã dùng hoặc đã hết hạn" in answer.text
    assert use(other, code).status_code == 409
    assert other.get(ACCOUNT).status_code == 302


def test_card_expires(code: str) -> None:
    EnrolmentCard.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert use(Browser(), code).status_code == 409
    assert not phones().exists()


def test_new_card_makes_the_old_one_void(clerk: Browser, head: User, code: str) -> None:
    newer = issue(clerk, head)
    assert use(Browser(), code).status_code == 409
    phone_of(newer)


def test_only_hashes_are_kept(code: str) -> None:
    phone = phone_of(code)
    card, device = EnrolmentCard.objects.get(), phones().get()
    assert code not in str(vars(card))
    assert phone.cookies["thiet-bi"].value not in str(vars(device))
    assert phone.cookies["thiet-bi"]["httponly"]


def test_browser_without_cookies_is_told(code: str) -> None:
    answer = Browser().post(reverse("organisation:card-use", args=[code]))
    assert answer.status_code == 409
    assert "Nhờ mở lại thẻ bằng trình duyệt khác" in answer.text


def test_code_is_typed_by_hand(code: str) -> None:
    phone = Browser()
    page = reverse("organisation:card-type")
    assert phone.get(page).status_code == 200
    wrong = phone.post(page, {"code": "aaaa aaaa aaaa"})
    assert wrong.status_code == 422
    assert "đã dùng hoặc đã hết hạn" in wrong.text
    spelled = f"{code[:4]} {code[4:8]}-{code[8:]}".upper()
    answer = phone.post(page, {"code": spelled})
    assert phone.get(answer["Location"]).status_code == 200


def test_phone_comes_back_by_itself(code: str) -> None:
    phone = phone_of(code)
    end_session(phone)
    assert phone.get(ACCOUNT).status_code == 200
    assert phones().count() == 1


def test_form_waiting_on_the_phone_is_taken_when_the_session_has_ended(code: str, head: User) -> None:
    phone = Browser(enforce_csrf_checks=True)
    address = reverse("organisation:card-use", args=[code])
    page = phone.get(address).text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
    phone.post(address, {"csrfmiddlewaretoken": token})
    page = phone.get(ACCOUNT).text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page).group(1)
    device = phones().get()
    end_session(phone)
    answer = phone.send(
        reverse("organisation:device-rename", args=[device.pk]), name="Máy của tôi", csrfmiddlewaretoken=token
    )
    assert answer.status_code == 302
    device.refresh_from_db()
    assert device.name == "Máy của tôi"


def test_phone_rests_after_sign_out_and_comes_back_by_a_button(code: str) -> None:
    phone = phone_of(code)
    phone.post(reverse("account_logout"))
    assert phone.get(ACCOUNT).status_code == 302
    assert "Vào lại bằng máy này" in phone.get(reverse("account_login")).text
    assert phone.post(reverse("organisation:device-return"))["Location"] == reverse("monitoring:work-list")
    assert phone.get(ACCOUNT).status_code == 200
    assert "Vào lại bằng máy này" not in Browser().get(reverse("account_login")).text


def test_resting_phone_that_was_ended_does_not_come_back(code: str) -> None:
    phone = phone_of(code)
    phone.post(reverse("account_logout"))
    phones().update(ended_at=timezone.now())
    assert phone.post(reverse("organisation:device-return"))["Location"] == reverse("account_login")
    assert "Nhờ Văn phòng in thẻ mới" in phone.get(reverse("account_login")).text


def test_office_ends_a_phone_at_once(clerk: Browser, head: User, code: str) -> None:
    phone = phone_of(code)
    device = phones().get()
    person = reverse("organisation:person-detail", args=[head.person_id])
    assert "Điện thoại Android, Zalo" in clerk.get(person).text
    assert clerk.send(reverse("organisation:device-end", args=[device.pk]))["Location"] == person
    for _ in range(8):
        assert phone.get(ACCOUNT).status_code == 302
    assert not phone.cookies["thiet-bi"].value
    assert Browser().get(reverse("account_login")).status_code == 200


def test_ending_a_phone_ends_what_a_copy_of_its_secret_opened(clerk: Browser, code: str) -> None:
    phone = phone_of(code)
    copy = Browser()
    copy.cookies["thiet-bi"] = phone.cookies["thiet-bi"].value
    assert copy.get(ACCOUNT).status_code == 200
    phone.cookies.pop("sessionid")
    assert phone.get(ACCOUNT).status_code == 200
    clerk.send(reverse("organisation:device-end", args=[phones().get().pk]))
    assert (phone.get(ACCOUNT).status_code, copy.get(ACCOUNT).status_code) == (302, 302)
    assert clerk.get(ACCOUNT).status_code == 200


def test_browser_is_ended_after_its_password_was_changed(clerk: Browser, commune: Commune) -> None:
    user = commune.user(Role.INSPECTOR)
    browser = Browser()
    browser.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    new = "bon-mua-lua-chin-vang-2025"
    passwords = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    browser.post(reverse("account_change_password"), passwords)
    device = user.devices.live().get()
    assert device.session_key == browser.session.session_key
    clerk.send(reverse("organisation:device-end", args=[device.pk]))
    assert browser.get(ACCOUNT).status_code == 302


def test_secret_of_a_card_goes_over_https_only(code: str, settings) -> None:
    settings.SESSION_COOKIE_SECURE = True
    page = Browser().get(reverse("organisation:card-use", args=[code]))
    assert page.cookies["thiet-bi-cho"]["secure"]


def test_others_do_not_end_it(commune: Commune, other_commune: Commune, browse, code: str) -> None:
    phone_of(code)
    end = reverse("organisation:device-end", args=[phones().get().pk])
    assert browse(Role.UNIT_HEAD, commune.units["Thôn 1"]).send(end).status_code == 403
    assert browse(Role.CHAIRMAN).send(end).status_code == 403
    assert other_commune.client(Role.OFFICE).post(end).status_code in {400, 404}
    assert phones().count() == 1


def test_others_do_not_print_cards(commune: Commune, other_commune: Commune, browse, head: User) -> None:
    address = reverse("organisation:card-issue", args=[head.person_id])
    assert browse(Role.CHAIRMAN).send(address).status_code == 403
    stranger = Browser()
    stranger.force_login(other_commune.user(Role.OFFICE), backend=settings.AUTHENTICATION_BACKENDS[-1])
    assert stranger.send(address).status_code == 404
    assert not EnrolmentCard.objects.exists()


def test_phone_replaced_by_another_card_belongs_to_one_account(
    clerk: Browser, commune: Commune, code: str
) -> None:
    phone = phone_of(code)
    other = commune.user(Role.UNIT_HEAD, commune.units["Thôn 3"])
    use(phone, issue(clerk, other))
    assert phones().get().user == other


def test_closed_account_ends_its_phones(clerk: Browser, head: User, code: str) -> None:
    phone = phone_of(code)
    clerk.send(reverse("organisation:account-step", args=[head.person_id, "khoa"]))
    assert phone.get(ACCOUNT).status_code == 302
    clerk.send(reverse("organisation:account-step", args=[head.person_id, "mo-lai"]))
    assert phone.get(ACCOUNT).status_code == 302
    phone_of(issue(clerk, head))


def test_post_that_ended_leaves_the_phone_without_rights(commune: Commune, head: User, code: str) -> None:
    phone = phone_of(code)
    unit = reverse("organisation:unit-detail", args=[commune.units["Thôn 2"].pk])
    assert phone.get(unit).status_code == 200
    head.person.positions.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert phone.get(unit).status_code == 404
    assert phone.get(ACCOUNT).status_code == 200


def test_sign_out_everywhere_by_the_office_ends_phones_and_sessions(
    clerk: Browser, head: User, code: str
) -> None:
    phone = phone_of(code)
    clerk.send(reverse("organisation:account-step", args=[head.person_id, "thoat-moi-noi"]))
    assert phone.get(ACCOUNT).status_code == 302


def test_account_is_opened_and_a_forgotten_password_set_anew_by_card(
    commune: Commune, clerk: Browser
) -> None:
    user = commune.user(Role.INSPECTOR)
    clerk.send(reverse("organisation:account-step", args=[user.person_id, "bo-mat-khau"]))
    user.refresh_from_db()
    assert not user.has_usable_password()
    phone = phone_of(issue(clerk, user))
    password = "con-trau-di-truoc-cai-cay"  # noqa: S105 -- of an account in a test database
    page = reverse("account_set_password")
    assert phone.get(page).status_code == 200
    assert phone.post(page, {"password1": password, "password2": password}).status_code == 302
    assert Client().post("/dang-nhap/", {"login": user.username, "password": password}).status_code == 302
    assert Client().post("/dang-nhap/", {"login": user.username, "password": PASSWORD}).status_code == 200


def test_office_opens_an_account(commune: Commune, clerk: Browser) -> None:
    user = commune.user(Role.EDITOR)
    person = user.person
    User.objects.filter(pk=user.pk).delete()
    address = reverse("organisation:account-open", args=[person.pk])
    assert clerk.get(address).status_code == 200
    assert clerk.send(address, username="").status_code == 422
    clerk.send(address, username="Lân.Văn-Phòng")
    opened = User.objects.get(person=person)
    assert opened.username == "lan.van-phong"
    assert not opened.has_usable_password()
    again = clerk.send(address, username="khac")
    assert "đã có tài khoản" in again.text
    phone_of(issue(clerk, opened))


def test_deeds_read_as_sentences(code: str, head: User) -> None:
    phone_of(code)
    told = [sentence_of(entry) for entry in AuditEntry.objects.order_by("id")]
    assert any(f"in thẻ thiết bị cho tài khoản “{head.username}”" in sentence for sentence in told)
    assert any(f"{head.person.full_name} dùng thẻ trên thiết bị" in sentence for sentence in told)
    assert code not in str(list(AuditEntry.objects.values()))
