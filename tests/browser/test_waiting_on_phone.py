"""What waits in a phone: photos without network, notes and numbers on old versions, pages of one account."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, Route, expect
from tests.browser.conftest import Opened
from tests.browser.serving import Served
from tests.browser.test_report_on_phone import SAVED, clear, form_of, number, type_in

KEPT = "caches.match(location.pathname).then(Boolean)"


@pytest.fixture
def phone(site: Served, window: Opened) -> Page:
    page = window("unit_head").new_page()
    page.goto(form_of(site))
    clear(page)
    return page


def test_a_photo_waits_without_network_and_is_sent_later(phone: Page, tmp_path: Path) -> None:
    Image.effect_noise((900, 700), 40).convert("RGB").save(tmp_path / "bien-ban.jpg")
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.wait_for_function(KEPT)
    phone.context.set_offline(True)
    phone.locator("input[type=file]").set_input_files(tmp_path / "bien-ban.jpg")
    expect(phone.locator("#cho-gui")).to_contain_text("Còn 1 báo cáo chưa gửi (1 minh chứng)")
    phone.reload()
    expect(phone.locator("[data-file-name]")).to_have_text("Chờ gửi: bien-ban.jpg")
    with phone.expect_download() as told:
        phone.get_by_role("button", name="Xuất tệp").click()
    file = json.loads(Path(told.value.path()).read_text(encoding="utf-8"))
    assert [row["ten_tep"] for row in file["minh_chung"]] == ["bien-ban.jpg"]
    with phone.expect_response(lambda answer: answer.url.endswith("/minh-chung/")) as sent:
        phone.context.set_offline(False)
    assert sent.value.ok
    expect(phone.locator("[data-proof]")).to_contain_text("minh chứng")
    expect(phone.locator("#cho-gui")).to_be_hidden()


def test_what_is_typed_while_a_refusal_is_on_its_way_is_told_with_its_own(
    phone: Page, site: Served, window: Opened
) -> None:
    other = window("office").new_page()
    other.goto(form_of(site))
    type_in(other, "91")
    expect(other.locator("[data-result]")).to_contain_text("chín mươi mốt tấn")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    phone.route("**/so/**", hold, times=1)
    with phone.expect_request(lambda request: "/so/" in request.url):
        type_in(phone, "90")
    type_in(phone, "92")
    phone.wait_for_function("() => Object.values(localStorage).some((kept) => kept.includes('\"92\"'))")
    held[0].continue_()
    expect(phone.locator("[data-result]")).to_contain_text("Bản đang nhập: 92 tấn")
    other.reload()
    expect(number(other)).to_have_value("91")


def test_a_note_typed_without_network_overwrites_nothing(phone: Page, site: Served, window: Opened) -> None:
    other = window("office").new_page()
    other.goto(form_of(site))
    phone.context.set_offline(True)
    phone.locator("#ghi").fill("Thiếu lưới")
    expect(phone.locator("#luu")).to_contain_text("mất mạng")
    other.locator("#ghi").fill("Thiếu thuyền")
    expect(other.locator("#luu")).to_contain_text(SAVED)
    phone.context.set_offline(False)
    expect(phone.locator("#ket-ghi")).to_contain_text("Thiếu thuyền")
    expect(phone.locator("#ghi")).to_have_value("Thiếu lưới")
    phone.locator("#ghi").fill("Thiếu thuyền, lưới")
    expect(phone.locator("#luu")).to_contain_text(SAVED)
    expect(phone.locator("#ket-ghi .note")).to_have_count(0)
    other.reload()
    expect(other.locator("#ghi")).to_have_value("Thiếu thuyền, lưới")
    other.locator("#ghi").fill("")
    expect(other.locator("#luu")).to_contain_text(SAVED)


def sign_in(context: BrowserContext, site: Served, role: str) -> None:
    context.add_cookies([{"name": "sessionid", "value": site.sessions[role], "url": site.address}])


def opened_and_kept(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function(KEPT)
    return page


def leave(page: Page) -> None:
    page.goto(f"{page.url.split('/bao-cao/')[0]}/dang-nhap/")


def forget_session(page: Page) -> None:
    page.context.clear_cookies()
    leave(page)


def other_account(page: Page, site: Served) -> None:
    sign_in(page.context, site, "office")
    page.goto(f"{site.address}/")
    page.wait_for_function(KEPT)


@pytest.mark.parametrize("change", [lambda page, _: forget_session(page), other_account])
def test_pages_kept_for_one_account_are_shown_to_no_other(
    site: Served, window: Opened, change: Callable[[Page, Served], None]
) -> None:
    context = window("unit_head")
    page = opened_and_kept(context, form_of(site))
    page.reload()
    change(page, site)
    context.set_offline(True)
    page.goto(form_of(site))
    expect(page.get_by_role("heading", level=1)).to_have_text("Đang mất mạng")


def test_the_same_account_finds_its_pages_again(site: Served, window: Opened) -> None:
    context = window("unit_head")
    page = opened_and_kept(context, form_of(site))
    forget_session(page)
    sign_in(context, site, "unit_head")
    page.goto(f"{site.address}/")
    page.wait_for_function(KEPT)
    context.set_offline(True)
    page.goto(form_of(site))
    expect(number(page)).to_be_visible()
