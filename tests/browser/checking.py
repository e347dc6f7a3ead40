"""What is measured on a page in a real browser."""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request
from tests.browser.serving import DESK, PHONE

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast", "color-contrast-enhanced"]
FIRST_VISIT = 80_000
SMALLEST_TARGET = 47.9

_TARGETS = """() => {
  document.querySelectorAll("details").forEach((menu) => { menu.open = true; });
  const found = [...document.querySelectorAll("a[href],button,input,select,textarea,summary")]
    .filter((e) => e.type !== "hidden" && !e.matches(".skip") && getComputedStyle(e).display !== "inline")
    .map((e) => {
      const box = (e.closest("label.file") || e.closest(".form-check") || e).getBoundingClientRect();
      return [box.width, box.height, `${e.tagName} ${(e.textContent || e.name).trim().slice(0, 40)}`];
    })
    .filter(([width, height]) => width > 0 && height > 0);
  document.querySelectorAll("details").forEach((menu) => { menu.open = false; });
  return found;
}"""
_UNSTICK = """() => {
  document.querySelectorAll(".bar-b").forEach((bar) => { bar.style.position = "static"; });
}"""
"""A bar at the lower edge covers a part of whatever is scrolled below it, which is no size of a target."""
_OVERFLOW = """(size) => {
  const root = document.documentElement;
  const before = root.dataset.text;
  if (size) root.dataset.text = size;
  const over = root.scrollWidth - innerWidth;
  if (before) root.dataset.text = before; else delete root.dataset.text;
  return over;
}"""
_SHAPE = """() => ({
  lang: document.documentElement.lang,
  title: document.title,
  headings: document.querySelectorAll("h1").length,
  styled: document.querySelectorAll("[style]").length,
  scripts: document.querySelectorAll("script:not([src])").length,
  help: [...document.querySelectorAll("footer a")].some((a) => a.pathname.startsWith("/huong-dan/")),
})"""


@dataclass
class Watch:
    """What a page loaded and what it complained about."""

    host: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def attach(self, page: Page) -> None:
        page.on("requestfinished", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))

    def _request(self, request: Request) -> None:
        if request.url.startswith("data:"):
            return
        self.requests.append(request)
        if not request.url.startswith(self.host):
            self.foreign.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"console: {message.text}")

    def weight(self) -> int:
        """Return the bytes of all bodies as they travelled."""
        return sum(request.sizes()["responseBodySize"] for request in self.requests)


def problems_of(context: BrowserContext, host: str, path: str, axe: str) -> list[str] | None:
    """Visit a page on a phone and on a desk, light and dark; return its faults, None where it is no page."""
    page = context.new_page()
    watch = Watch(host)
    watch.attach(page)
    answer = page.goto(f"{host}{path}", wait_until="load")
    if answer is None or "text/html" not in answer.headers.get("content-type", ""):
        return None
    if answer.status == 405:  # the address of a button
        return None
    found = [] if answer.ok else [f"status {answer.status}"]
    page.evaluate("document.fonts.ready")
    if (weight := watch.weight()) > FIRST_VISIT:
        found.append(f"first visit: {weight} bytes")
    found += [f"foreign request: {url}" for url in watch.foreign]
    found += _shape(page)
    page.evaluate(axe)
    page.evaluate(_UNSTICK)
    for size in (PHONE, DESK):
        found += _looks(page, size)
    found += _overflow(page)
    page.close()
    return found + watch.complaints


def _shape(page: Page) -> list[str]:
    shape = page.evaluate(_SHAPE)
    found = [] if shape["lang"] == "vi" and shape["title"].strip() else ["no language or title"]
    if shape["headings"] != 1:
        found.append(f"{shape['headings']} h1")
    if shape["styled"] or shape["scripts"]:
        found.append("inline style or script")
    if not shape["help"]:
        found.append("no link to help in the footer")
    return found


def _looks(page: Page, size: dict[str, int]) -> list[str]:
    page.set_viewport_size(size)
    page.emulate_media(color_scheme="light")
    found = [f"{size['width']} light {fault}" for fault in _axe(page, {"type": "tag", "values": TAGS})]
    if size is PHONE:
        found += [
            f"small target {width:.0f}×{height:.0f}: {name}"
            for width, height, name in page.evaluate(_TARGETS)
            if min(width, height) < SMALLEST_TARGET
        ]
    page.emulate_media(color_scheme="dark")
    return found + [
        f"{size['width']} dark {fault}" for fault in _axe(page, {"type": "rule", "values": CONTRAST})
    ]


def _axe(page: Page, run_only: dict[str, object]) -> list[str]:
    result = page.evaluate(
        "(runOnly) => axe.run(document, { runOnly, resultTypes: ['violations'] })", run_only
    )
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in result["violations"]]


def _overflow(page: Page) -> list[str]:
    found = []
    for width, text in ((320, ""), (360, "lon"), (1366, "lon")):
        page.set_viewport_size({"width": width, "height": 740})
        if (over := page.evaluate(_OVERFLOW, text)) > 0:
            found.append(f"sideways scroll of {over} px at {width} {text}")
    return found
