"""`thidua run`, as `make run` calls it: real processes on a free port, ended by a signal."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
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


def page(port: int) -> str:
    """Return the first page as soon as the server answers."""
    limit = time.monotonic() + PATIENCE
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
        assert "<html" in page(port)
        family = descendants(process.pid)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does on Ctrl-C
        printed, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert f"http://127.0.0.1:{port}" in printed
    assert "vanphong" in printed
    assert "mật khẩu" in printed
    assert len(family) >= 3, "server, its child, worker"
    assert [pid for pid in family if Path(f"/proc/{pid}").exists()] == []

    before = movements(data)
    with running(data, port) as process:
        page(port)
        process.terminate()
        printed, _ = process.communicate(timeout=PATIENCE)
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
