"""Pages over loopback: ours against one page of the floor, each on a Granian set up alike; and memory."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.commune import demo_commune
from benchmarks.paired import Row, in_turn

ROUNDS = 60
_PATIENCE = 30
_KILOBYTE = 1024
_TOKEN = "b" * 32
_SIGN_IN = "/dang-nhap/"
OURS, FLOOR = "thidua.config.wsgi:application", "benchmarks.floor.wsgi:application"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server and a kept-alive connection to it, with the session of somebody signed in."""

    pid: int
    connection: http.client.HTTPConnection
    cookie: str

    def get(self, path: str) -> int:
        """Fetch a page; return its bytes, or fail when it is not the page."""
        self.connection.request("GET", path, headers={"Cookie": f"sessionid={self.cookie}"})
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != http.client.OK:
            raise RuntimeError(f"{path}: {answer.status}")
        return len(body)

    def post(self, path: str, fields: Mapping[str, str]) -> None:
        """Send a form as a browser does; fail when it was not taken."""
        headers = {
            "Cookie": f"sessionid={self.cookie}; csrftoken={_TOKEN}",
            "X-CSRFToken": _TOKEN,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.connection.request("POST", path, urlencode(fields), headers)
        answer = self.connection.getresponse()
        answer.read()
        leads_to = answer.headers.get("Location", "")
        if answer.status not in (http.client.OK, http.client.FOUND) or leads_to.startswith(_SIGN_IN):
            raise RuntimeError(f"{path}: {answer.status} {leads_to}")

    @property
    def processor(self) -> float:
        """Seconds of processor time that the process answering requests has used."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii").split()
        return sum(_processor(int(child)) for child in children)


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def rows() -> list[Row]:
    commune = demo_commune()
    with floor_server() as floor, serving(OURS, commune.data, commune.cookie) as ours:
        found = [
            in_turn(lambda page=page: ours.get(page), lambda: floor.get("/hello/"), rounds=ROUNDS).as_row(
                f"{name} ({ours.get(page) / _KILOBYTE:.0f} kB) / trang đơn giản nhất"
            )
            for name, page in commune.pages.items()
        ]
        memory = _memory(ours.pid), _memory(floor.pid)
    return [*found, Row("bộ nhớ máy chủ (một tiến trình con)", *memory, memory[0] / memory[1], unit="MB")]


@contextmanager
def floor_server() -> Iterator[Server]:
    data = Path(tempfile.mkdtemp(prefix="thidua-floor-"))
    environment = {
        **os.environ,
        "THIDUA_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "benchmarks.floor.settings",
    }
    try:
        made = subprocess.run(
            [sys.executable, "-m", "django", "open_session"],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        with serving(FLOOR, data, made.stdout.strip()) as server:
            yield server
    finally:
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def serving(target: str, data: Path, cookie: str) -> Iterator[Server]:
    """Run one Granian worker on a free port of this machine, and end it by its own handle."""
    port = _free_port()
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--blocking-threads", "4"]
    environment = {**os.environ, "THIDUA_DATA": str(data)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", *options, "--log-level", "error", target], env=environment
    )
    try:
        _wait_for(port, process)
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)) as connection:
            yield Server(process.pid, connection, cookie)
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + _PATIENCE
    while time.monotonic() < limit and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("The server did not start")


def _memory(pid: int) -> float:
    """Return megabytes of the largest child: the process that answers requests."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return max(_resident(int(child)) for child in children) / _KILOBYTE


def _resident(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
