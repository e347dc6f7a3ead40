"""`thidua worker`: work in the background, and what is due by the clock."""

import argparse
import signal
import threading
from pathlib import Path
from types import FrameType

from django.conf import settings

from thidua.cli import occupancy
from thidua.cli.check import refuse_unless_sound
from thidua.foundation import worker


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001  every command is called with its arguments
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  as signal wants it
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    with occupancy.at_work(Path(settings.DATA)):
        refuse_unless_sound()
        worker.run(stop)
    return 0
