"""A report on a phone: saved while it is typed, with two phones, without network, and without script."""

import json
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect
from tests.browser.conftest import Opened
from tests.browser.serving import Served
from tests.commune import PASSWORD

SAVED = re.compile(r"Đã lưu \d\d:\d\d")


def form_of(site: Served) -> str:
    return f"{site.address}/bao-cao/{site.keys['own_report']}/"


def number(page: Page) -> Locator:
    return page.locator(".unit input").first


@pytest.fixture
def phone(site: Served, window: Opened) -> Page:
    page = window("unit_head").new_page()
    page.goto(form_of(site))
    clear(page)
    return page


def clear(page: Page) -> None:
    number(page).fill("")
    number(page).press_sequentially(" ")
    expect(page.locator("#luu")).to_contain_text(SAVED)
    page.reload()


def type_in(page: Page, text: str) -> None:
    number(page).fill(text)


def test_a_number_is_saved_while_it_is_typed_and_read_back(phone: Page, site: Served) -> None:
    with phone.expect_request(lambda request: "/so/" in request.url, timeout=2000):
        type_in(phone, "33,6")
    expect(phone.locator("#luu")).to_contain_text(SAVED)
    expect(phone.locator("[data-result]")).to_contain_text("ba mươi ba phẩy sáu tấn")
    phone.reload()
    expect(number(phone)).to_have_value("33,6")
    type_in(phone, "bốn mươi")
    expect(phone.locator("[data-result]")).to_contain_text("không phải là số")
    expect(number(phone)).to_have_value("bốn mươi")


def test_check_page_opens_after_the_last_letter_is_kept(phone: Page, site: Served) -> None:
    type_in(phone, "41")
    phone.get_by_role("button", name="Xem lại trước khi gửi").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Xem lại trước khi gửi")
    expect(phone.locator("main")).to_contain_text("41 tấn")


def test_two_phones_choose_between_both_versions(phone: Page, site: Served, window: Opened) -> None:
    other = window("office").new_page()
    other.goto(form_of(site))
    type_in(phone, "30")
    expect(phone.locator("#luu")).to_contain_text(SAVED)
    type_in(other, "40")
    expect(other.locator("[data-result]")).to_contain_text("Lấy bản nào?")
    expect(number(other)).to_have_value("40")
    other.get_by_label("Bản đã lưu: 30 tấn").check()
    expect(number(other)).to_have_value("30")
    type_in(other, "45")
    expect(other.locator("[data-result]")).to_contain_text("bốn mươi lăm tấn")
    phone.reload()
    expect(number(phone)).to_have_value("45")


def test_form_opened_once_works_without_network_and_is_sent_later(
    phone: Page, site: Served, window: Opened
) -> None:
    context: BrowserContext = phone.context
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.wait_for_function("caches.match(location.pathname).then(Boolean)")
    phone.reload()
    context.set_offline(True)
    type_in(phone, "52")
    expect(phone.locator("#luu")).to_contain_text("Chưa gửi 1 số liệu (mất mạng)")
    expect(phone.locator("#cho-gui")).to_contain_text("Còn 1 báo cáo chưa gửi (1 số liệu)")
    phone.reload()
    expect(number(phone)).to_have_value("52")
    expect(phone.locator("#luu")).to_contain_text("Chưa gửi 1 số liệu (mất mạng)")
    with phone.expect_download() as told:
        phone.get_by_role("button", name="Xuất tệp").click()
    file = json.loads(Path(told.value.path()).read_text(encoding="utf-8"))
    assert [row["ghi"]["so"] for row in file["so_lieu"]] == ["52"]
    context.set_offline(False)
    expect(phone.locator("#luu")).to_contain_text(SAVED)
    expect(phone.locator("#cho-gui")).to_be_hidden()
    other = window("office").new_page()
    other.goto(form_of(site))
    expect(number(other)).to_have_value("52")


def test_a_try_that_failed_is_made_again_soon(phone: Page) -> None:
    phone.route("**/so/**", lambda route: route.abort(), times=2)
    type_in(phone, "53")
    expect(phone.locator("#luu")).to_contain_text("Chưa gửi 1 số liệu (mất mạng)")
    expect(phone.locator("#luu")).to_contain_text(SAVED)


