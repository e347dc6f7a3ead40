"""Pages write deeds down on the day of their office, which is another than today in the sample commune."""

import re

import pytest
from tests.sources import APPS, PACKAGE

_BELOW = {"foundation", "organisation"}
"""What guards accounts keeps to the clock itself."""

_OF_THE_OFFICE = re.compile(r"\.(?:day|moment)\(timezone\.\w+\(\)\)|day_of\([^()]*, timezone\.\w+\(\)\)")
_FOR_NOBODY = {
    "is_worker_awake(at=timezone.now())": "whether the worker sleeps, which runs by the clock",
    "progress_of(intake, at=timezone.now())": "the same, beside how long a file takes",
    "made_at=timezone.now()": "when a file was drawn, which stands in its properties",
    "at=timezone.localtime()": "when a certificate signs, which is valid by the clock",
    "hanging_out(timezone.localdate())": "the start page of strangers, beside all offices",
    "calendar_of(secret, on=timezone.localdate())": "a feed, which the query turns to the day of its office",
    'f"{timezone.localdate()} {address_of(request)}"': "tells one sender from another within a day",
    "(agency.stands_on if agency else None) or timezone.localdate()": "the date line, the office first",
}


_ABOVE = [path for app in APPS if app not in _BELOW for path in sorted((PACKAGE / app / "web").rglob("*.py"))]


@pytest.mark.parametrize("module", _ABOVE, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_page_reads_the_clock_through_its_office(module):
    if module.name == "sample_day.py":  # asks how far the sample may come: up to today
        return
    text = _OF_THE_OFFICE.sub("", module.read_text())
    for words in _FOR_NOBODY:
        text = text.replace(words, "")
    found = re.findall(r".*timezone\.(?:now|localdate)\(\).*", text)
    assert not found, f"now_of(request) or today_of(request): {found}"
