"""One server for all browser tests; one browser a module, ended before Django's own tests go on."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import DjangoDbBlocker
from tests.browser.checking import AXE
from tests.browser.people import People
from tests.browser.serving import DESK, PHONE, Filled, Served, browser, chromium, context_of, filled, served
from tests.migrated import template_of

Opened = Callable[..., BrowserContext]
# a machine that does other work besides is slow, which is no fault of a page; what must be quick says so
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def migrated_file(
    request: pytest.FixtureRequest,
    run_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Path:
    """A migrated database without anything in it, for servers to start from."""
    if not chromium():
        pytest.skip("Không có Chromium trên máy này; đặt THIDUA_CHROMIUM hoặc cài gói chromium.")
    own = tmp_path_factory.mktemp("migrated") / "thidua.sqlite3"
    with django_db_blocker.unblock(), template_of(request, run_folder) as template:
        return Path(shutil.copyfile(template, own))


@pytest.fixture(scope="session")
def site(migrated_file: Path) -> Iterator[Served]:
    with filled(migrated=migrated_file) as data, served(data) as running:
        yield running


@pytest.fixture(scope="module")
def started(site: Served) -> Iterator[Browser]:
    with browser() as running:
        yield running


@pytest.fixture
def window(site: Served, started: Browser) -> Iterator[Opened]:
    """Open a window for a role, closed when the test ends."""
    opened: list[BrowserContext] = []

    def open_window(role: str = "", *, size: dict[str, int] = PHONE, script: bool = True) -> BrowserContext:
        opened.append(context_of(started, site, role, size=size, script=script))
        return opened[-1]

    yield open_window
    for context in opened:
        context.close()


@pytest.fixture
def page_360(window: Opened) -> Page:
    return window("office", size=PHONE).new_page()


@pytest.fixture
def page_1366(window: Opened) -> Page:
    return window("office", size=DESK).new_page()


@pytest.fixture
def nojs(window: Opened) -> Page:
    return window("office", size=PHONE, script=False).new_page()


@pytest.fixture(scope="session")
def axe() -> str:
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=[True, False], ids=["with script", "without script"])
def script(request: pytest.FixtureRequest) -> bool:
    return request.param


@pytest.fixture(scope="module")
def built(request: pytest.FixtureRequest, migrated_file: Path) -> Iterator[Filled]:
    """The sample commune as far as a journey needs it, by the module named in its `BUILT_BY`."""
    with filled(request.module.BUILT_BY, migrated=migrated_file) as data:
        yield data


@pytest.fixture(scope="module")
def journey(script: bool, built: Filled) -> Iterator[Served]:  # noqa: FBT001 -- a fixture: a commune for each way
    with served(built) as running:
        yield running


@pytest.fixture
def people(started: Browser, journey: Served, script: bool) -> Iterator[People]:  # noqa: FBT001 -- a fixture
    found = People(started, journey, script=script)
    yield found
    found.close()
