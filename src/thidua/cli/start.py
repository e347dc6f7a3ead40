"""`thidua run`: everything on one machine: the demo commune where nothing is yet, server and worker."""

import argparse
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType

from thidua.cli import demo, serve
from thidua.cli.prepare import prepare

_GRACE = 15
"""Seconds that server and worker have to end what they are doing."""
_LOOK = 0.2

Child = subprocess.Popen[bytes]


def run(arguments: argparse.Namespace) -> int:
    serve.refuse_if_taken(arguments.host, arguments.port)
    prepare()
    demo.build_if_empty()
    address = f"http://{arguments.host}:{arguments.port}"
    place = ["--host", arguments.host, "--port", str(arguments.port), "--workers", str(arguments.workers)]
    children = [_start("serve", *place), _start("worker")]
    print(f"Thi Đua đang chạy tại {address} (dừng: Ctrl-C)\n{demo.accounts()}", flush=True)
    return _watch(children)


def _start(*words: str) -> Child:
    """Start one of our commands in a group of its own: Ctrl-C is for this process, which tells the others."""
    command = [sys.executable, "-m", "thidua", *words]
    return subprocess.Popen(command, process_group=0)  # noqa: S603  our own program


def _watch(children: Sequence[Child]) -> int:
    """Wait until told to end, or until one of them ended; then end them all."""
    asked: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  as signal wants it
        asked.append(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)
    while not asked and all(child.poll() is None for child in children):
        time.sleep(_LOOK)
    for child in children:
        if child.poll() is None:
            child.terminate()
    codes = [_code(child) for child in children]
    return 0 if asked else max(1, *codes)


def _code(child: Child) -> int:
    try:
        return abs(child.wait(timeout=_GRACE))
    except subprocess.TimeoutExpired:
        child.kill()
        return abs(child.wait())
