"""A card for the chairman: printed by one, confirmed by another, used on a phone, taken back by its owner."""

from playwright.sync_api import Page, expect
from tests.browser.checking import problems_of
from tests.browser.conftest import Opened
from tests.browser.serving import DESK, Served


def _ask_for_a_card(site: Served, window: Opened) -> Page:
    office = window("office", size=DESK).new_page()
    office.goto(f"{site.address}/nguoi/{site.keys['chairman']}/")
    office.get_by_role("button", name="Cấp thẻ thiết bị").click()
    expect(office.get_by_role("heading", level=1)).to_contain_text("chờ người thứ hai xác nhận")
    return office


def _use_on_a_phone(site: Served, window: Opened, code: str) -> Page:
    phone = window().new_page()
    phone.goto(f"{site.address}/the/")
    phone.locator("input[name=code]").fill(code)
    phone.get_by_role("button", name="Tiếp tục").click()
    phone.get_by_role("button", name="Dùng máy này").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Việc cần làm")
    return phone


def test_a_card_takes_two_people_and_its_owner_may_take_it_back(site: Served, window: Opened):
    office = _ask_for_a_card(site, window)
    office.get_by_role("link", name="Xem đã xác nhận chưa").click()
    expect(office.locator(".qr")).to_have_count(0)

    keeper = window("keeper").new_page()
    keeper.goto(site.address)
    line = keeper.get_by_role("listitem").filter(has_text="chờ người thứ hai xác nhận")
    line.get_by_role("link", name="Xem thẻ").last.click()
    card = office.url.rstrip("/").rsplit("/", 1)[1]
    keeper.locator(f"#the-{card}").get_by_role("button", name="Xác nhận thẻ").click()
    expect(keeper.get_by_text("Đã xác nhận thẻ của")).to_be_visible()

    office.get_by_role("link", name="Xem đã xác nhận chưa").click()
    phone = _use_on_a_phone(site, window, office.locator(".card-qr b").last.inner_text())

    chairman = window("chairman").new_page()
    chairman.goto(f"{site.address}/tai-khoan/")
    chairman.get_by_role("button", name="Không nhờ: thu hồi thẻ").click()
    expect(chairman.get_by_text("Đã thu hồi thẻ")).to_be_visible()
    phone.goto(f"{site.address}/tai-khoan/")
    expect(phone.get_by_role("button", name="Đăng nhập")).to_be_visible()


def test_the_page_of_a_card_that_waits_keeps_its_budgets(site: Served, window: Opened, axe: str):
    address = f"/the/in/{site.keys['waiting_card']}/"
    assert problems_of(window("office"), site.address, address, axe) == []
