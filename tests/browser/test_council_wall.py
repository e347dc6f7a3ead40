"""The wall of a council's session: turned by keys or buttons, and up to date in another window by itself."""

from playwright.sync_api import Page, expect
from tests.browser.conftest import Opened
from tests.browser.serving import DESK, Served


def _wall(page: Page, site: Served) -> Page:
    page.goto(f"{site.address}/hoi-dong/phien/{site.keys['council_sitting']}/man-hinh/")
    return page


def test_the_wall_is_turned_by_keys_and_follows_in_another_window(site: Served, window: Opened):
    secretary = _wall(window("office", size=DESK).new_page(), site)
    wall = _wall(window("chairman", size=DESK).new_page(), site)
    expect(wall.get_by_text("Đang xét, việc 1 trên 3")).to_be_visible()
    secretary.keyboard.press("PageDown")
    expect(secretary.get_by_text("Đang xét, việc 2 trên 3")).to_be_visible()
    expect(wall.get_by_text("Đang xét, việc 2 trên 3")).to_be_visible()
    secretary.keyboard.press("ArrowLeft")
    expect(secretary.get_by_text("Đang xét, việc 1 trên 3")).to_be_visible()
    expect(wall.get_by_text("Đang xét, việc 1 trên 3")).to_be_visible()


def test_the_wall_is_turned_by_buttons_without_script(site: Served, window: Opened):
    page = _wall(window("office", size=DESK, script=False).new_page(), site)
    page.get_by_role("button", name="Sang việc sau").click()
    expect(page.get_by_text("Đang xét, việc 2 trên 3")).to_be_visible()
    page.get_by_role("button", name="Về việc trước").click()
    expect(page.get_by_text("Đang xét, việc 1 trên 3")).to_be_visible()
