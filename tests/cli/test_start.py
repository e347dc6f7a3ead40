"""`thidua run`, as `make run` calls it: real processes on a free port, ended by a signal."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

PATIENCE = 240


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for all: building the commune takes seconds, the first test does it."""
    return tmp_path_factory.mktemp("data")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def descendants(pid: int) -> set[int]:
    children = {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}
    return children.union(*(descendants(child) for child in children))


@contextmanager
def running(data: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """Start everything on SQLite in `data`, and leave nothing behind."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("THIDUA_POSTGRES")
    }
    environment |= {"THIDUA_DATA": str(data), "DJANGO_SETTINGS_MODULE": "thidua.config.settings.dev"}
    process = subprocess.Popen(
        [sys.executable, "-m", "thidua", "run", "--port", str(port), "--workers", "1"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        if not process.stdout.closed:
            process.communicate(timeout=PATIENCE)


def greeting(process: subprocess.Popen[str]) -> str:
    """Return what is printed up to the last of the accounts: from then on the page can be opened."""
    lines = []
    for line in process.stdout:
        lines.append(line)
        if "captren" in line:
            break
    return "".join(lines)


def page(port: int, patience: float = PATIENCE) -> str:
    """Return the first page as soon as the server answers."""
    limit = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                return answer.read().decode()
        except OSError:
            if time.monotonic() > limit:
                raise
            time.sleep(0.2)


def movements(data: Path) -> list[str]:
    with closing(sqlite3.connect(data / "thidua.sqlite3")) as connection:
        return [row[0] for row in connection.execute("SELECT id FROM movements_movement ORDER BY id")]


def test_run_serves_the_sample_commune_ends_both_processes_and_keeps_the_data(data: Path):
    port = free_port()
    with running(data, port) as process:
        printed = greeting(process)
        assert "<html" in page(port, patience=0)
        family = descendants(process.pid)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does on Ctrl-C
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert f"http://127.0.0.1:{port}" in printed
    assert "vanphong" in printed
    assert "mật khẩu" in printed
    assert len(family) >= 3, "server, its child, worker"
    assert [pid for pid in family if Path(f"/proc/{pid}").exists()] == []

    before = movements(data)
    with running(data, port) as process:
        printed = greeting(process)
        process.terminate()
        process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert "vanphong" in printed
    assert before
    assert movements(data) == before


def test_server_that_ends_takes_the_worker_with_it(data: Path):
    port = free_port()
    with running(data, port) as process:
        page(port)
        server = min(int(pid) for pid in descendants(process.pid))
        os.kill(server, signal.SIGTERM)
        process.communicate(timeout=PATIENCE)
    assert process.returncode != 0


def test_run_on_a_taken_port_changes_nothing(tmp_path: Path):
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with running(tmp_path, other.getsockname()[1]) as process:
            printed, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert "chọn cổng khác" in printed
    assert not (tmp_path / "thidua.sqlite3").exists()


def ended(family: set[int]) -> bool:
    return not any(is_alive(pid) for pid in family)


def is_alive(pid: int) -> bool:
    """Say whether a process runs; one that only waits to be collected does not."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def wait_until(is_so: Callable[[], bool]) -> bool:
    limit = time.monotonic() + PATIENCE
    while not is_so() and time.monotonic() < limit:
        time.sleep(0.1)
    return is_so()


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def test_killed_run_leaves_nothing_behind_and_starts_again(data: Path):
    port = free_port()
    with running(data, port) as process:
        page(port)
        family = descendants(process.pid)
        before = movements(data)
        process.kill()
        process.wait(timeout=PATIENCE)
        assert len(family) >= 3, "server, its child, worker"
        assert wait_until(lambda: ended(family))
        assert is_free(port)
    with running(data, port):
        assert "<html" in page(port)
    assert before
    assert movements(data) == before


def test_killed_server_takes_its_own_children_and_the_worker_with_it(data: Path):
    port = free_port()
    with running(data, port) as process:
        page(port)
        family = descendants(process.pid)
        os.kill(min(family), signal.SIGKILL)
        process.communicate(timeout=PATIENCE)
        assert wait_until(lambda: ended(family))
    assert process.returncode != 0
    assert is_free(port)


def test_every_step_of_the_first_start_is_said(tmp_path: Path):
    port = free_port()
    with running(tmp_path, port) as process:
        page(port)
        process.terminate()
        printed, _ = process.communicate(timeout=PATIENCE)
    steps = [line for line in printed.splitlines() if line.startswith("Bước ")]
    assert [line[:8] for line in steps] == ["Bước 1/4", "Bước 2/4", "Bước 3/4", "Bước 4/4"]
