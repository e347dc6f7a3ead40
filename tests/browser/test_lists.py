"""A list from Excel on a phone without script: mended, taken, taken back."""

from playwright.sync_api import Page, expect
from tests.browser.checking import _axe
from tests.browser.serving import Served

FAULTY = "STT\tTên thôn\tLoại\n1\tThôn 1\tthôn\n2\tXóm Đông\tthôm\n"


def test_a_list_is_mended_taken_and_taken_back(site: Served, nojs: Page):
    nojs.goto(f"{site.address}/don-vi/nhap/")
    field = nojs.get_by_label("Dán danh sách vào đây")
    field.fill(FAULTY)
    nojs.get_by_role("button", name="Xem trước").click()
    fault = nojs.get_by_role(
        "link", name="Dòng 3, cột Loại: “thôm” không phải loại đơn vị nào; có phải “thôn”?"
    )
    expect(fault).to_have_attribute("href", "#dong-3")
    expect(nojs.get_by_role("button", name="Nhập 1 đơn vị")).to_have_count(0)
    expect(field).to_have_value(FAULTY)
    field.fill(FAULTY.replace("thôm", "thôn"))
    nojs.get_by_role("button", name="Xem trước").click()
    nojs.get_by_role("button", name="Nhập 1 đơn vị").click()
    expect(nojs.get_by_text("Đã nhập 1 đơn vị. Mã nhận")).to_be_visible()
    nojs.get_by_role("button", name="Hoàn tác lần nhập này").click()
    expect(nojs.get_by_text("Đã hoàn tác lần nhập")).to_be_visible()


def test_a_list_with_faults_is_accessible(site: Served, page_360: Page, axe: str):
    page_360.goto(f"{site.address}/don-vi/nhap/")
    page_360.get_by_label("Dán danh sách vào đây").fill(FAULTY)
    page_360.get_by_role("button", name="Xem trước").click()
    expect(page_360.locator(".errors")).to_be_visible()
    page_360.evaluate(axe)
    assert _axe(page_360, {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa"]}) == []
