"""Take pictures of the pages for people to look at: `python -m tests.browser.screenshots OUT [NAME…]`."""

import os
import sys
from pathlib import Path

import django
from tests.browser.pages import address_of, visits
from tests.browser.serving import DESK, PHONE, browser, context_of, filled, served

_LOOKS = (("m", PHONE, "light"), ("m", PHONE, "dark"), ("d", DESK, "light"), ("d", DESK, "dark"))


def main(out: Path, wanted: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings.test")
    django.setup()
    out.mkdir(parents=True, exist_ok=True)
    with filled() as data, served(data) as site, browser() as started:
        for name, role in visits():
            if not wanted or name in wanted:
                _picture(started, site, (name, role), out)


def _picture(started, site, visit: tuple[str, str], out: Path) -> None:
    name, role = visit
    for mark, size, theme in _LOOKS:
        context = context_of(started, site, role, size=size)
        window = context.new_page()
        window.emulate_media(color_scheme=theme)
        answer = window.goto(f"{site.address}{address_of(name, site.keys)}")
        if answer is not None and "text/html" in answer.headers.get("content-type", ""):
            file = f"{name.replace(':', '.')}-{role or 'stranger'}-{mark}-{theme}.png"
            window.screenshot(path=out / file, full_page=True)
        context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
