"""The grid in a browser: keys, a pasted block, saving by itself, two people at once, and without script."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import Opened
from tests.browser.serving import DESK, Served

SAVED = re.compile(r"Đã lưu lúc \d\d:\d\d")
PASTE = """(input, text) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/plain", text);
  const how = {clipboardData: clipboard, bubbles: true, cancelable: true};
  input.dispatchEvent(new ClipboardEvent("paste", how));
}"""


def grid_of(site: Served) -> str:
    return f"{site.address}/bao-cao/ky/{site.keys['period']}/luoi/"


def cell(page: Page, row: int) -> Locator:
    return page.locator(f"#o{row}-0")


def opened(site: Served, window: Opened, *, script: bool = True) -> Page:
    page = window("office", size=DESK, script=script).new_page()
    page.goto(grid_of(site))
    return page


@pytest.fixture
def desk(site: Served, window: Opened) -> Page:
    return opened(site, window)


def test_what_is_typed_saves_itself_and_the_sum_follows(desk: Page) -> None:
    cell(desk, 2).fill("")  # another test may have pasted into it
    cell(desk, 0).fill("12,5")
    expect(desk.locator("#da-luu")).to_contain_text(SAVED)
    expect(desk.locator("#so0-0")).to_contain_text("Đã lưu")
    expect(desk.locator(".tot td").first).to_have_text("46,1")
    desk.reload()
    expect(cell(desk, 0)).to_have_value("12,5")


def test_a_word_that_is_no_number_is_marked_and_kept(desk: Page) -> None:
    cell(desk, 2).fill("mười hai")
    expect(desk.locator("#so2-0")).to_contain_text("Cần sửa")
    desk.reload()
    expect(desk.locator(".errors")).to_contain_text("“mười hai” không phải là số")
    desk.locator(".errors a").click()
    cell(desk, 2).fill("13")
    expect(desk.locator("#da-luu")).to_contain_text(SAVED)


def test_arrows_and_enter_move_and_escape_takes_back(desk: Page) -> None:
    cell(desk, 0).click()
    desk.keyboard.press("Enter")
    expect(cell(desk, 1)).to_be_focused()
    desk.keyboard.press("ArrowDown")
    expect(cell(desk, 2)).to_be_focused()
    desk.keyboard.press("Shift+Enter")
    expect(cell(desk, 1)).to_be_focused()
    desk.keyboard.press("ArrowUp")
    before = cell(desk, 0).input_value()
    desk.keyboard.type("999")
    desk.keyboard.press("Escape")
    expect(cell(desk, 0)).to_have_value(before)


def test_a_pasted_block_spreads_and_leaves_locked_cells_alone(desk: Page) -> None:
    cell(desk, 0).evaluate(PASTE, "21\n99\n23,5\n")
    expect(cell(desk, 0)).to_have_value("21")
    expect(cell(desk, 1)).to_have_value("33,6")
    expect(cell(desk, 2)).to_have_value("23,5")
    expect(desk.locator("#da-luu")).to_contain_text(SAVED)
    expect(desk.locator("#da-dan")).to_contain_text("Đã dán 2 ô. Không nhận 1 ô:")
    expect(desk.locator("#da-dan li")).to_contain_text("“99” (đã gửi)")


def test_a_pasted_block_is_taken_back_at_once(desk: Page) -> None:
    cell(desk, 0).fill("11")
    cell(desk, 2).fill("13")
    expect(desk.locator("#da-luu")).to_contain_text(SAVED)
    cell(desk, 0).evaluate(PASTE, "21\n\n23,5\n7\n")
    expect(desk.locator("#da-dan")).to_contain_text("(ngoài lưới)")
    desk.get_by_role("button", name="Hoàn tác lần dán").click()
    expect(cell(desk, 0)).to_have_value("11")
    expect(cell(desk, 2)).to_have_value("13")
    expect(desk.locator("#da-dan")).to_contain_text("Đã hoàn tác 2 ô.")
    cell(desk, 0).evaluate(PASTE, "31\n\n33\n")
    cell(desk, 0).press("Control+z")
    expect(cell(desk, 2)).to_have_value("13")
    expect(desk.locator("#da-luu")).to_contain_text(SAVED)
    desk.reload()
    expect(cell(desk, 0)).to_have_value("11")


def test_a_session_that_ended_is_told_and_what_was_typed_is_saved_after_signing_in(
    site: Served, desk: Page
) -> None:
    context = desk.context
    context.clear_cookies(name="sessionid")
    cell(desk, 0).fill("55")
    expect(desk.locator("#da-luu")).to_contain_text("Phiên làm việc đã hết, còn 1 ô chưa lưu.")
    link = desk.get_by_role("link", name="Đăng nhập ở thẻ mới")
    expect(link).to_have_attribute("target", "_blank")
    assert "/dang-nhap/" in (link.get_attribute("href") or "")
    context.add_cookies([{"name": "sessionid", "value": site.sessions["office"], "url": site.address}])
    expect(desk.locator("#da-luu")).to_contain_text(SAVED)
    expect(cell(desk, 0)).to_have_value("55")


def test_two_people_in_one_cell_are_told_and_nobody_is_overwritten(
    site: Served, window: Opened, desk: Page
) -> None:
    other = opened(site, window)
    cell(other, 0).fill("30")
    expect(other.locator("#da-luu")).to_contain_text(SAVED)
    cell(desk, 0).fill("31")
    expect(desk.locator("#so0-0")).to_contain_text("vừa ghi: 30.")
    expect(cell(desk, 0)).to_have_value("31")
    expect(desk.locator("#da-luu")).to_contain_text("Còn 1 ô chưa lưu.")
    expect(desk.locator("#luoi")).to_have_attribute("data-unsaved", "1")
    other.reload()
    expect(cell(other, 0)).to_have_value("30")
    cell(desk, 0).fill("32")
    expect(desk.locator("#da-luu")).to_contain_text(SAVED)
    other.reload()
    expect(cell(other, 0)).to_have_value("32")


def test_without_network_the_cell_waits_and_saves_when_it_is_back(site: Served, window: Opened) -> None:
    context = window("office", size=DESK)
    page = context.new_page()
    page.goto(grid_of(site))
    context.set_offline(True)
    cell(page, 2).fill("44")
    expect(page.locator("#so2-0")).to_contain_text("Chưa gửi")
    context.set_offline(False)
    expect(page.locator("#so2-0")).to_contain_text("Đã lưu")


def test_without_script_a_block_is_looked_at_and_then_saved(site: Served, window: Opened) -> None:
    page = opened(site, window, script=False)
    page.get_by_label("Không dán được vào lưới thì dán vào đây").fill("Thôn 3\t77\nThôn 1\t70")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.locator("main")).to_contain_text("Xem trước: 2 ô sẽ đổi")
    page.get_by_role("button", name="Lưu các ô đã ghi").click()
    expect(page.locator("#thong-bao")).to_contain_text("Đã lưu 2 ô.")
    expect(cell(page, 2)).to_have_value("77")


def test_the_panel_follows_the_selection(desk: Page) -> None:
    cell(desk, 1).focus()
    expect(desk.locator("#o-dang-chon h2")).to_contain_text("Ô đang chọn: Thôn 2")
    expect(desk.locator("#o-dang-chon")).to_contain_text("33,6 tấn")
    cell(desk, 2).focus()
    expect(desk.locator("#o-dang-chon h2")).to_contain_text("Ô đang chọn: Thôn 3")
