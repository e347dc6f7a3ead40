"""From the list to the signed record in a real browser, on a phone, with and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.serving import DESK, PHONE, Served
from tests.commune import PASSWORD

Opened = Callable[..., BrowserContext]
UNIT = "Thôn 2"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def follow(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


def shows(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words)


def draw(page: Page, site: Served, name: str) -> None:
    """Plan a round of one unit, fix it, and draw."""
    page.goto(f"{site.address}/kiem-tra/dot-moi/")
    page.get_by_label("Tên đợt").fill(name)
    page.get_by_label("Phong trào", exact=True).select_option(label="Trồng cây đời đời")
    page.get_by_label(UNIT, exact=True).check()
    page.get_by_label("Số đơn vị sẽ rút").fill("1")
    page.get_by_label("Số công khai sẽ lấy từ đâu").fill("Giải đặc biệt xổ số miền Bắc ngày mai")
    press(page, "Lập đợt kiểm tra")
    follow(page, "Chốt danh sách")
    press(page, "Chốt danh sách")
    follow(page, "Ghi số và rút thăm")
    page.get_by_label("Số công khai", exact=True).fill("27431")
    page.get_by_label("Ghi lại số công khai").fill("27431")
    press(page, "Rút 1 đơn vị")
    shows(page, "Rút 1 trong 1 đơn vị theo số công khai 27431")


def arrange(page: Page) -> None:
    """Send whoever is signed in."""
    own = page.locator(".tools-d").get_by_text("Văn phòng").inner_text().split("·")[0].strip()
    follow(page, UNIT)
    follow(page, "Phân công")
    page.get_by_label("Người kiểm tra").select_option(label=own)
    press(page, "Phân công")
    shows(page, "Đã phân công")


def fill(page: Page, visit: str) -> None:
    """Count one less than was claimed, and finish the record."""
    page.goto(visit)
    follow(page, "Ghi kết quả")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    claimed = int(page.locator(".fig b.num").inner_text().split()[0])
    page.get_by_label("Số thực tế (cây)").fill(str(claimed - 1))
    press(page, "Lưu kết quả")
    shows(page, "Không khớp")
    press(page, "Chốt biên bản để ký")
    shows(page, "Đã chốt biên bản")


def sign(page: Page, link: str) -> None:
    follow(page, link)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    press(page, "Ký biên bản")
    shows(page, "Đã ký biên bản")


@pytest.mark.parametrize("script", [True, False])
def test_a_unit_is_drawn_visited_and_both_sides_sign(site: Served, window: Opened, *, script: bool) -> None:
    office = window("office", size=DESK, script=script).new_page()
    draw(office, site, f"Kiểm tra {'có' if script else 'không'} mã chạy")
    drawn = office.url
    arrange(office)
    visit = office.url
    team = window("office", size=PHONE, script=script).new_page()
    fill(team, visit)
    head = window("unit_head", size=PHONE, script=script).new_page()
    head.goto(visit)
    sign(head, "Đọc lại và ký bên đơn vị")
    team.goto(visit)
    sign(team, "Đọc lại và ký bên tổ kiểm tra")
    shows(team, "Hai bên đã ký")
    shows(team, "Nội dung đúng như lúc ký")
    team.locator("main").get_by_role("link", name="Sửa số theo kết quả").click()
    team.get_by_label("Lý do").fill("Cây chết chưa trừ")
    press(team, "Sửa số")
    shows(team, "đã sửa")
    stranger = window("", size=PHONE, script=script).new_page()
    stranger.goto(drawn.replace("/kiem-tra/dot/", "/cong-khai/rut-tham/"))
    shows(stranger, "27431")
    assert stranger.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
