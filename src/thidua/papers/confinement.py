"""Large C libraries that read hostile files run in a child process with little time and memory.

There they may crash, loop or fill their memory, and only the child ends. The child takes the file
by standard input and prints JSON.
"""

import json
import subprocess
import sys
from typing import Any

from thidua.papers import limits


class ConfinementError(RuntimeError):
    """The child process died or was stopped at one of its limits."""


def run_confined(module: str, data: bytes, *, seconds: int) -> Any:
    """Run `module` on `data` for at most `seconds` of processor time and return what it printed."""
    command = (sys.executable, "-m", module, str(seconds))
    try:
        done = subprocess.run(  # noqa: S603 -- our own modules; the file goes in by standard input
            command, input=data, capture_output=True, timeout=seconds * limits.WALL_FACTOR, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ConfinementError from error
    if done.returncode != 0:
        raise ConfinementError
    return json.loads(done.stdout)


def confine() -> None:
    """Set the limits of this process, in the child, before it reads anything."""
    import resource  # noqa: PLC0415 -- only POSIX has it, and only the child needs it

    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (limits.CHILD_MEMORY_BYTES, limits.CHILD_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
