"""Start the real server on a database of its own, and a browser beside it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1366, "height": 768}


@dataclass(frozen=True, slots=True)
class Served:
    """A running server, the keys of its objects, a session of each role, and where its data lie."""

    address: str
    keys: dict[str, str]
    sessions: dict[str, str]
    env: dict[str, str]

    def run(self, program: str, *words: str) -> None:
        """Let a program write into the data of the server: deeds that no page needs to show again."""
        done = subprocess.run(
            [sys.executable, "-m", program, *words], cwd=ROOT, env=self.env, capture_output=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr.decode())


@dataclass(frozen=True, slots=True)
class Filled:
    """A data folder, and what the program that filled it says of it."""

    data: Path
    keys: dict[str, str]
    sessions: dict[str, str]


@contextmanager
def filled(world: str = "tests.browser.world", *, migrated: Path | None = None) -> Iterator[Filled]:
    """Let a program fill a new database, or a copy of an empty one that is migrated."""
    with tempfile.TemporaryDirectory(prefix="thidua-browser-") as folder:
        data = Path(folder) / "data"
        if migrated:
            data.mkdir()
            shutil.copyfile(migrated, data / "thidua.sqlite3")
        done = subprocess.run(
            [sys.executable, "-m", world], cwd=ROOT, env=_environment(data), capture_output=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr.decode())
        yield Filled(data, **json.loads(done.stdout))


@contextmanager
def served(filled: Filled) -> Iterator[Served]:
    """Start the server on a copy of a data folder and on a free port, and end it afterwards."""
    with tempfile.TemporaryDirectory(prefix="thidua-browser-") as folder:
        data = shutil.copytree(filled.data, Path(folder) / "data")
        env = _environment(data)
        port = _free_port()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
        server = subprocess.Popen(
            [*command, "thidua.config.wsgi:application"],
            cwd=ROOT,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address)
            yield Served(address, filled.keys, filled.sessions, env)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
    return {
        **kept,
        "THIDUA_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "thidua.config.settings.dev",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            with urlopen(address, timeout=30):  # noqa: S310 -- our own server
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{address} does not answer")


def chromium() -> str:
    """Return the path of the installed Chromium, or an empty string."""
    named = os.environ.get("THIDUA_CHROMIUM", "")
    return named or next((path for name in _NAMES if (path := shutil.which(name))), "")


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=_FLAGS)
        try:
            yield started
        finally:
            started.close()


def context_of(
    started: Browser, site: Served, role: str = "", *, size: dict[str, int], script: bool = True
) -> BrowserContext:
    """Return a browser window in which an account of the role is signed in; a stranger's without a role."""
    is_phone = size["width"] < 700
    context = started.new_context(
        viewport=size, is_mobile=is_phone, has_touch=is_phone, java_script_enabled=script, locale="vi-VN"
    )
    if role:
        cookie = {"name": "sessionid", "value": site.sessions[role], "url": site.address}
        context.add_cookies([cookie])
    return context
