"""Take the two pictures of README.md from a running sample commune: screenshots.py ADDRESS PASSWORD."""

import os
import re
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs/img"
LETTER = ROOT / "src/thidua/demo/letters/phat-dong-2024.txt"
SIZE = {"width": 1120, "height": 680}


def main(address: str, password: str) -> None:
    with sync_playwright() as playwright:
        path = os.environ.get("THIDUA_CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE, locale="vi-VN")
        _sign_in(page, address, password)
        _draft(page, address)
        _picture(page, "doi-chieu")
        _board(page, address)
        _picture(page, "bang-chi-tieu")
        browser.close()


def _sign_in(page: Page, address: str, password: str) -> None:
    page.goto(f"{address}/phong-trao/")
    page.fill("input[type=text]", "vanphong")
    page.fill("input[type=password]", password)
    page.press("input[type=password]", "Enter")
    page.wait_for_url(re.compile(r"/phong-trao/$"))


def _draft(page: Page, address: str) -> None:
    """Bring in next year's letter, so that there is a draft to check."""
    page.goto(f"{address}/phong-trao/doc-van-ban/")
    letter = LETTER.read_text(encoding="utf-8").replace("2024", "2025")
    page.set_input_files(
        "input[type=file]",
        {"name": "phat-dong-2025.txt", "mimeType": "text/plain", "buffer": letter.encode()},
    )
    page.locator("main form button[type=submit]").first.click()
    if page.get_by_role("link", name=re.compile("dự thảo", re.IGNORECASE)).count():
        page.get_by_role("link", name=re.compile("dự thảo", re.IGNORECASE)).first.click()
    page.wait_for_url(re.compile(r"/du-thao/"))
    page.locator('a[href^="#v"]').first.click()


def _board(page: Page, address: str) -> None:
    page.goto(f"{address}/phong-trao/")
    page.get_by_role("link", name=re.compile("2024")).first.click()
    page.goto(page.url.split("?")[0] + "chi-tieu/")


def _picture(page: Page, name: str) -> None:
    page.evaluate("document.fonts.ready")
    page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
