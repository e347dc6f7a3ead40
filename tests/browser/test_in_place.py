"""What stays true on a page while parts of it are exchanged, and what its controls show."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Opened
from tests.browser.serving import DESK, PHONE, Served

DRAFT = "{0.address}/phong-trao/du-thao/{0.keys[draft]}/"


def top_comes_into_view(page: Page, selector: str) -> None:
    page.wait_for_function(
        """selector => {
          const top = document.querySelector(selector).getBoundingClientRect().top;
          return top >= 0 && top < innerHeight;
        }""",
        arg=selector,
    )


def test_leaving_the_form_of_an_item_brings_its_row_back(site: Served, window: Opened) -> None:
    page = window("office", size=DESK).new_page()
    page.goto(DRAFT.format(site) + "?phan=viec-giao")
    page.locator("#c1").get_by_role("link", name="Sửa").click()
    page.locator("form#c1").wait_for()
    page.get_by_role("link", name="Thôi, không sửa").click()
    expect(page.locator("form#c1")).to_have_count(0)
    expect(page.locator("#c1").get_by_role("link", name="Sửa")).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_top_of_a_card_stays_in_view_when_its_form_opens(
    site: Served, window: Opened, size: dict[str, int]
) -> None:
    page = window("office", size=size).new_page()
    page.goto(DRAFT.format(site))
    page.locator("#c3").get_by_role("link", name="Sửa").scroll_into_view_if_needed()
    page.locator("#c3").get_by_role("link", name="Sửa").click()
    page.locator("form#c3").wait_for()
    expect(page.locator("form#c3 :focus")).to_have_count(1)
    top_comes_into_view(page, "#c3")
    page.get_by_role("link", name="Thôi, không sửa").click()
    expect(page.locator("form#c3")).to_have_count(0)
    top_comes_into_view(page, "#c3")


def test_counts_and_the_last_message_follow_each_deed(site: Served, window: Opened) -> None:
    page = window("office", size=DESK).new_page()
    page.goto(DRAFT.format(site) + "?phan=can-cu")
    page.get_by_role("button", name="không có nghi vấn").click()
    expect(page.locator("#vua-nhan")).to_be_visible()
    page.locator("#c1").get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("#vua-nhan")).to_have_count(0)
    tabs, heads = page.locator("#cac-phan"), page.locator("#du-thao h2")
    seen = tabs.inner_text(), heads.all_inner_texts()
    page.locator("#c1").get_by_role("button", name="Bỏ").click()
    expect(page.locator("#c1")).to_contain_text("Đã bỏ")
    expect(tabs).not_to_have_text(seen[0], use_inner_text=True)
    expect(heads).not_to_have_text(seen[1], use_inner_text=True)
    after = tabs.inner_text()
    page.reload()
    expect(tabs).to_have_text(after, use_inner_text=True)
    expect(page.locator("#vua-nhan")).to_have_count(0)
    page.locator("#c1").get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("#c1")).to_contain_text("Chưa xem")


def test_ticked_box_shows_a_tick(site: Served, window: Opened) -> None:
    page = window("office", size=DESK).new_page()
    page.goto(DRAFT.format(site) + "?phan=viec-giao")
    page.locator("#c1").get_by_role("link", name="Sửa").click()
    box = page.locator("form#c1 input[type=checkbox]").first
    box.check()
    assert "svg" in box.evaluate("box => getComputedStyle(box).backgroundImage")


def test_file_control_speaks_vietnamese_and_names_the_file(
    site: Served, window: Opened, tmp_path: Path
) -> None:
    page = window("office", size=PHONE).new_page()
    page.goto(f"{site.address}/phong-trao/doc-van-ban/")
    expect(page.locator(".file")).to_contain_text(re.compile("Chọn tệp.*Chưa chọn tệp nào"))
    (tmp_path / "ke-hoach.txt").write_text("Kế hoạch", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(tmp_path / "ke-hoach.txt")
    expect(page.locator(".file")).to_contain_text("ke-hoach.txt")


def test_card_offers_to_print_and_tells_when_no_phone_can_reach_it(site: Served, window: Opened) -> None:
    page = window("office", size=DESK).new_page()
    page.goto(f"{site.address}/the/in/{site.keys['card']}/")
    expect(page.get_by_role("button", name="In thẻ")).to_be_visible()
    expect(page.get_by_text("Điện thoại chưa vào được địa chỉ trong thẻ này")).to_be_visible()
