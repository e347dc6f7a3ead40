"""Copying a reminder into a group, and sending it on a telephone without script."""

from playwright.sync_api import Page, expect
from tests.browser.conftest import Opened
from tests.browser.serving import DESK, Served

ONE = "{0.address}/don-doc/{0.keys[reminder]}/"


def test_one_press_copies_the_words_for_the_group(site: Served, window: Opened) -> None:
    context = window("office", size=DESK)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(ONE.format(site))
    page.get_by_role("button", name="Chép lời nhắn").click()
    expect(page.locator("#da-chep")).to_contain_text("Đã chép.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#id_group_text").input_value()
    assert "/v/" in copied


def test_without_script_the_words_are_selected_and_sent(site: Served, nojs: Page) -> None:
    nojs.goto(ONE.format(site))
    expect(nojs.get_by_role("button", name="Chép lời nhắn")).to_be_hidden()
    nojs.locator("#id_subject").fill("Nhờ Thôn 1 gửi ảnh")
    nojs.get_by_role("button", name="Lưu lời đã sửa").click()
    expect(nojs.locator("#thong-bao")).to_contain_text("Đã lưu lời nhắc.")
    nojs.get_by_role("button", name="Bỏ nhắc việc này").click()
    expect(nojs.locator("#thong-bao")).to_contain_text("Đã bỏ nhắc việc của Thôn 1.")
    nojs.get_by_role("button", name="Hoàn tác, lấy lại").click()
    nojs.get_by_role("button", name="Lấy lại lời máy soạn").click()
    expect(nojs.locator("#id_subject")).not_to_have_value("Nhờ Thôn 1 gửi ảnh")
