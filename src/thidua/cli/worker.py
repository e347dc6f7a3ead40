"""`thidua worker`: work in the background, and what is due by the clock."""

import argparse
from pathlib import Path

from django.conf import settings

from thidua.cli import occupancy
from thidua.cli.check import refuse_unless_sound
from thidua.foundation import worker


def run(arguments: argparse.Namespace) -> int:  # noqa: ARG001  every command is called with its arguments
    with occupancy.at_work(Path(settings.DATA)):
        refuse_unless_sound()
        worker.run_until_signalled()
    return 0