def test_coming_back_while_a_try_hangs_sends_again(phone: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    phone.route("**/so/**", hold, times=1)
    with phone.expect_request(lambda request: "/so/" in request.url):
        type_in(phone, "54")
    phone.evaluate("window.dispatchEvent(new Event('online'))")
    with phone.expect_request(lambda request: "/so/" in request.url):
        held[0].abort()
    expect(phone.locator("#luu")).to_contain_text(SAVED)


def test_what_waited_never_overwrites_what_was_saved_meanwhile(
    phone: Page, site: Served, window: Opened
) -> None:
    context: BrowserContext = phone.context
    context.set_offline(True)
    type_in(phone, "60")
    expect(phone.locator("#luu")).to_contain_text("mất mạng")
    other = window("office").new_page()
    other.goto(form_of(site))
    type_in(other, "61")
    expect(other.locator("[data-result]")).to_contain_text("sáu mươi mốt tấn")
    context.set_offline(False)
    expect(phone.locator("[data-result]")).to_contain_text("Bản đã lưu: 61 tấn")
    other.reload()
    expect(number(other)).to_have_value("61")


def test_signing_out_asks_once_while_something_waits(phone: Page, site: Served) -> None:
    phone.context.set_offline(True)
    type_in(phone, "70")
    expect(phone.locator("#luu")).to_contain_text("mất mạng")
    phone.locator("details.menu summary").click()
    phone.locator("details.menu").get_by_role("button", name="Thoát").click()
    expect(phone.locator("#thong-bao")).to_contain_text("Còn 1 số chưa gửi trong máy này")
    assert waits(phone)


WAITS = "Object.keys(localStorage).some((name) => name.startsWith('cho-gui:'))"


def waits(page: Page) -> bool:
    return page.evaluate(WAITS)


def test_signing_out_that_fails_loses_nothing(phone: Page, site: Served) -> None:
    phone.context.set_offline(True)
    type_in(phone, "71")
    expect(phone.locator("#luu")).to_contain_text("mất mạng")
    phone.locator("details.menu summary").click()
    leave = phone.locator("details.menu").get_by_role("button", name="Thoát")
    leave.click()
    expect(phone.locator("#thong-bao")).to_contain_text("Còn 1 số chưa gửi")
    with phone.expect_event("requestfailed", lambda request: "/thoat/" in request.url):
        leave.click()
    phone.context.set_offline(False)
    phone.goto(form_of(site))
    expect(number(phone)).to_have_value("71")
    phone.wait_for_function(f"!({WAITS})")
    phone.reload()
    expect(number(phone)).to_have_value("71")


def test_a_photo_is_shrunk_before_it_travels(phone: Page, site: Served, tmp_path: Path) -> None:
    Image.effect_noise((2400, 1800), 40).convert("RGB").save(tmp_path / "so.jpg", quality=95)
    with phone.expect_request_finished(lambda request: request.url.endswith("/minh-chung/")) as asked:
        phone.locator("input[type=file]").set_input_files(tmp_path / "so.jpg")
    assert asked.value.sizes()["requestBodySize"] < (tmp_path / "so.jpg").stat().st_size / 2
    expect(phone.locator("[data-proof]")).to_contain_text("minh chứng")
    expect(phone.locator("#luu")).to_contain_text("Đã gửi minh chứng")


def test_form_works_without_script(site: Served, window: Opened) -> None:
    page = window("unit_head", script=False).new_page()
    page.goto(form_of(site))
    number(page).fill("ba mươi")
    page.get_by_role("button", name="Xem lại trước khi gửi").click()
    page.get_by_role("link", name=re.compile("không phải là số")).click()
    number(page).fill("30,5")
    page.get_by_role("button", name="Xem lại trước khi gửi").click()
    expect(page.locator("main")).to_contain_text("30,5 tấn")
    expect(page.get_by_role("button", name="Gửi báo cáo")).to_be_visible()


def test_what_was_refused_is_told_and_dropped_by_hand(phone: Page, site: Served, window: Opened) -> None:
    other = window("office").new_page()
    other.goto(form_of(site))
    type_in(other, "81")
    expect(other.locator("[data-result]")).to_contain_text("tám mươi mốt tấn")
    type_in(phone, "80")
    expect(phone.locator("#cho-gui")).to_contain_text("Sản lượng đánh bắt: 80.")
    phone.get_by_role("button", name="Bỏ các số này").click()
    expect(number(phone)).to_have_value("81")
    expect(phone.locator("#cho-gui")).to_be_hidden()


def test_signing_out_takes_along_what_the_machine_kept(site: Served, window: Opened) -> None:
    page = window().new_page()
    page.goto(f"{site.address}/dang-nhap/")
    page.locator("input[name=login]").fill(site.keys["username"])
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(f"{site.address}/")
    page.wait_for_function("caches.match('/').then(Boolean)")
    account = page.locator("[data-account]").get_attribute("data-account")
    page.evaluate("(name) => localStorage.setItem(name, '{\"a\": 1}')", f"da-luu:{account}")
    page.evaluate("localStorage.setItem('cho-gui:khac', '{\"b\": 1}')")
    page.locator("details.menu summary").click()
    page.locator("details.menu").get_by_role("button", name="Thoát").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đăng nhập")
    page.wait_for_function("() => Object.keys(localStorage).join() === 'cho-gui:khac'")
    page.wait_for_function("() => caches.match('/').then((found) => !found)")
