"""The frame of the pages at work: without script, by keyboard, on paper, and across a sign-in."""

import pypdfium2
from playwright.sync_api import Page, expect
from tests.browser.conftest import Opened
from tests.browser.serving import Served
from tests.commune import PASSWORD


def test_without_script_the_switches_keep_their_choice(site: Served, nojs: Page):
    nojs.goto(f"{site.address}/tim/")
    nojs.locator("details.menu summary").click()
    nojs.locator("details.menu").get_by_role("button", name="Chữ to").click()
    expect(nojs).to_have_url(f"{site.address}/tim/")
    expect(nojs.locator("html")).to_have_attribute("data-text", "lon")
    nojs.goto(f"{site.address}/")
    expect(nojs.locator("html")).to_have_attribute("data-text", "lon")


def test_without_script_a_name_is_found(site: Served, nojs: Page):
    nojs.goto(f"{site.address}/tim/")
    nojs.get_by_label("Tên hoặc vài chữ cần tìm").fill("san luong lua")
    nojs.get_by_role("button", name="Tìm", exact=True).click()
    nojs.get_by_role("link", name="Sản lượng lúa").first.click()
    expect(nojs.get_by_role("heading", level=1)).to_contain_text("Sản lượng lúa")


def test_with_script_the_switch_is_instant_and_kept(site: Served, page_1366: Page):
    page_1366.emulate_media(color_scheme="light")
    page_1366.goto(f"{site.address}/tim/")
    page_1366.locator(".tools-d").get_by_role("button", name="Sáng / tối").click()
    expect(page_1366.locator("html")).to_have_attribute("data-theme", "toi")
    page_1366.reload()
    expect(page_1366.locator("html")).to_have_attribute("data-theme", "toi")


def test_the_menu_opens_and_closes_by_keyboard(site: Served, page_360: Page):
    page_360.goto(f"{site.address}/tim/")
    summary = page_360.locator("details.menu summary")
    summary.focus()
    page_360.keyboard.press("Enter")
    expect(page_360.locator("details.menu nav")).to_be_visible()
    page_360.keyboard.press("Escape")
    expect(page_360.locator("details.menu nav")).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_first_tab_leads_to_the_content(site: Served, page_1366: Page):
    page_1366.goto(f"{site.address}/")
    page_1366.keyboard.press("Tab")
    page_1366.keyboard.press("Enter")
    expect(page_1366.locator("#noi-dung")).to_be_focused()


def test_a_faulty_form_puts_the_reader_at_the_summary(site: Served, page_1366: Page):
    page_1366.goto(f"{site.address}/viec/giao/")
    page_1366.get_by_role("main").get_by_role("button", name="Giao việc").click()
    summary = page_1366.locator(".errors")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    place = "(document.activeElement.id || location.hash.slice(1))"
    page_1366.wait_for_function(f"() => {place}.startsWith('id_')")


def test_a_stranger_comes_back_to_the_page_asked_for(site: Served, window: Opened):
    page = window().new_page()
    page.goto(f"{site.address}/van-ban/?chieu=")
    page.locator("input[name=login]").fill(site.keys["username"])
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    expect(page).to_have_url(f"{site.address}/van-ban/?chieu=")


def test_paper_carries_the_official_heading_and_page_numbers(site: Served, page_1366: Page):
    page_1366.emulate_media(color_scheme="dark")
    page_1366.goto(f"{site.address}/phong-trao/{site.keys['movement']}/chi-tieu/")
    paper = pypdfium2.PdfDocument(page_1366.pdf(prefer_css_page_size=True, print_background=True))
    text = paper[0].get_textpage().get_text_range()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert f"Trang 1/{len(paper)}" in text
    assert "Sáng / tối" not in text
    assert bytes(paper[0].render(scale=1).buffer)[:3] == b"\xff\xff\xff"
