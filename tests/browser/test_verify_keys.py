"""Verification by keyboard: going through the rows, sending back, and right with one key."""

from playwright.sync_api import Page, expect
from tests.browser.conftest import Opened
from tests.browser.serving import DESK, Served


def opened(site: Served, window: Opened) -> Page:
    page = window("office", size=DESK).new_page()
    page.goto(f"{site.address}/bao-cao/ky/{site.keys['period']}/tham-dinh/")
    return page


def test_keys_go_through_the_rows_and_judge_them(site: Served, window: Opened) -> None:
    page = opened(site, window)
    expect(page.locator("#phim")).to_be_visible()
    page.locator("[data-verify]").focus()
    page.keyboard.press("j")
    row = page.locator("tbody tr").first
    expect(row).to_be_focused()
    page.keyboard.press("t")
    reason = row.get_by_label("Lý do trả lại")
    expect(reason).to_be_focused()
    page.keyboard.type("đt")
    expect(reason).to_have_value("đt")  # letters of a reason are no keys
    row.focus()
    page.keyboard.press("d")
    expect(row).to_contain_text("Đã đạt.")
    row.get_by_role("button", name="Hoàn tác").click()
    expect(row).to_contain_text("Chờ thẩm định")


def test_without_the_focus_in_the_table_a_letter_does_nothing(site: Served, window: Opened) -> None:
    page = opened(site, window)
    page.keyboard.press("d")
    expect(page.locator("tbody tr").first).to_contain_text("Chờ thẩm định")
