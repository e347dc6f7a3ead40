"""The first whole job as people do it: from the letter on the clerk's disk to a season everyone sees."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.serving import DESK, PHONE, ROOT, Served
from tests.commune import LETTER, PASSWORD

SEED = ROOT.parent / "shared" / "seed" / "launching-letter-cam-linh-2024.txt"
SECTIONS = ("viec", "can-cu", "noi-nhan", "phong-trao")
LEAST_TARGETS = 30


@pytest.fixture
def letter(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """The real letter when it lies beside the project, else the sample one; its own copy in each test."""
    text = (SEED if SEED.exists() else LETTER).read_text(encoding="utf-8")
    file = tmp_path / "Văn bản phát động.txt"
    file.write_text(f"{text}\n\n{request.node.name}\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_clerk_opens_the_season_from_the_letter(window, site: Served, letter: Path, *, script: bool):
    page = window(size=DESK, script=script).new_page()
    sign_in(page, site)
    upload(page, site, letter)
    expect(page.get_by_role("heading", name="Kiểm lại những gì đọc từ văn bản")).to_be_visible()
    draft = page.url
    look_through(page, draft)
    movement = open_season(page)
    everyone_sees(window, site, movement, script=script)


def sign_in(page: Page, site: Served) -> None:
    page.goto(f"{site.address}/phong-trao/doc-van-ban/")
    page.get_by_label("Tên đăng nhập").fill("office-1")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def upload(page: Page, site: Served, letter: Path) -> None:
    assert page.url == f"{site.address}/phong-trao/doc-van-ban/", (
        "signing in leads back to the page asked for"
    )
    page.get_by_label("Chọn tệp văn bản").set_input_files(letter)
    page.get_by_role("button", name="Đọc văn bản").click()


def look_through(page: Page, draft: str) -> None:
    """Answer the doubts of targets one by one, then take the rest section by section."""
    assert page.locator(".draft").count() >= LEAST_TARGETS
    page.get_by_role("button", name="Nhận tất cả mục không có nghi vấn").click()
    expect(page.get_by_text(re.compile(r"Đã nhận \d+ mục không có nghi vấn"))).to_be_visible()
    settle(page, page.get_by_role("button", name="Nhận như đã chọn"))
    for section in (*SECTIONS, "chi-tieu"):
        page.goto(f"{draft}?phan={section}")
        settle(page, page.get_by_role("button", name=re.compile(r"^Nhận (mục|như)")))


def settle(page: Page, buttons) -> None:
    """Press until none is left; each press takes one away, in place or by a new page."""
    left = buttons.count()
    while left:
        buttons.first.click()
        expect(buttons).to_have_count(left - 1)
        left -= 1


def open_season(page: Page) -> str:
    page.get_by_role("link", name="Xem trước khi mở").click()
    expect(page.get_by_role("heading", name="Sẽ làm")).to_be_visible()
    page.get_by_role("button", name="Mở phong trào").click()
    page.wait_for_url(re.compile(r"/phong-trao/[0-9a-f-]{36}/$"))
    return page.url


def everyone_sees(window, site: Served, movement: str, *, script: bool) -> None:
    chairman = window("chairman", size=DESK, script=script).new_page()
    chairman.goto(f"{movement}chi-tieu/")
    assert chairman.locator("tbody tr:not(.grp)").count() >= LEAST_TARGETS
    expect(chairman.get_by_role("row", name=re.compile("độ che phủ rừng", re.IGNORECASE))).to_contain_text(
        "47,3"
    )
    head = window("unit_head", size=PHONE, script=script).new_page()
    head.goto(f"{movement}chi-tieu/")
    head.get_by_role("link", name=re.compile("lương thực")).first.click()
    expect(head.locator(".mark, mark, blockquote").first).to_contain_text("2.350")
    stranger = window(size=PHONE, script=script).new_page()
    stranger.goto(f"{site.address}/cong-khai{movement.removeprefix(site.address)}")
    expect(stranger.get_by_text(re.compile(r"\d+ chỉ tiêu đã công bố"))).to_be_visible()
    assert "Thoát" not in stranger.content(), "a stranger is signed in nowhere"
