"""One of our commands as a child of `thidua run`: it ends when its parent is gone, however that ended.

`python -m thidua.cli.tethered serve …`. Standard input is a pipe of which only the parent holds the other
end: the system closes it even for a parent that was killed, so nobody has to ask again and again.
"""

import os
import signal
import sys
import time
from threading import Thread

from thidua.cli.parser import run

GRACE = 15
"""Seconds to end in good order, as `thidua run` itself gives them; then all of the group is killed."""


def hold_on() -> None:
    """Watch the pipe in the background; the process must lead a group of its own."""
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    hold_on()
    sys.exit(run(sys.argv[1:]))
