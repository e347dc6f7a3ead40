"""A village scores itself on a phone: groups are folded, progress and saving are told while it types."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import Opened
from tests.browser.serving import Served

SAVED = re.compile(r"Đã lưu \d\d:\d\d")


@pytest.fixture
def phone(site: Served, window: Opened) -> Page:
    page = window("unit_head").new_page()
    page.goto(f"{site.address}/cham-diem/phieu/{site.keys['own_sheet']}/tu-cham/")
    return page


def first(page: Page) -> Locator:
    return page.locator("input[name^=d-]").first


def test_one_group_is_open_and_what_is_typed_is_counted_and_saved(phone: Page) -> None:
    groups = phone.locator("details.part")
    expect(groups).to_have_count(2)
    expect(phone.locator("details.part[open]")).to_have_count(1)
    first(phone).fill("7,5")
    expect(phone.locator("#luu")).to_contain_text(SAVED)
    expect(phone.locator("#tien-do")).to_contain_text("1 trong 2 tiêu chí")
    expect(groups.first.locator("summary").first).to_contain_text("1 trong 1")
    first(phone).fill("")
    expect(phone.locator("#tien-do")).to_contain_text("0 trong 2 tiêu chí")


def test_without_network_it_is_said_and_sent_once_it_is_back(phone: Page) -> None:
    phone.context.set_offline(True)
    first(phone).fill("6")
    expect(phone.locator("#luu")).to_contain_text("Chưa lưu 1 tiêu chí (mất mạng)")
    expect(phone.locator("#tu-cham")).to_have_attribute("data-unsaved", "1")
    phone.context.set_offline(False)
    expect(phone.locator("#luu")).to_contain_text(SAVED)
    expect(phone.locator("#tu-cham")).to_have_attribute("data-unsaved", "0")
    phone.reload()
    expect(first(phone)).to_have_value("6")
    expect(first(phone)).to_be_hidden()  # what is done is folded away
    phone.locator("details.part summary").first.click()
    first(phone).fill("")
    expect(phone.locator("#tien-do")).to_contain_text("0 trong 2 tiêu chí")
