"""Pages, worker and console write deeds down on the day of their office, another than today in the sample."""

import ast
import re
from pathlib import Path

import pytest
from tests.sources import APPS, PACKAGE

_BY_ITSELF = {
    *("access.py", "account.py", "cards.py", "lockout.py", "middleware.py", "notices.py"),
    *("receivers.py", "sessions.py"),  # these, and those before, guard accounts
    "today.py",  # is how pages read it
    "sample_day.py",  # asks how far the sample may come: up to today
}

_OF_THE_OFFICE = re.compile(r"\.(?:day|moment)\(timezone\.\w+\(\)\)|day_of\([^()]*, timezone\.\w+\(\)\)")
_FOR_NOBODY = {
    "is_worker_awake(at=timezone.now())": "whether the worker sleeps, which runs by the clock",
    "progress_of(intake, at=timezone.now())": "the same, beside how long a file takes",
    "works, on=today, at=timezone.now()": "cards that wait and work that failed, beside the day",
    "made_at=timezone.now()": "when a file was drawn, which stands in its properties",
    "at=timezone.localtime()": "when a certificate signs, which is valid by the clock",
    "hanging_out(timezone.localdate())": "the start page of strangers, beside all offices",
    "calendar_of(secret, on=timezone.localdate())": "a feed, which the query turns to the day of its office",
    'f"{timezone.localdate()} {address_of(request)}"': "tells one sender from another within a day",
    "(agency.stands_on if agency else None) or timezone.localdate()": "the date line, the office first",
}


_PAGES = [path for app in APPS[1:] for path in sorted((PACKAGE / app / "web").rglob("*.py"))]
"""The foundation knows no office."""


@pytest.mark.parametrize("module", _PAGES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_page_reads_the_clock_through_its_office(module):
    if module.name in _BY_ITSELF:
        return
    text = _OF_THE_OFFICE.sub("", module.read_text())
    for words in _FOR_NOBODY:
        text = text.replace(words, "")
    found = re.findall(r".*timezone\.(?:now|localdate)\(\).*", text)
    assert not found, f"now_of(request) or today_of(request): {found}"


_TURNED = re.compile(r"\.(?:moment|day|has_come)\(")
_BY_THE_MACHINE = {
    "foundation/tasks.py": "mail, files and forms that wait, for no office",
    "organisation/management/commands/load_authorities.py": "all offices of the country",
    "organisation/management/commands/set_password.py": "an account",
    "reporting.services.periods.begin_due": "of real offices: where one stands still, no day comes",
}
_EDGES = [*PACKAGE.glob("*/tasks.py"), *PACKAGE.glob("*/management/commands/*.py")]
_READING = [path for path in sorted(_EDGES) if "timezone." in path.read_text()]


def _reached(module: Path, name: str) -> str:
    """Return the source of a function and of those of its module that it comes to."""
    parts = ast.walk(ast.parse(module.read_text()))
    known = {node.name: node for node in parts if isinstance(node, ast.FunctionDef)}
    found, waiting = "", [name]
    while waiting:
        node = known.pop(waiting.pop(), None)
        if node is not None:
            found += ast.unparse(node)
            waiting += [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
    return found


@pytest.mark.parametrize("module", _READING, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_worker_and_console_leave_the_clock_to_what_turns_it(module):
    """Each function that reads the clock, or the service it calls, turns it to the moment of an office."""
    if str(module.relative_to(PACKAGE)) in _BY_THE_MACHINE:
        return
    text = module.read_text()
    imports = re.findall(r"from thidua\.(\w+\.services) import (.+)", text)
    places = {name: place for place, names in imports for name in names.split(", ")}
    for reading in re.findall(r"def (\w+)\(", text):
        own = _reached(module, reading)
        if "timezone." not in own or _TURNED.search(own):
            continue
        called = [call for call in re.findall(r"\b(\w+)\.(\w+)\(", own) if call[0] in places]
        assert called, f"{reading} reads the clock of the machine"
        for service, name in called:
            if f"{places[service]}.{service}.{name}" not in _BY_THE_MACHINE:
                path = PACKAGE / places[service].replace(".", "/") / f"{service}.py"
                assert _TURNED.search(_reached(path, name)), (
                    f"{service}.{name} keeps to the clock of the machine"
                )
