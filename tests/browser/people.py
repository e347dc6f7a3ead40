"""The people of a sample commune, each in a window of their own, and what they do on a page."""

import re

from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.serving import DESK, Served, context_of


class People:
    """Windows of the people of the sample commune, each signed in, opened as they come."""

    def __init__(self, started: Browser, season: Served, *, script: bool) -> None:
        self.season, self.script, self._started = season, script, started
        self._open: dict[str, Page] = {}
        self._contexts: list[BrowserContext] = []

    def __call__(self, username: str, size: dict[str, int] = DESK) -> Page:
        if username not in self._open:
            context = context_of(self._started, self.season, username, size=size, script=self.script)
            self._contexts.append(context)
            self._open[username] = context.new_page()
        return self._open[username]

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def address(self, words: str) -> str:
        """Return an address with the keys of the season in it: "/bao-cao/{Thôn 1}/"."""
        path = re.sub(r"\{([^}]+)\}", lambda found: self.season.keys[found[1]], words)
        return f"{self.season.address}{path}"


def press(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state()


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    page.locator("main").get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def shows(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words)
