"""`thidua run`: everything on one machine: the demo commune where nothing is yet, server and worker."""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from types import FrameType

from thidua.cli import demo, serve, tethered
from thidua.cli.prepare import collect_static, migrate

_LOOK = 0.2

Child = subprocess.Popen[bytes]


def run(arguments: argparse.Namespace) -> int:
    serve.refuse_if_taken(arguments.host, arguments.port)
    _make_ready()
    address = f"http://{arguments.host}:{arguments.port}"
    place = ["--host", arguments.host, "--port", str(arguments.port), "--workers", str(arguments.workers)]
    children = [_start("serve", *place), _start("worker")]
    greeting = f"Thi Đua đang chạy tại {address} (dừng: Ctrl-C)\n{demo.accounts()}"
    return _watch(children, partial(_greet, greeting, arguments.host, arguments.port))


def _greet(greeting: str, host: str, port: int) -> bool:
    """Name the address as soon as it can be opened; say whether that was done."""
    is_open = serve.answers(host, port)
    if is_open:
        print(greeting, flush=True)
    return is_open


def _make_ready() -> None:
    """Say before each step what is being done: the first start takes some seconds a step."""
    steps: tuple[tuple[str, Callable[[], None]], ...] = (
        ("cơ sở dữ liệu", migrate),
        ("tệp giao diện", collect_static),
        ("xã mẫu (chỉ khi chưa có dữ liệu)", demo.build_if_empty),
    )
    for number, (what, make) in enumerate(steps, start=1):
        _say(number, what)
        make()
    _say(len(steps) + 1, "máy chủ và việc nền")


def _say(number: int, what: str) -> None:
    print(f"Bước {number}/4: {what} …", flush=True)


def _start(*words: str) -> Child:
    """Start one of our commands in a group of its own: Ctrl-C is for this process, which tells the others.

    It holds its standard input to know that we live; no other process may have the end that stays here.
    """
    command = [sys.executable, "-m", tethered.__name__, *words]
    return subprocess.Popen(command, process_group=0, stdin=subprocess.PIPE)  # noqa: S603  our own program


def _watch(children: Sequence[Child], greet: Callable[[], bool]) -> int:
    """Greet once, wait until told to end, or until one of them ended; then end them all."""
    asked: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  as signal wants it
        asked.append(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    has_greeted = False
    while not asked and all(child.poll() is None for child in children):
        has_greeted = has_greeted or greet()
        time.sleep(_LOOK)
    for child in children:
        _end(child)
    codes = [_code(child) for child in children]
    return 0 if asked else max(1, *codes)


def _end(child: Child) -> None:
    """Ask a child to end; of one that died by itself, ask what it started and left behind."""
    if child.poll() is None:
        child.terminate()
        return
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGTERM)


def _code(child: Child) -> int:
    try:
        return abs(child.wait(timeout=tethered.GRACE))
    except subprocess.TimeoutExpired:
        child.kill()
        return abs(child.wait())
