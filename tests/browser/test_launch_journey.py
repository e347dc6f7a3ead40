"""From the letter to the open season in a real browser, with and without JavaScript."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.serving import DESK, PHONE, Served
from tests.commune import LETTER

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "launching-letter-cam-linh-2024.txt"
SECTIONS = ("chi-tieu", "viec-giao", "can-cu", "noi-nhan", "phong-trao-khac")
Opened = Callable[..., BrowserContext]


def letter(folder: Path, year: int) -> Path:
    """Return a letter nobody has handed in: the real one where it is at hand, else the sample."""
    source = SEED if SEED.exists() else LETTER
    made = folder / f"phat-dong-{year}.txt"
    made.write_text(source.read_text(encoding="utf-8").replace("2024", str(year)), encoding="utf-8")
    return made


def answer_everything(page: Page, draft: str) -> None:
    """Accept the clear items of each section at once, then answer each doubt and press its first button."""
    for section in SECTIONS:
        page.goto(f"{draft}?phan={section}")
        clear = page.get_by_role("button", name=re.compile("^Nhận .* không có nghi vấn$"))
        if clear.count():
            clear.click()
            page.wait_for_load_state()
        page.goto(f"{draft}?phan={section}&xem=can-hoi")
        asking = page.locator(".draft.ask")
        for left in reversed(range(asking.count())):
            for question in asking.first.locator("fieldset").all():
                question.locator("input").first.check()
            asking.first.locator("button").first.click()
            expect(asking).to_have_count(left)


@pytest.mark.parametrize(("script", "year"), [(True, 2027), (False, 2028)])
def test_clerk_opens_a_season_that_everybody_sees(
    site: Served, window: Opened, tmp_path: Path, *, script: bool, year: int
) -> None:
    page = window("office", size=DESK, script=script).new_page()
    page.goto(f"{site.address}/phong-trao/doc-van-ban/")
    page.locator("input[type=file]").set_input_files(letter(tmp_path, year))
    page.get_by_role("button", name="Đọc văn bản").click()
    page.wait_for_url("**/du-thao/**")
    draft = page.url.split("?")[0]
    expect(page.locator("#van-ban .mark").nth(20)).to_be_attached()
    answer_everything(page, draft)
    page.goto(f"{draft}mo/")
    expect(page.locator("main")).to_contain_text("Lập 3")
    page.get_by_role("button", name="Mở phong trào").click()
    page.wait_for_url(lambda url: "/du-thao/" not in url)
    season = page.url
    for role, size in (("chairman", DESK), ("unit_head", PHONE)):
        reader = window(role, size=size, script=script).new_page()
        reader.goto(f"{season}chi-tieu/")
        for words in ("2.350 tấn", "trong đó: Sản lượng lúa"):
            expect(reader.locator("#bang")).to_contain_text(words, use_inner_text=True)
        assert reader.evaluate("document.documentElement.scrollWidth") <= size["width"] if script else True
    stranger = window("", size=PHONE, script=script).new_page()
    key = season.rstrip("/").rsplit("/", 1)[1]
    stranger.goto(f"{site.address}/cong-khai/phong-trao/{key}/")
    expect(stranger.locator("main")).to_contain_text("đúng 47,3% là chưa đạt")


def test_row_is_edited_in_place(site: Served, window: Opened) -> None:
    page = window("office", size=DESK).new_page()
    page.goto(f"{site.address}/phong-trao/du-thao/{site.keys['draft']}/")
    row = page.locator("#c1")
    row.get_by_role("link", name="Sửa").click()
    page.locator("#c1 [name=first]").fill("mười một")
    page.locator("#c1").get_by_role("button", name="Lưu và nhận").click()
    page.locator("#c1 .err").wait_for()
    expect(page.locator("#c1 [name=first]")).to_have_value("mười một")
    page.locator("#c1 [name=first]").fill("12")
    page.locator("#c1").get_by_role("button", name="Lưu và nhận").click()
    page.locator("#c1 .st-ok").wait_for()
    expect(page.locator("#c1")).to_contain_text("Từ 12% trở lên")
    expect(page.locator("#da-luu")).to_contain_text("Đã lưu")
    assert page.url.endswith(f"{site.keys['draft']}/")


def test_selected_words_lead_to_the_form_of_a_target(site: Served, window: Opened) -> None:
    page = window("office", size=DESK).new_page()
    page.goto(f"{site.address}/phong-trao/du-thao/{site.keys['draft']}/")
    page.locator("#v3 span").first.evaluate(
        "({firstChild: words}) => getSelection().setBaseAndExtent(words, 0, words, words.length)"
    )
    link = page.locator("[data-pick-from]")
    link.get_by_text("câu đang chọn").wait_for()
    words = page.locator("#v3 span").first.inner_text()
    link.click()
    page.wait_for_url("**/them-chi-tieu/**")
    expect(page.locator("h1 + p mark")).to_contain_text(words)


@pytest.mark.parametrize("script", [True, False])
def test_phone_shows_one_side_of_the_draft_at_a_time(site: Served, window: Opened, *, script: bool) -> None:
    page = window("office", size=PHONE, script=script).new_page()
    page.goto(f"{site.address}/phong-trao/du-thao/{site.keys['draft']}/")
    expect(page.locator("#du-thao")).to_be_visible()
    expect(page.locator("#van-ban")).to_be_hidden()
    page.locator("#c3 a.n0").click()
    expect(page.locator("#v3")).to_be_in_viewport()
    expect(page.locator("#du-thao")).to_be_hidden()
    page.locator("#v3").click()
    expect(page.locator("#c3")).to_be_in_viewport()
    page.get_by_role("link", name="Văn bản", exact=True).last.click()
    expect(page.locator("#van-ban")).to_be_visible()
    page.get_by_role("link", name="Bản nháp").click()
    expect(page.locator("#van-ban")).to_be_hidden()


def test_keys_walk_through_the_rows_and_the_letter_follows(site: Served, window: Opened) -> None:
    page = window("office", size=DESK).new_page()
    page.goto(f"{site.address}/phong-trao/du-thao/{site.keys['draft']}/")
    expect(page.locator("#van-ban .now")).to_be_in_viewport()
    row = page.locator(".draft:focus")
    page.keyboard.press("j")
    first = row.get_attribute("id")
    page.keyboard.press("j")
    expect(row).not_to_have_id(first)
    second = row.get_attribute("id")
    expect(page.locator("#van-ban .now")).to_have_id(f"v{second[1:]}")
    page.keyboard.press("k")
    expect(row).to_have_id(first)


def test_slash_leads_to_the_search(site: Served, window: Opened) -> None:
    page = window("office", size=DESK).new_page()
    page.goto(f"{site.address}/don-vi/")
    page.locator("h1").click()
    page.keyboard.press("/")
    page.wait_for_url("**/tim/")
    page.keyboard.press("/")
    page.keyboard.type("thon 3")
    expect(page.locator("#q")).to_have_value("thon 3")
